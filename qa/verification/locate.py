"""Where the words of a quotation stand in the documents: in a row, or in parts that it marks."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import log1p

from index import Document, Statement, View
from index.quotations import quotations
from index.said import placed
from index.sentences import Span, overlap, paragraphs
from index.terms import content_words
from index.terms import words as plain_words
from index.units import units
from qa.english.words import Words
from qa.evidence.citable import Sentence
from qa.reading.context import LONGEST_QUOTE
from qa.verification.claims import Claim, claims
from qa.verification.cut import Cut, cut, together
from qa.verification.elision import (
    MOST_LEFT_OUT,
    MOST_REPLACED,
    Gap,
    Known,
    Parted,
    honest,
    honest_at_edge,
    parted,
    repeated,
)
from qa.verification.inner import given_as_another_s
from qa.verification.markup import Plain
from qa.verification.nearby import Nearby
from qa.verification.seams import Seam, seam
from qa.verification.telling import UNTOLD, Telling

NEAR_PASSAGES = 12  # in which words are looked for that were changed
NEAR_DOCUMENTS = 8
COMMON = 200  # documents that hold a word: it is not rare then
ENOUGH_RARE = 3  # words of a text that are rare: its documents are found by them
MOST_WORDS = 24  # of a text that documents are found by
MOST_KEPT = 512  # quotations whose places are kept
MOST_HELD = 256  # documents kept while a text is checked


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of a document that holds a quotation's words; `statement` is the one that it belongs to.

    `quoted`: it stands in quotation marks. `telling` is how the document tells it. `cut` is what the quotation leaves
    off at its ends that changes what it says, `seam` what it takes together; `tokens` are the places of its words.
    `inner` is how its speaker gives it as another's.
    """

    document: Document
    span: Span
    statement: Statement | None
    quoted: bool = False
    telling: Telling = UNTOLD
    cut: Cut | None = None
    seam: Seam | None = None
    tokens: tuple[Span, ...] = ()
    inner: str | None = None

    @classmethod
    def of(cls, held: "Held", span: Span) -> "Occurrence":
        """Read how a document tells what stands in a stretch of it."""
        text, statements = held.document.text, held.nearby.around(span)
        telling = Telling.of(text, span, statements)
        statement = telling.statement or _statement(span, statements)
        return cls(held.document, span, statement, any(overlap(span, each) for each in held.marked_in(span)), telling)

    @property
    def speaker(self) -> str | None:
        """Who is told to have said it."""
        return self.statement.speaker if self.statement else None

    @property
    def sentences(self) -> Span:
        """The whole sentences that it touches."""
        return _sentences(self.document.text, self.span)

    def cited(self) -> Sentence:
        """Give the sentences around it, or itself where they are too long to cite."""
        text = self.document.text
        start, end = self.sentences
        if self.statement is not None and self.span[1] - self.span[0] < LONGEST_QUOTE:
            for each in placed(text, [self.statement], LONGEST_QUOTE):
                joined = min(each.span[0], start), max(each.span[1], end)
                if overlap(each.span, self.span) and joined[1] - joined[0] <= LONGEST_QUOTE:
                    start, end = joined
        if end - start > LONGEST_QUOTE:
            start, end = self.span[0], min(self.span[1], self.span[0] + LONGEST_QUOTE)
        return Sentence(self.document, (start, end), speaker=self.speaker, statement=self.statement)


@dataclass(frozen=True, slots=True)
class Held:
    """A document with its statements and its words, and those of each interrupted quotation without what interrupts."""

    document: Document
    nearby: Nearby
    words: Words
    joined: tuple[Words, ...]
    marked: tuple[Span, ...]

    @classmethod
    def of(cls, document: Document, statements: Sequence[Statement]) -> "Held":
        """Read a document."""
        interrupted = (statement.spans for statement in statements if len(statement.spans) > 1)
        joined = tuple(Words.of(document.text, *spans) for spans in interrupted)
        return cls(document, Nearby(statements), _whole(document), joined, _verbatim(document, statements))

    def marked_in(self, span: Span) -> Sequence[Span]:
        """Give what stands in quotation marks there, in order."""
        first = bisect_right(self.marked, span[0], key=lambda each: each[1])
        return self.marked[first : bisect_left(self.marked, span[1], key=lambda each: each[0])]


