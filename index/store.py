"""Documents and passages in Chroma, the single source of truth.

Two collections. `onrecord-passages`: a passage's text, its vector (cosine), where it stands and the statements
that begin in it; `onrecord-documents`: one record a document, and in its metadata the format and the embedder.
A document is visible once its record names the revision of its passages; the record is written last, so a crash
leaves nothing half-visible, only passages that no record names, which are swept.

Embedded Chroma must not be shared: a process that has it open does not see what another adds, and two that
write at once lose vectors. So only writers open it, one at a time, behind `index.lock`; questions are
answered from the snapshot.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from index.errors import IndexUnavailable
from index.records import DocumentInfo, Statement
from index.statement_json import from_json, to_json

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from index.embed import Vectors

FORMAT = 3  # 2: statements with their speakers; 3: found anew, by other rules
PASSAGES = "onrecord-passages"
DOCUMENTS = "onrecord-documents"
_BATCH = 5000  # records in one call; embedded Chroma takes 5,461
_PAGE = 1000  # passages read at once


@dataclass(frozen=True, slots=True)
class Header:
    """What an index was made by: its format and its embedder's name."""

    format: int
    embedder: str


@dataclass(frozen=True, slots=True)
class Record:
    """A document as it is stored; `revision` names the passages that belong to it."""

    info: DocumentInfo
    revision: str


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is stored, without its document, with the statements that begin in it."""

    start: int
    end: int
    section: str | None
    text: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A document with all its passages in order and their vectors, (passages, dimensions)."""

    record: Record
    passages: tuple[StoredPassage, ...]
    vectors: "Vectors"


