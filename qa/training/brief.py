"""Texts of one to five sentences, as notes and short releases are, and questions of who said what about what in them.

A question asks for a topic of which a person speaks there, for one that nothing there is on, or for another's words:
"What did Hana Vrbová say about the dockers?"
"""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from index.records import Statement
from index.sentences import Span
from index.statements import statements_in
from index.terms import STOP_WORDS, stems
from index.units import units_within
from qa.reading.context import in_context
from qa.training.examples import Asked, Page, Text, Written, as_read

ASKED_OF_IT, OF_ANOTHER = 0.4, 0.3  # shares; the rest asks for a topic of other documents
ANSWERED = 0.65  # share of the written questions that are asked of what answers them
TITLED = 0.5  # share of the texts
AROUND = 2  # sentences at most, on either side of what answers
FORMS = (
    "What did {} say about {}?", "What did {} say about {}?", "What does {} say on {}?", "what did {} say about {}",
    "{} on {}", "What does {} think of {}?", "What has {} said about {}?", "Did {} say anything about {}?",
)  # fmt: skip

_TOPIC = re.compile(
    r"\b(?:the|a|an|of|on|for|about|to|with|in|his|her|their|its|our|my|any|no|more)\s"
    r"((?:[a-z]+[a-z-]*\s)?[a-z][a-z-]{3,})\b|(?<=[a-z,] )((?:[A-Z][\w’'-]+\s)*[A-Z][\w’'-]+)"
)


class Spoken:
    """The statements of a document whose speakers are known, and what each is on."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def statements(self) -> list[Statement]:
        """Those whose speaker is a person's or a body's whole name."""
        return [each for each in statements_in(self.page.text) if each.speaker is not None]

    @cached_property
    def speakers(self) -> list[str]:
        """Who speaks, each once."""
        return list(dict.fromkeys(each.speaker for each in self.statements if each.speaker is not None))

    def topics(self, statement: Statement) -> list[str]:
        """Give what a statement is on, in its words: "export controls"."""
        said = " ".join(self.page.text[start:end] for start, end in statement.spans)
        found = [match[1] or match[2] for match in _TOPIC.finditer(said)]
        return [each for each in found if not STOP_WORDS & set(each.lower().split())]


def said_about(spoken: Spoken, others: Sequence[str], elsewhere: str, chance: random.Random) -> Asked | None:
    """Ask what somebody said about something, of a short text; None where a document has no such words.

    `others` are people of other documents, `elsewhere` a topic of one.
    """
    statement = chance.choice(spoken.statements) if spoken.statements else None
    topics = spoken.topics(statement) if statement else []
    if statement is None or statement.speaker is None or not topics:
        return None
    asked, topic, answers = statement.speaker, chance.choice(topics), True
    text, start, end = _stretch(spoken.page, statement.spans, chance)
    kind = chance.random()
    if OF_ANOTHER <= kind < 1 - ASKED_OF_IT:
        topic, answers = elsewhere, False
        if set(stems(topic)) & set(stems(text)):
            return None
    elif kind < OF_ANOTHER:
        asked, answers = chance.choice([*(name for name in spoken.speakers if name != asked), *others[:1]]), False
    named = asked.split()[-1] if chance.random() < 1 / 2 else asked
    if answers and named.split()[-1] not in text:
        return None
    right = statement.spans if answers else ()
    made = _text(spoken.page, text, start, Written("", spoken.page.name, (), right, (), ()), chance)
    theirs = [each for each in spoken.statements if each.speaker == asked and start <= each.spans[0][0] < end]
    if not answers and any(set(stems(topic)) & _held(each, spoken) for each in theirs):
        return None
    return Asked(chance.choice(FORMS).format(named, topic), (made,), (), "said", spoken.page.name)


def clipped(question: Written, page: Page, chance: random.Random) -> Asked:
    """Ask a written question of few sentences: of those around what answers, or of others."""
    units = [unit for _, unit in units_within(page.text, 0, len(page.text))]
    others = question.near or units
    places = question.evidence if question.evidence and chance.random() < ANSWERED else others
    text, start, _ = _stretch(page, [chance.choice(places)], chance)
    made = _text(page, text, start, question, chance)
    return Asked(question.question, (made,), question.gold, "clipped", page.name)


def _held(statement: Statement, spoken: Spoken) -> set[str]:
    return {word for start, end in statement.spans for word in stems(spoken.page.text[start:end])}


def _stretch(page: Page, places: Sequence[Span], chance: random.Random) -> tuple[str, int, int]:
    """Give the sentences that hold these places and some around them, with where they start and end."""
    units = [unit for _, unit in units_within(page.text, 0, len(page.text))]
    held = [number for number, unit in enumerate(units) if any(s < unit[1] and unit[0] < e for s, e in places)]
    first = max(0, min(held) - chance.randint(0, AROUND))
    last = min(len(units) - 1, max(held) + chance.randint(0, AROUND))
    return page.text[units[first][0] : units[last][1]], units[first][0], units[last][1]


def _text(page: Page, text: str, start: int, asked: Written, chance: random.Random) -> Text:
    """Give a stretch as a document of its own, read for a question on the whole."""

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((left - start, right - start) for left, right in spans)

    stretch = in_context(page.title if chance.random() < TITLED else "", text, 0, len(text))
    return as_read(stretch, replace(asked, evidence=moved(asked.evidence), also=moved(asked.also)))
