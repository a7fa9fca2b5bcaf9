"""Documents and passages in Chroma, the single source of truth.

Two collections. `onrecord-passages`: a passage's text, its vector (cosine), where it stands and the statements
that begin in it; `onrecord-documents`: one record a document, and in its metadata the format and the embedder.
A document is visible once its record names the revision of its passages; the record is written last, so a crash
leaves nothing half-visible, only passages that no record names, which are swept.

Embedded Chroma must not be shared: a process that has it open does not see what another adds, and two that
write at once lose vectors. So only writers open it, one at a time, behind `index/lock.py`; questions are
answered from the snapshot. On a server, `index/shared.py` says how many write at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from zlib import crc32

import numpy as np

from index.errors import IndexDamaged, IndexNotFound, IndexUnavailable
from index.records import DocumentInfo, Statement
from index.statement_json import from_json, to_json

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult

    from index.embed import Vectors

Vector: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float32]]"

FORMAT = 3  # 2: statements with their speakers; 3: found anew, by other rules
PASSAGES = "onrecord-passages"
DOCUMENTS = "onrecord-documents"
NOWHERE: Any = [1.0]  # the vector of what is looked up by id
_BATCH = 5000  # records in one call; embedded Chroma takes 5,461
_ROOM = 8_000_000  # bytes; with less Chroma may fail in the middle of a write
_PAGE = 1000  # passages read at once
_TOLERANCE = 1e-3  # of a vector's sum, which Chroma normalises anew
_ENVIRONMENT = {
    3,
    5,
    6,
    8,
    10,
    13,
    14,
}  # SQLite: no permission, locked, read-only, no input or output, full, not opened
_CODE = re.compile(r"\(code: (\d+)\)")
_MISSHAPEN = (KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Header:
    """What an index was made by: its format and its embedder's name."""

    format: int
    embedder: str


