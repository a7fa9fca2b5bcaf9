"""Persons without a name whom a sentence is about: "One lawmaker disagreed." - the "he" behind it is nobody named."""

import re
from dataclasses import dataclass

from index.cues import LEXICON
from index.jobs import is_job
from index.phrases import ADVERBS, AUXILIARIES, BREAKERS, PASTS
from index.titles import KIN, PERSONAL, PERSONS

_SUBJECT = re.compile(
    r"(?:(?:But|And|Yet|Still|So|Then|Another),?\s)?(?P<phrase>(?:[Oo]ne|[Aa]n?|[Aa]nother|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w’'-]*?['’]s)\s"
    r"(?P<rest>(?:[A-Za-z][\w’'-]*\s){0,4}[a-z][\w’'-]*))"
)
_WORD = re.compile(r"[\w’'-]+")
_CLOSES = re.compile(r",\s(?:who|whose|an?|the|\d|now|then|once|himself|herself|from|of|in)\b|\s(?:who|—|–|\()")
_NAMED = re.compile(
    r"(?:\s(?:of|for|at|in|from)\s[^.,;:“”\"\n]{1,80})?"
    r",\s(?:(?:an?|the|his|her)\s(?:[^.,;:“”\"\n]{1,60},?\s)?)?[A-Z]"
)
_OF_PERSONS = (
    PERSONS
    | PERSONAL
    | KIN
    | frozenset(
        """caller colleague critic customer dad defendant deputy guest insider lady mom mum newcomer observer official
        onlooker opponent parent passenger pensioner prisoner pupil rival shopper suspect survivor tenant victim visitor
        voter witness youth""".split()
    )
)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A phrase for a person that a sentence is about: where it stands, and its noun."""

    start: int
    end: int
    noun: str


def unnamed_subject(text: str, start: int) -> Unnamed | None:
    """Find the person without a name that the sentence starting there is about: none whom an aside names."""
    match = _SUBJECT.match(text, start)
    if match is None:
        return None
    for word in _WORD.finditer(text, match.start("rest"), match.end()):
        low = word[0].lower()
        if low in BREAKERS or (word.start() > match.start("rest") and _acts(low)):
            return None
        if is_person(low) and _ends_phrase(text, word.end()):
            named = _NAMED.match(text, word.end()) is not None
            return None if named else Unnamed(match.start("phrase"), word.end(), low)
    return None


def is_person(word: str) -> bool:
    """Whether a noun in lower case is what persons are called."""
    return is_job(word) or word in _OF_PERSONS


def _ends_phrase(text: str, end: int) -> bool:
    """Whether what a sentence is about ends there: a verb, an aside, or what it is of follows."""
    if _CLOSES.match(text, end):
        return True
    after = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if after is None:
        return False
    low = after[0].lower().replace("’", "'")
    return low in BREAKERS | ADVERBS or _acts(low) or low.endswith("ly")


def _acts(word: str) -> bool:
    """Whether a word looks like the verb of a clause."""
    return word in AUXILIARIES | PASTS or word.endswith("ed") or (word in LEXICON and "finite" in LEXICON[word].forms)
