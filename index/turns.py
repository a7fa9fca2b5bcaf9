"""Paragraphs that are one statement by their form: a turn of a transcript or interview, an item of a digest."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.cueless import LABELS
from index.given import GIVEN
from index.names import low, names_in
from index.sentences import Span, is_heading
from index.titles import ABBREVIATED, HONORIFICS, JOBS

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_TURN = re.compile(
    rf"[*_]{{0,2}}({_WORD}(?:\s(?:(?:of|the|for|van|von|de)\s)?{_WORD}){{0,4}})"
    r"((?:\s\([^()\n]{1,30}\))?(?:,\s[A-Z][^:\n“”\"]{1,60})?)[*_]{0,2}(:)[*_]{0,2}\s+(?=[^\s“\"'‘])"
)
_SPOKEN = re.compile(r"[.?!…—-][)\]\"”’*_]*\Z")
_QUESTION = re.compile(r"[*_]{0,2}(?:Q|QUESTION|Question)[*_]{0,2}[:.][*_]{0,2}\s")
_ANSWER = re.compile(r"[*_]{0,2}(A|ANSWER|Answer)[*_]{0,2}([:.])[*_]{0,2}\s+(?=\S)")
_NOBODY = re.compile(r"(?:unidentified|unknown|voice|voices|crowd|audience|all)\b", re.IGNORECASE)
_INTERVIEWED = re.compile(
    r"\b(?:interview|Q\s?&\s?A|conversation|talks?|talked|spoke|speaks|sat\sdown)\s(?:with|to)\s\Z", re.I
)
_ITEM = re.compile(r"[A-Z][^a-z“”\"\n]{8,120}\s([“\"][^“”\"\n]+[”\"])\s(\[)([A-Z][^\[\]\n]{1,40}?)\.?\]\.?\s*\Z")
_LABELLED = re.compile(r"[*_]{0,2}[A-Z][\w ]{1,30}[*_]{0,2}:")
_DIRECTION = re.compile(r"[*_]{0,2}(?:\([^()]{1,60}\)|\[[^\[\]]{1,60}\])[*_.]{0,3}\Z")
_ASIDE = re.compile(r"[(\[](?:.*\w)?+[^\w)\]]*+[)\]]\W*+\Z|[*_]{1,3}[^*_]+[*_]{1,3}\Z|\W*+\Z", re.DOTALL)
_MARK = re.compile(r"[“\"]")
_CLOSING = {"“": "”", '"': '"'}
_BY = re.compile(r"\b[Bb][Yy]\s\Z")
_PIECE = re.compile(r"\w+")
_LEADS = re.compile(r"(?:[a-z,]|\b[A-Z]\w+)\s\Z")  # before a name inside a sentence
_LONGEST_LEAD = 60  # characters
_MOST_NAMES = 256  # labels that are looked for elsewhere; a text with more of them is a table
_TITLES = ABBREVIATED.keys() | HONORIFICS | JOBS
_LEAST_TURNS = 2
_INITIALS = (2, 3)
_BEFORE_NAME = 60  # characters


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says on end; `named`: the words that tell who it is, none where the text does not."""

    source: Span
    cue: Span
    content: Span
    named: Span | None