class Desk:
    """The documents of an index that quotations are looked up in, each read once; for the time of one check."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._names = [info.id for info in view.documents()]
        self._held: dict[str, Held] = {}
        self._holding: dict[str, list[str]] = {}  # of a word: the documents that hold it
        self._theirs: dict[str, set[tuple[str | None, str | None]]] = {}  # by name: documents, and what each calls them
        self._roles: dict[str, dict[str, str]] = {}
        self._marked: dict[str, list[tuple[Span, Claim]]] = {}
        self._found: dict[str, list[Occurrence]] = {}
        self._near: tuple[str, list[Held]] | None = None  # of the quotation that was looked up last

    def kept(self, quotation: str, find: "Callable[[], list[Occurrence]]") -> "list[Occurrence]":
        """Give where a quotation stands, looked for once while few others were."""
        if quotation not in self._found:
            if len(self._found) == MOST_KEPT:
                self._found.pop(next(iter(self._found)))
            self._found[quotation] = find()
        return self._found[quotation]

    def holding(self, phrase: str) -> Iterator[Held]:
        """Give the documents that hold words one after the other."""
        return self._read(self._view.documents_with(phrase))

    def speaks(self, name: str) -> bool:
        """Whether somebody of that name is reported to say anything."""
        return bool(self._known(name))

    def may_be(self, name: str, statement: Statement) -> bool:
        """Whether whoever says it may be whom a name means that the documents know: no namesake of theirs."""
        known = self._known(name)
        return not known or (statement.document_id, statement.speaker) in known

    def roles(self, document_id: str) -> dict[str, str]:
        """Give the roles of the speakers of a document, by their names."""
        if document_id not in self._roles:
            said = self._view.statements(document_id=document_id)
            self._roles[document_id] = {each.speaker: each.role for each in said if each.speaker and each.role}
        return self._roles[document_id]

    def _known(self, name: str) -> set[tuple[str | None, str | None]]:
        if name not in self._theirs:
            said = self._view.statements(speaker=name)
            self._theirs[name] = {(each.document_id, each.speaker) for each in said}
        return self._theirs[name]

    def marked(self, occurrence: "Occurrence") -> Claim | None:
        """Give whom a document names for a quotation by its marks, as a draft would: `Vale: "It held."`."""
        document, (start, end) = occurrence.document, occurrence.span
        if document.id not in self._marked:
            plain = Plain.of(document.text)
            known = self._view.statements(document_id=document.id) if plain.text == document.text else None
            self._marked[document.id] = [(plain.place(claim.span), claim) for claim in claims(plain.text, known)]
        marked = self._marked[document.id]
        at = bisect_right(marked, start, key=lambda each: each[0][1])
        return marked[at][1] if at < len(marked) and marked[at][0][0] < end else None

    def near(self, text: str) -> list[Held]:
        """Give the documents that are nearest to words: by the rare ones that they share, else by a search."""
        if self._near is None or self._near[0] != text:
            few = len(self._names) <= NEAR_DOCUMENTS
            self._near = text, list(self._read(self._names if few else self._sharing(text) or self._searched(text)))
        return self._near[1]

    def _sharing(self, text: str) -> list[str]:
        """Rank documents by the rare words of a text, the rarest counting most; none where it has too few of them.

        Where that does not tell the last that counts from the next, what stands side by side in the text decides.
        """
        shares: defaultdict[str, float] = defaultdict(float)
        if self._count(content_words(text)[:MOST_WORDS], shares) < ENOUGH_RARE:
            return []
        best = sorted(shares, key=lambda name: -shares[name])
        if len(best) > NEAR_DOCUMENTS and shares[best[NEAR_DOCUMENTS - 1]] == shares[best[NEAR_DOCUMENTS]]:
            self._count([f"{one} {other}" for one, other in pairwise(plain_words(text)[:MOST_WORDS])], shares)
            best = sorted(shares, key=lambda name: -shares[name])
        return best[:NEAR_DOCUMENTS]

    def _count(self, phrases: Iterable[str], shares: defaultdict[str, float]) -> int:
        """Add to the documents' shares what each phrase weighs; give how many phrases are rare."""
        rare = 0
        for phrase in phrases:
            if phrase not in self._holding:
                self._holding[phrase] = self._view.documents_with(phrase, COMMON)
            names = self._holding[phrase]
            if len(names) < COMMON:
                rare += 1
                for name in names:
                    shares[name] += 1 / (1 + log1p(len(names)))
        return rare

    def _searched(self, text: str) -> list[str]:
        hits = self._view.search(text, k=NEAR_PASSAGES)
        return list(dict.fromkeys(hit.passage.document_id for hit in hits))[:NEAR_DOCUMENTS]

    def _read(self, names: Iterable[str]) -> Iterator[Held]:
        for name in names:
            if name not in self._held:
                document = self._view.document(name)
                if len(self._held) == MOST_HELD:
                    self._held.pop(next(iter(self._held)))
                self._held[name] = Held.of(document, self._view.statements(document_id=name))
            yield self._held[name]


