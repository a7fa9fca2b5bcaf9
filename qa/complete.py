"""How complete an answer is: a whole date says more than a weekday, a whole name more than a surname.

Of two texts that tell of the same thing, the one that gives the day and the month, or both names, can be checked by
itself; the other may speak of any Saturday, any Smith. What tells of another year than the one asked for answers less.
"""

import re

from index.sentences import Span, overlap, sentences
from qa.days import DAY, MONTH
from qa.kind import who_asked

WHOLE_DATE = 1.0  # what it is worth, in log odds, that the day and the month are given where it is asked when
PART_OF_NAME = -0.5  # what it is worth that no two parts of a name are given where it is asked who
OTHER_YEAR = -1.0  # what it is worth that years are told, and not the one that is asked for

_WHEN_ASKED = re.compile(r"^\W*(?:when\b|(?:on )?(?:what|which) (?:day|date)\b)", re.IGNORECASE)
_WHOLE_DATE = re.compile(
    rf"(?:{DAY},?\s+)?(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\w))"
)
_WHOLE_NAME = re.compile(r"\b[A-Z][\w’'.-]+(?:\s+[a-z]{2,3}){0,2}\s+[A-Z][\w’'-]")  # "Ursula von der Leyen"
_YEAR = re.compile(r"(?<![\w.,$£€-])(?:1[5-9]|20)\d\d(?![\w%]|[,.]\d)")
_BESIDE = re.compile(r"\b(?:since|after|before|until|till|than|from)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_REACH = 20  # characters behind the answering words in which the rest of their date or name may stand


def completeness(question: str, text: str, span: Span) -> float:
    """Say what the answering words of a text are worth more, or less, for what they give whole, in log odds."""
    worth = 0.0
    if _WHEN_ASKED.search(question):
        worth += WHOLE_DATE * _overlaps(_WHOLE_DATE, text, span)
    if who_asked(question):
        worth += PART_OF_NAME * (not _overlaps(_WHOLE_NAME, text, span))
    return worth + OTHER_YEAR * _of_other_year(question, text, span)


def _overlaps(expression: re.Pattern[str], text: str, span: Span) -> bool:
    start, end = max(0, span[0] - _REACH), span[1] + _REACH
    return any(overlap(match.span(), span) for match in expression.finditer(text, start, end))


def _of_other_year(question: str, text: str, span: Span) -> bool:
    """Whether a question names a year, the answering sentence others, and neither it nor the text before it that one.

    "Since 2018" and the like only compare.
    """
    asked = set(_YEAR.findall(question))
    if not asked:
        return False
    start, end = next((each for each in sentences(text) if overlap(each, span)), span)
    if not asked.isdisjoint(_YEAR.findall(text, 0, end)):
        return False
    return any(not _BESIDE.search(text, start, match.start()) for match in _YEAR.finditer(text, start, end))