class Turns:
    """The turns of one text, told by what all its paragraphs look like."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        matches = [match for span in paragraphs if (match := _TURN.match(text, *span)) is not None]
        self.labels = Counter(match[1] for match in matches)
        self._named: dict[str, bool] = {}
        self.several = sum(self._speaks(match[1]) for match in matches) >= _LEAST_TURNS
        self.interview = any(_QUESTION.match(text, *span) for span in paragraphs)

    def of(self, span: Span) -> Turn | None:
        """Read `VALE: It held. Nobody doubts it.`, all of which is spoken."""
        answer = _ANSWER.match(self.text, *span) if self.interview else None
        if answer is not None:
            return Turn(answer.span(1), answer.span(2), (answer.end(), span[1]), self._interviewed)
        match = _TURN.match(self.text, *span)
        if match is None or not _SPOKEN.search(self.text, match.end(), span[1]) or not self._speaks(match[1]):
            return None
        marked = bool(match[2]) or not match[1][:1].isalpha() or self.text[match.end(3)] in "*_"
        if not (self.several or match[1].isupper() or marked):
            return None
        named = None if _NOBODY.match(match[1]) else self._initials.get(match[1], match.span(1))
        return Turn(match.span(1), match.span(3), (match.end(), span[1]), named)

    def goes_on(self, span: Span) -> bool:
        """Whether a paragraph between two turns is more of the first: no stage direction, heading or telling of it."""
        if not (self.several or self.interview) or _LABELLED.match(self.text, *span):
            return False
        if not span[0] < self._last or is_heading(self.text, span) or _ASIDE.match(self.text, *span):
            return False
        words = _unmarked(self.text[slice(*span)])
        there = set(_PIECE.findall(words))
        return not any(pieces <= there and name.search(words) for name, pieces in self._speakers)

    def directs(self, span: Span) -> bool:
        """Whether a paragraph is a stage direction, after which a turn goes on."""
        return _DIRECTION.match(self.text, *span) is not None

    @cached_property
    def _last(self) -> int:
        """Give where the last turn or question begins; what follows it may be the reporter's."""
        return max(start for start, end in self.paragraphs if self.asks((start, end)) or self.of((start, end)))

    @cached_property
    def _speakers(self) -> list[tuple[re.Pattern[str], frozenset[str]]]:
        """Give the last names of who takes most turns, of whom only others speak by name, and the words in them."""
        called = (label.split()[-1] for label, _ in self.labels.most_common(_MOST_NAMES) if self._speaks(label))
        forms = dict.fromkeys(form for name in called for form in (name, name.title()))
        return [(re.compile(rf"\b{re.escape(form)}\b"), frozenset(_PIECE.findall(form))) for form in forms]

    def asks(self, span: Span) -> bool:
        """Whether a paragraph is an interviewer's question."""
        return _QUESTION.match(self.text, *span) is not None

    def is_field(self, label: str) -> bool:
        """Whether what stands before a colon is a thing, as the text has it in lower case or as fields are called."""
        first = label.split()[0].lower()
        plain = label.isalpha() and first not in GIVEN
        return first in LABELS or (plain and first not in JOBS and first in self._common)

    def _speaks(self, label: str) -> bool:
        """Whether a label looks like a person's or office's, or comes again."""
        words = label.split()
        if label in self._initials:
            return True
        if self.is_field(label) or (label.isupper() and len(label) < 3):
            return False
        if label.isupper() or low(words[0]) in _TITLES or low(words[-1]) in JOBS:
            return True
        return (len(words) > 1 and words[0].lower() in GIVEN) or self.labels[label] > 1 or self._elsewhere(label)

    def _elsewhere(self, label: str) -> bool:
        """Whether the text names somebody so outside its labels."""
        if label not in self._named and len(self._named) < _MOST_NAMES:
            found = (match.start() for match in re.finditer(rf"{re.escape(label)}\b(?!:)", self.text))
            self._named[label] = any(_LEADS.search(self.text, max(0, at - _LONGEST_LEAD), at) for at in found)
        return self._named.get(label, False)

    @cached_property
    def _initials(self) -> dict[str, Span]:
        """Give where the one person of some initials is named, for the initials that turns begin with."""
        if not any(label.isupper() and label.isalpha() and len(label) in _INITIALS for label in self.labels):
            return {}
        named: dict[str, dict[tuple[str, ...], Span]] = {}
        for name in names_in(self.text):
            if name.kind in ("person", "unknown") and len(name.core) > 1:
                letters = "".join(word[0] for word in name.core)
                named.setdefault(letters, {}).setdefault(name.core, (name.start, name.end))
        return {
            letters: next(iter(spans.values()))
            for letters, spans in named.items()
            if len(spans) == 1 and letters in self.labels
        }

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(word for word in re.findall(r"\w+", self.text) if word.islower())

    @cached_property
    def _interviewed(self) -> Span | None:
        """Find who answers: whom the title or lead says it talks with, or the one person that they name in full."""
        end = next(start for start, stop in self.paragraphs if _QUESTION.match(self.text, start, stop))
        lead = self.text[:end]
        people = [name for name in names_in(lead) if name.kind == "person" and len(name.core) > 1]
        people = [name for name in people if not _BY.search(lead, max(0, name.start - _BEFORE_NAME), name.start)]
        told = [name for name in people if _INTERVIEWED.search(lead, max(0, name.start - _BEFORE_NAME), name.start)]
        if len({name.core for name in told or people}) != 1:
            return None
        return (told or people)[-1].start, (told or people)[-1].end


def item(text: str, span: Span) -> Turn | None:
    """Read `THE DAM HOLDS "..." [River Post]`."""
    match = _ITEM.match(text, *span)
    return None if match is None else Turn(match.span(3), match.span(2), match.span(1), match.span(3))


def _unmarked(text: str) -> str:
    """Leave out what stands between quotation marks."""
    kept: list[str] = []
    at = 0
    closed = dict.fromkeys(_CLOSING, True)  # whether there is a mark further on that closes
    while (match := _MARK.search(text, at)) is not None:
        mark = match[0]
        end = text.find(_CLOSING[mark], match.end()) if closed[mark] else -1
        closed[mark] = end >= 0
        kept.append(text[at : match.start() if end >= 0 else match.end()])
        at = end + 1 if end >= 0 else match.end()
    return "".join([*kept, text[at:]])
