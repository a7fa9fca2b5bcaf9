"""What questions are answered from: one SQLite file, derived from Chroma and safe to delete.

It is filled only with what was read back from Chroma, a document at a time in a transaction. It holds the
texts for lexical search (FTS5, BM25 over passages and over whole documents) and the vectors for exact cosine
search, so any number of processes read it while one writes, and a question needs neither chromadb nor a lock.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple
from functools import partial
from pathlib import Path
from threading import Lock, RLock
from typing import Any
from uuid import uuid4

import numpy as np

from index.errors import IndexDamaged, IndexUnavailable
from index.matrix import Matrices
from index.naming import namings
from index.offices import besides_name
from index.phrases import PRONOUNS
from index.records import Statement
from index.rows import Rows, checksum, checksum_of_passage
from index.statement_json import to_json
from index.store import Header, Stored
from index.terms import unaccented

SCHEMA = 5  # 4: a passage's number is never given again; 5: every row with a checksum
MOST_IDLE = 8  # connections that are kept for the next question
_TOKENIZE = "tokenize='porter unicode61 remove_diacritics 2'"
_TABLES = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, uri TEXT NOT NULL, title TEXT NOT NULL, source TEXT,
    author TEXT, date TEXT, sha256 TEXT NOT NULL, characters INTEGER NOT NULL, revision TEXT NOT NULL,
    checksum INTEGER NOT NULL);
CREATE INDEX documents_by_text ON documents (sha256);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    vector BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE INDEX passages_in_order ON passages (document, start);
CREATE TABLE statements (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL, passage INTEGER NOT NULL, source TEXT, role TEXT,
    described TEXT, said TEXT NOT NULL, checksum INTEGER NOT NULL);
CREATE INDEX statements_in_order ON statements (document);
CREATE INDEX statements_by_source ON statements (source, passage);
CREATE TABLE sources (
    number INTEGER PRIMARY KEY, source TEXT NOT NULL, told TEXT NOT NULL, statements INTEGER NOT NULL,
    UNIQUE (source, told));
CREATE VIRTUAL TABLE source_letters USING fts5(letters, tokenize='trigram');
CREATE TABLE namings (
    document INTEGER NOT NULL, speaker TEXT NOT NULL, naming TEXT NOT NULL, checksum INTEGER NOT NULL);
CREATE INDEX namings_in_order ON namings (document);
CREATE INDEX namings_by_speaker ON namings (speaker);
CREATE VIRTUAL TABLE passage_words USING fts5(title, section, text, {_TOKENIZE});
CREATE VIRTUAL TABLE document_words USING fts5(title, text, {_TOKENIZE});
INSERT INTO document_words (document_words, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
"""
_INFO = "id, uri, title, source, author, date, sha256, characters"
_READ = "mode=rw"  # those who read a file in WAL mode write into what they share
_ENVIRONMENT = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_TOOBIG,
}
_SHORT_READ = sqlite3.SQLITE_IOERR_SHORT_READ


class Replaced(Exception):
    """The file was deleted or exchanged: open it again."""


