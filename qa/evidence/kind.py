"""What kind of answer a question asks for, and whether a sentence holds one of that kind at all."""

import re

from index.sentences import Span
from qa.question.days import DAY, MONTH

LONGEST_SHORT = 10  # words
LONGEST_TIME = 5  # words, with what belongs to a date
LONGEST_UNIT = 10  # characters: " dollars"

_MONEY_ASKED = re.compile(
    r"^(?>.*?\bhow much\b).*\b(?:pay|pays|paid|cost|costs|spend|spent|price|worth|charge|charged|earn|earned|money)\b",
    re.IGNORECASE | re.MULTILINE,
)  # from the first "how much" of a line, and from no other: a question may hold thousands
_NUMBER_ASKED = re.compile(r"\b(?:how many|what (?:percentage|percent|share|number))\b", re.IGNORECASE)
_TIME_ASKED = re.compile(r"^\W*(?:when\b|(?:in |on |by )?(?:what|which) (?:year|month|day|date)\b)", re.IGNORECASE)

_MONEY = re.compile(r"[$€£¥₹]|\b(?:dollars?|euros?|pounds?|yuan|yen|rupees?|cents?|pence|free)\b", re.IGNORECASE)
_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|third|quarter|couple|both|no|none"
)
_NUMBER = re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b", re.IGNORECASE)
_TIME = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"|\b(?:today|yesterday|tomorrow|tonight|now|later|earlier|ago|soon|spring|summer|autumn|fall|winter|week(?:end)?s?|"
    r"months?|years?|days?|hours?|minutes?|morning|afternoon|evening|night|before|after|until|since|during|when|while|"
    r"century|decades?)\b",
)
_ONE_ASKED = re.compile(
    r"\b(?:who|whom|whose|when|where|which|how (?:many|much|long|old|far|tall|high|big|large|often|late|early|few|"
    r"fast|deep|wide|heavy))\b"
    r"|\bwhat(?:[’']s)?\s+(?!(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|happens?|happened|"
    r"about|if|else|makes?|made|gives?|caused?|causes|kind|kinds|sort|sorts|led|prompted|the|a|an)\b)[a-z]"
    r"|\bwhat(?:[’']s| is| was| are| were) (?:the |[\w’']+[’']s |his |her |its |their )"
    r"(?:\w+ )?(?:name|names|title|number|age|date|price|cost|capital|amount|total|percentage|share|rate|nickname)\b",
    re.IGNORECASE,
)
_WHO_ASKED = re.compile(r"^\W*(?:(?:by|to|with|for|of|from) )?(?:who|whom)\b", re.IGNORECASE)
_WHO_IS = re.compile(
    r"^\W*who(?:[’']s|\s+(?:is|was|are|were))\s+(?!the\b|a\b|an\b|in\b|to\b)(?:\w\S*\s*){1,3}\W*$", re.IGNORECASE
)
_WHERE_ASKED = re.compile(r"\bwhere\b|\b(?:in|at) (?:which|what) \w+", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(in|on|at|by|since|until|after|before|during|from|near|around|between)\s+(?:the\s+)?\Z", re.I
)
_SPELLED = {
    word: str(value)
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_DIGITS = re.compile(
    rf"\b(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(_SPELLED)})\b(?:\s+(?P<scale>{'|'.join(_SCALES)}))?"
)
_DATE = re.compile(
    rf"(?:{DAY},?\s+)?(?:\d{{1,2}}\s+{MONTH}|{MONTH}\s+\d{{1,2}}(?!\d)|{MONTH})(?:,?\s+(?:of\s+)?\d{{4}})?"
)
_DATED = re.compile(rf"{_DATE.pattern}|{DAY}|\b(?:1\d|20)\d\d\b")
_MEASURE_ASKED = re.compile(r"\bhow (?:long|far|tall|high|big|large|deep|wide|heavy|old|fast|much)\b", re.IGNORECASE)
_REST_OF_NAME = re.compile(r"(?:[ ][A-Z][\w’'-]*\w)*")  # "Scott{ Bessent}"
_UNIT = re.compile(
    r"\s?%|[\s-](?:percent|per cent|[a-z]{3,}s|feet|million|billion|trillion)\b(?:\s+(?:dollars|euros|pounds))?"
)
_YES_OR_NO = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)?(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b",
    re.IGNORECASE,
)
_CURRENCIES = tuple("$€£¥₹")
_SHARE_ASKED = re.compile(r"\b(?:percentage|percent|per cent|share)\b", re.IGNORECASE)
_SHARE = re.compile(r"\s?%|[\s-](?:percent|per cent)\b", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:\b\w\.){2,}$")  # "p.m.", "U.S."
_CUT_SHORT = re.compile(r"\b\w\.\w$")
_ADDS = re.compile(
    r"[,;:]\s(?=(?:and|but|who|which|where|when|while|after|before|as|because|with|saying|\w+ing)\b)|\s[–—(]"
)
_RESULT = re.compile(r"\s+\d+[-–]\d+$")  # of a match, behind a name
_EMPTY = frozenset("he she it they we i you this that these those who what there here the a an".split())
_KINDS = ((_MONEY_ASKED, _MONEY), (_NUMBER_ASKED, _NUMBER), (_TIME_ASKED, _TIME))


