"""Texts into the index: recognised, cut, embedded outside the write lock, stored in batches inside it."""

import hashlib
import json
import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.embed import Embedder
from index.errors import LoadError
from index.files import files
from index.load import Loaded, completed, load
from index.passages import Cut, cut, embedded_text
from index.records import AddReport, Document, DocumentInfo, Statement
from index.statements import statements_in
from index.store import Record, Stored, StoredPassage

if TYPE_CHECKING:
    from index.core import Core, Writer

Progress = Callable[[int, int, str], None]
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
        title=" ".join((whole.title or whole.uri).split()),
        source=whole.source,
        author=whole.author,
        date=whole.date,
        sha256=hashlib.sha256(whole.text.encode("utf-8")).hexdigest(),
        characters=len(whole.text),
        text=whole.text,
    )


def to_record(document: Document) -> Record:
    """Give a document's record; its revision changes with any of its fields."""
    info = document.info
    revision = hashlib.sha256(json.dumps(astuple(info)).encode()).hexdigest()[:16]
    return Record(info, revision)


def to_stored(document: Document, cuts: Sequence[Cut], embedder: Embedder) -> Stored:
    """Find a document's statements and embed its passages."""
    vectors = embedder.embed([embedded_text(document.title, c) for c in cuts])
    return Stored(to_record(document), _passages(document, cuts), vectors)


@dataclass(slots=True)
class Outcome:
    """What became of each document so far."""

    added: list[DocumentInfo] = field(default_factory=list)
    replaced: list[DocumentInfo] = field(default_factory=list)
    unchanged: list[DocumentInfo] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def report(self) -> AddReport:
        """Give it as it is told to callers."""
        return AddReport(*(tuple(getattr(self, name)) for name in AddReport.__slots__))


def add(core: "Core", where: str, progress: Progress | None = None) -> AddReport:
    """Add a file, or every readable file below a folder."""
    outcome = Outcome()
    folder, found = _found(where, core.place.home, outcome)
    told = progress or (lambda _done, _total, _what: None)
    pending: list[Document] = []
    cuts: dict[str, list[Cut]] = {}
    for done, path in enumerate(found):
        told(done, len(found), path.name)
        try:
            document = to_document(load(path, folder))
        except LoadError as error:
            outcome.failed.append((os.path.abspath(path), f"{path.name} {error}"))
            continue
        if settle(core, document, outcome) or _same_text_pending(document, pending, outcome):
            continue
        pending.append(document)
        cuts[document.id] = cut(document)
        if sum(map(len, cuts.values())) >= BATCH:
            store(core, pending, cuts, outcome)
            pending, cuts = [], {}
    if pending:
        store(core, pending, cuts, outcome)
    told(len(found), len(found), "")
    return outcome.report()


def store(core: "Core", documents: Sequence[Document], cuts: dict[str, list[Cut]], outcome: Outcome) -> None:
    """Embed documents together, then write them, checking again what another process may have written."""
    texts = [embedded_text(document.title, item) for document in documents for item in cuts[document.id]]
    vectors = core.embedder.embed(texts)
    batch: list[Stored] = []
    first = 0
    for document in documents:
        passages = _passages(document, cuts[document.id])
        batch.append(Stored(to_record(document), passages, vectors[first : first + len(passages)]))
        first += len(passages)
    with core.writing() as writer:
        pairs = zip(batch, documents, strict=True)
        fresh = [item for item, document in pairs if not settle(core, document, outcome, writer)]
        known = {item.record.info.id: core.rows.record(item.record.info.id) for item in fresh}
        writer.write(fresh)
    for item in fresh:
        kept = outcome.added if known[item.record.info.id] is None else outcome.replaced
        kept.append(item.record.info)


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


def _same_text_pending(document: Document, pending: Sequence[Document], outcome: Outcome) -> bool:
    twin = next((other for other in pending if other.sha256 == document.sha256), None)
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


def _passages(document: Document, cuts: Sequence[Cut]) -> tuple[StoredPassage, ...]:
    """Give the passages as they are stored, each with the statements that begin in it."""
    starts = [c.passage.start for c in cuts]
    said: list[list[Statement]] = [[] for _ in cuts]
    for statement in statements_in(document.text):
        said[bisect_right(starts, statement.spans[0][0]) - 1].append(statement)
    return tuple(
        StoredPassage(c.passage.start, c.passage.end, c.section, c.passage.text, tuple(some))
        for c, some in zip(cuts, said, strict=True)
    )
