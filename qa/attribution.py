"""Whose words a sentence reports: the name in the clause that attributes them.

A speaker is the subject of a reporting verb ("Greer said", "said Greer", "according to Bessent"), in the
sentence or, for a quotation that goes on, in the paragraph before it. Surnames and titles are completed from
the document itself; a pronoun is left unresolved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from index.sentences import Span, paragraphs, sentences

_VERBS = (
    "said|says|saying|added|adds|suggested|suggests|noted|notes|warned|warns|argued|argues|stated|states|"
    "announced|announces|wrote|writes|tweeted|explained|explains|insisted|insists|claimed|claims|acknowledged|"
    "admitted|continued|recalled|testified|declared|believes|believed|thinks|thought|floated|urged|replied|"
    "responded|predicted|expects|expected|hopes|hoped|wants|wanted|denied|promised|vowed|reiterated|emphasized|"
    "stressed|commented|confirmed|described|concluded|joked|pledged|called|repeated|remarked|observed|"
    "cautioned|conceded|maintained|proposed|signaled|signalled|indicated|revealed|disclosed|estimated"
)
_WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]*\w)"
_NAME = rf"{_WORD}(?:\s+(?:(?:de|van|von|der|al|bin|la|le|el)\s+)?{_WORD}){{0,5}}"
_ROLE = r"\b(?:the|The|a|A)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+"
_ADVERBS = r"(?:\s+(?:also|later|then|earlier|previously|repeatedly|recently|has|had|have|who|is|was))*"
_ASIDE = r"(?:(?:,\s+[a-z\d][^,“”\"]{0,60}){1,2},|,)?"  # "Ann Poe, 44, of Cork, said"; a place before a name is none
_SUBJECT_FIRST = re.compile(
    rf"(?P<who>{_NAME}|{_ROLE}|\b[Hh]e\b|\b[Ss]he\b|\b[Tt]hey\b)(?:\s+of\s+{_NAME})?{_ASIDE}{_ADVERBS}\s+(?:{_VERBS}|told|tells)\b"
)
_JOB = r"(?:(?!(?:of|in|at|from|for|on|the|an?|to|that|and|by|with|it|he|she|they)\b)[a-z][\w-]*\s+){0,3}"
_VERB_FIRST = re.compile(rf"[,”\"’]\s*(?:{_VERBS})\s+(?:{_JOB}(?P<who>{_NAME})|(?P<role>{_ROLE}))")
_ACCORDING = re.compile(rf"\b[Aa]ccording to\s+(?P<who>{_NAME}|{_ROLE})")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*»")
_PERSON = re.compile(rf"\b{_WORD}(?:\s+{_WORD})+")
_TITLES = frozenset(
    "president vice prime minister chancellor secretary senator sen rep representative governor gov mayor judge "
    "justice king queen prince princess pope general gen captain sergeant officer coach chief director chairman "
    "chairwoman professor prof dr mr mrs ms mx sir dame lord lady former".split()
)
LONGEST_UNIT = 500  # characters of sentences that one quotation joins
_PRONOUN = frozenset(("he", "she", "they"))


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sentence with whose words it reports; `speaker` None: nobody's, or not resolved.

    `continues` when it is all quotation and its speaker is named before it in the paragraph.
    """

    span: Span
    paragraph: Span
    speaker: str | None
    quoted: bool
    continues: bool


