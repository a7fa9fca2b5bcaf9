"""Across documents: who of one surname, or of one full name, is the one asked for.

Within a document the resolution of speakers decides. From one document to another a name alone ties nobody. Asked
for by a full name, somebody whom a document calls only by the surname is that person

- where the document gives the full name as well;
- else never, where it tells of another gender, or of another office or title than is known of the full name;
- else where it gives an office that is known of the full name: "Treasury Secretary Quill" for "Ada Quill";
- else not where it has "Ms", "Mr" or "Dr": such a document introduces somebody of its own, by the surname alone;
- else only where nobody else of that surname speaks in any document.

Two of one full name are two where their documents describe them otherwise: "striker Ben Quill", "Ben Quill, the MP".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.given import GIVEN, given_gender
from index.naming import TITLE, WORD, Naming, full_name, is_forename
from index.people import Office
from index.records import Statement
from index.terms import STOP_WORDS
from index.titles import HONORIFICS, MEN_S, WOMEN_S

Namings = Mapping[tuple[str, str], Naming]  # by document and speaker


def theirs(asked: str, found: Sequence[Statement], namings: Namings, speakers: Iterable[str]) -> list[Statement]:
    """Of statements whose speakers' names may be the asked one, give those that are known to be that person's.

    `namings` tell how each of their speakers is named in his document; `speakers` are all those, of any document,
    whose names may hold the surname.
    """
    found = _described_so(asked, found, namings)
    name = full_name(asked)
    if len(name) < 2:
        name = _holder_s(asked, name, found)
    bare = {speaker for speaker in {each.speaker for each in found} if speaker and full_name(speaker) == name[-1:]}
    if len(name) < 2 or not bare:
        return list(found)
    keys = dict.fromkeys((each.document_id or "", each.speaker) for each in found if each.speaker is not None)
    by_surname: dict[str, list[Naming]] = {}
    for key in keys:
        if key[1] in bare:
            by_surname.setdefault(key[0], []).append(namings[key])
    full = [namings[key] for key in keys if key[1] not in bare]
    person = _Person.of(name, full, alone=not any(_is_other(speaker, name) for speaker in speakers))
    known = {one for one, named in by_surname.items() if person.is_called(named)}
    return [each for each in found if each.speaker not in bare or each.document_id in known]


def _holder_s(asked: str, name: list[str], found: Sequence[Statement]) -> list[str]:
    """Give the full name of the one who holds the office that stands before a surname: "Harbour Secretary Quill"."""
    office = {word.lower() for word in WORD.findall(asked)} - set(name) - HONORIFICS
    held = {each.speaker: full_name(each.speaker) for each in found if each.speaker and office and each.role}
    full = [words for words in held.values() if len(words) > 1 and words[-1:] == name]
    return full[0] if len(full) == 1 else name


def _is_other(speaker: str, name: Sequence[str]) -> bool:
    """Whether a speaker's full name has this surname and another forename."""
    told = full_name(speaker)
    if len(told) < 2 or told[-1] != name[-1]:
        return False
    return not (told[0].startswith(name[0]) or name[0].startswith(told[0]) or name[0] in told)


@dataclass(frozen=True, slots=True)
class _Person:
    """What is known of somebody asked for by a full name, in lower case, from the documents that give it.

    `titled` are the honorifics in front of it there, other than Mr and Ms; `alone`: nobody else has the surname.
    """

    name: Sequence[str]
    gender: str | None
    offices: Sequence[Office]
    titled: frozenset[str]
    alone: bool

    @classmethod
    def of(cls, name: Sequence[str], full: Sequence[Naming], *, alone: bool) -> "_Person":
        gender = given_gender(name[0]) or next((each.gender for each in full if each.gender), None)
        titled = frozenset(title for each in full for title in each.titles)
        return cls(name, gender, _offices(full), titled - MEN_S - WOMEN_S - {"mx"}, alone)

    def is_called(self, named: Sequence[Naming]) -> bool:
        """Whether the one whom a document names by the surname is known to be this person."""
        if any(is_forename(self.name[0], word) for each in named for word in each.forenames):
            return True
        titles = {title for each in named for title in each.titles}
        told = [each.gender for each in named if each.gender] + [sex for title in titles if (sex := _told(title))]
        if told and self.gender is not None and told[0] != self.gender:
            return False
        held = _offices(named)
        if any(_agree(one, other) for one in held for other in self.offices):
            return True
        if titles or (held and (self.offices or self.titled)):
            return False
        return self.alone


def is_only_others(asked: str, read: str) -> bool:
    """Whether a text gives full names with the surname of the one asked for, and all are others'."""
    name = full_name(asked)
    if len(name) < 2 or _gives(name, read):
        return False
    forenames = re.findall(rf"\b([A-Z]\w+)\s+{re.escape(name[-1])}\b", read, re.IGNORECASE)
    return any(each[0].isupper() and each.lower() in GIVEN for each in forenames)


def _gives(name: Sequence[str], read: str) -> bool:
    """Whether a text gives a full name, perhaps with another between forename and surname."""
    first = rf"{re.escape(name[0])}\w*\.?" if len(name[0]) == 1 else re.escape(name[0])
    return re.search(rf"\b{first}\s+(?:[\w.’'-]+\s+){{0,2}}?{re.escape(name[-1])}\b", read, re.IGNORECASE) is not None


def _told(title: str) -> str | None:
    return "m" if title in MEN_S else "f" if title in WOMEN_S else None


def _offices(named: Iterable[Naming]) -> list[Office]:
    roles = dict.fromkeys(role for each in named for role in each.roles)
    return [office for role in roles if (office := Office.of(role)) is not None]


def _agree(one: Office, other: Office) -> bool:
    return one.head == other.head and one.rank == other.rank and (one.words <= other.words or other.words <= one.words)


def _described_so(asked: str, found: Sequence[Statement], namings: Namings) -> Sequence[Statement]:
    """Leave out namesakes: documents that describe the name otherwise, where others describe it as it is asked for."""
    name = full_name(asked)
    sought = {word.lower() for word in WORD.findall(asked)} - set(name) - HONORIFICS - STOP_WORDS
    if not sought or len(name) < 2:
        return found
    keys = dict.fromkeys((each.document_id or "", each.speaker) for each in found if each.speaker is not None)
    offices = {key[0]: _described(namings[key]) for key in keys}
    if not any(sought <= office.words for office in offices.values() if office is not None):
        return found
    kept = {one for one, office in offices.items() if office is None or sought & office.words}
    return [each for each in found if each.document_id in kept or each.speaker is None]


def _described(named: Naming) -> Office | None:
    return None if named.told is None else Office.of(named.told)


def apart(one: str | None, other: str | None) -> bool:
    """Whether two descriptions are of two people, not of one in two capacities that agree."""
    offices = [None if told is None else Office.of(told) for told in (one, other)]
    return None not in offices and not any(
        _agree(left, right) for left, right in (offices, offices[::-1]) if left is not None and right is not None
    )


def called(speaker: str, read: str) -> str:
    """Give a bare surname with the title that its document has in front of it: "Ms Quill"."""
    if " " in speaker:
        return speaker
    match = re.search(rf"\b(?:{TITLE})\.?\s+{re.escape(speaker)}\b", read, re.IGNORECASE)
    return speaker if match is None else match[0]
