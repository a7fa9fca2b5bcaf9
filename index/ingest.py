"""Texts into the index: recognised, cut, embedded outside the write lock, stored in batches inside it."""

import hashlib
import json
import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.deadline import Check, Deadline, unchecked
from index.embed import Embedded, Embedder, embedded
from index.errors import LoadError
from index.files import files
from index.load import Loaded, completed, load
from index.passages import Cut, cut, embedded_text
from index.records import AddReport, Document, DocumentInfo, Statement
from index.statements import statements_of
from index.store import Record, Stored, StoredPassage

if TYPE_CHECKING:
    from index.core import Core, Writer

Progress = Callable[[int, int, str], None]
LONGEST_FIELD = 1000  # characters of a title, publisher or author
BATCH = 64  # passages embedded and written together: some seconds' work, all that an interruption can lose


def document_id(uri: str) -> str:
    """Derive a document's id from its uri."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_document(loaded: Loaded) -> Document:
    """Complete what was loaded with what its text shows, and give it its id."""
    whole = completed(loaded)
    return Document(
        id=document_id(whole.uri),
        uri=whole.uri,
        title=" ".join((_field(whole.title) or whole.uri).split()),
        source=_field(whole.source),
        author=_field(whole.author),
        date=whole.date,
        sha256=hashlib.sha256(whole.text.encode("utf-8")).hexdigest(),
        characters=len(whole.text),
        text=whole.text,
    )


def _field(told: str | None) -> str | None:
    """Cut short what a page tells of itself without end; it rides along with every passage."""
    return told if told is None or len(told) <= LONGEST_FIELD else told[: LONGEST_FIELD - 1].rstrip() + "…"


def to_record(document: Document) -> Record:
    """Give a document's record; its revision changes with any of its fields."""
    return Record(document.info, fingerprint(document.info))


