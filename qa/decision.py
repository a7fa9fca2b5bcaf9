"""What answers, if anything: the one place where it is decided to answer or to abstain.

A sentence answers when the reader's score is positive, it holds the kind of thing asked for (an amount, a number,
a time), and the names in the question stand in its document. A question about somebody's words is answered
by that person's alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Hit, Index
from index.terms import words
from qa.answer import Reason
from qa.attribution import same_person
from qa.evidence import Sentence, sentences_of, statements_of, voices
from qa.kind import holds_kind
from qa.question import Question
from qa.reader import OverlapReader, Reading

PASSAGES = 8
PASSAGES_OF_SPEAKER = 24
FACTS = 2  # sentences in the answer to a question of fact
NEARLY = 0.6  # how far below the best a second sentence may be
NEAREST = 6
NAMES_SHARE = 0.8  # of the names in a question must stand in the document

_BYLINE = re.compile(r"^\W*(?:with (?:assistance|reporting|help)\b|(?:written |reported )?by\s+[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences of the answer, best first; or the reason for none, with the nearest."""

    sentences: tuple[Sentence, ...]
    reason: Reason | None = None
    nearest: tuple[Sentence, ...] = ()


def choose(question: Question, index: Index) -> Chosen:
    """Find what answers a question."""
    if question.greets or not any(character.isalnum() for character in question.text):
        return Chosen((), "not_a_question")
    if question.quotation is not None:
        return _quoted(question.quotation, index)
    hits = index.search(question.text, k=PASSAGES_OF_SPEAKER if question.speaker else PASSAGES)
    if not hits:
        return Chosen((), "no_documents")
    if question.about_authorship:
        about = hits[0].passage.document_id
        bylines = tuple(s for s in sentences_of(index, hits) if s.document.id == about and _BYLINE.match(s.text))
        if bylines:
            return Chosen(bylines[:1])
    if question.speaker is not None:
        theirs = _theirs(question.speaker, hits, index) or _theirs(
            question.speaker, index.search(question.speaker, k=PASSAGES_OF_SPEAKER), index
        )
        if theirs:
            return _of_speaker(question, theirs, index)
        if question.names_speaker:
            return Chosen((), "speaker_silent", tuple(sentences_of(index, hits[:NEAREST])[:NEAREST]))
    return _of_fact(question, sentences_of(index, hits), index)


def _theirs(speaker: str, hits: Sequence[Hit], index: Index) -> list[Sentence]:
    return [statement for statement in statements_of(index, hits) if _is_by(statement, speaker)]


def _of_speaker(question: Question, theirs: list[Sentence], index: Index) -> Chosen:
    topic = " ".join(question.content)
    ranked = _ranked(topic, theirs, index)
    answering = [s for s, reading in ranked if reading.score > 0]
    if not answering:
        return Chosen((), "speaker_silent", tuple(s for s, _ in ranked[:NEAREST]))
    return Chosen(tuple(_with_quotations(answering, theirs)))


def _with_quotations(answering: list[Sentence], theirs: list[Sentence]) -> Iterator[Sentence]:
    """Give statements, each paraphrase with the quotation that the next paragraph opens with.

    That is how news is written: first what was said, then the words.
    """
    for statement in answering:
        yield statement
        if not statement.quoted:
            yield from (other for other in theirs if other.quoted and _opens_next_paragraph(statement, other))


def _opens_next_paragraph(statement: Sentence, other: Sentence) -> bool:
    document = statement.document
    if other.document.id != document.id or other.span[0] != other.paragraph[0]:
        return False
    between = document.text[statement.paragraph[1] : other.paragraph[0]]
    return statement.span[1] == statement.paragraph[1] <= other.paragraph[0] and not between.strip()


def _of_fact(question: Question, sentences: list[Sentence], index: Index) -> Chosen:
    ranked = _ranked(question.text, sentences, index)
    answering = [(s, r) for s, r in ranked if r.score > 0 and _could_answer(question, s)]
    if not answering:
        return Chosen((), "nothing_found", tuple(s for s, _ in ranked[:NEAREST]))
    best = answering[0][1].score
    return Chosen(tuple(s for s, r in answering[:FACTS] if r.score >= best - NEARLY))


def _ranked(question: str, sentences: list[Sentence], index: Index) -> list[tuple[Sentence, Reading]]:
    readings = reader(index).read(question, sentences)
    pairs = list(zip(sentences, readings, strict=True))
    return sorted(pairs, key=lambda pair: -pair[1].score)


def reader(index: Index) -> OverlapReader:
    """Give the reader for an index's words."""
    return OverlapReader(index.embedder, index.frequency, index.passage_count)


def _is_by(statement: Sentence, asked: str) -> bool:
    if statement.speaker is None:
        return False
    named = voices(statement.document).resolve(asked)
    return same_person(named or asked, statement.speaker)


def _could_answer(question: Question, sentence: Sentence) -> bool:
    asks_back = sentence.text.rstrip("”\"’'").endswith("?")
    return not asks_back and holds_kind(question.text, sentence.text) and _names_stand(question, sentence)


def _names_stand(question: Question, sentence: Sentence) -> bool:
    present = f"{sentence.document.title} {sentence.document.text}".lower()
    names = [word for name in question.names for word in words(name)]
    return sum(name in present for name in names) >= NAMES_SHARE * len(names)


def _quoted(quotation: str, index: Index) -> Chosen:
    """Find who said a quotation: the sentence that holds its words in their order."""
    hits = index.search(quotation, k=PASSAGES)
    if not hits:
        return Chosen((), "no_documents")
    sought = words(quotation)
    candidates = sentences_of(index, hits)
    for sentence in candidates:
        if _holds(words(sentence.text), sought):
            return Chosen((replace(sentence),))
    return Chosen((), "nothing_found", tuple(candidates[:NEAREST]))


def _holds(present: Sequence[str], sought: Sequence[str]) -> bool:
    size = len(sought)
    return any(list(present[at : at + size]) == list(sought) for at in range(len(present) - size + 1))
