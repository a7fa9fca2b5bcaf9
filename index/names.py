"""Names in a text, each parted from the title or job that stands beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.cues import LEXICON
from index.given import GIVEN, given_gender
from index.jobs import job_beside
from index.sentences import ON_X, Span
from index.titles import (
    ABBREVIATED,
    CASED,
    DAYS_AND_MONTHS,
    FORENAMES_TOO,
    HONORIFICS,
    JOBS,
    JOBS_IN_LOWER_CASE,
    JOBS_OR_SURNAMES,
    KNOWN_ORGANISATIONS,
    LETTERS,
    MEN_S,
    OPENERS,
    ORGANISATIONS,
    PLACE_FIRST,
    PLACES,
    POINTED,
    SEATS,
    SURNAMES_TOO,
    TITLED_PLURALS,
    WEEKDAYS,
    WOMEN_S,
)
from index.wholes import MANY, wholes

Kind = Literal["person", "organisation", "place", "group", "unknown"]

_CAPITAL = "A-ZÀ-ÖØ-ÞĀČĆĐĎĞİŁŃŐŘŚŞŠŤŰŹŻŽ"
_WORD = (
    rf"(?:{ON_X}|(?:[{_CAPITAL}]\.){{1,4}}|(?:{POINTED}|St|Jr|Sr)\."
    rf"|(?:(?:al|el)-|[dl]['’])?[{_CAPITAL}][^\W_]*(?:['’](?!s\b)[^\W_]+|[-&][^\W_]+)*)"
)
_PARTICLE = r"(?:de|del|della|di|da|dos|du|van|von|der|den|ten|bin|ibn|al|el|la|le)"
_BETWEEN = rf"(?:,?[ \xa0](?=[JS]r\.)|[ \xa0](?:&[ \xa0])?(?:{_PARTICLE}[ \xa0]){{0,2}})"
_LEADING = r"(?:(?:van|von|bin|ibn|al|el)[ \xa0](?:der[ \xa0]|den[ \xa0])?)?"
_RUN = re.compile(rf"(?<![\w’'@#/-]){_LEADING}{_WORD}(?:{_BETWEEN}{_WORD}){{0,9}}")
_PIECE = re.compile(r"[ \xa0]")
_OWNS = re.compile(r"['’]s\b|(?<=s)['’](?=[\s,])")
_MODIFIES = re.compile(r"[ \xa0](?!(?:and|or|of|for|in|at|from|on|to|with|by|who|that|as)\b)[a-z]")
_OPENS = ".!?:;…\n\"“‘'«•*–—("
_HEADING_WORDS, _HEADING_LENGTH = 4, 200
_HEADING_SHARE = 6  # one word in so many may be in lower case
_ENDED = 3  # times as strict where the line ends as a sentence does
_SMALL = frozenset("the and for with from that but not over into its his her are".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_DEMONYM = re.compile(r"(?:[a-z]ans|crats|ists|ites)\Z")
_PEOPLES = frozenset("Americans Africans Asians Europeans Mexicans Germans Russians Koreans Iranians".split())
_PLURAL = re.compile(r"[a-z](?:ists|ers|ors|ents|ials|ants|ives)\Z")
_GOES_ON = re.compile(r"\s(?:for|of|to|in|from|who|at|with)\b")
_AGED = re.compile(r",\s(?:\d{2},|who\b)")
_HE = re.compile(r"[a-z] He [A-Z][a-z]")  # a surname where it stands inside a sentence
_WILL = re.compile(
    r"[a-z”\"],? Will ([A-Z]\w+)|\bWill ([A-Z]\w+)(?=[,:(]|['’]s\b|\s(?:said|says|told|tells|was|is|ha[sd]|\w{2,}ed)\b)"
)  # the forename, as no verb stands behind a subject's verb
_OFFICE = re.compile(r" (?:of|for|to)(?: the)? \Z")
_ONE_OF = re.compile(r"\b(?:[Tt]he|[Hh]is|[Hh]er)\s(?:[Ee]lder|[Yy]ounger|[Oo]lder|[Ss]enior|[Jj]unior)\s\Z")
_LONGEST_RANK = 12
_HELD = frozenset("of for on and".split())
_CAPITAL_JOBS = JOBS - JOBS_IN_LOWER_CASE
_PARTICLES_TOO = frozenset(("Del",))  # a delegate has a period: "Del. Poe", "Ann Del Rio"
_TITLES = _CAPITAL_JOBS | ABBREVIATED.keys() | HONORIFICS | TITLED_PLURALS


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands: its words, and the role and gender that the words beside it tell.

    `owner`: possessive; `modifies`: says of what kind the noun after it is ("Clinton campaign"); `opens`: begins a
    sentence or heading; `article`: follows "the"; `titled`: a title, honorific or job stands with it;
    `honorific`: "Mr"; `one_of`: is one of several of that name, as "elder" before it tells.
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: Kind
    role: str | None
    gender: str | None
    titled: bool
    owner: bool
    modifies: bool
    opens: bool
    article: bool
    heading: bool
    honorific: str | None
    one_of: bool

    @property
    def core(self) -> tuple[str, ...]:
        """Its words without "Jr."."""
        words = self.words
        return words[:-1] if len(words) > 1 and low(words[-1]) in _SUFFIXES else words


def low(word: str) -> str:
    """Give a word in lower case without the period of an abbreviation."""
    return word.rstrip(".,").lower().replace("’", "'")


def names_in(text: str) -> list[Name]:
    """Find the names of a text, in order."""
    return list(_Reader(text).read())


class _Reader:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.common = {word for word in text.split() if word.isalpha() and word.islower()}
        self.headings = _headings(text)
        self.he = _HE.search(text) is not None
        self.wills = {match[1] or match[2] for match in _WILL.finditer(text)}

    def read(self) -> Iterator[Name]:
        heading = 0
        office: Span | None = None
        runs = [match.span() for match in _RUN.finditer(self.text)]
        for (start, end), whole in wholes(self.text, runs):
            while heading < len(self.headings) and self.headings[heading][1] <= start:
                heading += 1
            inside = heading < len(self.headings) and self.headings[heading][0] <= start
            pieces = _PIECE.split(self.text[start:end])
            if not whole and low(pieces[-1]) in _CAPITAL_JOBS and not self._surname(pieces, start, end):
                office = (start, end)
                continue
            name = self._name(start, pieces, inside)
            if office is not None and name is not None and _OFFICE.match(self.text, office[1], start):
                name = self._officer(office, start, pieces, inside) or name
            office = None
            if name is not None:
                yield name

    def _surname(self, pieces: Sequence[str], start: int, end: int) -> bool:
        """Whether a job's word is the surname of somebody, or follows it: "Mr. King", "King", "Ann Poe MP"."""
        if pieces[-1] in SEATS:
            article = pieces[0] in ("The", "A") or self.text.endswith(("the ", "a "), 0, start)
            return len(pieces) > 2 and not article
        if low(pieces[-1]) not in JOBS_OR_SURNAMES:
            return False
        before = [low(piece) for piece in pieces[:-1]]
        return any(word in GIVEN or word in HONORIFICS for word in before) or not (
            before or self.text.startswith(" of ", end)
        )

    def _officer(self, office: Span, start: int, pieces: list[str], heading: bool) -> Name | None:
        """Part "Secretary of State John Roe" where the office ends."""
        if low(pieces[-1]) in ORGANISATIONS:
            return None
        at = next((place for place, piece in enumerate(pieces) if place and piece.lower() in GIVEN), None)
        if at is None:
            at = 1 if len(pieces) == 3 else 0
        if not 0 < at < len(pieces) or pieces[at].lower() in PLACES:
            return None
        begin = start + sum(len(piece) + 1 for piece in pieces[:at])
        return self._made(begin, pieces[at:], self.text[office[0] : begin - 1], None, heading)

    def _name(self, start: int, pieces: list[str], heading: bool) -> Name | None:
        opens = self._opens(start)
        start, pieces, article = self._stripped(start, pieces, opens)
        if not pieces:
            return None
        at = _title_end(pieces)
        if not at and pieces[0].lower() in PLACES | PLACE_FIRST:
            at = next((p for p, piece in enumerate(pieces[:-1]) if p and piece.lower() in GIVEN), 0)
            begin = start + sum(len(piece) + 1 for piece in pieces[:at])
            return self._made(begin, pieces[at:], None, None, heading, opens=opens, article=article, titled=False)
        if heading and at and _reports(pieces[at]):
            return None  # "Retired General Reveals"
        begin = start + sum(len(piece) + 1 for piece in pieces[:at])
        title = [piece for piece in pieces[:at] if low(piece) not in HONORIFICS]
        gender = next((g for piece in pieces[:at] if (g := _told(low(piece)))), None)
        role = " ".join(title) if title != ["Former"] else None
        return self._made(
            begin,
            pieces[at:],
            role or None,
            gender,
            heading,
            opens=opens,
            article=article,
            titled=at > 0 and title != ["Former"],
            honorific=next((piece for piece in pieces[:at] if low(piece) in HONORIFICS and _told(low(piece))), None),
        )

    def _stripped(self, start: int, pieces: list[str], opens: bool) -> tuple[int, list[str], bool]:
        """Take away what is capitalised for its place alone, and the days."""
        article = self.text[max(0, start - 4) : start].lower() == "the "
        if opens and len(pieces) > 2 and pieces[1] == "The":
            start += len(pieces[0]) + 1
            pieces = pieces[1:]
        while pieces and self._is_common(pieces, opens):
            article = pieces[0] in ("The", "THE")
            start += len(pieces[0]) + 1
            pieces = pieces[1:]
            opens = False
        while len(pieces) > 1 and low(pieces[-1]) in WEEKDAYS:
            pieces = pieces[:-1]
        if len(pieces) == 1 and (low(pieces[0]) in DAYS_AND_MONTHS or (opens and self._many(start, pieces[0]))):
            pieces = []
        return start, pieces, article

    def _is_common(self, pieces: list[str], opens: bool) -> bool:
        first = pieces[0].lower().replace("’", "'").split("'")[0]
        if pieces[0] == "Will" and len(pieces) > 1 and pieces[1] in self.wills:
            return False
        if pieces[0] == "US" or (pieces[0] == "He" and (len(pieces) > 1 or (self.he and not opens))):
            return False
        if len(pieces) > 1 and first + "'s" == pieces[0].lower().replace("’", "'") and first in MANY:
            return False
        if first in OPENERS or first in WEEKDAYS:
            return True
        if not opens or first in GIVEN or first.rstrip(".") in _TITLES:
            return False
        titled = any(low(piece) in _TITLES for piece in pieces[1:-1])
        return first in self.common and first not in PLACE_FIRST and not titled

    def _many(self, start: int, word: str) -> bool:
        """Whether a sentence's first word is a plural: "Opponents of"."""
        return _PLURAL.search(word) is not None and _GOES_ON.match(self.text, start + len(word)) is not None

    def _opens(self, start: int) -> bool:
        before = self.text[max(0, start - 3) : start].rstrip(" \xa0\t")
        return not before or before[-1] in _OPENS

    def _made(
        self,
        start: int,
        pieces: Sequence[str],
        role: str | None,
        gender: str | None,
        heading: bool,
        *,
        opens: bool = False,
        article: bool = False,
        titled: bool = True,
        honorific: str | None = None,
    ) -> Name:
        end = start + sum(map(len, pieces)) + len(pieces) - 1
        words = tuple(piece.rstrip(",") for piece in pieces)
        letters = words[-1] if len(words) > 2 and words[-1] in LETTERS else None
        words = words[:-1] if letters is not None else words
        owns = _OWNS.match(self.text, end) is not None
        heading = heading or (len(words) > 1 and any(_reports(word) for word in words[1:]))
        kind = _kind(words, titled, article)
        job = None
        if kind in ("person", "unknown") and not heading:
            job = job_beside(self.text, start, end, owns)
            role = role or job or letters
        if kind == "unknown" and (job is not None or letters is not None or _AGED.match(self.text, end)):
            kind = "person"
        gender = gender or (_role_gender(role) if role else None)
        if gender is None and kind == "person" and len(words) > 1:
            gender = given_gender(words[0])
        modifies = not owns and _MODIFIES.match(self.text, end) is not None
        titled = titled or job is not None
        one_of = _ONE_OF.search(self.text, max(0, start - _LONGEST_RANK), start) is not None
        return Name(
            *(start, end, words, kind, role, gender, titled, owns, modifies, opens, article, heading, honorific, one_of)
        )


