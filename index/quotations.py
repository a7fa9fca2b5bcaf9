"""Where quotations stand in a paragraph: straight, curly, single, foreign marks, and those left open at its end."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.sentences import Span

_PAIRS = {"“": '”"', "”": '”"', "„": '“”"', "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』"}
_MARK = re.compile(r"''|``|[“”„«»‹›「」『』\"＂‘’'`]")
_SINGLE = re.compile("['’‘“]")
_OPENS_AFTER = " \t\n\u00a0([{—–-―…/:"
_ELISION = re.compile(r"['’](?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)
_DEEPEST = 8  # quotations in a quotation, or openings passed over in search of an end
_LONGEST = 20_000  # characters that a quotation without an end may run over


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; `inner` is what stands between them; not `closed`: it runs to the paragraph's end."""

    start: int
    end: int
    inner: Span
    closed: bool


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Outermost quotations of one paragraph, in order; what stands in them is not looked at again."""
    return list(_found(text, start, end))


class _Singles:
    """Where the single marks of a paragraph stand, by what they may do; each is looked at once."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._span = start, end

    def closing(self, at: int) -> int | None:
        """Find the mark that closes what opens at a place: the first that does nothing else, or a plural's perhaps."""
        opening, wrong_way, closing, plural = self._marks
        stop = min(self._span[1], at + _LONGEST, _after(opening, at, _DEEPEST))
        first = _after(plural, at)
        sure = _after(closing, at)
        if first < min(sure, stop):
            return sure if sure < min(stop, _after(wrong_way, first)) else first
        return sure if sure < stop else None

    @cached_property
    def _marks(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Give those that open, those of them that look like it wherever they stand, that close, and after an "s"."""
        text, (start, end) = self._text, self._span
        opening: list[int] = []
        wrong_way: list[int] = []
        closing: list[int] = []
        plural: list[int] = []
        for match in _SINGLE.finditer(text, start, end):
            place = match.start()
            if match[0] in "‘“":
                wrong_way.append(place)
            if match[0] in "‘“" or _opens(text, place, start, end):
                opening.append(place)
            elif not text[place + 1 : place + 2].isalnum():
                owns = text[place - 1] == "s" and text[place + 1 : place + 2].isspace()
                (plural if owns else closing).append(place)
        return opening, wrong_way, closing, plural


def _after(places: Sequence[int], at: int, passed: int = 0) -> int:
    """Give the first of some places after one, with more of them passed over; past any text where there is none."""
    found = bisect_right(places, at) + passed
    return places[found] if found < len(places) else sys.maxsize


def _found(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    singles = _Singles(text, start, end)
    while (match := _MARK.search(text, at, end)) is not None:
        at = match.end()
        if len(match[0]) == 2:
            found = _doubled(text, match.start(), start, end)
            if found is not None:
                yield found
                at = found.end
            continue
        found = _begun(text, match.start(), start, end, singles)
        if found is not None and found.inner[0] < found.inner[1]:
            yield found
            at = found.end


def _begun(text: str, at: int, start: int, end: int, singles: _Singles) -> Quotation | None:
    mark = text[at]
    if mark in "'‘`":
        if not _opens(text, at, start, end) or _ELISION.match(text, at):
            return None
        place = singles.closing(at)
        return None if place is None else Quotation(at, place + 1, (at + 1, place), True)
    if mark in '"＂':
        return _straight(text, at, start, end)
    if mark not in _PAIRS or (mark in "»”" and not (at == start or _opens(text, at, start, end))):
        return None
    depth_close = _closing(text, at, end, mark)
    if depth_close is None:
        return _open_ended(text, at, end) if mark in "“„«" and text.find(mark, at + 1, end) < 0 else None
    return Quotation(at, depth_close + 1, (at + 1, depth_close), True)


def _doubled(text: str, at: int, start: int, end: int) -> Quotation | None:
    """Read two single marks for a double one, as typewritten news has them."""
    after = text[at + 2 : at + 3]
    if (at > start and text[at - 1] not in _OPENS_AFTER) or not after or after.isspace():
        return None
    place = text.find("''", at + 2, end)
    if place < 0:
        return Quotation(at, end, (at + 2, end), False)
    return Quotation(at, place + 2, (at + 2, place), True)


def _closing(text: str, at: int, end: int, mark: str) -> int | None:
    """Find the mark that closes, nested ones of the same kind passed over."""
    depth = 0
    last: int | None = None
    for match in _MARK.finditer(text, at + 1, min(end, at + _LONGEST)):
        character, place = match[0], match.start()
        if depth == 0 and character == mark == "“" and _shuts(text, place, end):
            return place
        if character == mark and mark not in _PAIRS[mark]:
            depth += 1
            if depth > _DEEPEST:
                return None
        elif character in _PAIRS[mark] and not (character == '"' and _opens(text, place, at + 1, end)):
            if depth == 0:
                return place
            depth -= 1
            last = last or place
    return last


def _straight(text: str, at: int, start: int, end: int) -> Quotation | None:
    before = text[at - 1] if at > start else " "
    led = not before.isalnum() and text[at + 1 : at + 2].isalnum()  # no space after a comma, a bracket, a tag
    if not led and not _opens(text, at, start, end):
        return None
    place = text.find(text[at], at + 1, end)
    curly = text.find("”", at + 1, end if place < 0 else place)
    if curly >= 0 and (place < 0 or curly < place) and text.find("“", at + 1, curly) < 0:
        place = curly
    if place < 0:
        return _open_ended(text, at, end)
    return Quotation(at, place + 1, (at + 1, place), True)


def _open_ended(text: str, at: int, end: int) -> Quotation | None:
    return Quotation(at, end, (at + 1, end), False) if end - at <= _LONGEST else None


def _shuts(text: str, at: int, end: int) -> bool:
    """Whether a mark set the wrong way round closes: it stands at the end of a word, and no other follows it."""
    return text[at - 1] not in _OPENS_AFTER and not text[at + 1 : min(at + 2, end)].isalnum()


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark without direction opens: something before it parts it, and words follow."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    dots = text[at + 1 : at + 3] in ("..", ".@")  # "...and it fell", ".@Vale left"
    parted = before in _OPENS_AFTER or before in "“‘\"'"
    return parted and not after.isspace() and (dots or after not in ".,;:?!)")
