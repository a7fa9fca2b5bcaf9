"""Sentences that are never parted: those that one quotation runs over are one unit."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.quotations import Quotation, quotations
from index.sentences import Span, paragraphs, sentences


def units(text: str, paragraph: Span, quoted: Sequence[Quotation], longest: int | None = None) -> Iterator[Span]:
    """Give the sentences of a paragraph, joined where one of its quotations runs over them.

    `quoted` are in order; none is joined that would be longer than `longest` characters.
    """
    starts = [each.start for each in quoted]
    unit: Span | None = None
    for span in sentences(text, *paragraph):
        place = bisect_left(starts, span[0]) - 1
        runs_on = unit is not None and place >= 0 and span[0] < quoted[place].end
        if unit is not None and runs_on and (longest is None or span[1] - unit[0] <= longest):
            unit = unit[0], span[1]
            continue
        if unit is not None:
            yield unit
        unit = span
    if unit is not None:
        yield unit


def units_within(text: str, start: int, end: int, longest: int | None = None) -> Iterator[tuple[Span, Span]]:
    """Give the units that touch `text[start:end]`, each with its paragraph, in order."""
    for paragraph in paragraphs(text):
        if paragraph[0] >= end:
            return
        if paragraph[1] <= start:
            continue
        for unit in units(text, paragraph, quotations(text, *paragraph), longest):
            if unit[0] < end and start < unit[1]:
                yield paragraph, unit
