"""What a speaker gives as another's, with marks or without: "The company said 'we are sorry'", "They say I lie"."""

import re
from collections.abc import Sequence

from index.phrases import ADVERBS
from index.quotations import quotations
from index.sentences import Span
from index.statements import statements_in
from index.terms import words
from qa.english.negation import MODALS, negates
from qa.verification.telling import Telling

_OWN = frozenset("i we".split())
_SUPPOSED = re.compile(r"(?P<lead>\b(?:if|unless|suppose)\s[^.?!;:“”‘\"]{1,40}?)[\s,:]*\Z", re.IGNORECASE)

_DETERMINERS = frozenset("a an the any no this that my our to me us let".split())
_BESIDE = frozenset("also do does did have has had always often would will".split())
_REPORTS = (
    r"(?:say|tell|told|think|believe|claim|allege|accuse|argue|insist|suggest|assert|fear|assume|imagine|pretend|complain"
    r"|call|ask|want|expect|suppose|reckon|predict|warn|said|says|thinks|thought)(?:s|ed|d|ing)?"
)
_PASSIVE = r"(?:am|is|are|was|were|been|being|get|got)\s+(?:\w+ly\s+)?(?:told|asked|ordered|accused|urged|warned)"
_CLAUSE = re.compile(r"[.?!;:,\u2014\u2013]|\b(?:but|because|although|though)\b")
_REPORT = re.compile(
    rf"(?P<lead>(?P<who>[\w’'-]+)\s+(?:(?:will|would|may|might|can|could|have|has|had|do|does|still|always|often)\s+)?"
    rf"(?:{_REPORTS}|(?P<passive>{_PASSIVE})))\b(?P<rest>(?:\s+(?:that|of|to|me|us|him|her|them|it|you|about"
    r"|for|i|we|he|she|they|am|are|is|was|were|be|been|have|has|had|will|would|can|could|the|a|an|my|our|his|their"
    r"|must|should))*)\s*\Z",
    re.IGNORECASE,
)


def given_as_another_s(text: str, span: Span, marked: Sequence[Span]) -> str | None:
    """Say how whoever is quoted leads to words in a quotation of their own, "If I said"; None: they are theirs."""
    outer = next((each for each in marked if each[0] < span[0] and span[1] < each[1]), None)
    if outer is None:
        return None
    reported = _reported(text[outer[0] + 1 : span[0]])
    if reported is not None:
        return reported
    within = quotations(text, outer[0] + 1, outer[1] - 1)
    inner = next((each for each in within if each.start <= span[0] and span[1] <= each.end), None)
    if inner is None:
        return None
    said = text[outer[0] + 1 : outer[1] - 1]
    place = inner.start - outer[0] - 1, inner.end - outer[0] - 1
    supposed = _SUPPOSED.search(said[: place[0]])
    if supposed is not None:
        return " ".join(supposed["lead"].split())
    told = Telling.of(said, place, statements_in(said)).statement
    if told is None or told.mention is None or told.cue is None or said[slice(*told.mention)].lower() in _OWN:
        return None
    lead = min(told.mention[0], told.cue[0]), max(told.mention[1], told.cue[1])
    return " ".join(said[slice(*lead)].split())


def _reported(before: str) -> str | None:
    """Say whose saying, thinking or asking a speaker's words stand behind, "critics say"; None: their own."""
    clause = _CLAUSE.split(before)[-1]
    found = _REPORT.search(clause)
    if found is None:
        return None
    subject = [word for word in words(clause[: found.end("who")]) if not _is_beside_a_verb(word)][-1:]
    own = not subject or (subject[0].split("'")[0] in _OWN and not found["passive"])
    noun = subject and subject[0] in _DETERMINERS and "that" not in words(found["rest"])
    return None if own or noun else " ".join(found["lead"].split())


def _is_beside_a_verb(word: str) -> bool:
    return word in _BESIDE or word in ADVERBS | MODALS or word.endswith("ly") or negates(word)
