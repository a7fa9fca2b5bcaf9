"""What is done about damage: what is left whole is found, and put where it is missing.

An index is in two places, Chroma and the copy that questions are answered from, and `state.json` says which state
they are of. Any of the three can be made again from the others:

- the copy from Chroma, which is what `Core` does whenever the copy is behind; what was a copy is first set aside;
- Chroma from the copy and from what can still be read of Chroma's own file, in a folder of its own;
- the state from the folders that are there.

A document is whole where its text has the sha256 under which it was stored; its passages, vectors and statements are
found again from its text where they are not. Nothing that is damaged is deleted before what was left of it is safe,
and what Chroma had is kept beside the index for whoever wants to look.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from hashlib import file_digest, sha256
from pathlib import Path

from index.embed import DEFAULT_EMBEDDER, load_embedder
from index.errors import IndexDamaged, IndexUnavailable
from index.ingest import fingerprint, to_stored
from index.lock import STATE, STORE, UNFINISHED, State, is_store, log, new_token, read_state, sync_folder, write_state
from index.records import Document
from index.rows import Rows
from index.salvage import Salvage, is_readable, salvaged
from index.store import Header, Record, Store, Stored, check_room

CHROMA = "chroma.sqlite3"
SNAPSHOT = "snapshot.sqlite3"
ASIDE = "snapshot.damaged.sqlite3"
_SQLITE = b"SQLite format 3\0"
_LIST = "index_metadata.pickle"
_SCRATCH = re.compile(r"state\.\d+\.new")
_TOGETHER = 1000  # passages that are written to Chroma in one go


class Remains:
    """What is left of an index: copies of it, damaged ones among them, and what can be read of Chroma's file."""

    def __init__(self, file: Path, copies: Sequence[Rows], header: Header | None = None, token: str = "") -> None:
        """`token` is that of the last finished state: a copy that shows it tells of all documents, and of no other."""
        self._file = file
        self._copies = copies
        self._header = header
        self._token = token

    @cached_property
    def _left(self) -> Salvage:
        return salvaged(self._file)

    @cached_property
    def header(self) -> Header | None:
        """What the index was made by; None where nothing says so any more."""
        if self._header is not None:
            return self._header
        for copy in self._copies:
            with suppress(IndexUnavailable):
                if copy.header is not None:
                    return copy.header
        return self._left.header

    def records(self) -> dict[str, Record]:
        """Every document that is told of anywhere; but for a copy of the last state, Chroma's word counts most."""
        found: dict[str, Record] = {}
        for copy in self._copies:
            with suppress(IndexUnavailable):
                if self._token and copy.token == self._token:
                    return copy.records()
                found = copy.records() | found
        return found | {key: each for key, each in self._left.records.items() if is_sound(each) or key not in found}

    def stored(self, record: Record) -> Stored | None:
        """Give a document whole, from a copy or found anew from its text; None where its text is nowhere whole."""
        for copy in self._copies:
            with suppress(IndexUnavailable):
                stored = copy.stored(record.info.id) if copy.header == self.header else None
                if stored is not None and stored.record == record:
                    return stored
        for text in self._texts(record):
            if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == record.info.sha256:
                document = Document.of(record.info, text)
                embedder = load_embedder(self.header.embedder if self.header else DEFAULT_EMBEDDER)
                return replace(to_stored(document, embedder), record=record)
        return None

    def _texts(self, record: Record) -> Iterator[str]:
        document = self._left.documents.get(record.info.id)
        if document is not None:
            yield document.text
        for copy in self._copies:
            with suppress(IndexUnavailable):
                yield copy.text(record.info.id) or ""


def is_sound(record: Record) -> bool:
    """Whether a record is what was stored: its revision is derived from the rest of it."""
    return fingerprint(record.info) == record.fingerprint


def is_left(home: Path) -> bool:
    """Whether there is anything of an index in a folder."""
    return any((home / name).exists() for name in (STATE, SNAPSHOT, ASIDE)) or any(
        salvaged(folder / CHROMA).header for folder in _stores(home)
    )


def is_stated(home: Path) -> bool:
    """Whether a folder's state can be read."""
    with suppress(IndexDamaged):
        return read_state(home) is not None
    return False


def found_again(home: Path) -> State:
    """Give the state where its file is gone or says nothing; the caller holds the lock.

    Of several folders the fullest is Chroma's, the others were left by a reindex that did not end.
    """
    fullest = max(_stores(home), key=lambda folder: len(salvaged(folder / CHROMA).documents), default=home / STORE)
    return State(fullest.name, UNFINISHED + new_token())


def check(folder: Path, seal: str) -> None:
    """Raise IndexDamaged where Chroma cannot be trusted with a folder: damaged vector files end the whole process."""
    file = folder / CHROMA
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(_SQLITE))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise IndexDamaged(f"{file} is gone", folder) from None
    if begins != _SQLITE:
        raise IndexDamaged(f"{file} is {'no database' if begins else 'empty'}", folder)
    if not is_readable(file):
        raise IndexDamaged(f"{file} cannot be read", folder)
    if seal and seal != sealed(folder):
        raise IndexDamaged(f"The vector files in {folder} are not as they were left", folder)


