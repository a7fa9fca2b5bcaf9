"""Where the words of a quotation stand in the documents: exactly, in separate places, or nearly."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from index import Document, DocumentNotFound, Index, Statement
from index.quotations import quotations
from index.said import placed
from index.sentences import Span, overlap, paragraphs, sentences
from index.units import units
from qa.elision import LONGEST_GAP, MOST_LEFT_OUT, Gap, Parted, honest, parted
from qa.evidence import LONGEST_QUOTE, Sentence
from qa.verbatim import Words

NEAR_PASSAGES = 12  # in which words are looked for that were changed
NEAR_DOCUMENTS = 8
LONGEST_GAP_BETWEEN = 12  # words silently left out between sentences; more, and they stand in separate places
LONGEST_GLUE = 2  # words put in where parts from separate places meet
SHORTEST_SEGMENT = 3  # words of a part that is taken for one of several put together
NEAR = 0.6  # share of the words of both that a changed quotation has in common with its original
NEAR_OF_FEW, FEW = 0.5, 4  # in quotations of few words


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of a document that holds a quotation's words; `statement` is the one that it belongs to."""

    document: Document
    span: Span
    statement: Statement | None

    @property
    def quoted(self) -> bool:
        """Whether it stands in quotation marks in its document."""
        text = self.document.text
        return any(
            overlap(self.span, (each.start, each.end))
            for paragraph in paragraphs(text)
            if overlap(paragraph, self.span)
            for each in quotations(text, *paragraph)
        )

    @property
    def speaker(self) -> str | None:
        """Who is told to have said it."""
        return self.statement.speaker if self.statement else None

    def cited(self) -> Sentence:
        """Give the sentences around it, or itself where they are too long to cite."""
        text = self.document.text
        start, end = _sentences(text, self.span)
        if self.statement is not None and self.span[1] - self.span[0] < LONGEST_QUOTE:
            for each in placed(text, [self.statement], LONGEST_QUOTE):
                joined = min(each.span[0], start), max(each.span[1], end)
                if overlap(each.span, self.span) and joined[1] - joined[0] <= LONGEST_QUOTE:
                    start, end = joined
        if end - start > LONGEST_QUOTE:
            start, end = self.span[0], min(self.span[1], self.span[0] + LONGEST_QUOTE)
        return Sentence(self.document, (start, end), speaker=self.speaker, statement=self.statement)


def exact(text: str, span: Span, index: Index) -> list[Occurrence]:
    """Find where a quotation stands word for word; where it marks that words are left out, its parts in order."""
    whole, elided = Parted((span,), (Gap((), ellipsis=False),) * 2), parted(text, span)
    for quotation in (whole, elided) if elided != whole else (whole,):
        if not quotation.parts:
            continue
        sought = [Words.of(text, part).tokens for part in quotation.parts]
        longest = max(quotation.parts, key=lambda part: part[1] - part[0])
        for documents in (
            _documents(index, index.documents_with(text[slice(*longest)])),
            candidates(text[slice(*span)], index),
        ):
            found = _in_documents(sought, quotation.gaps, documents, index)
            if found:
                return found
    return []


def apart(tokens: Sequence[str], candidates: Sequence[Document], index: Index) -> list[Occurrence]:
    """Find the separate places that a quotation is put together from; none if it is one place, or not for all of it."""
    found: list[Occurrence] = []
    at = glue = 0
    while at < len(tokens) and glue <= LONGEST_GLUE:
        before = [occurrence.document for occurrence in found[-1:]]  # the same words may stand in others as well
        longest = _longest_start(tokens[at:], [*before, *candidates], index)
        if longest is None:
            at, glue = at + 1, glue + 1
            continue
        size, occurrence = longest
        found.append(occurrence)
        at, glue = at + size, 0
    return found if glue <= LONGEST_GLUE and len(found) > 1 and not _one_place(found) else []


def nearest(tokens: Sequence[str], candidates: Sequence[Document], index: Index) -> tuple[Occurrence, Words] | None:
    """Find what a quotation was altered from, with its words; None where nothing is near enough."""
    best: tuple[float, Document, Words] | None = None
    for document in candidates:
        share, words = _best_window(tokens, _whole(document))
        if best is None or share > best[0]:
            best = share, document, words
    if best is None or best[0] < (NEAR if len(tokens) > FEW else NEAR_OF_FEW):
        return None
    _, document, words = best
    span = words.places[0][0], words.places[-1][1]
    statement = _statement(span, index.statements(document_id=document.id))
    return Occurrence(document, span, statement), words


def candidates(text: str, index: Index) -> list[Document]:
    """Give the documents that are nearest to words."""
    hits = index.search(text, k=NEAR_PASSAGES)
    names = list(dict.fromkeys(hit.passage.document_id for hit in hits))[:NEAR_DOCUMENTS]
    return list(_documents(index, names))


def _in_documents(
    sought: Sequence[tuple[str, ...]], gaps: Sequence[Gap], documents: Iterable[Document], index: Index
) -> list[Occurrence]:
    found: list[Occurrence] = []
    for document in documents:
        statements = index.statements(document_id=document.id)
        for words in _readings(document, statements):
            for first, last in _runs(sought, gaps, words):
                span = words.places[first][0], words.places[last - 1][1]
                statement = _statement(span, statements)
                if len(sought) == 1 or _whole_within(span, statement, document.text):
                    found.append(Occurrence(document, span, statement))
    return found


