"""Whose words a sentence reports: the name in the clause that attributes them.

A speaker is the subject of a reporting verb ("Greer said", "said Greer", "according to Bessent"), in the
sentence or, for a quotation that goes on, in the paragraph before it. Surnames and titles are completed from
the document itself; a pronoun is left unresolved.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from index.sentences import Span, paragraphs, sentences

_VERBS = (
    "said|says|saying|added|adds|told|tells|suggested|suggests|noted|notes|warned|warns|argued|argues|stated|states|"
    "announced|announces|wrote|writes|tweeted|explained|explains|insisted|insists|claimed|claims|acknowledged|"
    "admitted|continued|recalled|testified|declared|believes|believed|thinks|thought|floated|urged|asked|replied|"
    "responded|predicted|expects|expected|hopes|hoped|wants|wanted|denied|promised|vowed|reiterated|emphasized|"
    "stressed|commented|confirmed|described|concluded|joked|pledged|called|repeated|remarked|observed|"
    "cautioned|conceded|maintained|proposed|signaled|signalled|indicated|revealed|disclosed|estimated"
)
_WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]*\w)"
_NAME = rf"{_WORD}(?:\s+(?:(?:de|van|von|der|al|bin|la|le|el)\s+)?{_WORD}){{0,5}}"
_ROLE = r"(?:the|The|a|A)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+"
_ADVERBS = r"(?:\s+(?:also|later|then|earlier|previously|repeatedly|recently|has|had|have|who|is|was))*"
_SUBJECT_FIRST = re.compile(rf"(?P<who>{_NAME}|{_ROLE}|\b[Hh]e\b|\b[Ss]he\b|\b[Tt]hey\b){_ADVERBS}\s+(?:{_VERBS})\b")
_VERB_FIRST = re.compile(rf"[,”\"’]\s*(?:{_VERBS})\s+(?P<who>{_NAME}|{_ROLE})")
_ACCORDING = re.compile(rf"\b[Aa]ccording to\s+(?P<who>{_NAME}|{_ROLE})")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*»")
_PERSON = re.compile(rf"\b{_WORD}(?:\s+{_WORD})+")
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
        going_on: str | None = None
        for span in sentences(self.text, *paragraph):
            words = self.text[slice(*span)]
            quoted = bool(_QUOTED.search(words))
            speaker = self._speaker(words)
            wholly = words[:1] in '“"«' and _QUOTED.sub("", words).strip(" .,—–-") == ""
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
        last = words.split()[-1]
        for name in self._names:
            if last in name.split():
                return name
        return words

    def _titled(self, title: str) -> str | None:
        match = re.search(rf"(?i:\b{re.escape(title)})\s+({_NAME})", self.text)
        return None if match is None else self.resolve(match[1]) or match[1]

    @cached_property
    def _names(self) -> list[str]:
        """Full names in the order of their first mention: the last two capitalised words of a row of them."""
        names = dict.fromkeys(_person(match[0]) for match in _PERSON.finditer(self.text))
        counts = {name: self.text.count(name.split()[-1]) for name in names}
        return sorted(names, key=lambda name: -counts[name])

    def _speaker(self, sentence: str) -> str | None:
        """Name the subject of the first reporting clause outside the quotation marks."""
        outside = _QUOTED.sub(lambda match: "“" + " " * (len(match[0]) - 2) + "”", sentence)
        for pattern in (_VERB_FIRST, _SUBJECT_FIRST, _ACCORDING):
            match = pattern.search(outside)
            if match is not None:
                return self.resolve(match["who"])
        return None


def _person(words: str) -> str:
    parts = words.split()
    size = 3 if len(parts) > 2 and re.fullmatch(r"[A-Z]\.", parts[-2]) else 2
    return " ".join(parts[-size:])


def same_person(asked: str, speaker: str) -> bool:
    """Whether a name asked for is a speaker's: every word of the shorter stands in the longer."""
    one, other = ({word.lower().strip(".'’") for word in name.split()} for name in (asked, speaker))
    return bool(one and other) and (one <= other or other <= one)