def sealed(folder: Path) -> str:
    """Give a digest of Chroma's vector files, which change once in a thousand records.

    Until then a folder of them lacks the list of its records, and Chroma makes it anew each time.
    """
    digest = sha256()
    written = [listed.parent for listed in folder.glob(f"*/{_LIST}")]
    for file in sorted(each for part in written for each in part.iterdir()):
        stat = file.stat()
        content = _digest(file, (stat.st_ino, stat.st_size, stat.st_mtime_ns))
        digest.update(f"{file.relative_to(folder)} {content}\n".encode())
    return digest.hexdigest()


@lru_cache(maxsize=256)
def _digest(file: Path, _stat: tuple[int, int, int]) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def restored(home: Path, state: State, copies: Sequence[Rows], why: str) -> None:
    """Make Chroma anew in a folder of its own, of all that is whole anywhere; the caller holds the lock.

    Raises IndexUnavailable if nothing can be read; then everything stays as it is.
    """
    old = home / state.store
    remains = Remains(old / CHROMA, copies, token=state.token)
    if remains.header is None:
        other = found_again(home)
        if other.store != state.store and salvaged(home / other.store / CHROMA).header is not None:
            write_state(home, other)
            log.warning("%s; %s is whole and is used instead", why, home / other.store)
            return
        check_room(str(old))
        raise IndexUnavailable(
            f"{why}, and nothing else of the index can be read. Put {old} back from a backup, or move {home} away and "
            "add the documents again"
        )
    wanted = [record for name, record in remains.records().items() if name not in state.leaving]
    lost: list[Record] = []
    fresh = next_store()
    with built(home / fresh.store, remains.header) as store:
        put_together(store, _whole(wanted, remains, lost))
    write_state(home, replace(fresh, seal=sealed(home / fresh.store)))
    aside = home / f"damaged-{datetime.now(UTC):%Y-%m-%d}-{fresh.store.removeprefix(STORE + '-')}"
    with suppress(OSError):  # where it is gone, there is nothing to keep
        old.rename(aside)
        sync_folder(home)
    kept = f"; what was damaged is kept in {aside}" if aside.exists() else ""
    log.warning("%s. Restored from what is left: documents %d%s", why, len(wanted) - len(lost), kept)
    for record in lost:
        tell_lost(record)


def tell_lost(record: Record) -> None:
    """Tell of a document whose text is whole nowhere."""
    log.warning("%s is damaged and is left out. Add it again: onrecord add PATH", record.info.uri)


def next_store() -> State:
    """Name a new folder for Chroma, not yet finished."""
    token = new_token()
    return State(f"{STORE}-{token[:8]}", UNFINISHED + token)


@contextmanager
def built(folder: Path, header: Header) -> Iterator[Store]:
    """Make a new Chroma; one that is not finished is taken away."""
    with ExitStack() as undone:
        undone.callback(shutil.rmtree, folder, ignore_errors=True)
        with closing(Store.open(str(folder))) as store:
            store.create(header)
            yield store
        undone.pop_all()


def put_together(store: Store, documents: Iterable[Stored]) -> None:
    """Write documents, a thousand passages at a time."""
    batch: list[Stored] = []
    for stored in documents:
        batch.append(stored)
        if sum(len(each.passages) for each in batch) >= _TOGETHER:
            store.put(batch)
            batch = []
    if batch:
        store.put(batch)


def set_aside(home: Path, inode: int | None) -> None:
    """Take the copy out of use, if it still is that file; it stays as a source until the next one is whole.

    The caller holds the lock.
    """
    try:
        if inode is not None and (home / SNAPSHOT).stat().st_ino != inode:
            return
        (home / f"{SNAPSHOT}-shm").unlink(missing_ok=True)
        for suffix in ("-wal", ""):
            old = home / f"{SNAPSHOT}{suffix}"
            if old.exists():
                old.replace(home / f"{ASIDE}{suffix}")
            else:
                (home / f"{ASIDE}{suffix}").unlink(missing_ok=True)
        log.warning("%s was damaged and is made anew", home / SNAPSHOT)
    except FileNotFoundError:
        return
    except OSError as error:
        raise IndexUnavailable(
            f"{home / SNAPSHOT} is damaged and cannot be made anew: {error.strerror}. Check that you may write there"
        ) from error


def swept(home: Path, state: State) -> None:
    """Delete what writes and reindexes that did not end have left; the caller holds the lock."""
    for folder in _stores(home):
        if folder.name != state.store:
            shutil.rmtree(folder, ignore_errors=True)
    for file in home.glob("state.*.new"):
        if _SCRATCH.fullmatch(file.name):
            file.unlink(missing_ok=True)


def _stores(home: Path) -> list[Path]:
    """Folders that hold a Chroma, or held one."""
    with suppress(OSError):
        return sorted(each for each in home.iterdir() if is_store(each.name) and each.is_dir())
    return []


def _whole(wanted: Iterable[Record], remains: Remains, lost: list[Record]) -> Iterator[Stored]:
    for record in wanted:
        stored = remains.stored(record)
        if stored is None:
            lost.append(record)
        else:
            yield stored
