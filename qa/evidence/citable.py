"""What an answer can be made of: sentences of the best passages, and statements with the sentences that report them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index import Document, Hit, Statement, View
from index.datelines import past_dateline
from index.said import Placed, claimed_by, placed
from index.sentences import Span, is_heading, overlap
from index.units import units_within
from qa.reading.context import LONGEST_QUOTE

MOST_REPORTED = 32  # statements


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a document that can be cited: a sentence, or the sentences that report a statement.

    `rank` is its passage's place in the ranking, from 0; `context` is what its passage and title say around it.
    `statement` is what it was chosen for; `speaker` is whose words it gives; `focus` is the words that answer; `whom`
    is where a pronoun stands, and the name that it stands for.
    """

    document: Document
    span: Span
    rank: int = 0
    context: str = ""
    speaker: str | None = None
    statement: Statement | None = None
    paragraph: Span = (0, 0)
    focus: Span | None = None
    whom: tuple[Span, str] | None = None

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.document.text[self.span[0] : self.span[1]]

    @property
    def quoted(self) -> bool:
        """Whether it was chosen for words in quotation marks."""
        return self.statement is not None and self.statement.kind != "indirect"


def sentences_of(view: View, hits: Iterable[Hit], *, headings: bool = False) -> list[Sentence]:
    """Give the sentences of passages, best passage first; one of over 500 characters in parts.

    What looks like a heading, as a row of a table does, is left out unless `headings` asks for it.
    """
    found: list[Sentence] = []
    seen: set[tuple[str, int]] = set()
    for rank, passage in enumerate(hit.passage for hit in hits):
        document = view.document(passage.document_id)
        context = f"{document.title}\n{passage.text}"
        statements = view.statements(document_id=document.id)
        for paragraph, (start, end) in units_within(document.text, passage.start, passage.end, LONGEST_QUOTE):
            if (document.id, start) in seen or (not headings and is_heading(document.text, paragraph)):
                continue
            seen.add((document.id, start))
            start = max(start, past_dateline(document.text, paragraph))
            for span in _short_enough(document.text, start, end):
                speaker = speaker_of(span, statements)
                found.append(Sentence(document, span, rank, context, speaker, paragraph=paragraph))
    return found


def _short_enough(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is too long to cite, behind a comma or a space, if there is one."""
    while end - start > LONGEST_QUOTE:
        half, last = start + LONGEST_QUOTE // 2, start + LONGEST_QUOTE
        places = (text.rfind(mark, half, last) + len(mark) for mark in (", ", " "))
        cut = next((place for place in places if place > half), last)
        yield start, cut
        start = cut
    yield start, end


def speaker_of(span: Span, statements: Iterable[Statement]) -> str | None:
    """Name whose words most of a stretch is; None: the article's own, or nobody's who is named."""
    held: dict[str | None, int] = {}
    reporting = 0
    for statement in statements:
        common = sum(overlap(span, each) for each in statement.spans)
        if common:
            held[statement.speaker] = held.get(statement.speaker, 0) + common
            reporting += sum(overlap(span, part) for part in (statement.mention, statement.cue) if part is not None)
    if not held:
        return None
    speaker = max(held, key=lambda name: held[name])
    return speaker if 2 * (held[speaker] + reporting) >= span[1] - span[0] else None


def reports(view: View, statements: Sequence[Statement]) -> list[Sentence]:
    """Give what can be cited of statements, in their order: whole sentences, with no words of anybody else's.

    What one is only claimed to have said is cited as the words of the one who claims it.
    Of very many, those that come first: more than an answer can hold.
    """
    some = statements[:MOST_REPORTED]
    cited: dict[int, list[Sentence]] = {}
    for name in dict.fromkeys(statement.document_id or "" for statement in some):
        document = view.document(name)
        everybody = view.statements(document_id=name)
        for each in placed(document.text, [s for s in some if s.document_id == name], LONGEST_QUOTE):
            said = each.statement
            by = claimed_by(said, everybody, document.text) or said
            cited.setdefault(id(said), []).extend(
                Sentence(document, span, speaker=by.speaker, statement=by, paragraph=each.paragraph)
                for span in _citable(document.text, each, everybody)
            )
    found: dict[tuple[str, Span], Sentence] = {}
    for sentence in (sentence for statement in some for sentence in cited.get(id(statement), ())):
        found.setdefault((sentence.document.id, sentence.span), sentence)
    return list(found.values())


def _citable(text: str, each: Placed, everybody: Sequence[Statement]) -> Iterator[Span]:
    """Cut what reports a statement into stretches of whole sentences that are short enough to cite."""
    start, end = _own(each, everybody)
    if end - start <= LONGEST_QUOTE:
        yield start, end
        return
    begun, ended = start, start
    for unit in each.sentences:
        unit_end = min(unit[1], end)
        if ended > begun and unit_end - begun > LONGEST_QUOTE:
            yield begun, ended
            begun = max(unit[0], start)
        ended = min(unit_end, begun + LONGEST_QUOTE)
    if ended > begun:
        yield begun, ended


def _own(each: Placed, everybody: Sequence[Statement]) -> Span:
    """Leave out of a statement's sentences what another speaker is reported to say in them.

    But not where it stands within what another says: "Poe denied that Reed had said so" must stay whole.
    """
    statement, (start, end) = each.statement, each.span
    named = [part for part in (statement.mention, statement.cue) if part is not None and overlap(part, each.span)]
    first = min(part[0] for part in (*named, each.content))
    last = max(part[1] for part in (*named, each.content))
    for other in everybody:
        if other.speaker == statement.speaker or other.mention == statement.mention:
            continue
        if any(span[0] <= first and last <= span[1] for span in other.spans):
            return start, end
        reported = [*other.spans, *(part for part in (other.mention, other.cue) if part is not None)]
        for part in reported:
            if part[1] <= first:
                start = max(start, part[1])
            elif part[0] >= last:
                end = min(end, part[0])
    return (first if start > each.span[0] else start), (last if end < each.span[1] else end)
