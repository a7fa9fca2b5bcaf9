"""A conversation: earlier questions are kept, and a follow-up is understood by the one before it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from index import Index, Limit, View
from qa.answer import Answer
from qa.assistant import LONGEST, answer, opened
from qa.follow_up import follow_up
from qa.pronouns import gender_of
from qa.question import Question, parse
from qa.several import quotes


class Conversation:
    """Questions and answers in a row; `history` holds the answers, oldest first, and is all that is kept.

    >>> talk = Conversation()
    >>> _ = talk.ask("What did Bessent say about rare earth magnets?")
    >>> talk.ask("And about soybeans?").citations[0].speaker
    'Scott Bessent'
    """

    history: list[Answer]

    def __init__(self, *, index: Index | str | None = None, model: str | None = None) -> None:
        """Open a conversation on an index, or on the default one; `model` has no effect yet."""
        self._index = opened(index)
        self.history = []

    def ask(self, question: str) -> Answer:
        """Answer a question or a follow-up. Raises QuestionError, QuestionStopped and the index's errors."""
        with self._index.view(Limit(LONGEST)) as view:
            given = follow(self.history, question, view)
        self.history.append(given)
        return given


def follow(history: Sequence[Answer], question: str, view: View) -> Answer:
    """Answer what is asked after earlier answers, from one view of an index."""
    understood = last_of([*(reply.question for reply in history), question], view)
    return replace(answer(understood, view), question=question)


def last_of(questions: Sequence[str], view: View) -> Question:
    """Read questions in order, each by the one before it, and give the last as it is understood."""
    understood = parse(questions[0])
    for asked in view.limit.each(questions[1:]):
        understood = follow_up(parse(asked), understood, partial(quotes, view), partial(gender_of, view))
    return understood
