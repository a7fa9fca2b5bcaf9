"""What may answer a question: the sentences of the best passages and of the statements asked for, each judged once.

The judge (`qa/reading/reader.py`) reads every passage in its context and says of each sentence how far it answers.
Whether anything answers is its to say; in which order, a small model that has search, meaning and words beside it
(`qa/evidence/ranking.py`).
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from index import Document, Hit, Statement, View
from index.relevance import Topic
from index.sentences import Span, is_heading, overlap
from index.units import units_within
from qa.evidence.citable import Sentence, sentences_of, speaker_of
from qa.question.question import Question
from qa.reading.context import LONGEST_QUOTE, InContext, in_context
from qa.reading.reader import NOTHING, Judged, Reader

PASSAGES = 12  # that are read for a question
STATEMENTS = 12  # of the person asked for, that are read where no passage holds them
PER_STATEMENT = 6  # sentences
LOWEST = -12.0  # log odds: what is judged lower is as good as nothing
FEATURES = (
    "judged", "words", "passage", "before", "after", "rank", "cosine", "share", "around", "theirs", "own", "others",
    "quoted", "heading",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with the words in it that come nearest as its focus; `features` as FEATURES."""

    sentence: Sentence
    judged: Judged
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A stretch of a document that is read: its sentences, and where it stands in the search."""

    document: Document
    stretch: InContext
    sentences: tuple[Sentence, ...]
    rank: int
    cosine: float


def gathered(question: Question, view: View, judge: Reader) -> list[Candidate]:
    """Search for a question and judge what is found; of somebody's words, all statements beside."""
    speaker = question.speaker
    theirs = [] if speaker is None else view.said_by(speaker, question.topic)
    return candidates(question, view.search(question.asked, k=PASSAGES), theirs, view, judge)


def candidates(
    question: Question, hits: Sequence[Hit], theirs: Sequence[Statement], view: View, judge: Reader
) -> list[Candidate]:
    """Judge all that may answer; `theirs` are the statements of the person asked for, if one is."""
    reads = [*_of_hits(question, hits, view)]
    reads += _of_statements(theirs, [each for read in reads for each in read.sentences], view)
    found = judge.judge(
        question.asked, [(read.stretch.text, [_inside(each, read) for each in read.sentences]) for read in reads],
        view.limit,
    )  # fmt: skip
    topic = Topic(question.asked, view.frequency, view.passage_count)
    wanted = Topic(question.about, view.frequency, view.passage_count) if question.about else None
    speakers = {each.speaker for each in theirs if each.speaker is not None}
    made: list[Candidate] = []
    for read, reading in view.limit.each(zip(reads, found, strict=True)):
        everybody = view.statements(document_id=read.document.id)
        scores = [max(each.score, LOWEST) for each in reading.sentences]
        around = topic.share(read.stretch.text)
        for at, (sentence, judged) in enumerate(zip(read.sentences, reading.sentences, strict=True)):
            if judged.score == NOTHING:
                continue
            focus = read.stretch.in_document((judged.start, judged.end))
            if sentence.speaker is None:
                sentence = replace(sentence, speaker=_whose(sentence.span, focus, everybody, speakers))
            values = (
                scores[at],
                max(judged.words, LOWEST),
                max(scores),
                scores[at - 1] if at else LOWEST,
                scores[at + 1] if at + 1 < len(scores) else LOWEST,
                1 / (1 + read.rank),
                read.cosine,
                topic.share(sentence.text),
                around,
                float(sentence.speaker in speakers),
                wanted.share(sentence.text) if wanted and _may_be_meant(sentence.speaker, question, speakers) else 0.0,
                float(bool(speakers) and sentence.speaker is not None and sentence.speaker not in speakers),
                float(sentence.speaker is not None),
                float(is_heading(read.document.text, sentence.paragraph)),
            )
            made.append(Candidate(replace(sentence, focus=focus), judged, values))
    return made


def _may_be_meant(speaker: str | None, question: Question, speakers: Set[str]) -> bool:
    """Whether it is the person whose words are asked for, or anybody, where anybody's are."""
    return speaker is not None and (speaker in speakers or question.speaker is None)


def _whose(span: Span, focus: Span, everybody: Sequence[Statement], asked: Set[str]) -> str | None:
    """Name who is reported with the words that answer, or with any of a sentence's, if that is who is asked for."""
    for wanted in (span, focus):
        said = {each.speaker for each in everybody if any(overlap(part, wanted) for part in each.spans)} - {None}
        said = said & asked if wanted is span else said
        if len(said) == 1:
            return said.pop()
    return None


def _inside(sentence: Sentence, read: _Read) -> Span:
    """Give where a sentence stands in the text that is read."""
    moved = read.stretch.at - read.stretch.start
    return max(0, sentence.span[0] + moved), sentence.span[1] + moved


def _of_hits(question: Question, hits: Sequence[Hit], view: View) -> Iterator[_Read]:
    standing = sentences_of(view, hits, headings=True)
    for rank, (hit, cosine) in enumerate(zip(hits, view.cosines(question.asked, hits), strict=True)):
        passage, document = hit.passage, view.document(hit.passage.document_id)
        own = tuple(each for each in standing if each.rank == rank)
        yield _Read(document, in_context(document.title, document.text, passage.start, passage.end), own, rank, cosine)


def _of_statements(theirs: Sequence[Statement], read: Sequence[Sentence], view: View) -> Iterator[_Read]:
    """Give the paragraphs of statements that no passage holds."""
    known: dict[str, list[Span]] = {}
    for each in read:
        known.setdefault(each.document.id, []).append(each.span)
    more = 0
    for statement in theirs:
        document = view.document(statement.document_id or "")
        spans = known.setdefault(document.id, [])
        if more == STATEMENTS or any(overlap(statement.spans[0], span) for span in spans):
            continue
        more += 1
        first, last = statement.spans[0]
        everybody = view.statements(document_id=document.id)
        inside = list(units_within(document.text, first, last, LONGEST_QUOTE))[:PER_STATEMENT]
        sentences = tuple(
            Sentence(document, (start, min(end, start + LONGEST_QUOTE)), PASSAGES, document.title,
                     speaker_of((start, end), everybody), paragraph=paragraph)
            for paragraph, (start, end) in inside
        )  # fmt: skip
        spans += [each.span for each in sentences]
        stretch = in_context(document.title, document.text, sentences[0].span[0], sentences[-1].span[1])
        yield _Read(document, stretch, sentences, PASSAGES, 0.0)
