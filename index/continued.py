"""Statements that go on with the matter of the one before them, and so bear on whatever that one bears on.

News is written so: first what was said, then, opening the next paragraph, the words themselves; or, in the next
sentence, more of it, which leaves out what it is about ("But he said they should buy a little more").
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from index.records import Statement

_BETWEEN_SENTENCES = re.compile(r"[.!?”\"'’)\s]*(?:(?:But|And|Yet|Still|Also|However|Then|Instead),?\s+)?")
_PERIOD = re.compile(r"[.!?]")
_LEANING = re.compile(
    r"\b(?:it|its|they|them|their|these|those|such|this|that)\b(?!\s+(?:said|the|a|an|he|she|we|you|i|there|is\s+why)\b)"
    r"|\b(?:more|less|fewer|enough)\b(?=\s*(?:[.,;:!?”\"'’)]|$|because|than|if|when|and|but|to\b))",
    re.IGNORECASE,
)


def continued(
    bearing: Sequence[Statement], statements: Sequence[Statement], texts: Mapping[str, str]
) -> Iterator[Statement]:
    """Give statements that bear on a topic, each with those of the same speaker that go on with it behind it.

    `statements` are all that may be given, `texts` their documents', by id. What has a place of its own keeps it.
    """
    given = set(bearing)
    for statement in bearing:
        yield statement
        text = texts[statement.document_id or ""]
        for other in statements:
            if other not in given and _goes_on(statement, other, text):
                given.add(other)
                yield other


def _goes_on(statement: Statement, other: Statement, text: str) -> bool:
    if statement.speaker is None or (statement.document_id, statement.speaker) != (other.document_id, other.speaker):
        return False
    (_, end), (start, _) = _reach(statement), _reach(other)
    if end > start:
        return False
    if statement.kind == "indirect" and other.kind != "indirect" and _opens_next_paragraph(statement, other, text):
        return True
    return _next_sentence(text[end:start]) and _LEANING.search(text, *other.spans[0]) is not None


def _next_sentence(between: str) -> bool:
    """Whether nothing but the end of a sentence, and a word that joins the next to it, stands between two."""
    ends = "\n" not in between and _PERIOD.search(between) is not None
    return ends and _BETWEEN_SENTENCES.fullmatch(between) is not None


def _opens_next_paragraph(statement: Statement, other: Statement, text: str) -> bool:
    between = text[statement.spans[-1][1] : other.spans[0][0]]
    return between.strip(" .\n\r”\"'’") == "" and "\n" in between


def _reach(statement: Statement) -> tuple[int, int]:
    """Give where a statement with its source and cue begins and ends."""
    parts = [*statement.spans, *(part for part in (statement.mention, statement.cue) if part is not None)]
    return min(part[0] for part in parts), max(part[1] for part in parts)
