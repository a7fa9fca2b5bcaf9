"""What questions are answered from: one SQLite file, derived from Chroma and safe to delete.

It is filled only with what was read back from Chroma, a document at a time in a transaction. It holds the
texts for lexical search (FTS5, BM25 over passages and over whole documents) and the vectors for exact cosine
search, so any number of processes read it while one writes, and a question needs neither chromadb nor a lock.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import IndexUnavailable
from index.offices import besides_name
from index.phrases import PRONOUNS
from index.records import DocumentInfo, Passage, Statement
from index.statement_json import from_json, to_json
from index.store import Header, Record, Stored

if TYPE_CHECKING:
    from index.embed import Vectors

SCHEMA = 3
_TOKENIZE = "tokenize='porter unicode61 remove_diacritics 2'"
_TABLES = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, uri TEXT NOT NULL, title TEXT NOT NULL, source TEXT,
    author TEXT, date TEXT, sha256 TEXT NOT NULL, characters INTEGER NOT NULL, revision TEXT NOT NULL);
CREATE INDEX documents_by_text ON documents (sha256);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    vector BLOB NOT NULL);
CREATE INDEX passages_in_order ON passages (document, start);
CREATE TABLE statements (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL, source TEXT, role TEXT, described TEXT,
    said TEXT NOT NULL);
CREATE INDEX statements_in_order ON statements (document);
CREATE INDEX statements_by_source ON statements (source);
CREATE VIRTUAL TABLE passage_words USING fts5(title, section, text, {_TOKENIZE});
CREATE VIRTUAL TABLE document_words USING fts5(title, text, {_TOKENIZE});
INSERT INTO document_words (document_words, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
"""
_INFO = "id, uri, title, source, author, date, sha256, characters"


@dataclass(frozen=True, slots=True)
class Matrix:
    """All passages' vectors, (passages, dimensions), with their numbers and their documents'."""

    numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    documents: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    vectors: "Vectors"


