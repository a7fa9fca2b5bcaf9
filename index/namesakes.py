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
from collections.abc import Callable, Iterable, Iterator, Sequence

from index.cues import LEXICON
from index.given import GIVEN, given_gender
from index.people import Office
from index.records import Statement
from index.terms import STOP_WORDS
from index.titles import HONORIFICS, JOBS, LETTERS, MEN_S, WOMEN_S

Texts = Callable[[str], str]

_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset("de del della di da dos du van von der den ten bin ibn al el la le".split())
_PRONOUNS = {"he": "m", "she": "f"}
_TITLE = "|".join(sorted(HONORIFICS))
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_OF_ONE_WHO = re.compile(r"\w{3,}(?:er|or|ist|ian|eer|man|woman)")
_LETTERS = frozenset(letters.lower() for letters in LETTERS)
_BEFORE = 60  # characters in front of a name in which its description may stand
_AFTER = re.compile(r",? (?P<letters>[A-Z]{2,4})\b|, (?P<told>(?:(?:the|a|an|his|her|its|our) )?[^,.;:“”\"\n]{3,80})")


def theirs(
    asked: str, found: Sequence[Statement], sources: Iterable[tuple[str, str | None]], text: Texts
) -> list[Statement]:
    """Of statements whose speakers' names may be the asked one, give those that are known to be that person's.

    `sources` are all speakers of all documents, with their roles; `text` gives a document's text.
    """
    found = _described_so(asked, found, text)
    name = full_name(asked)
    if len(name) < 2:
        name = _holder_s(asked, name, found)
    if len(name) < 2:
        return list(found)
    bare = [each for each in found if _is_surname(each.speaker, name)]
    if not bare:
        return list(found)
    full = [each for each in found if each.speaker is not None and not _is_surname(each.speaker, name)]
    alone = not any(_is_other(speaker, name) for speaker, _ in sources)
    known: dict[str, bool] = {}
    for one in dict.fromkeys(each.document_id or "" for each in bare):
        inside = [each for each in bare if each.document_id == one]
        known[one] = _is_known(name, inside, full, text, alone=alone)
    return [each for each in found if not _is_surname(each.speaker, name) or known[each.document_id or ""]]


def full_name(asked: str) -> list[str]:
    """Give a name's words in lower case, without the titles and the description in front of them."""
    told = [word for word in _WORD.findall(asked.split(",")[0]) if word.lower() not in _SUFFIXES]
    begins = 0
    for at, word in enumerate(told[:-1]):
        described = word.islower() and not asked.islower() and word not in _PARTICLES
        if described or word.lower() in HONORIFICS | JOBS:
            begins = at + 1
    return [word.lower() for word in told[begins:] if word not in LETTERS]


def _holder_s(asked: str, name: list[str], found: Sequence[Statement]) -> list[str]:
    """Give the full name of the one who holds the office that stands before a surname: "Harbour Secretary Quill"."""
    office = {word.lower() for word in _WORD.findall(asked)} - set(name) - HONORIFICS
    held = {each.speaker: full_name(each.speaker) for each in found if each.speaker and office and each.role}
    full = [words for words in held.values() if len(words) > 1 and words[-1:] == name]
    return full[0] if len(full) == 1 else name


def _is_surname(speaker: str | None, name: Sequence[str]) -> bool:
    """Whether a speaker is named by the surname alone."""
    return speaker is not None and full_name(speaker) == list(name[-1:])


def _is_other(speaker: str, name: Sequence[str]) -> bool:
    """Whether a speaker's full name has this surname and another forename."""
    told = full_name(speaker)
    if len(told) < 2 or told[-1] != name[-1]:
        return False
    return not (told[0].startswith(name[0]) or name[0].startswith(told[0]) or name[0] in told)


def _is_known(
    name: Sequence[str], inside: Sequence[Statement], full: Sequence[Statement], text: Texts, *, alone: bool
) -> bool:
    """Whether who is called by the surname in one document is known to be the one of that full name."""
    read = text(inside[0].document_id or "")
    if _gives(name, read):
        return True
    titles = set(_titles(name[-1:], read))
    gender = _gender(inside, text) or next((told for title in titles if (told := _told(title))), None)
    theirs = given_gender(name[0]) or _gender(full, text)
    if gender is not None and theirs is not None and gender != theirs:
        return False
    held, offices = _offices(inside), _offices(full)
    if any(_agree(one, other) for one in held for other in offices):
        return True
    others = {title for each in full for title in _titles(name, text(each.document_id or ""))} - MEN_S - WOMEN_S
    if titles or (held and (offices or others - {"mx"})):
        return False
    return alone


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