def _title_end(pieces: Sequence[str]) -> int:
    """How many words stand before the name itself as its title; 0 where the whole is a name."""
    if low(pieces[-1]) in ORGANISATIONS and not (len(pieces) == 2 and low(pieces[-1]) in SURNAMES_TOO):
        return 0
    if _HELD.intersection(pieces):
        return 0
    size = len(pieces)
    if low(pieces[-1]) in _SUFFIXES:
        size -= 1
    for at in range(size - 2, -1, -1):
        word = low(pieces[at])
        if at == 0 and size > 2 and word in JOBS_IN_LOWER_CASE - GIVEN and pieces[1].lower() in GIVEN:
            return 1  # "Baker Ann Poe", where a sentence begins
        if (
            (word in _TITLES or _is_cased(pieces, at))
            and pieces[at] not in _PARTICLES_TOO
            and not (word in JOBS_OR_SURNAMES and _in_name(pieces, at, size))
        ):
            return at + 1
    return 0


def _is_cased(pieces: Sequence[str], at: int) -> bool:
    """Whether capitals are a title: "DI Poe", but no "DC" that is a place, where no forename follows."""
    if pieces[at] == "Con":
        return at > 0 and low(pieces[at - 1]) in ABBREVIATED
    if pieces[at].rstrip(".") not in CASED or low(pieces[-1]) in ORGANISATIONS:
        return False
    return pieces[at] != "DC" or pieces[at + 1].lower() in GIVEN


