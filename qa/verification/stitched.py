"""Quotations that are put together from separate places."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.sentences import Span, sentences
from qa.english.words import Words
from qa.verification.elision import LONGEST_GAP
from qa.verification.locate import Held, Occurrence
from qa.verification.nearest import LONGEST_GAP_BETWEEN

LONGEST_GLUE = 2  # words put in where parts from separate places meet
SHORTEST_SEGMENT = 3  # words of a part that is taken for one of several put together


def apart(tokens: Sequence[str], candidates: Sequence[Held]) -> list[Occurrence]:
    """Find the separate places that a quotation is put together from; none if it is one place, or not for all of it."""
    found: list[tuple[Held, Occurrence]] = []
    at = glue = 0
    while at < len(tokens) and glue <= LONGEST_GLUE:
        before = [held for held, _ in found[-1:]]  # the same words may stand in others as well
        longest = _longest_start(tokens[at:], [*before, *candidates])
        if longest is None:
            at, glue = at + 1, glue + 1
            continue
        size, held, occurrence = longest
        found.append((held, occurrence))
        at, glue = at + size, 0
    places = [occurrence for _, occurrence in found]
    return places if glue <= LONGEST_GLUE and len(places) > 1 and not _one_place(places) else []


def _longest_start(tokens: Sequence[str], candidates: Iterable[Held]) -> tuple[int, Held, Occurrence] | None:
    best: tuple[int, Held, Span] | None = None
    for held in candidates:
        words = held.words
        size = (best[0] if best else SHORTEST_SEGMENT - 1) + 1
        while size <= len(tokens) and (first := next(words.find(tokens[:size]), None)) is not None:
            best = size, held, (words.places[first][0], words.places[first + size - 1][1])
            size += 1
    if best is None:
        return None
    size, held, span = best
    return size, held, Occurrence.of(held, span)


def _one_place(found: Sequence[Occurrence]) -> bool:
    """Whether all parts stand close together in one document, so that words were only left out between them."""
    if len({occurrence.document.id for occurrence in found}) > 1:
        return False
    if any(before.span[0] > after.span[0] for before, after in pairwise(found)):
        return False
    start = min(occurrence.span[0] for occurrence in found)
    end = max(occurrence.span[1] for occurrence in found)
    text = found[0].document.text
    between = len(Words.of(text, (start, end)).tokens) - sum(
        len(Words.of(text, occurrence.span).tokens) for occurrence in found
    )
    several = len(sentences(text, start, end)) > 1
    return "\n" not in text[start:end] and between < (LONGEST_GAP_BETWEEN if several else LONGEST_GAP)