@dataclass(frozen=True, slots=True)
class Record:
    """A document as it is stored; `revision` names the passages that belong to it.

    It begins with a fingerprint of all that is known of the document; on a server, which write made it follows.
    """

    info: DocumentInfo
    revision: str

    @property
    def fingerprint(self) -> str:
        """What is the same whoever stores the same document."""
        return self.revision.partition("-")[0]

    def by(self, write: str) -> "Record":
        """Give the record as this write stores it."""
        return Record(self.info, f"{self.fingerprint}-{write}")


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

    def __init__(self, client: "ClientAPI", where: str, edge: "Callable[[str], AbstractContextManager[None]]") -> None:
        self.where = where
        self._client = client
        self._edge = edge
        self._collections: dict[str, Collection] = {}

    @classmethod
    def open(cls, folder: str) -> "Store":
        """Open the Chroma in a folder, made if it is not there."""
        import chromadb
        from chromadb.config import Settings

        with _translated(folder):
            quiet = Settings(anonymized_telemetry=False)
            try:
                client = chromadb.PersistentClient(path=folder, settings=quiet)
            except AttributeError:  # chromadb 1.5 keeps a start that failed, and lets go of it at the next one
                client = chromadb.PersistentClient(path=folder, settings=quiet)
            return cls(client, folder, _translated)

    @classmethod
    def at(cls, url: str) -> "Store":
        """Reach the Chroma that a server holds."""
        from index.server import connected, reached

        return cls(connected(url), url, reached)

    def close(self) -> None:
        """Let go of the files, or of the connections."""
        cast("Any", self._client).close()

    @contextmanager
    def edge(self) -> Iterator[None]:
        """Turn Chroma's errors, the disk's and the network's into ours; a collection that is gone was the index."""
        from chromadb.errors import NotFoundError

        with self._edge(self.where):
            try:
                yield
            except NotFoundError as error:
                self._collections.clear()
                raise IndexNotFound(f"No index at {self.where}. Build one: onrecord add PATH") from error

    def has(self, name: str) -> bool:
        """Whether there is a collection of this name, as of now."""
        self._collections.pop(name, None)
        try:
            with self.edge():
                self.collection(name)
        except IndexNotFound:
            return False
        return True

    def make(self, name: str, metadata: Mapping[str, str | int] | None = None, *, space: str = "l2") -> None:
        """Make a collection, unless it is there; of two that make it at once, the first one's metadata stand."""
        with self.edge():
            self._client.get_or_create_collection(
                name,
                embedding_function=None,
                metadata=dict(metadata) if metadata else None,
                configuration={"hnsw": {"space": cast("Any", space)}},
            )

    def collection(self, name: str) -> "Collection":
        """Give a collection, looked up once."""
        if name not in self._collections:
            self._collections[name] = self._client.get_collection(name, embedding_function=None)
        return self._collections[name]

    def clock(self) -> float:
        """Tell the time of the machine that holds Chroma, in seconds."""
        with self.edge():
            return self._client.heartbeat() / 1e9

    def header(self) -> Header | None:
        """Read what the index was made by; None where there is no index yet."""
        if not self.has(DOCUMENTS):
            return None
        with self.edge():
            metadata = self.collection(DOCUMENTS).metadata or {}
        try:
            return Header(int(metadata["format"]), str(metadata["embedder"]))
        except _MISSHAPEN as error:
            raise self._damage(f"What the index at {self.where} was made by") from error

    def create(self, header: Header) -> None:
        """Make the collections; the one that says the index exists is made last."""
        self.make(PASSAGES, space="cosine")
        self.make(DOCUMENTS, {"format": header.format, "embedder": header.embedder})

    def stamp(self, token: str) -> None:
        """Write into Chroma which state it is in, so that one put back from a backup is known from it."""
        with self.edge():
            documents = self.collection(DOCUMENTS)
            documents.modify(metadata={**(documents.metadata or {}), "state": token})

    def stamped(self) -> str | None:
        """Tell which state Chroma was in when it was last written; None where nothing says so."""
        with self.edge():
            token = (self.collection(DOCUMENTS).metadata or {}).get("state")
        return None if token is None else str(token)

    def records(self, ids: Sequence[str] | None = None) -> dict[str, Record]:
        """Read documents' records, all or those with these ids, by id."""
        with self.edge():
            found = self._documents.get(ids=None if ids is None else list(ids), include=["metadatas"])
        pairs = zip(found["ids"], found["metadatas"] or [], strict=True)
        try:
            return {key: record_from(key, metadata) for key, metadata in pairs}
        except _MISSHAPEN as error:
            raise self._damage(f"A record in {self.where}") from error

    def put(self, batch: Sequence[Stored]) -> None:
        """Write documents: their passages, then their records; then what they replace is deleted."""
        self.put_passages(batch)
        self.put_records([stored.record for stored in batch])
        self.clean([stored.record.info.id for stored in batch])

    def put_passages(self, batch: Sequence[Stored]) -> None:
        """Write the passages of documents, which nobody sees before a record names them."""
        rows = [(stored.record, passage) for stored in batch for passage in stored.passages]
        vectors = np.concatenate([stored.vectors for stored in batch]) if batch else np.empty((0, 0))
        with self.edge():
            for some in _slices(len(rows)):
                written = zip(rows[some], vectors[some], strict=True)
                self._passages.upsert(
                    ids=[f"{record.info.id}-{record.revision}-{passage.start}" for record, passage in rows[some]],
                    embeddings=cast("Any", vectors[some]),
                    documents=[passage.text for _, passage in rows[some]],
                    metadatas=cast("Any", [_passage_metadata(*row, vector) for row, vector in written]),
                )

    def put_records(self, records: Sequence[Record]) -> None:
        """Write records, which show their documents; each is replaced in one step."""
        with self.edge():
            for some in _slices(len(records)):
                self._documents.upsert(
                    ids=[record.info.id for record in records[some]],
                    embeddings=[NOWHERE] * len(records[some]),
                    metadatas=cast("Any", [_record_metadata(record) for record in records[some]]),
                )

    def delete(self, document: str, coming: "Callable[[], set[str]]" = set) -> None:
        """Take a document out: its record first, so that it is gone at once."""
        with self.edge():
            self._documents.delete(ids=[document])
        self.clean([document], coming)

    def clean(self, documents: Sequence[str], coming: "Callable[[], set[str]]" = set) -> None:
        """Delete passages of documents that no record names, but for those that writes under way are bringing.

        These writes are looked up once the passages are, and the records last: a write that is not among them began
        too late to have passages among those looked up, or has its records stored.
        """
        with self.edge():
            of_these = cast("Any", {"document_id": {"$in": list(documents)}})
            ids = self._passages.get(where=of_these, include=[])["ids"]
        revisions = [key.partition("-")[2].rpartition("-")[0] for key in ids]
        spared = coming()
        named = {record.revision for record in self.records(documents).values()}
        self._delete_passages(
            key
            for key, revision in zip(ids, revisions, strict=True)
            if revision not in named and revision.rpartition("-")[2] not in spared
        )

    def fetch(self, records: Iterable[Record]) -> Iterator[Stored]:
        """Read documents back whole, as they are now; one that goes meanwhile is left out.

        Raises IndexDamaged where one is not what was stored.
        """
        for record in records:
            if (stored := self._whole(record)) is not None:
                yield stored

    def sweep(self) -> None:
        """Delete passages that no record names."""
        live = {record.revision for record in self.records().values()}
        orphans: list[str] = []
        with self.edge():
            for offset in range(0, self._passages.count(), _PAGE):
                page = self._passages.get(limit=_PAGE, offset=offset, include=["metadatas"])
                pairs = zip(page["ids"], page["metadatas"] or [], strict=True)
                orphans.extend(key for key, metadata in pairs if metadata["revision"] not in live)
        self._delete_passages(orphans)

    def _delete_passages(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        with self.edge():
            for some in _slices(len(gone)):
                self._passages.delete(ids=gone[some])

    def _whole(self, record: Record) -> Stored | None:
        """Read a document back; where its passages are gone, another may have replaced or removed it meanwhile."""
        while True:
            rows = sorted(self._rows(record), key=lambda row: row[0].start)
            text = "".join(passage.text for passage, _ in rows)
            if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == record.info.sha256:
                return Stored(record, tuple(passage for passage, _ in rows), np.stack([vector for _, vector in rows]))
            present = self.records([record.info.id]).get(record.info.id)
            if present == record:
                raise self._damage(f"{record.info.uri} in {self.where}")
            if present is None:
                return None
            record = present

    def _rows(self, record: Record) -> "Iterator[tuple[StoredPassage, Any]]":
        offset = 0
        while True:
            with self.edge():
                page = self._passages.get(
                    where={"revision": record.revision},
                    limit=_PAGE,
                    offset=offset,
                    include=["metadatas", "documents", "embeddings"],
                )
                rows = [*zip(page["metadatas"] or [], page["documents"] or [], _vectors(page), strict=True)]
            for metadata, text, vector in rows:
                row = _passage(metadata, text, np.asarray(vector, np.float32))
                if row is None:
                    raise self._damage(f"{record.info.uri} in {self.where}")
                yield row
            if len(rows) < _PAGE:
                return
            offset += _PAGE

    def _damage(self, what: str) -> IndexDamaged:
        return IndexDamaged(f"{what} is damaged", Path(self.where))

    @property
    def _passages(self) -> "Collection":
        return self.collection(PASSAGES)

    @property
    def _documents(self) -> "Collection":
        return self.collection(DOCUMENTS)


@contextmanager
def _translated(folder: str) -> Iterator[None]:
    """Turn Chroma's errors, and the disk's, into ours."""
    from chromadb.errors import ChromaError, InternalError, NotFoundError

    try:
        yield
    except NotFoundError:
        raise
    except (ChromaError, OSError, ValueError, RuntimeError) as error:
        if isinstance(error, ChromaError) and _is_damage(folder, str(error), certain=isinstance(error, InternalError)):
            check_room(folder)
            raise IndexDamaged(f"{folder} is damaged ({_reason(error)})", Path(folder)) from error
        raise IndexUnavailable(
            f"The index at {folder} cannot be used: {_reason(error)}. Check that it can be reached and that the "
            "disk has room"
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Chroma's Rust gives up with is of no class to be named
            raise
        check_room(folder)
        raise IndexDamaged(f"{folder} is damaged ({_reason(error)})", Path(folder)) from error


def check_room(folder: str) -> None:
    """Raise IndexUnavailable where the disk is full: what Chroma then complains of may be no damage."""
    try:
        free = disk_usage(Path(folder).parent).free
    except OSError:
        return
    if free < _ROOM:
        raise IndexUnavailable(f"The disk that holds {folder} has no room left. Make room, then try again")


def _is_damage(folder: str, reason: str, *, certain: bool) -> bool:
    """Whether neither the disk nor another process is at fault; where Chroma may mean what it was asked, look."""
    from index.salvage import is_whole

    codes = {int(code) & 0xFF for code in _CODE.findall(reason)}
    return not codes & _ENVIRONMENT and (certain or not is_whole(Path(folder) / "chroma.sqlite3"))


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _vectors(page: "GetResult") -> "list[Any]":
    found = page["embeddings"]
    return [] if found is None else list(found)


def _slices(count: int) -> Iterator[slice]:
    return (slice(start, start + _BATCH) for start in range(0, count, _BATCH))


def _passage_metadata(record: Record, passage: StoredPassage, vector: "Vector") -> dict[str, str | int | float]:
    metadata: dict[str, str | int | float] = {
        "document_id": record.info.id,
        "revision": record.revision,
        "start": passage.start,
        "end": passage.end,
    }
    optional = {
        "section": passage.section,
        "statements": to_json(passage.statements) if passage.statements else None,
    }
    metadata |= {key: value for key, value in optional.items() if value}
    return metadata | {"checksum": _checksum(metadata), "sum": _sum(vector)}


def _passage(metadata: Any, text: str, vector: "Vector") -> "tuple[StoredPassage, Vector] | None":  # noqa: ANN401
    """Read a passage back; None where it is not what was stored."""
    written, total = metadata.get("checksum"), metadata.get("sum")
    if written is not None and written != _checksum(metadata):
        return None
    if total is not None and not abs(_sum(vector) - float(total)) < _TOLERANCE:
        return None
    section = metadata.get("section")
    said = from_json(str(metadata.get("statements", "[]")), str(metadata["document_id"]))
    place = int(metadata["start"]), int(metadata["end"])
    return StoredPassage(*place, str(section) if section else None, text, said), vector


def _checksum(metadata: Mapping[str, object]) -> int:
    told = [metadata.get(name) for name in ("document_id", "revision", "start", "end", "section", "statements")]
    return crc32(repr(told).encode("utf-8", "surrogatepass"))


def _sum(vector: "Vector") -> float:
    """Give a number that is another one when any part of a vector is: a sum in which each has its own weight."""
    return float(vector @ np.linspace(1.0, 2.0, len(vector)))


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


def record_from(key: str, metadata: Any) -> Record:  # noqa: ANN401
    """Read a document's record back. Raises KeyError, TypeError or ValueError where it is not what was stored."""
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