def _documents(index: Index, names: Iterable[str]) -> Iterator[Document]:
    for name in names:
        try:
            yield index.document(name)
        except DocumentNotFound:  # removed a moment ago
            continue


@lru_cache(maxsize=128)
def _whole(document: Document) -> Words:
    return Words.of(document.text)


def _readings(document: Document, statements: Sequence[Statement]) -> Iterator[Words]:
    """Give a document's words, then those of each interrupted quotation without what interrupts it."""
    yield _whole(document)
    for statement in statements:
        if len(statement.spans) > 1:
            yield Words.of(document.text, *statement.spans)


def _runs(sought: Sequence[tuple[str, ...]], gaps: Sequence[Gap], words: Words) -> Iterator[Span]:
    """Give first and last token of each place where parts stand in order, with nothing but honest gaps between."""
    known = words.known
    if not honest(gaps[0], (), known) or not honest(gaps[-1], (), known):
        return
    for first in words.find(sought[0]):
        last, left_out = first + len(sought[0]), 0
        for part, gap in zip(sought[1:], gaps[1:-1], strict=True):
            following = next(words.find(part, last), None)
            if following is None or not honest(gap, words.tokens[last:following], known):
                break
            left_out += following - last
            last = following + len(part)
        else:
            if left_out <= MOST_LEFT_OUT * sum(map(len, sought)):
                yield first, last


def _whole_within(span: Span, statement: Statement | None, text: str) -> bool:
    """Whether a stretch with words left out is one person's words in one place."""
    if statement is not None:
        return statement.spans[0][0] <= span[0] and span[1] <= statement.spans[-1][1]
    return "\n" not in text[slice(*span)]


def _statement(span: Span, statements: Iterable[Statement]) -> Statement | None:
    """Give the statement that holds most of a stretch, the shortest of equal ones."""
    held = [
        (sum(overlap(span, each) for each in statement.spans), -_size(statement), statement) for statement in statements
    ]
    common, _, statement = max(held, key=lambda each: each[:2], default=(0, 0, None))
    return statement if 2 * common >= span[1] - span[0] else None


def _longest_start(
    tokens: Sequence[str], candidates: Iterable[Document], index: Index
) -> tuple[int, Occurrence] | None:
    best: tuple[int, Occurrence] | None = None
    for document in candidates:
        words = _whole(document)
        size = (best[0] if best else SHORTEST_SEGMENT - 1) + 1
        while size <= len(tokens) and (first := next(words.find(tokens[:size]), None)) is not None:
            span = words.places[first][0], words.places[first + size - 1][1]
            best = size, Occurrence(document, span, None)
            size += 1
    if best is None:
        return None
    statement = _statement(best[1].span, index.statements(document_id=best[1].document.id))
    return best[0], Occurrence(best[1].document, best[1].span, statement)


def _one_place(found: Sequence[Occurrence]) -> bool:
    """Whether all parts stand close together in one document, so that words were only left out between them."""
    if len({occurrence.document.id for occurrence in found}) > 1:
        return False
    if any(before.span[0] > after.span[0] for before, after in pairwise(found)):
        return False
    start = min(occurrence.span[0] for occurrence in found)
    end = max(occurrence.span[1] for occurrence in found)
    text = found[0].document.text
    between = len(Words.of(text, (start, end)).tokens) - sum(
        len(Words.of(text, occurrence.span).tokens) for occurrence in found
    )
    several = len(sentences(text, start, end)) > 1
    return "\n" not in text[start:end] and between < (LONGEST_GAP_BETWEEN if several else LONGEST_GAP)


def _best_window(tokens: Sequence[str], words: Words) -> tuple[float, Words]:
    """Give the stretch of words most like a quotation's, and how much they have in common, 0 to 1."""
    size = min(len(tokens), len(words.tokens))
    wanted, held, common = Counter(tokens), Counter[str](), 0
    best, first = -1, 0
    for at, token in enumerate(words.tokens):
        held[token] += 1
        common += held[token] <= wanted[token]
        if at >= size:
            gone = words.tokens[at - size]
            common -= held[gone] <= wanted[gone]
            held[gone] -= 1
        if common > best:
            best, first = common, max(0, at - size + 1)
    stretches = []
    for margin in (size // 2 + 2, size + LONGEST_GAP_BETWEEN):  # the wider one where much was left out
        around = slice(max(0, first - margin), first + size + margin)
        stretches.append(_trimmed(tokens, Words(words.tokens[around], words.places[around])))
    return max(stretches, key=lambda stretch: stretch[0])


def _trimmed(tokens: Sequence[str], around: Words) -> tuple[float, Words]:
    matcher = SequenceMatcher(None, around.tokens, tokens, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, around
    lead, tail = blocks[0].b, len(tokens) - blocks[-1].b - blocks[-1].size
    start, end = max(0, blocks[0].a - lead), blocks[-1].a + blocks[-1].size + tail
    stretch = Words(around.tokens[start:end], around.places[start:end])
    return 2 * sum(block.size for block in blocks) / (len(stretch.tokens) + len(tokens)), stretch


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