def exact(text: str, span: Span, view: View | Desk) -> list[Occurrence]:
    """Find where a quotation stands word for word; where it marks that words are left out, its parts in order."""
    desk = view if isinstance(view, Desk) else Desk(view)
    return desk.kept(text[slice(*span)], lambda: _exact(text, span, desk))


def _exact(text: str, span: Span, desk: Desk) -> list[Occurrence]:
    whole, elided = Parted((span,), (Gap((), ellipsis=False),) * 2), parted(text, span)
    for quotation in (whole, elided) if elided != whole else (whole,):
        if not quotation.parts:
            continue
        sought = [Words.of(text, part).tokens for part in quotation.parts]
        longest = max(quotation.parts, key=lambda part: part[1] - part[0])
        for near in (False, True):
            documents = desk.near(text[slice(*span)]) if near else desk.holding(text[slice(*longest)])
            found = [occurrence for held in documents for occurrence in _in_document(sought, quotation.gaps, held)]
            if found:
                return found
    return []


def _in_document(sought: Sequence[tuple[str, ...]], gaps: Sequence[Gap], held: Held) -> Iterator[Occurrence]:
    for words in (held.words, *held.joined):
        for first, last in _runs(sought, gaps, held, words):
            span = words.places[first][0], words.places[last - 1][1]
            found = Occurrence.of(held, span)
            if _is_speaker(gaps, found):
                continue
            if len(sought) == 1 or _whole_within(span, found.statement, held.document.text):
                places = words.places[first:last] if len(sought) == 1 else ()
                taken = seam(places, held.marked_in(span), lambda each: _speaker(each, held))
                inner = given_as_another_s(held.document.text, span, held.marked_in(span))
                lost = cut(held.document.text, words, first, last)
                yield replace(found, cut=lost, seam=taken, tokens=places, inner=inner)


def _verbatim(document: Document, statements: Sequence[Statement]) -> tuple[Span, ...]:
    """Find what a document gives word for word: what it puts in quotation marks, and turns of a transcript."""
    quoted = _quoted(document)
    starts = {start for start, _ in quoted}
    direct = (span for statement in statements if statement.kind == "direct" for span in statement.spans)
    turns = sorted(span for span in direct if span[0] not in starts)
    begins = [start for start, _ in turns]
    outside = (span for span in quoted if not _inside(span, turns, bisect_right(begins, span[0]) - 1))
    return tuple(sorted([*outside, *turns]))


def _inside(span: Span, turns: Sequence[Span], place: int) -> bool:
    return place >= 0 and span[1] <= turns[place][1]


@lru_cache(maxsize=128)
def _quoted(document: Document) -> tuple[Span, ...]:
    text = document.text
    found = (quotation for paragraph in paragraphs(text) for quotation in quotations(text, *paragraph))
    return tuple((each.start, each.end) for each in found)


