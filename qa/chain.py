"""The assistant as a LangChain Runnable, for other people's chains."""

from collections.abc import Iterator
from typing import Any, TypedDict

from langchain_core.runnables import Runnable, RunnableConfig

from index import Index
from qa.answer import Answer, Part
from qa.conversation import Conversation


class Asked(TypedDict, total=False):
    """A question with those asked before it."""

    question: str
    history: list[str]


class AnswerChain(Runnable[str | Asked, Answer]):
    """`invoke` gives an Answer; `stream` gives its Parts."""

    def __init__(self, index: Index | str | None = None) -> None:
        self._index = index

    def invoke(self, input: str | Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:  # noqa: ANN401
        """Answer a question; the history's questions are asked first, so that a follow-up is understood."""
        return self._call_with_config(self._answer, input, config)

    def stream(  # type: ignore[override]
        self,
        input: str | Asked,
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> Iterator[Part]:
        """Give the answer's parts one after another."""
        yield from self.invoke(input, config).parts

    def _answer(self, asked: str | Asked) -> Answer:
        question = asked if isinstance(asked, str) else asked["question"]
        conversation = Conversation(index=self._index)
        for earlier in [] if isinstance(asked, str) else asked.get("history", []):
            conversation.ask(earlier)
        return conversation.ask(question)


def answer_chain(index: Index | str | None = None) -> AnswerChain:
    """Give a Runnable from a question, or {"question", "history"}, to an Answer; it streams Parts."""
    return AnswerChain(index)