def holds_kind(question: str, sentence: str) -> bool:
    """Whether a sentence holds an amount, a number or a time where the question asks for one."""
    return all(held.search(sentence) for asked, held in _KINDS if asked.search(question))


def numbers_of(text: str) -> list[str]:
    """Give the numbers that stand in words, written in digits: "Fourteen" and "14" are one."""
    found = []
    for match in _DIGITS.finditer(text.lower()):
        number, scale = match["number"].replace(",", ""), _SCALES.get(match["scale"] or "", 1)
        value = float(_SPELLED.get(number, number)) * scale
        found.append(f"{value:g}" if value < 1e6 else f"{value:.0f}")
    return found


def amounts(question: str, text: str) -> list[Span]:
    """Give where the numbers stand that may be what is asked for: with their percent, their currency, their scale."""
    if not (_NUMBER_ASKED.search(question) or _MEASURE_ASKED.search(question)):
        return []
    found = [_whole(text, match.span()) for match in _DIGITS.finditer(text.lower())]
    if _SHARE_ASKED.search(question):
        return [span for span in found if _SHARE.search(text, *span)]
    money = _MONEY_ASKED.search(question) is not None
    return [
        (start, end)
        for start, end in found
        if not _SHARE.search(text, start, end) and (not money or _MONEY.search(text, start, end + LONGEST_UNIT))
    ]


def _whole(text: str, number: Span) -> Span:
    start, end = number
    share = _SHARE.match(text, end)
    return start - (text[start - 1 : start] in _CURRENCIES), end if share is None else share.end()


def yes_or_no(question: str) -> bool:
    """Whether a question can be answered by yes or no: what denies it answers it too."""
    return _YES_OR_NO.search(question) is not None


def who_asked(question: str) -> bool:
    """Whether a question asks for a person, or for a group of them, by name."""
    return _WHO_ASKED.search(question) is not None


def one_thing(question: str) -> bool:
    """Whether a question asks for a single thing: who, when, where, how many, which."""
    return _ONE_ASKED.search(question) is not None


def widened(question: str, text: str, span: Span) -> Span:
    """Give the answering words with the rest of their date, or their unit, where the question asks for one.

    Of many words, where it asks for one thing, those before the first that only add to it.
    """
    if _TIME_ASKED.search(question) and len(text[slice(*span)].split()) > LONGEST_TIME:
        told = [match.span() for match in _DATED.finditer(text, *span)]
        span = told[0] if len(told) == 1 else span
    if one_thing(question) and len(text[slice(*span)].split()) > LONGEST_SHORT:
        span = _narrowed(question, text, span)
    if _CUT_SHORT.search(text[slice(*span)]) and text[span[1] : span[1] + 1] == ".":
        span = span[0], span[1] + 1
    if _TIME_ASKED.search(question):
        dates = (match.span() for match in _DATE.finditer(text, max(0, span[0] - 40), span[1] + 40))
        return next((date for date in dates if date[0] <= span[0] and span[1] <= date[1]), span)
    rest = _REST_OF_NAME.match(text, span[1]) if who_asked(question) else None
    if rest is not None and text[slice(*span)].split()[-1:][0][:1].isupper():
        return span[0], rest.end()
    unit = _UNIT.match(text, span[1]) if _MEASURE_ASKED.search(question) and text[span[1] - 1].isdigit() else None
    return span if unit is None else (span[0], unit.end())


def _narrowed(question: str, text: str, span: Span) -> Span:
    inside = [each for each in amounts(question, text) if span[0] <= each[0] and each[1] <= span[1]]
    if inside:
        return inside[0] if len(inside) == 1 else span
    match = _DATE.search(text, *span) if _TIME_ASKED.search(question) else None
    if match is not None:
        return match.span()
    ends = _ADDS.search(text, span[0] + 1, span[1])
    return span if ends is None else (span[0], ends.start())


def short_answer(question: str, text: str, span: Span) -> str | None:
    """Give the answering words as a short answer, with the preposition before them: "In April".

    None where the question asks for no single thing (who, when, where, how many, which), or the words are not of
    that kind.
    """
    start, end = span
    found = " ".join(text[start:end].split()).strip(" ,;:")
    found = found if _ABBREVIATED.search(found) else found.rstrip(" ,;:.")
    if who_asked(question):
        found = _RESULT.sub("", found)
    if not one_thing(question) or not 1 <= len(found.split()) <= LONGEST_SHORT:
        return None
    if _WHO_IS.search(question) or (re.search(r"\bhow old\b", question, re.I) and re.search(r"\d{3}", found)):
        return None
    if who_asked(question) and not re.search(r"[A-Z]", found):
        return None
    if not holds_kind(question, found) or set(found.lower().split()) <= _EMPTY:
        return None
    before = _PREPOSITION.search(text, 0, start)
    if before is not None and (_TIME_ASKED.search(question) or _WHERE_ASKED.search(question)):
        found = f"{before[1]} {found}"
    return found[0].upper() + found[1:]
