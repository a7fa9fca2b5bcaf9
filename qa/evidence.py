"""Sentences of the best passages: what an answer can be made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index import Document, Hit, Index
from index.sentences import Span, is_heading, paragraphs, sentences
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
    documents: dict[str, Document] = {}
    for rank, hit in enumerate(hits):
        passage = hit.passage
        document = documents.get(passage.document_id) or index.document(passage.document_id)
        documents[document.id] = document
        context = f"{document.title}\n{passage.text}"
        for paragraph in paragraphs(passage.text):
            if is_heading(passage.text, paragraph):
                continue
            for start, end in sentences(passage.text, *paragraph):
                span = (
                    passage.start + start,
                    min(passage.start + end, passage.start + start + LONGEST_QUOTE),
                )
                if (document.id, span[0]) not in seen:
                    seen.add((document.id, span[0]))
                    found.append(Sentence(document, span, rank, context))
    return found


def statements_of(index: Index, hits: Iterable[Hit]) -> list[Sentence]:
    """Give the sentences of passages that report somebody's words, with the speaker."""
    found: list[Sentence] = []
    seen: set[tuple[str, int]] = set()
    for rank, hit in enumerate(hits):
        document = index.document(hit.passage.document_id)
        for voice in voices(document).within(hit.passage.start, hit.passage.end):
            key = (document.id, voice.span[0])
            if voice.speaker is None or key in seen:
                continue
            seen.add(key)
            context = f"{document.title}\n{hit.passage.text}"
            span = (voice.span[0], min(voice.span[1], voice.span[0] + LONGEST_QUOTE))
            found.append(Sentence(document, span, rank, context, voice.speaker, voice.quoted, voice.paragraph))
    return found


@lru_cache(maxsize=64)
def voices(document: Document) -> Voices:
    """Give a document's voices, kept for the next question."""
    return Voices(document.text)
