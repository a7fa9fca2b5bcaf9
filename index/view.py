"""One state of an index, pinned for one question: the documents, their passages, and who says what in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import numpy as np

from index.continued import continued
from index.embed import Embedder, Vectors, load_embedder
from index.errors import DocumentNotFound, IndexDamaged, IndexUnavailable
from index.limit import UNLIMITED, Limit
from index.load import cleaned
from index.misspelt import spelt_like
from index.namesakes import theirs
from index.naming import full_name
from index.near import near_in_meaning
from index.records import Document, DocumentInfo, Hit, Statement
from index.relevance import Topic
from index.rows import Rows, Source
from index.said import bearing_on, sources_meant
from index.search import match_expression, search
from index.terms import unaccented

T = TypeVar("T")
Mended = Callable[[IndexDamaged], Rows]

EMBEDDED_AT_ONCE = 32  # texts
PASSAGES_ABOUT = 48  # among whose documents it is looked who speaks about a topic
MEANT_KEPT = 500  # of those asked for, whose sources are kept for the next question
MANY = 240  # statements of one speaker; of more, only some are read to see whether they bear on a topic

_meant: dict[tuple[str, str], tuple[str, ...]] = {}  # by the state and who is asked for


class View:
    """A context manager that one thread uses: all that it gives is of one state, whatever is written meanwhile.

    Every look checks the `limit` of what the view is for. Whoever works long on what was seen checks it too.
    """

    def __init__(self, rows: Rows, limit: Limit | None = None, mended: Mended | None = None) -> None:
        """Not for callers: use `Index.view`."""
        self._pinned: Rows | None = rows
        self._mended = mended
        self.limit = limit or UNLIMITED
        self._documents: dict[str, Document] = {}
        self._statements: dict[str, list[Statement]] = {}
        self._theirs: dict[tuple[str, str | None], list[Statement]] = {}

    @property
    def _rows(self) -> Rows:
        self.limit.check()
        if self._pinned is None:
            raise IndexUnavailable("This view of the index was closed. Take another: index.view()")
        return self._pinned

    def documents(self) -> list[DocumentInfo]:
        """Every document, in the order in which they were stored."""
        return [record.info for record in self._look(Rows.records).values()]

    def document(self, document_id: str) -> Document:
        """One document with its text. Raises DocumentNotFound."""
        if document_id not in self._documents:
            found = self._look(lambda rows: _found(rows, document_id))
            if found is None:
                raise DocumentNotFound(f"No document {document_id!r}. See them all: onrecord list")
            self._documents[document_id] = found
        return self._documents[document_id]

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """Find the k passages nearest in words and meaning, best first. Raises ValueError if k < 1."""
        if k < 1:
            raise ValueError(f"k is {k}: ask for at least one passage")
        return self._look(lambda rows: search(rows, self.embedder, cleaned(query), k))

    def cosines(self, query: str, hits: Sequence[Hit]) -> list[float]:
        """Say how near in meaning a query and each hit's passage are: the cosine of their vectors, -1 to 1."""
        vectors = self._look(lambda rows: rows.vectors([hit.passage for hit in hits]))
        if not vectors.size:
            return [0.0] * len(hits)
        (asked,) = self.embedder.embed([cleaned(query)])
        return [float(cosine) for cosine in vectors @ asked]

    def nearness(self, query: str, texts: Sequence[str]) -> list[float]:
        """Say how near in meaning a query and each text are: the cosine of their vectors, -1 to 1."""
        (asked,) = self.embedder.embed([cleaned(query)])
        return [float(cosine) for cosine in self.embedder.embed(texts) @ asked]

    def statements(
        self, *, speaker: str | None = None, about: str | None = None, document_id: str | None = None
    ) -> list[Statement]:
        """Who is reported to say what; as `Index.statements` gives them."""
        topic = cleaned(about or "").strip()
        if speaker is not None:
            found = self.said_by(speaker, topic, document_id)
        elif document_id is not None:
            found = self._of_document(document_id)
        elif topic:
            near = dict.fromkeys(hit.passage.document_id for hit in self.search(topic, k=PASSAGES_ABOUT))
            found = self._look(lambda rows: rows.statements(documents=near))
        else:
            found = self._look(Rows.statements)
        return self._about(topic, found, anybody=speaker is None) if topic else found

    def said_by(self, speaker: str, topic: str = "", document_id: str | None = None) -> list[Statement]:
        """Give a speaker's statements; of very many only those in the documents that are likeliest on a topic."""
        found = self._of_speaker(cleaned(speaker), document_id)
        on = cleaned(topic).strip()
        return self._promising(cleaned(speaker), on, found) if on and len(found) > MANY else found

    def speakers_like(self, name: str) -> list[str]:
        """Names of speakers that are spelt much like one that is asked for, the likest first."""
        return spelt_like(cleaned(name), self._look(Rows.sources))

    @property
    def embedder(self) -> Embedder:
        """The embedder that the index was built with; its model is loaded at first use."""
        header = self._look(lambda rows: rows.header)
        if header is None:
            raise IndexUnavailable("This index is not complete. Rebuild it: onrecord reindex")
        return _Embedding(load_embedder(header.embedder), self.limit)

    @property
    def revision(self) -> str:
        """A token that is another one whenever a document has come, changed or gone."""
        return self._look(lambda rows: rows.state)

    @property
    def document_count(self) -> int:
        """How many documents there are."""
        return self._look(Rows.document_count)

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        return self._look(Rows.count)

    def frequency(self, word: str) -> int:
        """How many passages hold a word, in any of its forms."""
        return self._look(lambda rows: rows.frequency(word))

    def documents_with(self, words: str, limit: int = 50) -> list[str]:
        """Ids of documents that hold these words one after the other, in any of their forms; the latest first."""
        phrase = cleaned(words)
        holds_any = any(character.isalnum() for character in phrase)
        return self._look(lambda rows: rows.documents_with(phrase, limit)) if holds_any else []

    def close(self) -> None:
        """Let go of the state."""
        if self._pinned is not None:
            self._pinned.close()
            self._pinned = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _look(self, work: Callable[[Rows], T]) -> T:
        """Look at the state; where that meets damage, have it mended and look at the same state again."""
        try:
            return work(self._rows)
        except IndexDamaged as damage:
            if self._mended is None:
                raise
            self.close()
            self._pinned = self._mended(damage)
        for seen in self._documents.values():
            record = self._pinned.record(seen.id)
            if record is None or record.info != seen.info:
                raise IndexUnavailable("The documents changed while the index was mended. Ask again")
        return work(self._pinned)

    def _of_document(self, document_id: str) -> list[Statement]:
        if document_id not in self._statements:
            self._statements[document_id] = self._look(lambda rows: rows.statements(documents=[document_id]))
        return list(self._statements[document_id])

    def _of_speaker(self, speaker: str, document_id: str | None) -> list[Statement]:
        if (speaker, document_id) not in self._theirs:
            sources = self._sources(speaker)
            documents = None if document_id is None else [document_id]
            namings = {
                (each.document_id, each.speaker): each for each in self._look(lambda rows: rows.namings(sources))
            }
            kin = [name for name, _ in self._with([unaccented(word) for word in full_name(speaker)[-1:]])]
            found = self._look(lambda rows: rows.statements(sources=sources, documents=documents))
            self._theirs[speaker, document_id] = theirs(speaker, found, namings, kin)
        return list(self._theirs[speaker, document_id])

    def _sources(self, speaker: str) -> tuple[str, ...]:
        """Give the sources that somebody asked for may mean; the same in every view of one state."""
        asked = self._look(lambda rows: rows.state), speaker
        if asked not in _meant:
            if len(_meant) >= MEANT_KEPT:
                _meant.clear()
            _meant[asked] = tuple(sources_meant(speaker, self._with))
        return _meant[asked]

    def _with(self, letters: Iterable[str]) -> list[Source]:
        return self._look(lambda rows: rows.sources_with(letters))

    def _promising(self, speaker: str, topic: str, theirs: Sequence[Statement]) -> list[Statement]:
        """Of very many statements, give those in the documents where most words of a topic stand beside some."""
        match, sources = match_expression(topic), self._sources(speaker)
        best = self._look(lambda rows: rows.statements_on(match, sources, MANY))
        known = set(theirs)
        documents = {each.document_id for each in best if each in known}
        return [each for each in theirs if each.document_id in documents]

    def _about(self, words: str, found: Sequence[Statement], *, anybody: bool) -> list[Statement]:
        """Give the statements that bear on a topic; where none of a speaker's does, those that are near in meaning."""
        names = dict.fromkeys(each.document_id or "" for each in found)
        texts = _Texts({name: self._text(name) for name in names}, self.limit)
        topic = Topic(words, self.frequency, self.passage_count)
        bearing = bearing_on(topic, found, texts, self.embedder)
        if bearing or anybody:
            return bearing
        return list(continued(near_in_meaning(words, found, texts, self.embedder), found, texts))

    def _text(self, document_id: str) -> str:
        return self.document(document_id).text


def _found(rows: Rows, document_id: str) -> Document | None:
    record, text = rows.record(document_id), rows.text(document_id)
    if record is None or text is None:
        rows.miss(document_id)
        return None
    return Document.of(record.info, text)


class _Texts(Mapping[str, str]):
    """Texts of documents, by id; each look checks a limit, so that whatever goes through them heeds it."""

    def __init__(self, texts: Mapping[str, str], limit: Limit) -> None:
        self._texts = texts
        self._limit = limit

    def __getitem__(self, document_id: str) -> str:
        self._limit.check()
        return self._texts[document_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class _Embedding:
    """An embedder that checks a limit before every few texts."""

    embedder: Embedder
    limit: Limit

    @property
    def name(self) -> str:
        return self.embedder.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        found = []
        for first in range(0, len(texts), EMBEDDED_AT_ONCE) or (0,):
            self.limit.check()
            found.append(self.embedder.embed(texts[first : first + EMBEDDED_AT_ONCE]))
        return np.concatenate(found)
