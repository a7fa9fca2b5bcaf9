"""A conversation: earlier questions are kept, and a follow-up is understood by the one before it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from index import Index, Limit, View
from qa.answer import Answer
from qa.assistant import LONGEST, answer
from qa.opened import opened
from qa.question.follow_up import follow_up
from qa.question.leaning import leans
from qa.question.pronouns import gender_of
from qa.question.question import Question, parse
from qa.question.several import quotes

_CONTINUES = re.compile(
    r"^\W*(?:(?:what|how) about\b|(?:and|but|so)\b(?:\W+\w+){1,3}\W*$|(?:who|what|anyone|anybody|anything) else\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|they|them|their)\b")
BEFORE = 2  # questions that one which leans is read with


class Conversation:
    """Questions and answers in a row; `history` holds the answers, oldest first, and is all that is kept.

    >>> talk = Conversation()
    >>> _ = talk.ask("What did Bessent say about rare earth magnets?")
    >>> talk.ask("And about soybeans?").citations[0].speaker
    'Scott Bessent'
    """

    history: list[Answer]

    def __init__(
        self, *, index: Index | str | None = None, model: str | None = None, reader: str | None = None
    ) -> None:
        """Open a conversation on an index, or on the default one; `model` and `reader` as for `ask`."""
        self._index = opened(index)
        self._reader = reader
        self.history = []

    def ask(self, question: str) -> Answer:
        """Answer a question or a follow-up. Raises QuestionError, QuestionStopped and the index's errors."""
        with self._index.view(Limit(LONGEST)) as view:
            given = follow(self.history, question, view, self._reader)
        self.history.append(given)
        return given


def follow(history: Sequence[Answer], question: str, view: View, reader: str | None = None) -> Answer:
    """Answer what is asked after earlier answers, from one view of an index."""
    understood = last_of([*(reply.question for reply in history), question], view)
    return replace(answer(understood, view, reader), question=question)


def last_of(questions: Sequence[str], view: View) -> Question:
    """Read questions in order, each that leans by those before it, and give the last as it is understood."""
    understood = parse(questions[0])
    for at, asked in view.limit.each(list(enumerate(questions))[1:]):
        plain = parse(asked)
        if leans(asked, questions[at - 1]) or _CONTINUES.match(asked):
            plain = _completed(plain, understood, questions[max(0, at - BEFORE) : at], view)
        understood = plain
    return understood


def _completed(asked: Question, before: Question, questions: Sequence[str], view: View) -> Question:
    """Read a question that leans on the one before it: with a name for its pronoun, else behind those before it."""
    whole = follow_up(asked, before, partial(quotes, view), partial(gender_of, view))
    if whole.words is None and _PRONOUN.search(asked.text) and not _PRONOUN.search(whole.text):
        return whole
    words = whole.words if whole.speaker is None or view.said_by(whole.speaker) else asked.words
    return replace(asked, words=words, after=" ".join(questions))
