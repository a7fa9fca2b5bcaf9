"""What can be read of Chroma's file where Chroma itself cannot be trusted with it: documents and their texts.

Chroma 1.5 dies, or never comes back, over vector files that are damaged, and it reads those before it gives a text.
The texts lie in a SQLite file, a row for each record and one for each field of it. What is read here counts only
where a text has the sha256 under which its document was stored.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.records import Document
from index.store import FORMAT, Header, Record, record_from

_FIELDS = "SELECT id, key, coalesce(string_value, int_value) FROM embedding_metadata ORDER BY rowid"
_NAMES = "SELECT id, embedding_id FROM embeddings ORDER BY rowid"
_HEADER = "SELECT key, coalesce(str_value, int_value) FROM collection_metadata ORDER BY rowid"
_WAY = (
    "SELECT * FROM migrations",
    "SELECT * FROM tenants WHERE id = 'default_tenant'",
    "SELECT * FROM databases WHERE name = 'default_database'",
    "SELECT * FROM collections",
    "SELECT * FROM collection_metadata",
    "SELECT * FROM segments",
)
_TEXT = "chroma:document"


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was found: what the index was made by, if that was, and each document that has a record, if it is whole."""

    header: Header | None = None
    records: dict[str, Record] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)


def is_readable(file: Path) -> bool:
    """Whether the tables can be read by which Chroma finds its way; over some of them it gives up loudly."""
    return all(_reads(file, statement) for statement in _WAY)


def is_whole(file: Path) -> bool:
    """Whether the file's own structure is sound, which takes reading all of it."""
    return _reads(file, "SELECT 1 FROM pragma_quick_check(1) WHERE quick_check = 'ok'")


def _reads(file: Path, statement: str) -> bool:
    """Whether a statement gives rows; where the disk or another process is at fault, it is taken to."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return bool(db.execute(statement).fetchall())
    except sqlite3.OperationalError as error:
        return getattr(error, "sqlite_errorcode", None) not in {None, sqlite3.SQLITE_ERROR}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def salvaged(file: Path) -> Salvage:
    """Read what is left of Chroma's file."""
    if not file.is_file():
        return Salvage()
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as db:
        made_by = dict(_rows(db, _HEADER))
        names = dict(_rows(db, _NAMES))
        fields: dict[object, dict[str, object]] = defaultdict(dict)
        for number, key, value in _rows(db, _FIELDS):
            fields[number][str(key)] = value
    texts: dict[object, dict[int, str]] = defaultdict(dict)
    for found in fields.values():
        if isinstance(found.get("start"), int) and isinstance(found.get(_TEXT), str):
            texts[found.get("revision")][int(str(found["start"]))] = str(found[_TEXT])
    records = dict(_records(names, fields))
    documents = dict(_whole(records, texts))
    embedder, number = made_by.get("embedder"), made_by.get("format")
    known = isinstance(embedder, str) and bool(embedder)
    header = Header(number if isinstance(number, int) else FORMAT, str(embedder)) if known else None
    return Salvage(header, records, documents)


def _rows(db: sqlite3.Connection, statement: str) -> Iterator[Any]:
    """Give the rows of a table from its beginning, and from its end where a part of it cannot be read."""
    with suppress(sqlite3.Error, UnicodeDecodeError):
        yield from db.execute(statement)
        return
    with suppress(sqlite3.Error, UnicodeDecodeError):
        yield from db.execute(f"{statement} DESC")


def _records(names: dict[object, object], fields: dict[object, dict[str, object]]) -> Iterator[tuple[str, Record]]:
    for number, found in fields.items():
        if "sha256" in found and number in names:
            with suppress(KeyError, ValueError, TypeError):
                yield str(names[number]), record_from(str(names[number]), found)


def _whole(records: dict[str, Record], texts: dict[object, dict[int, str]]) -> Iterator[tuple[str, Document]]:
    for name, record in records.items():
        parts = texts.get(record.revision, {})
        text = "".join(parts[start] for start in sorted(parts))
        if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == record.info.sha256:
            yield name, Document.of(record.info, text)
