"""A conversation: earlier questions are kept, and a follow-up is understood by the one before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Index
from index.people import Office
from qa.answer import Answer
from qa.assistant import answer, opened
from qa.question import Question, parse

_LEAD = re.compile(
    r"^\s*(?:and|but|also|so|ok(?:ay)?,?)?\s*(?:what about|how about|and about|about|and on|on|and)\s+(?P<topic>.+)$",
    re.IGNORECASE,
)
_HE = re.compile(r"\b(?:he|him|she|they|them)\b", re.IGNORECASE)
_HIS = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")
_WHOLE_NAME = re.compile(r"[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+)*")
_ONE_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+")
_ASKING = re.compile(
    r"^(?:who|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had)\b", re.IGNORECASE
)


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
        """Answer a question or a follow-up. Raises QuestionError and the index's errors."""
        understood = last_of([*(reply.question for reply in self.history), question])
        given = replace(answer(understood, self._index), question=question)
        self.history.append(given)
        return given


def last_of(questions: Sequence[str]) -> Question:
    """Read questions in order, each by the one before it, and give the last as it is understood."""
    understood = parse(questions[0])
    for asked in questions[1:]:
        understood = follow_up(parse(asked), understood)
    return understood


def follow_up(asked: Question, before: Question) -> Question:
    """Complete a question that leans on the one before it; any other stays as it is."""
    lead = _LEAD.match(asked.text)
    if lead is not None and not _ASKING.match(lead["topic"]):
        return _on_topic(lead["topic"], before)
    name = _last_name(before)
    if name is None or asked.quotation is not None:
        return asked
    worded = _HIS.sub(f"{name}’s", _HE.sub(name, asked.text))
    return parse(worded) if worded != asked.text else asked


def _on_topic(topic: str, before: Question) -> Question:
    named = topic.strip(" ?.!")
    if before.speaker is not None and (_WHOLE_NAME.fullmatch(named) or _is_office(named)):
        return parse(f"What did {topic.strip(' ?.!')} say about {before.topic}")
    if before.speaker is not None:
        return parse(f"What did {before.speaker} say about {topic}")
    kept = " ".join(before.names)
    return parse(f"{kept} {topic}".strip())


def _is_office(words: str) -> bool:
    """Whether words are somebody's office: "the mayor"."""
    return words.lower().startswith("the ") and Office.of(words[4:].lower()) is not None


def _last_name(question: Question) -> str | None:
    """Name whom a question is about: its speaker, or the last person it names."""
    if question.speaker is not None:
        return question.speaker
    full = _NAME.findall(question.text)
    one = _ONE_NAME.findall(question.text)
    return full[-1] if full else (one[-1] if one else None)
