"""The assistant as a LangChain Runnable, for other people's chains."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, TypedDict

from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableConfig

from index import Index
from qa.answer import Answer, Part
from qa.conversation import Conversation
from qa.errors import QuestionError


class Asked(TypedDict, total=False):
    """A question with what was asked before it: questions, Answers, or messages as LangChain has them."""

    question: str
    history: Sequence[Any]


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

    async def astream(  # type: ignore[override]
        self,
        input: str | Asked,
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> AsyncIterator[Part]:
        """Give the answer's parts one after another."""
        for part in (await self.ainvoke(input, config)).parts:
            yield part

    def _answer(self, asked: str | Asked) -> Answer:
        conversation = Conversation(index=self._index)
        if isinstance(asked, str):
            return conversation.ask(asked)
        if not isinstance(asked, Mapping) or not isinstance(asked.get("question"), str):
            raise QuestionError(
                f'{asked!r:.80} asks nothing. Give a question, or {{"question": ..., "history": [...]}}'
            )
        for earlier in map(_question, asked.get("history") or ()):
            if earlier is not None:
                conversation.ask(earlier)
        return conversation.ask(asked["question"])


def _question(earlier: Any) -> str | None:  # noqa: ANN401
    """Give the question of one thing in a history; None for what somebody else than the user said."""
    match earlier:
        case str():
            return earlier
        case Answer():
            return earlier.question
        case BaseMessage():
            return str(earlier.text) if earlier.type == "human" else None
        case (str() as role, str() as text) | {"role": str() as role, "content": str() as text}:
            return text if role in ("human", "user") else None
    raise QuestionError(f"{earlier!r:.80} is no earlier question. A history holds questions, Answers or messages")


def answer_chain(index: Index | str | None = None) -> AnswerChain:
    """Give a Runnable from a question, or {"question", "history"}, to an Answer; it streams Parts."""
    return AnswerChain(index)
