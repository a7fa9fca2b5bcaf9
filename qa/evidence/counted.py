"""Which of several numbers in a sentence is asked for: the one of the asked day, month, year or place.

"On Monday 14 people died, and on Tuesday 20": each number goes with the condition of its own part of the sentence.
"""

import re
from itertools import pairwise

from index.sentences import Span
from qa.evidence.kind import amounts, numbers_of
from qa.question.days import DAY, MONTH

_YEAR = r"(?:1[5-9]|20)\d\d"
_CONDITIONS = (
    re.compile(rf"\b({DAY})\b", re.IGNORECASE),
    re.compile(rf"\b({MONTH})(?!\w)"),
    re.compile(rf"\b(?:in|since|of|by|from|during|and)\s+({_YEAR})\b", re.IGNORECASE),
    re.compile(r"\bthe\s+(first|second|third|fourth|fifth|last)\b", re.IGNORECASE),
    re.compile(rf"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Ff]or)\s+(?!{DAY}|{MONTH})([A-Z]\w+(?:\s[A-Z]\w+)*)"),
)
_OF_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s+{_YEAR})?|{MONTH}\s+\d{{1,2}}\b(?:,?\s+{_YEAR})?"
    rf"|(?:\b(?:in|since|of|by|from|until|before|after|during|early|late|and|to)|{MONTH},?)\s+{_YEAR}\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s*(?:,|and|or|to|through|until|[-–])\s*")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_PARTED = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas|or)\s")


def counted(question: str, sentence: str) -> tuple[Span, ...]:
    """Give the number that a sentence gives for the asked day or place, all of them if that is not clear.

    None where one number stands there or one day alone.
    """
    numbers = _numbers(question, sentence)
    if len(numbers) < 2:
        return ()
    for condition in _CONDITIONS:
        wanted = {match[1].lower() for match in condition.finditer(question)}
        held = [(match[1].lower(), match.span(1)) for match in condition.finditer(sentence)]
        of_wanted = [span for word, span in held if word in wanted]
        if len(of_wanted) == 1 and len(held) > 1:
            return _of_one(of_wanted[0], [span for _, span in held], numbers, sentence)
    return ()


def _numbers(question: str, sentence: str) -> list[Span]:
    """Give where the numbers stand that can be what is asked for, none that is a date or known to who asks."""
    dates = [match.span() for match in _OF_DATE.finditer(sentence)]
    known = set(numbers_of(question))
    return [
        span
        for span in amounts(question, sentence)
        if not any(start <= span[0] < end for start, end in dates)
        and known.isdisjoint(numbers_of(sentence[slice(*span)]))
    ]


def _of_one(wanted: Span, held: list[Span], numbers: list[Span], sentence: str) -> tuple[Span, ...]:
    if any(_TOGETHER.fullmatch(sentence, one[1], two[0]) and wanted in (one, two) for one, two in pairwise(held)):
        return tuple(numbers)
    if len(held) == len(numbers) and (_RESPECTIVELY.search(sentence) or _one_by_one(held, numbers)):
        return (numbers[held.index(wanted)],)
    marks = [0, *(match.start() for match in _PARTED.finditer(sentence)), len(sentence)]
    start, end = next(part for part in pairwise(marks) if part[0] <= wanted[0] < part[1])
    inside = [span for span in numbers if start <= span[0] < end]
    alone = len(inside) == 1 and sum(start <= span[0] < end for span in held) == 1
    return tuple(inside) if alone else tuple(numbers)


def _one_by_one(held: list[Span], numbers: list[Span]) -> bool:
    """Whether each number stands next to the condition of the same place in the row: no two of either are beside."""
    pairs = [tuple(sorted(pair)) for pair in zip(held, numbers, strict=True)]
    return all(one[1] < other[0] for one, other in pairwise(pairs))