def _in_name(pieces: Sequence[str], at: int, size: int) -> bool:
    """Whether a word that may be a title is a forename or surname: "Dean Poe", "Ann King Poe"."""
    if at == 0:
        return low(pieces[0]) in FORENAMES_TOO and size == 2
    return pieces[at - 1].lower() in GIVEN


def _kind(words: Sequence[str], titled: bool, article: bool) -> Kind:
    lows = [low(word) for word in words]
    if len(words) == 1:
        return _kind_of_one(words[0], lows[0], titled)
    if _HELD.intersection(words) or "&" in words or any(word.endswith(("'s", "’s")) for word in words):
        return "organisation"
    if all(word in PLACES for word in lows):
        return "place"
    surname = lows[-1] in SURNAMES_TOO and lows[0] in GIVEN
    if lows[-1] in ORGANISATIONS and not surname and not titled:
        return "organisation"
    if titled:
        return "person"
    if lows[0] in PLACE_FIRST or lows[0] in PLACES or lows[-1] in ("democratic", "republican"):
        return "place"
    if _DEMONYM.search(lows[-1]) and (article or (lows[0] not in GIVEN and words[-1] in _PEOPLES)):
        return "group"
    if len(words) <= 4 and (lows[0] in GIVEN or (len(lows[0]) == 1 and len(lows[-1]) > 1)):
        return "person"
    return "organisation" if article else "unknown"


