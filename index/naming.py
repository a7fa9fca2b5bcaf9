"""How one document names and describes each of its speakers: found when it is indexed, to tell namesakes apart."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.cues import LEXICON
from index.people import Office
from index.records import Statement
from index.sentences import Span
from index.terms import STOP_WORDS
from index.titles import HONORIFICS, JOBS, LETTERS

TITLE = "|".join(sorted(HONORIFICS))
_TITLED = re.compile(rf"\b(?P<title>{TITLE})\.?\s+\Z", re.IGNORECASE)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset("de del della di da dos du van von der den ten bin ibn al el la le".split())
_PRONOUNS = {"he": "m", "she": "f"}
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_OF_ONE_WHO = re.compile(r"\w{3,}(?:er|or|ist|ian|eer|man|woman)")
_LETTERS = frozenset(letters.lower() for letters in LETTERS)
_ENDING = re.compile(r"[’']\w+\Z")  # "Quill's"
_LONGEST = 120  # characters of a name
_BEFORE = 60  # characters in front of a name in which a title, a description or a forename may stand
_AFTER = re.compile(r",? (?P<letters>[A-Z]{2,4})\b|, (?P<told>(?:(?:the|a|an|his|her|its|our) )?[^,.;:“”\"\n]{3,80})")
_IN_FRONT = re.compile(r"[\w.’'-]+(?:\s+[\w.’'-]+){0,2}\s+\Z")  # up to three words before a surname


@dataclass(frozen=True, slots=True)
class Naming:
    """A document's way to name one of its speakers: "Quill", the mayor, she, "Ms", called "Ada" once.

    `roles` are those of the speaker's statements; `gender`, "m" or "f", is that of a pronoun that stands for the
    speaker; `titles` are the honorifics before the name, in lower case; `told` is what a full name is described as
    ("striker"); `forenames` are the words before the name where it is a surname alone, in lower case.
    """

    document_id: str
    speaker: str
    roles: tuple[str, ...] = ()
    gender: str | None = None
    titles: tuple[str, ...] = ()
    told: str | None = None
    forenames: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Write it down without its document and speaker."""
        told = (self.roles, self.gender, self.titles, self.told, self.forenames)
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, document_id: str, speaker: str, line: str) -> "Naming":
        """Read it back."""
        roles, gender, titles, told, forenames = json.loads(line)
        return cls(document_id, speaker, tuple(roles), gender, tuple(titles), told, tuple(forenames))


def namings(document_id: str, text: str, statements: Iterable[Statement]) -> Iterator[Naming]:
    """Find how a document names each of those who speak in it, in the order in which they first do."""
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.speaker is not None:
            said.setdefault(statement.speaker, []).append(statement)
    names = {speaker: full_name(speaker) for speaker in said}
    ends = _ends({words[-1] for words in names.values() if words}, text)
    for speaker, theirs in said.items():
        words = names[speaker]
        places = [place for end in ends.get(words[-1] if words else "", ()) for place in _place(words, end, text)]
        described = description(speaker, text, [each for each in places if text[slice(*each)] == speaker])
        yield Naming(
            document_id,
            speaker,
            tuple(dict.fromkeys(each.role for each in theirs if each.role is not None)),
            _gender(theirs, text),
            tuple(dict.fromkeys(title for start, _ in places for title in _title(start, text))),
            None if described is None else described[1],
            tuple(dict.fromkeys(word for start, _ in places for word in _forenames(start, text) if len(words) == 1)),
        )


def full_name(asked: str) -> list[str]:
    """Give a name's words in lower case, without the titles and the description in front of them."""
    told = [word for word in WORD.findall(asked.split(",")[0]) if word.lower() not in _SUFFIXES]
    begins = 0
    for at, word in enumerate(told[:-1]):
        described = word.islower() and not asked.islower() and word not in _PARTICLES
        if described or word.lower() in HONORIFICS | JOBS:
            begins = at + 1
    return [word.lower() for word in told[begins:] if word not in LETTERS]


def is_forename(asked: str, word: str) -> bool:
    """Whether a word before a surname is the forename asked for, by its initial too, or ends with it: "Anna-Ada"."""
    if len(asked) == 1:
        return word.startswith(asked)
    return word == asked or re.search(rf"\W{re.escape(asked)}\Z", word) is not None


def places_of(name: str, text: str) -> list[Span]:
    """Find where a name stands in a text as it is written."""
    return [match.span() for match in re.finditer(rf"\b{re.escape(name)}\b", text)]


def description(name: str, text: str, places: Iterable[Span]) -> tuple[str, str] | None:
    """Give a full name with what a text describes its bearer as at these places, and the description: "striker"."""
    if " " not in name:
        return None
    for start, end in places:
        before = WORD.findall(text[max(0, start - _BEFORE) : start])
        if before and _of_job(before[-1]) and text.endswith(f"{before[-1]} ", 0, start):
            return f"{before[-1]} {name}", before[-1]
        after = _AFTER.match(text, end)
        if after is None:
            continue
        if after["letters"] in LETTERS:
            return f"{name} {after['letters']}", after["letters"]
        office = Office.of(after["told"]) if after["told"] else None
        if office is not None and _of_job(office.head):
            return f"{name}, {after['told']},", after["told"]
    return None


def _ends(words: set[str], text: str) -> dict[str, list[int]]:
    """Find where the last words of names end in a text, in any case; the text is read once for all of them."""
    found: dict[str, list[int]] = {}
    for match in WORD.finditer(text):
        word = match[0].lower()
        if word not in words:
            word = _ENDING.sub("", word) if "'" in word or "’" in word else ""
        if word in words:
            found.setdefault(word, []).append(match.start() + len(word))
    return found


def _place(words: Sequence[str], end: int, text: str) -> Iterator[Span]:
    """Give the place of a name of which the last word ends there, if the others stand before it."""
    window = text[max(0, end - _LONGEST) : end].lower()
    told = window.split()[-len(words) :]
    if len(told) < len(words) or told[1:] != words[1:] or not told[0].endswith(words[0]):
        return
    start = len(window)
    for word in reversed(words):
        start = window.rindex(word, 0, start)
    if not (start and window[start - 1].isalnum()):
        yield end - len(window) + start, end


def _title(start: int, text: str) -> Iterator[str]:
    match = _TITLED.search(text[max(0, start - _BEFORE) : start])
    if match is not None:
        yield match["title"].lower()


def _forenames(start: int, text: str) -> Iterator[str]:
    """Give the words in front of a surname that may be forenames: in capitals, unless the surname is not."""
    match = _IN_FRONT.search(text[max(0, start - _BEFORE) : start])
    if match is not None:
        yield from (word.lower() for word in match[0].split() if word[0].isupper() or text[start].islower())


def _gender(statements: Iterable[Statement], text: str) -> str | None:
    """Give the gender of the pronouns that stand for a speaker."""
    for each in statements:
        if each.mention is not None and (gender := _PRONOUNS.get(text[slice(*each.mention)].lower())):
            return gender
    return None


def _of_job(word: str) -> bool:
    """Whether a word says what somebody is by trade or office."""
    low = word.lower()
    if low in STOP_WORDS or (low in LEXICON and low not in JOBS) or not (word.islower() or low in _LETTERS | JOBS):
        return False
    return low in JOBS | _LETTERS or _OF_ONE_WHO.fullmatch(low) is not None