class Snapshot:
    """One open snapshot; threads may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = RLock()
        self._matrix: tuple[str, Matrix] | None = None
        with _translated(path):
            self._db = _opened(path)
            self._inode = path.stat().st_ino

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            self._db.close()

    @property
    def replaced(self) -> bool:
        """Whether the file was deleted or exchanged since it was opened."""
        try:
            return self._path.stat().st_ino != self._inode
        except FileNotFoundError:
            return True

    @property
    def token(self) -> str:
        """The change token of the state of Chroma that this snapshot shows; empty before the first."""
        return self._fact("token") or ""

    @property
    def header(self) -> Header | None:
        """The format and embedder of the index that this snapshot shows."""
        embedder = self._fact("embedder")
        return None if embedder is None else Header(int(self._fact("format") or 0), embedder)

    def records(self) -> dict[str, Record]:
        """Every document's record, by id."""
        rows = self._read(f"SELECT {_INFO}, revision FROM documents ORDER BY number")
        return {row[0]: Record(DocumentInfo(*row[:8]), row[8]) for row in rows}

    def record(self, document_id: str) -> Record | None:
        """One document's record."""
        rows = self._read(f"SELECT {_INFO}, revision FROM documents WHERE id = ?", document_id)
        return Record(DocumentInfo(*rows[0][:8]), rows[0][8]) if rows else None

    def holder_of(self, sha256: str) -> DocumentInfo | None:
        """Give the document that holds exactly this text."""
        rows = self._read(f"SELECT {_INFO} FROM documents WHERE sha256 = ?", sha256)
        return DocumentInfo(*rows[0]) if rows else None

    def text(self, document_id: str) -> str | None:
        """Give a document's whole text."""
        rows = self._read(
            "SELECT w.text FROM documents d JOIN document_words w ON w.rowid = d.number WHERE d.id = ?",
            document_id,
        )
        return str(rows[0][0]) if rows else None

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """Passages by number, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        rows = self._read(
            "SELECT p.number, d.id, p.start, p.end, w.text FROM passages p JOIN documents d ON d.number = p.document "
            f"JOIN passage_words w ON w.rowid = p.number WHERE p.number IN ({marks})",
            *numbers,
        )
        found = {number: Passage(*rest) for number, *rest in rows}
        return [found[number] for number in numbers if number in found]

    def vectors(self, passages: Sequence[Passage]) -> "Vectors":
        """Vectors of passages, (passages, dimensions), in order; zeros where one has gone."""
        joined = (
            "SELECT p.vector FROM passages p JOIN documents d ON d.number = p.document WHERE d.id = ? AND p.start = ?"
        )
        rows = [self._read(joined, passage.document_id, passage.start) for passage in passages]
        found = [np.frombuffer(row[0][0], dtype=np.float16) if row else None for row in rows]
        width = next((len(vector) for vector in found if vector is not None), 0)
        return np.array([np.zeros(width) if v is None else v for v in found], np.float32).reshape(len(found), width)

    def sources(self) -> list[tuple[str, str | None]]:
        """Every speaker's name, or the words that name a source without one, with every role or description of it."""
        return self._read(
            "SELECT source, role FROM statements WHERE source IS NOT NULL "
            "UNION SELECT source, described FROM statements WHERE described IS NOT NULL"
        )

    def statements(
        self, *, sources: Iterable[str] | None = None, documents: Iterable[str] | None = None
    ) -> list[Statement]:
        """Statements in order, by these sources if given, of these documents if given."""
        conditions, values = ["1"], list[object]()
        for column, wanted in (("d.id", documents), ("s.source", sources)):
            if wanted is not None:
                conditions.append(f"{column} IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(list(wanted)))
        rows = self._read(
            "SELECT s.said, d.id FROM statements s JOIN documents d ON d.number = s.document "
            f"WHERE {' AND '.join(conditions)} ORDER BY s.number",
            *values,
        )
        return [statement for said, name in rows for statement in from_json(said, name)]

    def lexical_passages(self, match: str, limit: int) -> list[tuple[int, float]]:
        """Passage numbers and BM25 (higher is better), best first, for an FTS5 expression of quoted terms."""
        return self._read(
            "SELECT rowid, -rank FROM passage_words WHERE passage_words MATCH ? ORDER BY rank LIMIT ?",
            match,
            limit,
        )

    def lexical_documents(self, match: str, limit: int) -> list[tuple[int, float]]:
        """Document numbers and BM25 of whole documents, best first."""
        return self._read(
            "SELECT rowid, -rank FROM document_words WHERE document_words MATCH ? ORDER BY rank LIMIT ?",
            match,
            limit,
        )

    def documents_with(self, phrase: str, limit: int) -> list[str]:
        """Ids of documents that hold these words in a row, in any of their forms; the latest first."""
        quoted = '"' + phrase.replace('"', " ") + '"'
        return [
            str(name)
            for (name,) in self._read(
                "SELECT d.id FROM document_words w JOIN documents d ON d.number = w.rowid "
                "WHERE document_words MATCH ? ORDER BY w.rowid DESC LIMIT ?",
                f"text : {quoted}",
                limit,
            )
        ]

    def documents_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Document number of each passage number."""
        marks = ",".join("?" * len(numbers))
        return dict(self._read(f"SELECT number, document FROM passages WHERE number IN ({marks})", *numbers))

    def dates(self) -> dict[int, str]:
        """Date of each document that has one, by document number."""
        return dict(self._read("SELECT number, date FROM documents WHERE date IS NOT NULL"))

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        quoted = '"' + term.replace('"', '""') + '"'
        return int(self._read("SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", quoted)[0][0])

    def count(self) -> int:
        """How many passages there are."""
        return int(self._read("SELECT count(*) FROM passages")[0][0])

    def matrix(self) -> Matrix:
        """All vectors, read once and again after a change."""
        with self._guard:
            token = self.token
            if self._matrix is None or self._matrix[0] != token:
                rows = self._read("SELECT number, document, vector FROM passages ORDER BY number")
                joined = b"".join(row[2] for row in rows)
                vectors = np.frombuffer(joined, dtype=np.float16).astype(np.float32)
                numbers = np.array([row[0] for row in rows], dtype=np.int64)
                documents = np.array([row[1] for row in rows], dtype=np.int64)
                self._matrix = (
                    token,
                    Matrix(numbers, documents, vectors.reshape(len(rows), -1) if rows else vectors.reshape(0, 0)),
                )
            return self._matrix[1]

    def show(self, header: Header, token: str, gone: Iterable[str], read_back: Iterable[Stored]) -> None:
        """Take documents out and in, and say which state this is; all of it or nothing."""
        with self._guard, _translated(self._path), self._transaction():
            for document_id in gone:
                self._take_out(document_id)
            for stored in read_back:
                self._take_out(stored.record.info.id)
                self._take_in(stored)
            facts = {"format": str(header.format), "embedder": header.embedder, "token": token}
            self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._db:  # commits, or rolls back whatever was raised
            self._db.execute("BEGIN IMMEDIATE")
            yield

    def _take_out(self, document_id: str) -> None:
        found = self._db.execute("SELECT number FROM documents WHERE id = ?", (document_id,)).fetchone()
        if found is None:
            return
        for statement in (
            "DELETE FROM passage_words WHERE rowid IN (SELECT number FROM passages WHERE document = ?)",
            "DELETE FROM passages WHERE document = ?",
            "DELETE FROM statements WHERE document = ?",
            "DELETE FROM document_words WHERE rowid = ?",
            "DELETE FROM documents WHERE number = ?",
        ):
            self._db.execute(statement, found)

    def _take_in(self, stored: Stored) -> None:
        info = stored.record.info
        marks = ",".join("?" * 9)
        cursor = self._db.execute(
            f"INSERT INTO documents ({_INFO}, revision) VALUES ({marks})",
            (*astuple(info), stored.record.revision),
        )
        document = cursor.lastrowid
        text = "".join(passage.text for passage in stored.passages)
        self._db.execute(
            "INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)", (document, info.title, text)
        )
        halves = stored.vectors.astype(np.float16)
        for passage, vector in zip(stored.passages, halves, strict=True):
            number = self._db.execute(
                "INSERT INTO passages (document, start, end, vector) VALUES (?, ?, ?, ?)",
                (document, passage.start, passage.end, vector.tobytes()),
            ).lastrowid
            self._db.execute(
                "INSERT INTO passage_words (rowid, title, section, text) VALUES (?, ?, ?, ?)",
                (number, info.title, passage.section or "", passage.text),
            )
            self._db.executemany(
                "INSERT INTO statements (document, source, role, described, said) VALUES (?, ?, ?, ?, ?)",
                (
                    (document, _source(said, text), said.role, _description(said, text), to_json([said]))
                    for said in passage.statements
                ),
            )

    def _fact(self, name: str) -> str | None:
        rows = self._read("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def _read(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard, _translated(self._path):
            return self._db.execute(statement, values).fetchall()


def _source(statement: Statement, text: str) -> str | None:
    """Give the speaker's name, else the words that name the source."""
    if statement.speaker is not None or statement.mention is None:
        return statement.speaker
    words = text[slice(*statement.mention)]
    return None if words.lower() in PRONOUNS else words


def _description(statement: Statement, text: str) -> str | None:
    """Give what the words that name a speaker say besides the name: "Police Chief", "the Kremlin spokesman"."""
    if statement.speaker is None or statement.mention is None:
        return None
    told = besides_name(statement.speaker, statement.role, text, statement.mention)
    return None if told is None or told.lower() in PRONOUNS else told


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file; one that is damaged or of another schema is a stale cache and made anew."""
    for attempt in (1, 2):
        db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == SCHEMA:
                return db
            if version == 0 and not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                db.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {SCHEMA};COMMIT;")
                return db
        except sqlite3.DatabaseError as error:
            if attempt == 2 or isinstance(error, sqlite3.OperationalError):
                raise
        db.close()
        discard(path)
    raise IndexUnavailable(f"{path} cannot be made anew. Delete it and try again")


def discard(path: Path) -> None:
    """Delete a snapshot; it is made again from Chroma."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise IndexUnavailable(
            f"{path} cannot be used: {error}. Check that its folder may be written to and that the disk has room"
        ) from error
