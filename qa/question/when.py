"""The time that a question asks for, and whether words were said then: by their document's date, or as it tells.

"in April", "since March 2025", "on 3 May", "last year" restrict; "most recently" and "has she changed her mind" only
order what is given. What carries no date is neither of that time nor of another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from index import Document, Statement
from index.sentences import Span
from qa.question.days import DAY, missed

Order = Literal["", "newest", "oldest"]
Day = tuple[int | None, int | None, int | None]  # year, month, day, as far as they are known

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"""(?:(?P<iso>\d{{4}}-\d\d-\d\d)
    | (?:the\s+)?(?P<before>{_NUMBER})(?:\s+of)?\s+(?P<month1>{_MONTH})(?:,?\s+(?P<year1>{_YEAR}))?
    | (?P<month2>{_MONTH})(?:\s+(?P<after>{_NUMBER})(?!\d))?(?:,?\s+(?:of\s+)?(?P<year2>{_YEAR}))?
    | (?P<year3>{_YEAR}))(?![\w%])"""
_FLAGS = re.IGNORECASE | re.VERBOSE
_ASKED = re.compile(
    rf"""\s*(?<!\w),?\s*\b(?:back\s+|(?P<part>early|late|mid)\s+)?(?P<lead>since|in|on|during|before|after|until|till|by|last|this)\s+
    (?:(?:early|late|mid|last|this)[\s-]+)?(?:{_DATE}|(?P<weekday>{DAY})(?!\w))(?!['’]s)\s*,?"""
    rf"""|\s*\b(?:(?P<lead2>since)\s+)?(?P<relative>(?:last|this)\s+(?:year|month)|today|yesterday)\b(?!['’])""",
    _FLAGS,
)
_TOLD = re.compile(rf"(?:\b(?:in|on|during|last|by|this|of|early|late|mid)|,)[\s-]+{_DATE}", _FLAGS)
_NAMED = re.compile(  # "his April trip", not "since April" nor "may"
    rf"""(?<!since\s)(?<!before\s)(?<!after\s)(?<!until\s)(?<!\w)
    (?=\d|{"|".join(f"(?-i:{name[:3].title()})" for name in _MONTHS)}){_DATE}""",
    _FLAGS,
)
_OF_TOPIC = re.compile(r"\b(?:about|on|of|regarding|concerning|expects?|predicts?|will|would)\b", re.IGNORECASE)
_NEWEST = re.compile(
    r"""\bwhat(?:['’]s|\s+is|\s+was)\s+the\s+(?:latest|last|newest|most\s+recent)(?:\s+thing)?(?:\s+that)?(?=\s)
    | \b(?:most\s+recently|recently|lately)\b
    | (?<=\s)(?:last|most\s+recent|latest|newest)(?=\s+(?:say|said|tell|told|speak|spoke|comment|mention|words?|
      position|views?|stance|opinion|comments?|take|reaction|quotes?|statements?|remarks?|message|thoughts)\b)
    | (?<=\s)last(?=\s+talk\b)""",
    _FLAGS,
)
_NEAR = 30  # characters around who says it and the reporting verb, in which the day is told


@dataclass(frozen=True, slots=True)
class When:
    """A time as it is worded; its relation to what is asked for ("in", "since", "before", "after"); and the order.

    `loose` where it may be what is spoken of as well: "about the strike in May", not "say in May about the strike".
    """

    worded: str = ""
    relation: str = "in"
    day: Day = (None, None, None)
    weekday: bool = False
    loose: bool = False
    order: Order = ""

    def holds(self, document: Document, statement: Statement, span: Span, paragraph: Span, newest: str) -> bool | None:
        """Whether words were said at this time; None where nothing tells. `newest` is the date of the last document."""
        if not self.worded:
            return True
        if self.weekday:
            return not missed(f"it is {self.worded}", document, span, paragraph)
        written = _parsed(document.date or "")
        told = list(_told(_around(document.text, statement), written))
        if told:
            return any(self._fits(day, newest) for day in told)
        own = self._fits(written, newest) if written[0] is not None else None
        if own:
            return True
        if self.loose and replace(self, relation="in")._named_in(document.text[slice(*span)], written, newest):
            return True
        return own if own is not None or not self.loose else self._named_in(document.text, written, newest) or None

    def _named_in(self, text: str, written: Day, newest: str) -> bool:
        return any(self._fits(day, newest) for day in _told(text, written, _NAMED))

    def _fits(self, day: Day, newest: str) -> bool | None:
        asked = self.day
        if self.relation == "in":
            both = [(one, other) for one, other in zip(asked, day, strict=True) if one is not None]
            return None if any(other is None for _, other in both) else all(one == other for one, other in both)
        asked = _latest(asked, _parsed(newest)) if asked[0] is None else asked
        known = [(one, other) for one, other in zip(asked, day, strict=True) if None not in (one, other)]
        if not known or day[0] is None:
            return None
        here, there = [other for _, other in known], [one for one, _ in known]
        if self.relation == "since":
            return here >= there
        return here < there if self.relation == "before" else here > there


def timed(worded: str, today: date | None = None) -> tuple[str, When | None]:
    """Take the times out of a question: what is left of it, and the time; None where it names none."""
    order: Order = ""
    newest = _NEWEST.search(worded)
    if newest is not None:
        order = "newest"
        kept = "everything" if newest[0].lower().startswith("what") else ""
        worded = _joined(worded[: newest.start()] + kept, worded[newest.end() :])
    match = next((m for m in _ASKED.finditer(worded) if worded[: m.start()].strip() or m.end() < len(worded)), None)
    if match is None:
        return worded, When(order=order) if order else None
    left = _joined(worded[: match.start()], worded[match.end() :])
    loose = _OF_TOPIC.search(worded, 0, match.start()) is not None
    told = " ".join(match[0].strip(" ,").split())
    if match["relative"]:
        lead = "since" if match["lead2"] else "in"
        return left, When(
            told, lead, _relative(match["relative"].lower(), today or date.today()), loose=loose, order=order
        )
    lead = (match["lead"] or "").lower()
    relation = {"since": "since", "before": "before", "until": "before", "till": "before", "after": "after"}
    day = _matched(match)
    return left, When(told, relation.get(lead, "in"), day, match["weekday"] is not None, loose, order)


def as_read(written: str | None) -> str:
    """Give an ISO date as it is read: "20 January 2026"; as it stands, where it is no whole day."""
    try:
        day = date.fromisoformat(written or "")
    except ValueError:
        return written or ""
    return f"{day.day} {day:%B} {day.year}"


def _joined(before: str, after: str) -> str:
    return " ".join(f"{before} {after}".split())


def _relative(worded: str, today: date) -> Day:
    if worded in ("today", "yesterday"):
        day = date.fromordinal(today.toordinal() - (worded == "yesterday"))
        return day.year, day.month, day.day
    back = worded.startswith("last")
    if worded.endswith("year"):
        return today.year - back, None, None
    last = date.fromordinal(today.replace(day=1).toordinal() - 1) if back else today
    return last.year, last.month, None


def _matched(match: re.Match[str]) -> Day:
    """Give the day of a match of `_DATE`."""
    if match["iso"]:
        return _parsed(match["iso"])
    year = match["year1"] or match["year2"] or match["year3"]
    month = match["month1"] or match["month2"]
    day = match["before"] or match["after"]
    return (
        int(year) if year else None,
        next(at for at, name in enumerate(_MONTHS, 1) if name[:3] == month[:3].lower()) if month else None,
        int(re.sub(r"\D", "", day)) if day else None,
    )


def _parsed(written: str) -> Day:
    """Give an ISO date in parts, as far as it goes."""
    parts = [int(part) if part.isdigit() else None for part in written.split("-")[:3]]
    year, month, day = (*parts, None, None, None)[:3]
    return year, month, day


def _told(text: str, written: Day, expression: re.Pattern[str] = _TOLD) -> Iterator[Day]:
    """Give the days that a text names; without a year the last one before its document was written."""
    for match in expression.finditer(text):
        day = _matched(match)
        yield _latest(day, written) if day[0] is None else day


def _latest(day: Day, reference: Day) -> Day:
    """Give the last day of that month, or month, that is not after another day."""
    year, month = reference[0], reference[1] or 12
    if year is None or day[1] is None:
        return day
    return year - (day[1] > month), day[1], day[2]


def _around(text: str, statement: Statement) -> str:
    """Give the words around a source and its cue that are none of what is said."""
    parts = [part for part in (statement.mention, statement.cue) if part is not None]
    if not parts:
        return ""
    start = max(0, min(part[0] for part in parts) - _NEAR)
    start = max(start, text.rfind("\n", 0, parts[0][0]) + 1)
    end = max(part[1] for part in parts) + _NEAR
    inside = set(chain.from_iterable(range(max(start, one), min(end, other)) for one, other in statement.spans))
    return "".join(text[at] for at in range(start, min(end, len(text))) if at not in inside)
