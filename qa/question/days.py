"""The weekdays, months and years that are asked for, and whether a sentence tells of another one."""

import re
from datetime import date

from index import Document
from index.sentences import Span

DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_NAMED = (re.compile(rf"\b({DAY})\b"), re.compile(rf"\b({MONTH})(?!\w)"))
_ASKED = (
    re.compile(rf"(?!\A)\b({DAY})\b", re.IGNORECASE),
    re.compile(
        rf"""(?:\b(?:in|of|since|until|till|by|during|before|after|last|next|this|early|late|mid|from|to|between|and|or|on)
        |\d(?:st|nd|rd|th)?)[\s-]+({MONTH})(?!\w)""",
        re.IGNORECASE | re.VERBOSE,
    ),
)
_YEAR = r"((?:19|20)\d\d)\b"
_YEAR_ASKED = re.compile(rf"\b(?:in|during|for|of)\s+{_YEAR}", re.IGNORECASE)
_YEAR_OPENING = re.compile(
    rf"\W*(?:in|by|during|back in)\s+(?:(?:early|late|mid)[\s-]+)?(?:[A-Z]\w+\s+)?{_YEAR}", re.IGNORECASE
)
_SHORTEST = 3  # letters that tell all days and months apart


def missed(question: str, document: Document, sentence: Span, paragraph: Span) -> bool:
    """Whether a question names a day, a month or a year that a sentence does not tell of.

    It names another and its paragraph not that one, or the whole document does not name it and is not of that date. Of
    years only one that the sentence opens with counts: "In 2023 it was 455, 12 more than in 2022" tells of 2023.
    """
    text = document.text
    if _of_another_year(question, text[slice(*sentence)]):
        return True
    whole = f"{document.title} {text}"
    before = text[min(paragraph[0], sentence[0]) : sentence[1]]
    for sought, named, of_date in zip(_ASKED, _NAMED, _dated(document.date), strict=True):
        asked = _found(sought, question)
        if not asked or of_date in asked:
            continue
        if asked.isdisjoint(_found(named, whole)):
            return True
        if _found(named, text[slice(*sentence)]) and asked.isdisjoint(_found(named, before)):
            return True
    return False


def _of_another_year(question: str, sentence: str) -> bool:
    asked, opening = set(_YEAR_ASKED.findall(question)), _YEAR_OPENING.match(sentence)
    return len(asked) == 1 and opening is not None and opening[1] not in asked and not any(y in sentence for y in asked)


def _found(expression: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(match[1][:_SHORTEST].lower() for match in expression.finditer(text))


def _dated(written: str | None) -> tuple[str, str]:
    """Give the day and the month of an ISO date; empty where it is no whole day."""
    try:
        day = date.fromisoformat(written or "")
    except ValueError:
        return "", ""
    return f"{day:%A}"[:_SHORTEST].lower(), f"{day:%B}"[:_SHORTEST].lower()