class Voices:
    """Who speaks where in one document."""

    def __init__(self, text: str) -> None:
        self.text = text

    def within(self, start: int, end: int) -> list[Attributed]:
        """Sentences of the paragraphs that begin between two offsets, with their speakers, in order."""
        found: list[Attributed] = []
        for paragraph in self._paragraphs:
            if paragraph[0] < end and paragraph[1] > start:
                found.extend(self._attributed(paragraph))
        return found

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return paragraphs(self.text)

    def _attributed(self, paragraph: Span) -> list[Attributed]:
        found: list[Attributed] = []
        outside = _masked(self.text[slice(*paragraph)])
        quotations = [
            (paragraph[0] + m.start(), paragraph[0] + m.end()) for m in _QUOTED.finditer(self.text[slice(*paragraph)])
        ]
        going_on: str | None = None
        for span in _units(sentences(self.text, *paragraph), quotations):
            quoted = any(_overlap(span, quotation) for quotation in quotations)
            clause = outside[span[0] - paragraph[0] : span[1] - paragraph[0]]
            speaker = self._speaker(clause)
            wholly = quoted and clause.strip("“” .,—–-") == ""
            continues = speaker is None and wholly and going_on is not None
            if continues:
                speaker = going_on
            else:
                going_on = speaker
            found.append(Attributed(span, paragraph, speaker, quoted, continues))
        return found

    def resolve(self, words: str) -> str | None:
        """Complete a surname or a title to the name that the document gives with it; None if it gives none."""
        words = re.sub(r"^(?:the|a|an)\s+", "", words.strip(), flags=re.IGNORECASE)
        if not words or words.lower() in _PRONOUN:
            return None
        if not words[0].isupper() or words.lower().startswith(("us ", "u.s. ")):
            titled = self._titled(words)
            if titled is not None or not words[0].isupper():
                return titled
        person = _person(words)
        first, last = person.split()[0], person.split()[-1]
        for name in self._names:
            parts = name.split()
            if last == parts[-1] and (first in (last, parts[0])):
                return name
            if first == last and last in parts:
                return name
        return person

    def _titled(self, title: str) -> str | None:
        match = re.search(rf"(?i:\b{re.escape(title)})\s+({_NAME})", self.text)
        return None if match is None else self.resolve(match[1]) or match[1]

    @cached_property
    def _names(self) -> list[str]:
        """Full names, the most spoken of first: the last two capitalised words of a row of them, titles left out."""
        names = dict.fromkeys(_person(match[0]) for match in _PERSON.finditer(self.text))
        counts = {name: self.text.count(name.split()[-1]) for name in names if " " in name}
        return sorted(counts, key=lambda name: -counts[name])

    def _speaker(self, outside: str) -> str | None:
        """Name the subject of the first reporting clause in a sentence whose quotations are masked."""
        for pattern in (_VERB_FIRST, _SUBJECT_FIRST, _ACCORDING):
            match = pattern.search(outside)
            if match is not None:
                return self.resolve(match.groupdict().get("role") or match["who"])
        return None


def _masked(text: str) -> str:
    """Blank what stands in quotation marks, so that nothing in it attributes; every offset stays."""
    return _QUOTED.sub(lambda match: "“" + " " * (len(match[0]) - 2) + "”" if len(match[0]) > 1 else "“", text)


def _units(spans: list[Span], quotations: list[Span]) -> Iterator[Span]:
    """Join the sentences that one quotation runs over, so that it stays whole and its speaker is found."""
    unit: Span | None = None
    for span in spans:
        joins = unit is not None and any(_overlap(unit, each) and _overlap(span, each) for each in quotations)
        if unit is not None and joins and span[1] - unit[0] <= LONGEST_UNIT:
            unit = unit[0], span[1]
            continue
        if unit is not None:
            yield unit
        unit = span
    if unit is not None:
        yield unit


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _person(words: str) -> str:
    """Give first and last name of a row of capitalised words, or the last name alone."""
    parts = words.split()
    while len(parts) > 1 and parts[0].lower().strip(".") in _TITLES:
        parts = parts[1:]
    size = 3 if len(parts) > 2 and re.fullmatch(r"[A-Z]\.", parts[-2]) else 2
    parts = parts[-size:]
    return parts[-1] if parts[0].lower().strip(".") in _TITLES else " ".join(parts)


def same_person(asked: str, speaker: str) -> bool:
    """Whether a name asked for is a speaker's: every word of the shorter stands in the longer."""
    one, other = ({word.lower().strip(".'’") for word in name.split()} for name in (asked, speaker))
    return bool(one and other) and (one <= other or other <= one)
