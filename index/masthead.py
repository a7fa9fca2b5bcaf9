"""Title, publisher, byline and date, where a plain text shows them."""

import re
from dataclasses import dataclass

from index.errors import LoadError
from index.sentences import LONGEST_SENTENCE, is_heading, paragraphs, sentences

TITLE_LENGTH = 200
_TOP = 8  # paragraphs at either end of a text where a masthead stands

_PUBLISHER = re.compile(r"^[^()\n]{0,60}\(([A-Z][\w.&' -]{1,40})\)\s*[—–-]")  # WASHINGTON (AP) —, (Bloomberg) —
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?((?:19|20)\d\d)(?:\s*[-–]\s*(?:19|20)\d\d)?\s*,?\s*(?:by\s+)?([A-Z][^\n.]*(?:\.\w[^\n.]*)*)?",
    re.IGNORECASE,
)
_COMPANY = re.compile(r",?\s+(?:L\.?P\.?|L\.?L\.?C\.?|Inc\.?|Ltd\.?|Limited|Corp\.?|plc|All rights reserved).*$", re.I)
_NAME_WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]*\w)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:(?:de|van|von|der|al|bin|la|le|el)\s+)*{_NAME_WORD}){{1,3}}"
_NAMES = rf"({_NAME}(?:(?:,\s*|,?\s+and\s+|\s*&\s*){_NAME})*)"
_BYLINE = re.compile(rf"^(?i:by|written by|reported by)\s+{_NAMES}")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"((?:19|20)\d\d)"
_ISO = re.compile(rf"\b{_YEAR}[-/](\d\d)[-/](\d\d)\b")
_ISO_AS_PRECISE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.+Z-]+)?)?)?")
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE)
_OF_DATES = frozenset(
    "am and as at by est et first for from in last modified of on pm posted published the updated".split()
)
_DATE_LINE = 90  # a line that gives the date is short; dates inside the story's sentences are others'


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text says of itself; None where it does not."""

    title: str | None
    source: str | None
    author: str | None
    date: str | None


def masthead(text: str) -> Masthead:
    """Read title, publisher, byline and date off the ends of a text."""
    lines = [text[start:end] for start, end in paragraphs(text)]
    ends = lines[:_TOP] + lines[_TOP:][-_TOP:]
    year, owner = _copyright(ends)
    return Masthead(
        title=_title(text),
        source=_publisher(lines[:_TOP]) or _beside(lines[1:_TOP]) or owner,
        author=_author(ends),
        date=_date(lines[:_TOP]) or _dateline(lines[:_TOP]) or year,
    )


def given_date(text: str) -> str:
    """Give a date that somebody states as ISO 8601, as precise as it is. Raises LoadError if it is none."""
    date = text.strip() if _ISO_AS_PRECISE.fullmatch(text.strip()) else iso_date(text)
    if date is None:
        raise LoadError(f"{text!r} is not a date. Write it as 2026, 2026-01 or 2026-01-20")
    return date


def iso_date(text: str) -> str | None:
    """Find the first full date in a text and give it as ISO 8601."""
    if match := _ISO.search(text):
        return _calendar(match[1], int(match[2]), match[3])
    if match := _MONTH_FIRST.search(text):
        return _calendar(match[3], _month(match[1]), match[2])
    if match := _DAY_FIRST.search(text):
        return _calendar(match[3], _month(match[2]), match[1])
    return None


def _title(text: str) -> str | None:
    spans = paragraphs(text)
    if not spans:
        return None
    first = text[slice(*spans[0])]
    if len(first) <= TITLE_LENGTH and (len(spans) > 1 or is_heading(text, spans[0])):
        return " ".join(first.split())
    start, end = sentences(text, spans[0][0], min(spans[0][1], spans[0][0] + LONGEST_SENTENCE))[0]
    sentence = " ".join(text[start:end].split())
    return sentence if len(sentence) <= TITLE_LENGTH else sentence[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _publisher(lines: list[str]) -> str | None:
    return next((match[1].strip() for line in lines if (match := _PUBLISHER.match(line))), None)


def _beside(lines: list[str]) -> str | None:
    """Find the publisher in a line that gives it beside the byline or the date: By Ann Poe | Reuters | 3 May 2026."""
    for line in lines:
        if len(line) > _DATE_LINE:
            continue
        parts = [part.strip() for part in re.split(r"\s+[|·•]\s+", line)]
        if len(parts) < 2:
            continue
        known = [part for part in parts if iso_date(part) or _BYLINE.match(part)]
        others = [part for part in parts if part not in known and part[:1].isupper()]
        if known and len(others) == 1:
            return others[0]
    return None


def _copyright(lines: list[str]) -> tuple[str | None, str | None]:
    for line in reversed(lines):
        if match := _COPYRIGHT.search(line):
            owner = _COMPANY.sub("", (match[2] or "")[:TITLE_LENGTH]).strip(" .,") or None
            return match[1], owner
    return None, None


def _author(lines: list[str]) -> str | None:
    for line in lines:
        if len(line) <= _DATE_LINE and (match := _BYLINE.match(line)):
            return match[1]
    return None


def _date(lines: list[str]) -> str | None:
    short = (line for line in lines if len(line) <= _DATE_LINE and not _tells(line))
    return next((found for line in short if (found := iso_date(line))), None)


def _tells(line: str) -> bool:
    """Whether a line is a sentence: what a date in it dates is told there, not the text."""
    plain = re.findall(r"\b[a-z]{2,}\b", _MONTH_FIRST.sub("", _DAY_FIRST.sub("", line)))
    return sum(word not in _OF_DATES for word in plain) > 1


def _dateline(lines: list[str]) -> str | None:
    """Find the date before the story's first words: RIVERTON, March 3, 2026 (Reuters) —."""
    found = (iso_date(match[0]) for line in lines if (match := _PUBLISHER.match(line)))
    return next((date for date in found if date), None)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _calendar(year: str, month: int, day: str) -> str | None:
    return f"{year}-{month:02d}-{int(day):02d}" if 1 <= month <= 12 and 1 <= int(day) <= 31 else None