class Snapshot:
    """One open snapshot, by one connection that writes and one for each state that is looked at; threads share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = RLock()  # of the connection that writes
        self._pool = Lock()  # of those that read
        self._idle: list[sqlite3.Connection] = []
        self._matrices = Matrices()
        self._closed = False
        with _translated(path):
            self._db, self._how = _opened(path)
            self._opened = self._identity()
            self._file = path, self._opened[0]
        self.rows = Rows(self._read, self._matrices, lambda: None, self._file)  # as they stand, for those who write

    def close(self) -> None:
        """Let go of the file; a state that is still looked at stays until it is let go of."""
        with self._pool:
            self._closed = True
            while self._idle:
                self._idle.pop().close()
        with self._guard:
            self._db.close()

    def pinned(self) -> Rows:
        """Give the tables of the present state, which later writes do not change. Raises Replaced.

        A read transaction of SQLite in WAL mode: it waits for no writer, and no writer waits for it.
        """
        db = self._taken()
        try:
            db.execute("BEGIN")
            rows = Rows(partial(_fetched, db, self._file), self._matrices, partial(self._release, db), self._file)
            rows.state  # noqa: B018 - the first look takes the state
            if self.replaced:
                raise Replaced
        except BaseException:
            db.close()
            raise
        return rows

    def _taken(self) -> sqlite3.Connection:
        with self._pool, suppress(IndexError):
            return self._idle.pop()
        if self.replaced:
            raise Replaced
        with _translated(self._path):
            return _connected(self._path, self._how)

    def _release(self, db: sqlite3.Connection) -> None:
        db.rollback()
        with self._pool:
            if self._closed or len(self._idle) == MOST_IDLE:
                db.close()
            else:
                self._idle.append(db)

    @property
    def replaced(self) -> bool:
        """Whether the file was deleted or exchanged since it was opened."""
        try:
            return self._identity() != self._opened
        except FileNotFoundError:
            return True

    def _identity(self) -> tuple[int, ...]:
        """Tell the file from others; one that was opened as never changing is another once it has changed."""
        stat = self._path.stat()
        return (stat.st_ino,) if self._how != "immutable=1" else (stat.st_ino, stat.st_size, stat.st_mtime_ns)

    def show(self, header: Header, token: str, gone: Iterable[str], read_back: Iterable[Stored]) -> None:
        """Take documents out and in, and say which state this is; all of it or nothing."""
        with self._guard, _translated(*self._file), self._transaction():
            for document_id in gone:
                self._take_out(document_id)
            for stored in read_back:
                self._take_out(stored.record.info.id)
                self._take_in(stored)
            facts = {"format": str(header.format), "embedder": header.embedder, "token": token, "state": uuid4().hex}
            rows = ((*fact, checksum(*fact)) for fact in facts.items())
            self._db.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._db:  # commits, or rolls back whatever was raised
            self._db.execute("BEGIN IMMEDIATE")
            yield

    def _take_out(self, document_id: str) -> None:
        found = self._db.execute("SELECT number FROM documents WHERE id = ?", (document_id,)).fetchone()
        if found is None:
            return
        self._count_sources(found[0], -1)
        for statement in (
            "DELETE FROM passage_words WHERE rowid IN (SELECT number FROM passages WHERE document = ?)",
            "DELETE FROM passages WHERE document = ?",
            "DELETE FROM statements WHERE document = ?",
            "DELETE FROM namings WHERE document = ?",
            "DELETE FROM document_words WHERE rowid = ?",
            "DELETE FROM documents WHERE number = ?",
        ):
            self._db.execute(statement, found)

    def _take_in(self, stored: Stored) -> None:
        info = stored.record.info
        marks = ",".join("?" * 10)
        known = (*astuple(info), stored.record.revision)
        cursor = self._db.execute(
            f"INSERT INTO documents ({_INFO}, revision, checksum) VALUES ({marks})", (*known, checksum(*known))
        )
        document = cursor.lastrowid
        text = "".join(passage.text for passage in stored.passages)
        self._db.execute(
            "INSERT INTO document_words (rowid, title, text) VALUES (?, ?, ?)", (document, info.title, text)
        )
        halves = stored.vectors.astype(np.float16)
        for passage, vector in zip(stored.passages, halves, strict=True):
            number = self._db.execute(
                "INSERT INTO passages (document, start, end, vector, checksum) VALUES (?, ?, ?, ?, ?)",
                (document, *(place := (passage.start, passage.end, vector.tobytes())), checksum_of_passage(*place)),
            ).lastrowid
            self._db.execute(
                "INSERT INTO passage_words (rowid, title, section, text) VALUES (?, ?, ?, ?)",
                (number, info.title, passage.section or "", passage.text),
            )
            self._db.executemany(
                "INSERT INTO statements (document, passage, source, role, described, said, checksum) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (document, number, *told, checksum(*told))
                    for told in (_told(each, text) for each in passage.statements)
                ),
            )
        statements = [said for passage in stored.passages for said in passage.statements]
        self._db.executemany(
            "INSERT INTO namings (document, speaker, naming, checksum) VALUES (?, ?, ?, ?)",
            ((document, *told, checksum(*told)) for told in _namings(info.id, text, statements)),
        )
        self._count_sources(document, 1)

    def _count_sources(self, document: int | None, by: int) -> None:
        """Count a document's statements by source and what is told of it, for or against; what has none is gone."""
        counted = self._db.execute(
            "SELECT source, told, count(*) FROM (SELECT source, coalesce(role, '') AS told FROM statements "
            "WHERE document = :document AND source IS NOT NULL UNION ALL SELECT source, described FROM statements "
            "WHERE document = :document AND described IS NOT NULL) GROUP BY source, told",
            {"document": document},
        ).fetchall()
        for source, told, count in counted:
            number, left = self._db.execute(
                "INSERT INTO sources (source, told, statements) VALUES (?, ?, ?) ON CONFLICT (source, told) "
                "DO UPDATE SET statements = statements + excluded.statements RETURNING number, statements",
                (source, told, by * count),
            ).fetchone()
            if by > 0 and left == count:
                letters = unaccented(f"{source} {told}")
                self._db.execute("INSERT INTO source_letters (rowid, letters) VALUES (?, ?)", (number, letters))
            if left == 0:
                self._db.execute("DELETE FROM source_letters WHERE rowid = ?", (number,))
                self._db.execute("DELETE FROM sources WHERE number = ?", (number,))

    def _read(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._guard:
            return _fetched(self._db, self._file, statement, *values)


def _fetched(db: sqlite3.Connection, file: tuple[Path, int], statement: str, *values: object) -> list[tuple[Any, ...]]:
    with _translated(*file):
        return db.execute(statement, values).fetchall()


def _told(said: Statement, text: str) -> tuple[str | None, str | None, str | None, str]:
    """Give the columns of a statement besides its document."""
    return _source(said, text), said.role, _description(said, text), to_json([said])


def _namings(document_id: str, text: str, statements: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """Give the columns of a document's namings besides the document."""
    return ((each.speaker, each.to_json()) for each in namings(document_id, text, statements))


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


def _opened(path: Path) -> tuple[sqlite3.Connection, str]:
    """Open the file, and say how it can be opened by those who read; of another schema it is made anew."""
    if not path.exists():
        discard(path)  # a log that was left behind may still be read by those who have the lost file open
    try:
        return _made(path), _READ
    except sqlite3.OperationalError as error:
        if _primary(error) not in _ENVIRONMENT or not path.exists():
            raise
        return _only_read(path)


def _made(path: Path) -> sqlite3.Connection:
    for _ in range(2):
        db = _connected(path, "mode=rwc")
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version == SCHEMA:
                return db
            if version == 0 and not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                db.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {SCHEMA};COMMIT;")
                return db
        except BaseException:
            db.close()
            raise
        db.close()
        discard(path)
    raise IndexUnavailable(f"{path} cannot be made anew. Delete it and try again")


def _only_read(path: Path) -> tuple[sqlite3.Connection, str]:
    """Open the file where nothing can be written: on a full disk, or where that is not allowed.

    SQLite shares a second file between those who use one in WAL mode. Where that cannot be made, the file is read as
    one that nobody changes, which leaves out what still stands in the log.
    """
    log = path.with_name(f"{path.name}-wal")
    ways = ("mode=ro",) if log.exists() and log.stat().st_size else ("mode=ro", "immutable=1")
    for way in ways:
        db = _connected(path, way)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
                db.execute("SELECT count(*) FROM facts").fetchone()
                return db, way
        except sqlite3.OperationalError as error:
            if _primary(error) not in _ENVIRONMENT:
                raise
        db.close()
    raise IndexUnavailable(f"{path} cannot be read where nothing can be written. Make room, or allow writing there")


def _connected(path: Path, how: str) -> sqlite3.Connection:
    """Connect to the file; only "mode=rwc" makes it."""
    address = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None, timeout=30)


def discard(path: Path) -> None:
    """Delete a snapshot; it is made again from Chroma."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


@contextmanager
def remaining(paths: Iterable[Path]) -> Iterator[list[Rows]]:
    """Open what is left of snapshots, damaged ones among them, to read what can be read."""
    opened = [(_connected(path, "mode=ro"), path) for path in paths if path.exists()]
    try:
        yield [Rows(partial(_fetched, db, (path, 0)), Matrices(), lambda: None, (path, 0)) for db, path in opened]
    finally:
        for db, _ in opened:
            db.close()


def _primary(error: sqlite3.Error) -> int | None:
    """Give SQLite's result code, without what extends it; None where the error is not SQLite's."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether an error tells of what is stored: the statements are always the same, and what they ask for was there."""
    if getattr(error, "sqlite_errorcode", None) == _SHORT_READ or isinstance(error, sqlite3.IntegrityError):
        return True
    if _primary(error) is None:  # text that is not UTF-8
        return isinstance(error, sqlite3.OperationalError)
    return _primary(error) in _DAMAGE


@contextmanager
def _translated(path: Path, inode: int | None = None) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if _is_damage(error):
            raise IndexDamaged(f"{path} is damaged: {error}", path, inode) from error
        raise _unusable(path, error) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged schema holds its words
        raise IndexDamaged(f"{path} is damaged", path, inode) from error
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> IndexUnavailable:
    return IndexUnavailable(
        f"{path} cannot be used: {error}. Check that its folder may be written to and that the disk has room"
    )