def fingerprint(info: DocumentInfo) -> str:
    """Give what changes with anything that is known of a document, its text among it."""
    return hashlib.sha256(json.dumps(astuple(info)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that was read through: its passages, and what the embedder reads of each."""

    document: Document
    passages: tuple[StoredPassage, ...]
    texts: tuple[str, ...]


def prepared(document: Document, check: Check = unchecked) -> Prepared:
    """Cut a document into passages and find its statements; `check` is called every now and then and may raise."""
    cuts = cut(document, check)
    texts = tuple(embedded_text(document.title, item) for item in cuts)
    return Prepared(document, _passages(document, cuts, check), texts)


def to_stored(document: Document, embedder: Embedder) -> Stored:
    """Find a document's statements and embed its passages."""
    item = prepared(document)
    return Stored(to_record(document), item.passages, embedded(embedder, item.texts))


@dataclass(slots=True)
class Outcome:
    """What became of each document so far."""

    added: list[DocumentInfo] = field(default_factory=list)
    replaced: list[DocumentInfo] = field(default_factory=list)
    unchanged: list[DocumentInfo] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def join(self, other: "Outcome") -> None:
        """Take in what became of others."""
        for name in AddReport.__slots__:
            getattr(self, name).extend(getattr(other, name))

    def report(self) -> AddReport:
        """Give it as it is told to callers."""
        return AddReport(*(tuple(getattr(self, name)) for name in AddReport.__slots__))


def add(core: "Core", where: str, progress: Progress | None = None) -> AddReport:
    """Add a file, or every readable file below a folder."""
    outcome = Outcome()
    folder, found = _found(where, core.place.home, outcome)
    told = progress or (lambda _done, _total, _what: None)
    pending: list[Prepared] = []
    for done, path in enumerate(found):
        told(done, len(found), path.name)
        try:
            item = _read(core, path, folder, pending, outcome)
        except LoadError as error:
            outcome.failed.append((os.path.abspath(path), f"{path.name} {error}"))
            continue
        pending += [item] if item is not None else []
        if sum(len(each.texts) for each in pending) >= BATCH:
            store(core, pending, outcome, _of_passages(told, done, len(found), path.name))
            pending = []
    if pending:
        store(core, pending, outcome)
    told(len(found), len(found), "")
    return outcome.report()


def _of_passages(told: Progress, done: int, total: int, name: str) -> Embedded:
    return lambda passages, of: told(done, total, f"{name}, passage {passages:,} of {of:,}")


def _read(
    core: "Core", path: Path, folder: Path | None, pending: Sequence[Prepared], outcome: Outcome
) -> Prepared | None:
    """Read a file through, which no parser may stop and none may hold up; None where nothing of it is to be stored."""
    deadline = Deadline()
    try:
        loaded = load(path, folder)
        deadline.allow(len(loaded.text))
        document = to_document(loaded)
        if core.steadily(partial(settle, core, document, outcome)) or _same_text_pending(document, pending, outcome):
            return None
        return prepared(document, deadline)
    except MemoryError:
        raise LoadError("needs more memory to be read than there is. Split it and add the parts") from None
    except RecursionError:
        raise LoadError("is nested more deeply than can be read. Save its text alone and add that") from None


def store(core: "Core", items: Sequence[Prepared], outcome: Outcome, told: Embedded | None = None) -> None:
    """Embed documents together, then write them, checking again what another process may have written."""
    vectors = embedded(core.embedder, [text for item in items for text in item.texts], told)
    documents = [item.document for item in items]
    batch: list[Stored] = []
    first = 0
    for item in items:
        last = first + len(item.passages)
        batch.append(Stored(to_record(item.document), item.passages, vectors[first:last]))
        first = last
    outcome.join(core.steadily(lambda: _written(core, documents, batch)))


def _written(core: "Core", documents: Sequence[Document], batch: Sequence[Stored]) -> Outcome:
    outcome = Outcome()
    with core.writing() as writer:
        pairs = zip(batch, documents, strict=True)
        fresh = [stored for stored, document in pairs if not settle(core, document, outcome, writer)]
        known = {stored.record.info.id: core.rows.record(stored.record.info.id) for stored in fresh}
        writer.write(fresh)
    for stored in fresh:
        kept = outcome.added if known[stored.record.info.id] is None else outcome.replaced
        kept.append(stored.record.info)
    return outcome


def settle(core: "Core", document: Document, outcome: Outcome, writer: "Writer | None" = None) -> bool:
    """Whether a document needs no storing, because it or its text is there already.

    A document whose new text another holds is taken out, which takes a writer; without one it is not settled.
    """
    record = core.rows.record(document.id)
    if record is not None and record.fingerprint == to_record(document).fingerprint:
        outcome.unchanged.append(record.info)
        return True
    holder = core.rows.holder_of(document.sha256)
    if holder is None or holder.id == document.id:
        return False
    if record is not None:
        if writer is None:
            return False
        writer.delete(record)
    outcome.duplicates.append((document.uri, holder.uri))
    return True


def _same_text_pending(document: Document, pending: Sequence[Prepared], outcome: Outcome) -> bool:
    twin = next((item.document for item in pending if item.document.sha256 == document.sha256), None)
    if twin is not None:
        outcome.duplicates.append((document.uri, twin.uri))
    return twin is not None


def _found(where: str, home: Path, outcome: Outcome) -> tuple[Path | None, list[Path]]:
    """Give the folder that is added, none where it is a file, and the files to add."""
    path = Path(where).expanduser()
    if not where.strip():
        outcome.failed.append(("(an empty path)", "names no file. Give a file or folder"))
    elif path.is_dir():
        return path, list(files(path, home, lambda at, why: outcome.failed.append((os.path.abspath(at), why))))
    elif path.exists():
        return None, [path]
    else:
        outcome.failed.append((os.path.abspath(path), f"{path.name} does not exist. Check the path"))
    return None, []


def _passages(document: Document, cuts: Sequence[Cut], check: Check) -> tuple[StoredPassage, ...]:
    """Give the passages as they are stored, each with the statements that begin in it."""
    starts = [c.passage.start for c in cuts]
    said: list[list[Statement]] = [[] for _ in cuts]
    for statement in statements_of(document.text, check):
        said[bisect_right(starts, statement.spans[0][0]) - 1].append(statement)
    return tuple(
        StoredPassage(c.passage.start, c.passage.end, c.section, c.passage.text, tuple(some))
        for c, some in zip(cuts, said, strict=True)
    )