def _titles(name: Sequence[str], read: str) -> Iterator[str]:
    """Give the honorifics that a text has in front of a name."""
    words = r"\s+".join(map(re.escape, name))
    for match in re.finditer(rf"\b(?P<title>{_TITLE})\.?\s+{words}\b", read, re.IGNORECASE):
        yield match["title"].lower()


def _told(title: str) -> str | None:
    return "m" if title in MEN_S else "f" if title in WOMEN_S else None


def _gender(statements: Iterable[Statement], text: Texts) -> str | None:
    """Give the gender of the pronouns that stand for a speaker."""
    for each in statements:
        if each.mention is not None:
            gender = _PRONOUNS.get(text(each.document_id or "")[slice(*each.mention)].lower())
            if gender is not None:
                return gender
    return None


def _offices(statements: Iterable[Statement]) -> list[Office]:
    roles = dict.fromkeys(each.role for each in statements if each.role is not None)
    return [office for role in roles if (office := Office.of(role)) is not None]


def _agree(one: Office, other: Office) -> bool:
    return one.head == other.head and one.rank == other.rank and (one.words <= other.words or other.words <= one.words)


def _described_so(asked: str, found: Sequence[Statement], text: Texts) -> Sequence[Statement]:
    """Leave out namesakes: documents that describe the name otherwise, where others describe it as it is asked for."""
    name = full_name(asked)
    sought = {word.lower() for word in _WORD.findall(asked)} - set(name) - HONORIFICS - STOP_WORDS
    if not sought or len(name) < 2:
        return found
    offices = {
        one: _described(each.speaker or "", text(one))
        for each in found
        for one in [each.document_id or ""]
        if each.speaker is not None
    }
    if not any(sought <= office.words for office in offices.values() if office is not None):
        return found
    kept = {one for one, office in offices.items() if office is None or sought & office.words}
    return [each for each in found if each.document_id in kept or each.speaker is None]


def _described(name: str, read: str) -> Office | None:
    told = description(name, read)
    return None if told is None else Office.of(told[1])


def apart(one: str | None, other: str | None) -> bool:
    """Whether two descriptions are of two people, not of one in two capacities that agree."""
    offices = [None if told is None else Office.of(told) for told in (one, other)]
    return None not in offices and not any(
        _agree(left, right) for left, right in (offices, offices[::-1]) if left is not None and right is not None
    )


def description(name: str, read: str) -> tuple[str, str] | None:
    """Give a full name with what a text describes its bearer as, and the description: "striker Ben Quill"."""
    if " " not in name:
        return None
    for match in re.finditer(rf"\b{re.escape(name)}\b", read):
        before = _WORD.findall(read[max(0, match.start() - _BEFORE) : match.start()])
        if before and _of_job(before[-1]) and read[: match.start()].endswith(f"{before[-1]} "):
            return f"{before[-1]} {name}", before[-1]
        after = _AFTER.match(read, match.end())
        if after is None:
            continue
        if after["letters"] in LETTERS:
            return f"{name} {after['letters']}", after["letters"]
        office = Office.of(after["told"]) if after["told"] else None
        if office is not None and _of_job(office.head):
            return f"{name}, {after['told']},", after["told"]
    return None


def _of_job(word: str) -> bool:
    """Whether a word says what somebody is by trade or office."""
    low = word.lower()
    if low in STOP_WORDS or (low in LEXICON and low not in JOBS) or not (word.islower() or low in _LETTERS | JOBS):
        return False
    return low in JOBS | _LETTERS or _OF_ONE_WHO.fullmatch(low) is not None


def called(speaker: str, read: str) -> str:
    """Give a bare surname with the title that its document has in front of it: "Ms Quill"."""
    if " " in speaker:
        return speaker
    match = re.search(rf"\b(?:{_TITLE})\.?\s+{re.escape(speaker)}\b", read, re.IGNORECASE)
    return speaker if match is None else match[0]