def _kind_of_one(word: str, lowered: str, titled: bool) -> Kind:
    if lowered in PLACES or (lowered in PLACE_FIRST and not titled):
        return "place"
    if titled:
        return "person"
    if (
        lowered.endswith("'s")
        or lowered in KNOWN_ORGANISATIONS
        or lowered in ORGANISATIONS
        or (word.isupper() and 1 < len(word) < 7)
    ):
        return "organisation"
    if _DEMONYM.search(lowered):
        return "group"
    return "unknown"


def _reports(word: str) -> bool:
    verb = LEXICON.get(word.lower())
    return verb is not None and not verb.noun


def _told(word: str) -> str | None:
    return "m" if word in MEN_S else "f" if word in WOMEN_S else None


def _role_gender(role: str) -> str | None:
    for word in role.lower().split():
        if word in MEN_S or word in WOMEN_S or word.endswith("man"):
            return _told(word) or ("f" if word.endswith("woman") else "m")
    return None


def _headings(text: str) -> list[Span]:
    """Lines in which nearly every word that tells is capitalised."""
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if 0 < len(line) <= _HEADING_LENGTH:
            longer = [word for word in line.split() if len(word) > 2 and word[0].isalpha() and word not in _SMALL]
            lower = sum(word[0].islower() for word in longer) * (_ENDED if line.endswith((".", "!", "?")) else 1)
            if len(longer) >= _HEADING_WORDS and lower * _HEADING_SHARE <= len(longer):
                found.append((at, at + len(line)))
        at += len(line) + 1
    return found
