"""Names of organisations that small words hold together: "Department of Justice", "Food and Drug Administration"."""

import re
from collections.abc import Iterator, Sequence

from index.given import GIVEN
from index.sentences import Span
from index.titles import (
    ABBREVIATED,
    DAYS_AND_MONTHS,
    HONORIFICS,
    JOBS,
    KNOWN_ORGANISATIONS,
    ORGANISATIONS,
    PLACES,
    TITLED_PLURALS,
)

_OF = frozenset(
    """academies academy agency alliance army association bank board bureau center centers centre chamber church college
    commission committee confederation conference corporation council court department division embassy federation
    hospice hospital house institute institutes institution league library ministry museum office organisation
    organization party
    school society subcommittee union university""".split()
)
_FOR = frozenset(
    """agency alliance association bureau campaign center centers centre club coalition committee council foundation
    fund institute network office organisation organization project society subcommittee""".split()
)
_ON = frozenset("center centre commission committee conference council institute subcommittee".split())
_HELD_BY = {"of": _OF, "for": _FOR, "on": _ON}
_ENDS_PAIR = frozenset(
    """administration agency association bureau commission committee corporation council foundation institute service
    services subcommittee""".split()
)
_BETWEEN = re.compile(r" (of|for|on)(?: the)? ")
_AND = re.compile(r"(?:,? and| &) ")
_BEFORE_PAIR = re.compile(r"\b(?:[Tt]he|[Aa]|US|U\.S\.|[Hh]is|[Hh]er|[Ii]ts) (?:federal |national )?\Z")
_OWNER = re.compile(r"['’]s ")
_OF_OWNED = re.compile(r"['’]s of ")
_HOUSE = re.compile(
    r"\b((?:Mc|Mac)?[A-Z][a-z]+)['’]s (?:said|says|told|declined|announced|reported|has|had|will|would|did|does|which|"
    r"plans|sold|expects)\b|\b(?:said|says|at|for) ((?:Mc|Mac)?[A-Z][a-z]+)['’]s(?=[.,;\n])"
)  # whose name is a possessive: "Sotheby's said"
_BARE = re.compile(r"\b(?:Mc|Mac)?[A-Z][a-z]+\b(?!['’]s)")
_SAINTS = frozenset("st saint king queen".split())
MANY = frozenset("women children men".split())
_FOUNDED = frozenset(
    """academy cathedral church clinic college hall hospice hospital house infirmary institute institution primary prep
    preparatory school university""".split()
)  # that are called by their founder or patron
_PART_OF_PAIR = 3  # words
_JOINED = (("justice",), ("representatives",))
_NOT_JOINED = GIVEN | ABBREVIATED.keys() | HONORIFICS | TITLED_PLURALS | DAYS_AND_MONTHS | JOBS


def wholes(text: str, runs: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """Join the capitalised runs that are one organisation's name; tell which are such names."""
    at = 0
    houses = _houses(text)
    while at < len(runs):
        start, end = runs[at]
        joined = at
        if at + 1 < len(runs) and (_pair(text, runs[at], runs[at + 1]) or _founded(text, runs[at], runs[at + 1])):
            joined = at + 1
        while joined + 1 < len(runs) and _goes_on(text, runs[at], runs[joined], runs[joined + 1]):
            joined += 1
        end = runs[joined][1]
        housed = joined == at and text[start:end] in houses and text[end : end + 1] in ("'", "’")
        yield (start, end + 2 * housed), joined > at or housed
        at = joined + 1


def _houses(text: str) -> frozenset[str]:
    """Give the names that are possessives, and that the text never has without the "'s"."""
    found = {match[1] or match[2] for match in _HOUSE.finditer(text)}
    return frozenset(found - set(_BARE.findall(text))) if found else frozenset()


def _founded(text: str, first: Span, second: Span) -> bool:
    """Whether a possessive stands inside a name: "{St Mary}'s {Hospital}", "{Lloyd}'s of {London}"."""
    one, other = _lows(text, first), _lows(text, second)
    if not _OWNER.fullmatch(text, first[1], second[0]):
        return len(one) == 1 and _OF_OWNED.fullmatch(text, first[1], second[0]) is not None
    if one[-1] in MANY:
        return other[-1] not in JOBS
    if one[0] in _SAINTS:
        return other[-1] in ORGANISATIONS or other[0] in ORGANISATIONS
    return len(one) == 1 and one[0] not in PLACES and other[0] in _FOUNDED


def _pair(text: str, first: Span, second: Span) -> bool:
    """Whether "and" stands inside a name: "the {Food} and {Drug Administration}"."""
    if not _AND.fullmatch(text, first[1], second[0]):
        return False
    one, other = _lows(text, first), _lows(text, second)
    if other[-1] not in _ENDS_PAIR or not 2 <= len(other) <= _PART_OF_PAIR or len(one) > _PART_OF_PAIR:
        return False
    if (one[0] in GIVEN or other[0] in GIVEN) and other[-1] != "foundation":
        return False
    opened = _BEFORE_PAIR.search(text, max(0, first[0] - 20), first[0]) is not None or one[0] in ("the", "us", "u.s")
    return opened and not _whole(text, first, one)


def _whole(text: str, run: Span, words: Sequence[str]) -> bool:
    """Whether a run is a name by itself."""
    last = text[run[0] : run[1]].split()[-1]
    known = words[-1] in ORGANISATIONS or words[-1] in KNOWN_ORGANISATIONS or words[-1] in PLACES
    return known or words[-1] in _NOT_JOINED or (len(last) > 1 and last.isupper())


def _goes_on(text: str, first: Span, last: Span, following: Span) -> bool:
    """Whether a name that began with the first run goes on after the last with the following one."""
    gap = _BETWEEN.fullmatch(text, last[1], following[0])
    words = _lows(text, following)
    if tuple(words) not in _JOINED and (
        words[0] in _NOT_JOINED or words[-1] in DAYS_AND_MONTHS or any(word in JOBS for word in words[:-1])
    ):
        return False
    head = _lows(text, first)[-1]
    if gap is not None:
        going_on = last != first and gap[1] == "of" and head in _FOR
        return going_on or _lows(text, last)[-1] in _HELD_BY[gap[1]]
    if last == first or head not in _ON | {"office", "department", "organization", "organisation", "centers"}:
        return False
    return _AND.fullmatch(text, last[1], following[0]) is not None and not _whole(text, following, words)


def _lows(text: str, run: Span) -> list[str]:
    return [word.rstrip(".,").lower() for word in text[run[0] : run[1]].split()]
