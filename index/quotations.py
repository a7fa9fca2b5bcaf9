"""Where quotations stand in a paragraph: straight, curly, single, foreign marks, and those left open at its end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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


def _found(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    while (match := _MARK.search(text, at, end)) is not None:
        at = match.end()
        if len(match[0]) == 2:
            found = _doubled(text, match.start(), start, end)
            if found is not None:
                yield found
                at = found.end
            continue
        found = _begun(text, match.start(), start, end)
        if found is not None and found.inner[0] < found.inner[1]:
            yield found
            at = found.end


def _begun(text: str, at: int, start: int, end: int) -> Quotation | None:
    mark = text[at]
    if mark in "'‘`":
        return _single(text, at, start, end)
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


def _single(text: str, at: int, start: int, end: int) -> Quotation | None:
    if not _opens(text, at, start, end) or _ELISION.match(text, at):
        return None
    first: int | None = None
    passed = 0
    for match in _SINGLE.finditer(text, at + 1, min(end, at + _LONGEST)):
        place = match.start()
        opens = match[0] in "‘“" or _opens(text, place, start, end)
        passed += opens
        if passed > _DEEPEST or (match[0] in "‘“" and first is not None):
            break
        if opens or text[place + 1 : place + 2].isalnum():
            continue
        if text[place - 1] != "s" or not text[place + 1 : place + 2].isspace():
            return Quotation(at, place + 1, (at + 1, place), True)
        first = place if first is None else first  # a plural's apostrophe, perhaps
    return None if first is None else Quotation(at, first + 1, (at + 1, first), True)


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