class Store:
    """One open Chroma, in a folder or on a server."""

    def __init__(self, client: "ClientAPI", where: str) -> None:
        self._client = client
        self._where = where

    @classmethod
    def open(cls, folder: str, url: str | None = None) -> "Store":
        """Open the Chroma in a folder, made if it is not there, or the one that a server holds."""
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        with _translated(url or folder):
            if url is None:
                return cls(chromadb.PersistentClient(path=folder, settings=quiet), folder)
            host, port, ssl = _address(url)
            return cls(chromadb.HttpClient(host=host, port=port, ssl=ssl, settings=quiet), url)

    def close(self) -> None:
        """Let go of the files, or of the connections: chromadb 1.5 itself leaves those open."""
        client = cast("Any", self._client)
        servers = (client._server, client._admin_client._server)
        client.close()
        for server in servers:
            if hasattr(server, "_session"):
                server._session.close()

    def header(self) -> Header | None:
        """Read what the index was made by; None where there is no index yet."""
        metadata = self._metadata()
        return None if metadata is None else Header(int(metadata["format"]), str(metadata["embedder"]))

    def create(self, header: Header) -> None:
        """Make the collections; the one that says the index exists is made last."""
        with _translated(self._where):
            self._client.get_or_create_collection(
                PASSAGES, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            self._client.get_or_create_collection(
                DOCUMENTS,
                embedding_function=None,
                metadata={"format": header.format, "embedder": header.embedder},
            )

    def token(self) -> str:
        """Give the change token kept in Chroma itself, for front ends that share a server."""
        return str((self._metadata() or {}).get("token", ""))

    def set_token(self, token: str) -> None:
        """Say in Chroma itself that something changed."""
        with _translated(self._where):
            self._documents.modify(metadata={**(self._metadata() or {}), "token": token})

    def records(self) -> dict[str, Record]:
        """Read every document's record, by id."""
        with _translated(self._where):
            found = self._documents.get(include=["metadatas"])
        pairs = zip(found["ids"], found["metadatas"] or [], strict=True)
        return {key: _record(key, metadata) for key, metadata in pairs}

    def put(self, batch: Sequence[Stored], replaced: Iterable[Record] = ()) -> None:
        """Write documents: their passages, then their records; then what they replace is deleted."""
        rows = [(stored.record, passage) for stored in batch for passage in stored.passages]
        vectors = np.concatenate([stored.vectors for stored in batch]) if batch else np.empty((0, 0))
        with _translated(self._where):
            for some in _slices(len(rows)):
                self._passages.upsert(
                    ids=[f"{record.info.id}-{record.revision}-{passage.start}" for record, passage in rows[some]],
                    embeddings=cast("Any", vectors[some]),
                    documents=[passage.text for _, passage in rows[some]],
                    metadatas=cast("Any", [_passage_metadata(*row) for row in rows[some]]),
                )
            for some in _slices(len(batch)):
                self._documents.upsert(
                    ids=[stored.record.info.id for stored in batch[some]],
                    embeddings=cast("Any", [[1.0]] * len(batch[some])),
                    metadatas=cast("Any", [_record_metadata(stored.record) for stored in batch[some]]),
                )
        live = {stored.record.revision for stored in batch}
        for record in replaced:
            if record.revision not in live:
                self._forget(record)

    def delete(self, record: Record) -> None:
        """Take a document out: its record first, so that it is gone at once."""
        with _translated(self._where):
            self._documents.delete(ids=[record.info.id])
        self._forget(record)

    def fetch(self, records: Iterable[Record]) -> Iterator[Stored]:
        """Read documents back whole. Raises IndexUnavailable where passages or vectors are missing."""
        for record in records:
            rows = list(self._rows(record.revision))
            rows.sort(key=lambda row: row[0].start)
            passages = tuple(passage for passage, _ in rows)
            if sum(passage.end - passage.start for passage in passages) != record.info.characters:
                raise IndexUnavailable(f"{record.info.uri} is damaged in {self._where}. Remove it and add it again")
            yield Stored(record, passages, np.stack([vector for _, vector in rows]))

    def sweep(self) -> None:
        """Delete passages that no record names."""
        live = {record.revision for record in self.records().values()}
        orphans: list[str] = []
        with _translated(self._where):
            for offset in range(0, self._passages.count(), _PAGE):
                page = self._passages.get(limit=_PAGE, offset=offset, include=["metadatas"])
                pairs = zip(page["ids"], page["metadatas"] or [], strict=True)
                orphans.extend(key for key, metadata in pairs if metadata["revision"] not in live)
            for rows in _slices(len(orphans)):
                self._passages.delete(ids=orphans[rows])

    def _forget(self, record: Record) -> None:
        with _translated(self._where):
            self._passages.delete(where={"revision": record.revision})

    def _rows(self, revision: str) -> "Iterator[tuple[StoredPassage, Any]]":
        offset = 0
        while True:
            with _translated(self._where):
                page = self._passages.get(
                    where={"revision": revision},
                    limit=_PAGE,
                    offset=offset,
                    include=["metadatas", "documents", "embeddings"],
                )
            vectors = cast("Any", page["embeddings"])
            for metadata, text, vector in zip(page["metadatas"] or [], page["documents"] or [], vectors, strict=True):
                section = metadata.get("section")
                start, end = int(cast("int", metadata["start"])), int(cast("int", metadata["end"]))
                said = from_json(str(metadata.get("statements", "[]")), str(metadata["document_id"]))
                yield (
                    StoredPassage(start, end, str(section) if section else None, text, said),
                    np.asarray(vector, np.float32),
                )
            if len(page["ids"]) < _PAGE:
                return
            offset += _PAGE

    @property
    def _passages(self) -> "Collection":
        return self._client.get_collection(PASSAGES, embedding_function=None)

    @property
    def _documents(self) -> "Collection":
        return self._client.get_collection(DOCUMENTS, embedding_function=None)

    def _metadata(self) -> dict[str, Any] | None:
        from chromadb.errors import NotFoundError

        with _translated(self._where):
            try:
                return dict(self._documents.metadata or {})
            except NotFoundError:
                return None


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """Turn Chroma's errors, and the disk's and the network's, into ours."""
    from chromadb.errors import ChromaError, NotFoundError

    try:
        yield
    except NotFoundError:
        raise
    except (ChromaError, OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise IndexUnavailable(
            f"The index at {where} cannot be used: {reason}. Check that it can be reached and that the "
            f"disk has room. If it is damaged, delete {where} and add the documents again"
        ) from error


def _address(url: str) -> tuple[str, int, bool]:
    from urllib.parse import urlsplit

    parts = urlsplit(url if "//" in url else f"//{url}", scheme="http")
    if not parts.hostname or "//" not in url or parts.scheme not in ("http", "https"):
        raise IndexUnavailable(f"ONRECORD_CHROMA_URL is {url!r}. Write it as http://host:8000")
    secure = parts.scheme == "https"
    return parts.hostname, parts.port or (443 if secure else 8000), secure


def _slices(count: int) -> Iterator[slice]:
    return (slice(start, start + _BATCH) for start in range(0, count, _BATCH))


def _passage_metadata(record: Record, passage: StoredPassage) -> dict[str, str | int]:
    metadata: dict[str, str | int] = {
        "document_id": record.info.id,
        "revision": record.revision,
        "start": passage.start,
        "end": passage.end,
    }
    optional = {
        "section": passage.section,
        "statements": to_json(passage.statements) if passage.statements else None,
    }
    return metadata | {key: value for key, value in optional.items() if value}


def _record_metadata(record: Record) -> dict[str, str | int]:
    info = record.info
    optional = {"source": info.source, "author": info.author, "date": info.date}
    return {
        "revision": record.revision,
        "uri": info.uri,
        "title": info.title,
        "sha256": info.sha256,
        "characters": info.characters,
        **{key: value for key, value in optional.items() if value},
    }


def _record(key: str, metadata: Any) -> Record:  # noqa: ANN401
    info = DocumentInfo(
        id=key,
        uri=str(metadata["uri"]),
        title=str(metadata["title"]),
        source=metadata.get("source"),
        author=metadata.get("author"),
        date=metadata.get("date"),
        sha256=str(metadata["sha256"]),
        characters=int(metadata["characters"]),
    )
    return Record(info, str(metadata["revision"]))
