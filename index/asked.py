"""Whether a name that somebody asks for is a speaker's."""

import re
from collections.abc import Sequence

from index.given import given_gender
from index.offices import is_description, plain, same_office
from index.titles import (
    ABBREVIATED,
    HONORIFICS,
    JOBS,
    JOBS_OR_SURNAMES,
    LETTERS,
    MEN_S,
    ORGANISATIONS,
    PLACE_FIRST,
    WOMEN_S,
)

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_APPOSED = re.compile(rf"(?<=[^\W_]),?\s+(?:{'|'.join(sorted(LETTERS))})$|,\s+(?:the|an?)\s.*")
_AND = re.compile(r",\s+|\s+and\s+")
_OF_SOMEBODY = frozenset(
    "administration campaign government team camp office aides officials supporters family".split()
)  # what is somebody's is not somebody
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_SMALL = frozenset("of for on and".split())
_DROPPED = frozenset("the a an".split())
_TITLES = HONORIFICS | ABBREVIATED.keys() | (JOBS - JOBS_OR_SURNAMES)


def same_speaker(asked: str, speaker: str, role: str | None) -> bool:
    """Whether a name asked for means the speaker of that name and role: full name, surname, first name or office."""
    asked = _APPOSED.sub("", asked)
    if any(same_speaker(asked, part, None) for part in _AND.split(speaker) if part != speaker):
        return True
    sought, name = _words(asked), _words(speaker)
    if not sought or not name:
        return False
    if is_description(speaker):
        return sought == name or same_office(asked, speaker)
    if sought == name or (role is not None and same_office(asked, role)):
        return True
    return _described(asked, name) or _one_organisation(sought, name) or _named(sought, name, role)


def _described(asked: str, name: Sequence[str]) -> bool:
    """Whether a full name stands at the end of a description: "Tory peer Ann Poe"."""
    words = asked.split()
    before, after = words[: -len(name)], words[-len(name) :]
    return len(name) > 1 and any(word.islower() for word in before) and _words(" ".join(after)) == list(name)


def _one_organisation(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are of one organisation: by its initials, or turned around at "of"."""
    for short, full in ((one, other), (other, one)):
        if len(short) == 1 and len(full) > 2 and short[0] in _initials(full):
            return True
    turned = ("of" in one) != ("of" in other)
    return turned and set(one) - _SMALL == set(other) - _SMALL and bool(set(one) & ORGANISATIONS)


def _initials(words: Sequence[str]) -> tuple[str, str]:
    return "".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)


def _named(sought: Sequence[str], name: Sequence[str], role: str | None) -> bool:
    told = {word for word in sought if word in HONORIFICS}
    if name[0] in HONORIFICS and len(name) > 1:  # "Mrs Vale", where the text has a "Mr Vale" too
        if _are_apart(sought, name[0]):
            return False
        name = name[1:]
    sought = _without_title(sought, name, _words(role or ""))
    gender = given_gender(name[0]) if len(name) > 1 else None
    if not sought or (gender == "m" and told & WOMEN_S) or (gender == "f" and told & MEN_S):
        return False
    if len(sought) > 1 and set(sought) & _SUFFIXES != set(name) & _SUFFIXES:
        return False
    one, other = _core(sought), _core(name)
    if other[-1] in _OF_SOMEBODY and one[-1] != other[-1]:
        return False
    if len(one) == 1:
        return one[0] == other[-1] or (one[0] == other[0] and one[0] not in PLACE_FIRST)
    if len(other) == 1:
        return one[-1] == other[0]
    if one == other[-len(one) :]:
        return True
    return one[-1] == other[-1] and (one[0] == other[0] or (len(one[0]) == 1 and other[0].startswith(one[0])))


def _are_apart(sought: Sequence[str], honorific: str) -> bool:
    """Whether a name asked for is a man's and an honorific a woman's, or the other way round."""
    genders = {"m" for word in sought if word in MEN_S} | {"f" for word in sought if word in WOMEN_S}
    given = {given_gender(word) for word in sought[:-1]} - {None}
    return bool((genders | given) & ({"f"} if honorific in MEN_S else {"m"} if honorific in WOMEN_S else set()))


def _without_title(sought: Sequence[str], name: Sequence[str], role: Sequence[str]) -> list[str]:
    """Leave out the words up to the last title before the name."""
    last = 0
    for at, word in enumerate(sought):
        if word not in name and (word in _TITLES or word in role):
            last = at + 1
    return list(sought[last:])


def _core(words: Sequence[str]) -> list[str]:
    core = [word for word in words if word not in _SUFFIXES]
    return core or list(words)


def _words(text: str) -> list[str]:
    return [word for word in _WORDS.findall(plain(text)) if word not in _DROPPED]
