"""Sentences of the best passages: what an answer can be made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from index import Document, DocumentNotFound, Hit, Index, Passage
from index.sentences import Span, is_heading
from qa.attribution import Voices

LONGEST_QUOTE = 500  # characters


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its document; `rank` is its passage's place in the ranking, from 0.

    `context` is what its passage and title say around it; `speaker` whose words it reports, if told.
    """

    document: Document
    span: Span
    rank: int
    context: str
    speaker: str | None = None
    quoted: bool = False
    paragraph: Span = (0, 0)

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.document.text[self.span[0] : self.span[1]]


def sentences_of(index: Index, hits: Iterable[Hit]) -> list[Sentence]:
    """Give the sentences of passages, best passage first, headings left out; a long one as its first 500 characters."""
    found: list[Sentence] = []
    seen: set[tuple[str, int]] = set()
    for rank, passage, document in _standing(index, hits):
        context = f"{document.title}\n{passage.text}"
        for voice in voices(document).within(passage.start, passage.end):
            start, end = voice.span
            inside = start < passage.end and passage.start < end
            if not inside or (document.id, start) in seen or is_heading(document.text, voice.paragraph):
                continue
            seen.add((document.id, start))
            found.append(Sentence(document, (start, min(end, start + LONGEST_QUOTE)), rank, context))
    return found


def statements_of(index: Index, hits: Iterable[Hit]) -> list[Sentence]:
    """Give the sentences of passages that report somebody's words, with the speaker."""
    found: list[Sentence] = []
    seen: set[tuple[str, int]] = set()
    for rank, passage, document in _standing(index, hits):
        for voice in voices(document).within(passage.start, passage.end):
            key = (document.id, voice.span[0])
            if voice.speaker is None or key in seen:
                continue
            seen.add(key)
            context = f"{document.title}\n{passage.text}"
            span = (voice.span[0], min(voice.span[1], voice.span[0] + LONGEST_QUOTE))
            found.append(Sentence(document, span, rank, context, voice.speaker, voice.quoted, voice.paragraph))
    return found


def _standing(index: Index, hits: Iterable[Hit]) -> Iterator[tuple[int, Passage, Document]]:
    """Give each hit's rank, passage and document, but none that was changed or removed since the search."""
    documents: dict[str, Document] = {}
    for rank, hit in enumerate(hits):
        passage = hit.passage
        try:
            document = documents.get(passage.document_id) or index.document(passage.document_id)
        except DocumentNotFound:
            continue
        documents[document.id] = document
        if document.text[passage.start : passage.end] == passage.text:
            yield rank, passage, document


@lru_cache(maxsize=64)
def voices(document: Document) -> Voices:
    """Give a document's voices, kept for the next question."""
    return Voices(document.text)
