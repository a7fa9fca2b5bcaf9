"""Cut a document into passages: spans that cover it without gap or overlap.

A passage ends at a sentence end and is measured in MiniLM's word pieces. Title and section ride along in
what is embedded, not in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from index.deadline import Check, unchecked
from index.embed import WORD_PIECES, tokenizer
from index.records import Document, Passage
from index.sentences import cut_at_space, is_heading, paragraphs, sentences

CONTEXT_PIECES = 48
TEXT_PIECES = WORD_PIECES - CONTEXT_PIECES - 4  # two special pieces, two for the marks between
FULL_ENOUGH = 0.75  # of TEXT_PIECES: from here on a paragraph's end ends the passage,
WORTH_A_PASSAGE = 0.2  # if at least so much is left to come
CHARACTERS_A_PIECE = 20  # at most: what the tokenizer knows nothing of is one piece for it, however long
LONGEST_UNIT = TEXT_PIECES * CHARACTERS_A_PIECE
_LONGEST_WORD = 100  # characters that the tokenizer reads; a longer word is one piece
_COUNTED_TOGETHER = 512  # sentences, so that what the tokenizer makes of a long text need not be held at once


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage with the heading it stands under."""

    passage: Passage
    section: str | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, and the paragraph that it is of: whether that is a heading, and begins with it."""

    start: int
    end: int
    heading: bool
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence, or a stretch of one that is longer than a passage."""

    start: int
    pieces: int
    heading: bool
    opens_paragraph: bool


def cut(document: Document, check: Check = unchecked) -> list[Cut]:
    """Give the document's passages in order; joined, they are its text. `check` may raise, and ends the work then."""
    text = document.text
    bounds: list[int] = [0]
    sections: list[str | None] = [None]
    section: str | None = None
    units = _units(text, check)
    left = sum(unit.pieces for unit in units)
    filled = 0
    for position, unit in enumerate(units):
        if unit.start > bounds[-1] and _begins_passage(units, position, filled, left):
            bounds.append(unit.start)
            sections.append(section)
            filled = 0
        if unit.heading:
            section = text[unit.start : _next_start(units, position, text)].strip()
        filled += unit.pieces
        left -= unit.pieces
    return [
        Cut(Passage(document.id, start, end, text[start:end]), under)
        for start, end, under in zip(bounds, [*bounds[1:], len(text)], sections, strict=True)
    ]


def embedded_text(title: str, item: Cut) -> str:
    """Give what the embedder reads of a passage: its title and section before its text."""
    lines = dict.fromkeys(line for line in (title, item.section) if line)
    context = [line for line in lines if not item.passage.text.startswith(line)]
    return "\n".join([_shortened(". ".join(context)), item.passage.text.strip()]).strip()


def _begins_passage(units: list[_Unit], position: int, filled: int, left: int) -> bool:
    unit = units[position]
    if position and units[position - 1].heading:
        return filled + unit.pieces > TEXT_PIECES and filled > unit.pieces  # a heading stays with what it heads
    if filled + unit.pieces > TEXT_PIECES:
        return True
    if left < WORTH_A_PASSAGE * TEXT_PIECES:
        return False
    return (unit.opens_paragraph or unit.heading) and filled >= FULL_ENOUGH * TEXT_PIECES


def _next_start(units: list[_Unit], position: int, text: str) -> int:
    return units[position + 1].start if position + 1 < len(units) else len(text)


def _units(text: str, check: Check) -> list[_Unit]:
    """Give the sentences of a text, and their pieces, which are counted for some hundreds at a time."""
    units: list[_Unit] = []
    found = _sentences(text)
    while some := list(islice(found, _COUNTED_TOGETHER)):
        check()
        brief = [text[each.start : min(each.end, each.start + LONGEST_UNIT)] for each in some]
        counted = tokenizer().encode_batch_fast(brief, add_special_tokens=False)
        for each, encoding in zip(some, counted, strict=True):
            units.extend(
                _Unit(start, count, each.heading, each.opens_paragraph and start == each.start)
                for start, count in _portions(text, each, len(encoding.ids))
            )
    return units


def _sentences(text: str) -> Iterator[_Sentence]:
    spans = paragraphs(text)
    for number, paragraph in enumerate(spans):
        heading = number + 1 < len(spans) and is_heading(text, paragraph)
        for place, (start, end) in enumerate(sentences(text, *paragraph)):
            yield _Sentence(start, end, heading, place == 0)


def _portions(text: str, sentence: _Sentence, pieces: int) -> Iterator[tuple[int, int]]:
    """Start and piece count of the stretches a sentence is cut into; nearly always just itself."""
    start, end = sentence.start, sentence.end
    if pieces <= TEXT_PIECES and end - start <= LONGEST_UNIT:
        yield start, max(pieces, (end - start) // CHARACTERS_A_PIECE)
        return
    reach = LONGEST_UNIT
    while start < end:
        room = text[start : min(start + reach, end)]
        length, pieces = _filled(room, whole=len(room) in (end - start, LONGEST_UNIT))
        if length == 0:
            reach = min(2 * reach, LONGEST_UNIT)
            continue
        if pieces:
            yield start, pieces
        start += length
        reach = min(2 * length + _LONGEST_WORD, LONGEST_UNIT)


def _filled(room: str, *, whole: bool) -> tuple[int, int]:
    """Give how many characters fill a passage, and their pieces; none where only a longer part of the text can tell.

    `whole`: no longer part is to be had. White space alone has no pieces.
    """
    encoding = tokenizer().encode(room, add_special_tokens=False)
    if len(encoding.ids) <= TEXT_PIECES:
        if not whole:
            return 0, 0
        length = len(room) if len(room) < LONGEST_UNIT else cut_at_space(room, 0, len(room))
        blank = not room[:length].strip()
        return length, 0 if blank else max(len(encoding.ids), length // CHARACTERS_A_PIECE)
    length = encoding.offsets[TEXT_PIECES - 1][1]
    if not whole and length > len(room) - _LONGEST_WORD:
        return 0, 0  # its last word may go on, and fall into other pieces
    return cut_at_space(room, 0, length) or 1, TEXT_PIECES


def _shortened(context: str) -> str:
    context = context[: CONTEXT_PIECES * CHARACTERS_A_PIECE]
    encoding = tokenizer().encode(context, add_special_tokens=False)
    return context if len(encoding.ids) <= CONTEXT_PIECES else context[: encoding.offsets[CONTEXT_PIECES - 1][1]]
