"""Cut a document into passages: spans that cover it without gap or overlap.

A passage ends at a sentence end and is measured in MiniLM's word pieces. Title and section ride along in
what is embedded, not in the text.
"""

from dataclasses import dataclass

from index.embed import WORD_PIECES, tokenizer
from index.records import Document, Passage
from index.sentences import Span, is_heading, paragraphs, sentences

CONTEXT_PIECES = 48
TEXT_PIECES = WORD_PIECES - CONTEXT_PIECES - 4  # two special pieces, two for the marks between
FULL_ENOUGH = 0.75  # of TEXT_PIECES: from here on a paragraph's end ends the passage,
WORTH_A_PASSAGE = 0.2  # if at least so much is left to come


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage with the heading it stands under."""

    passage: Passage
    section: str | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence, or a stretch of one that is longer than a passage."""

    start: int
    pieces: int
    heading: bool
    opens_paragraph: bool


def cut(document: Document) -> list[Cut]:
    """Give the document's passages in order; joined, they are its text."""
    text = document.text
    bounds: list[int] = [0]
    sections: list[str | None] = [None]
    section: str | None = None
    units = _units(text)
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


def _units(text: str) -> list[_Unit]:
    units: list[_Unit] = []
    spans = paragraphs(text)
    inner = [sentences(text, *paragraph) for paragraph in spans]
    flat = [span for group in inner for span in group]
    encodings = iter(tokenizer().encode_batch_fast([text[a:b] for a, b in flat], add_special_tokens=False))
    for number, (paragraph, group) in enumerate(zip(spans, inner, strict=True)):
        heading = number + 1 < len(spans) and is_heading(text, paragraph)
        for place, span in enumerate(group):
            pieces = len(next(encodings).ids)
            units.extend(
                _Unit(start, count, heading, place == 0 and start == span[0])
                for start, count in _portions(text, span, pieces)
            )
    return units


def _portions(text: str, span: Span, pieces: int) -> list[tuple[int, int]]:
    """Start and piece count of the stretches a sentence is cut into; nearly always just itself."""
    if pieces <= TEXT_PIECES:
        return [(span[0], pieces)]
    portions: list[tuple[int, int]] = []
    start = span[0]
    while start < span[1]:
        room = text[start : span[1]]
        encoding = tokenizer().encode(room, add_special_tokens=False)
        length = len(room)
        if len(encoding.ids) > TEXT_PIECES:
            length = encoding.offsets[TEXT_PIECES - 1][1]
            length = max(room.rfind(" ", 1, length) + 1, 0) or max(length, 1)
        portions.append((start, min(len(encoding.ids), TEXT_PIECES)))
        start += length
    return portions


def _shortened(context: str) -> str:
    encoding = tokenizer().encode(context, add_special_tokens=False)
    return context if len(encoding.ids) <= CONTEXT_PIECES else context[: encoding.offsets[CONTEXT_PIECES - 1][1]]