@lru_cache(maxsize=128)
def _whole(document: Document) -> Words:
    return Words.of(document.text)


def _runs(sought: Sequence[tuple[str, ...]], gaps: Sequence[Gap], held: Held, words: Words) -> Iterator[Span]:
    """Give first and last token of each place where parts stand in order, with nothing but honest gaps between."""
    text = held.document.text
    marked = any(gap.put_in for gap in gaps)
    for first in words.find(sought[0]):
        known = _known(held, words.places[first]) if marked else Known(held.words, 0)
        last, left_out = first + len(sought[0]), 0
        for part, gap in zip(sought[1:], gaps[1:-1], strict=True):
            following = next(words.find(part, last), None)
            if following is None:
                break
            *missing, resumed = words.written(text, last, following + 1)
            if not honest(gap, missing, known, resumed):
                break
            left_out += following - last
            last = following + len(part)
        else:
            before, behind = _beside(text, words, first, last) if marked else ([], [])
            fits = honest_at_edge(gaps[0], before, known, before=True)
            fits = fits and honest_at_edge(gaps[-1], behind, known, before=False)
            if fits and left_out <= MOST_LEFT_OUT * sum(map(len, sought)):
                yield first - repeated(gaps[0], before, before=True), last + repeated(gaps[-1], behind, before=False)


def _known(held: Held, place: Span) -> Known:
    """Give what a document has named where a quotation begins, and who speaks there."""
    statement = _statement(place, held.nearby.around(place))
    speaker = statement.speaker if statement is not None else None
    text = held.document.text
    return Known(held.words, _paragraph_end(text, place[0]), text, place[0], speaker or "")


def _paragraph_end(text: str, place: int) -> int:
    there = paragraphs(text)
    return there[max(0, bisect_right(there, place, key=lambda each: each[0]) - 1)][1]


def _is_speaker(gaps: Sequence[Gap], occurrence: Occurrence) -> bool:
    """Whether brackets put whoever speaks in the place of another: nobody says "he" of himself."""
    name = (occurrence.speaker or "").split()[-1:]
    return bool(name) and any(name[0] in gap.put_in for gap in gaps)


def _beside(text: str, words: Words, first: int, last: int) -> tuple[list[str], list[str]]:
    """Give the words before and behind a stretch, as far as no mark parts them from it."""
    start = first
    while start > first - MOST_REPLACED and together(text, words, start - 1):
        start -= 1
    end = last
    while end < last + MOST_REPLACED and together(text, words, end - 1):
        end += 1
    return words.written(text, start, first), words.written(text, last, end)


def _whole_within(span: Span, statement: Statement | None, text: str) -> bool:
    """Whether a stretch with words left out is one person's words in one place."""
    if statement is not None:
        return statement.spans[0][0] <= span[0] and span[1] <= statement.spans[-1][1]
    return "\n" not in text[slice(*span)]


def _speaker(span: Span, held: Held) -> str | None:
    statement = _statement(span, held.nearby.around(span))
    return None if statement is None else statement.speaker or str(statement.spans[0][0])


def _statement(span: Span, statements: Iterable[Statement]) -> Statement | None:
    """Give the statement that holds most of a stretch, the shortest of equal ones."""
    held = [
        (sum(overlap(span, each) for each in statement.spans), -_size(statement), statement) for statement in statements
    ]
    common, _, statement = max(held, key=lambda each: each[:2], default=(0, 0, None))
    return statement if 2 * common >= span[1] - span[0] else None


def _sentences(text: str, span: Span) -> Span:
    """Give the whole sentences that a stretch touches."""
    start, end = span
    for paragraph in paragraphs(text):
        if paragraph[0] < span[1] and span[0] < paragraph[1]:
            for unit in units(text, paragraph, quotations(text, *paragraph), LONGEST_QUOTE):
                if unit[0] < span[1] and span[0] < unit[1]:
                    start, end = min(start, unit[0]), max(end, unit[1])
    return start, end


def _size(statement: Statement) -> int:
    return sum(end - start for start, end in statement.spans)
