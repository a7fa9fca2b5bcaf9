"""What every open `Index` on one place shares: the snapshot it reads, and the way to write.

Reading: a question looks at one state of the snapshot, which says which state of Chroma it shows. If that is not the
present one (another process died while writing, or the snapshot was deleted), it is brought up to date from Chroma
first; while somebody is writing, or where nothing can be written, the state before is what is read.

What is found to be damaged is mended, and what was being done is done again (`Core.steadily`).
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Protocol, TypeVar

from index.embed import DEFAULT_EMBEDDER, Embedder, load_embedder
from index.errors import EmbedderMismatch, FormatMismatch, IndexBusy, IndexDamaged, IndexNotFound, IndexUnavailable
from index.healing import ASIDE, SNAPSHOT, Remains, is_sound, set_aside, tell_lost
from index.lock import PATIENCE, STORE, UNFINISHED, is_store, log, writing
from index.own import OwnChroma
from index.records import Document, DocumentInfo
from index.rows import Rows
from index.shared import SharedChroma
from index.snapshot import Replaced, Snapshot, discard, remaining
from index.store import FORMAT, Header, Record, Store, Stored

T = TypeVar("T")
Progress = Callable[[int, int, str], None]

_MANY = 200  # documents that take seconds to be read back from Chroma


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index lives: a folder of its own, and the Chroma server that holds it if one does."""

    home: Path
    url: str | None

    @classmethod
    def of(cls, path: str, url: str | None) -> "Place":
        """Find the place; beside a server, the folder holds only the snapshot of that server."""
        home = Path(os.path.abspath(os.path.expanduser(path)))
        return cls(home if url is None else home / f"server-{sha256(url.encode()).hexdigest()[:12]}", url)

    def __str__(self) -> str:
        return self.url or str(self.home)


class Change(Protocol):
    """One write: to Chroma, and the token of the state that it makes; None if others wrote at the same time."""

    token: str | None

    def put(self, batch: Sequence[Stored]) -> list[Record]:
        """Store documents whole; give their records as they are then."""

    def delete(self, record: Record) -> None:
        """Take a document out."""

    def fetch(self, records: Iterable[Record]) -> Iterator[Stored]:
        """Read documents back whole."""


class Chroma(Protocol):
    """Where an index is kept, and how one tells which state it is in; but for `exists` and `state`, under the lock."""

    @property
    def exists(self) -> bool:
        """Whether there is an index."""

    def create(self, header: Header) -> None:
        """Make an empty index."""

    def state(self) -> str:
        """Tell which state the index is in."""

    def settled(self) -> str:
        """Clean what killed writers left, and tell which state the index is in now."""

    def store(self) -> Store:
        """Open Chroma as it is now."""

    def changing(self, shown: str) -> AbstractContextManager[Change]:
        """Write, where the snapshot shows this state."""

    def lost(self, missing: Iterable[str]) -> set[str]:
        """Give those of the documents that are missing here which nobody has taken out."""

    def file(self) -> Path:
        """Name the file from which texts can be read where Chroma cannot be used."""

    def mend(self, damage: IndexDamaged, copies: Sequence[Rows]) -> None:
        """Make good a damage to it, unless another was quicker."""

    def close(self) -> None:
        """Let go of it."""


class Writer:
    """The only way to change an index; handed out by `Core.writing` while the lock is held."""

    def __init__(self, snapshot: Snapshot, header: Header, change: Change) -> None:
        self._snapshot = snapshot
        self._header = header
        self._change = change

    def write(self, batch: Sequence[Stored]) -> None:
        """Store documents and show them, as they are read back."""
        if batch:
            self._show((), self._change.put(batch))

    def delete(self, record: Record) -> None:
        """Take a document out."""
        self._change.delete(record)
        self._show((record.info.id,), ())

    def _show(self, gone: Sequence[str], changed: Sequence[Record]) -> None:
        self._snapshot.show(self._header, self._change.token or "", gone, self._change.fetch(changed))


class Core:
    """One place's snapshot and, once something is written, its Chroma; threads may share it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._guard = RLock()
        self._chroma: Chroma = OwnChroma(place.home) if place.url is None else SharedChroma(place.url)
        self._snapshot: Snapshot | None = None

    @property
    def exists(self) -> bool:
        """Whether there is an index here."""
        with self._guard:
            exists = self._chroma.exists
            if not exists and self.place.url is not None and (held := self._held()):
                raise IndexUnavailable(
                    f"The Chroma server at {self.place.url} has no index any more; {self.place.home} holds a copy of "
                    f"its {held} documents. Restore the server's data; or move that folder away to begin anew"
                )
            return exists

    def _held(self) -> int:
        """Count the documents that the copy shows."""
        path = self.place.home / SNAPSHOT
        if not path.exists():
            return 0
        with remaining([path]) as copies, suppress(IndexUnavailable):
            return sum(len(copy.records()) for copy in copies)
        return 0

    def create(self, embedder: str | None) -> None:
        """Make an empty index, unless another process just did."""
        home = self.place.home
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnavailable(f"{home} cannot be made: {error.strerror}. Choose another folder") from error
        with self._guard, writing(home):
            if not self.exists:
                self._chroma.create(Header(FORMAT, embedder or DEFAULT_EMBEDDER))

    def check(self, embedder: str | None) -> None:
        """Refuse an index of another format, or of another embedder than the one asked for."""
        header = self.header
        if header.format != FORMAT:
            raise FormatMismatch(
                f"The index at {self.place} has format {header.format}, this version reads {FORMAT}. {self._anew()}"
            )
        if embedder is not None and embedder != header.embedder:
            raise EmbedderMismatch(
                f"The index at {self.place} was built with the embedder {header.embedder!r}, not {embedder!r}. "
                f"{self._anew(f' --embedder {embedder}')}"
            )

    def _anew(self, options: str = "") -> str:
        """Say how the index is built anew."""
        if self.place.url is None:
            return f"Rebuild it: onrecord reindex{options}"
        return "It is shared: empty that server, then add the documents again"

    @property
    def rows(self) -> Rows:
        """The tables as they were last brought up to date, for those who write."""
        return (self._snapshot or self.refresh()).rows

    @property
    def header(self) -> Header:
        """The format and embedder of the index."""
        return self.steadily(self._header)

    def _header(self) -> Header:
        header = self._refreshed().rows.header
        if header is None:
            raise IndexUnavailable(f"The index at {self.place} is not complete. {self._anew()}")
        return header

    @property
    def embedder(self) -> Embedder:
        """The embedder that the index was built with; its model is loaded at first use."""
        return load_embedder(self.header.embedder)

    def steadily(self, work: Callable[[], T]) -> T:
        """Do something; where that meets damage, mend it and do it again: Chroma, the copy, the state, each once."""
        mended: set[str] = set()
        while True:
            try:
                return work()
            except IndexDamaged as damage:
                part = STORE if is_store(damage.where.name) else damage.where.name
                if part in mended:
                    raise
                mended.add(part)
                self.mend(damage)

    def mend(self, damage: IndexDamaged) -> None:
        """Make good a damage, unless another was quicker."""
        home = self.place.home
        with self._guard, writing(home):
            if damage.where == home / SNAPSHOT:
                self._drop_snapshot()
                set_aside(home, damage.inode)
                return
            with remaining([home / SNAPSHOT, home / ASIDE]) as copies:
                self._chroma.mend(damage, copies)

    def mended(self, damage: IndexDamaged) -> Rows:
        """Make good a damage, and give the state as it is then."""
        self.mend(damage)
        return self.pinned()

    def pinned(self) -> Rows:
        """Give the present state to look at, to be closed: later writes, by whomever, do not change it.

        While somebody writes it is the state before.
        """
        return self.steadily(self._pinned)

    def _pinned(self) -> Rows:
        while True:
            state = self._chroma.state()
            rows = self._shown()
            if rows is not None and rows.token == state:
                return rows
            if not self._guard.acquire(blocking=rows is None) and rows is not None:
                return rows  # another thread writes, or is bringing the snapshot up to date
            try:
                if rows is not None:
                    rows.close()
                with suppress(Replaced):
                    return self._refreshed().pinned()
            finally:
                self._guard.release()

    def _shown(self) -> Rows | None:
        """Give the state that the snapshot shows, if it shows any."""
        snapshot = self._snapshot
        if snapshot is None:
            return None
        with suppress(Replaced):
            rows = snapshot.pinned()
            if rows.token:
                return rows
            rows.close()
        return None

    def refresh(self) -> Snapshot:
        """Bring the snapshot up to date if it can be done now, and give it."""
        return self.steadily(self._refreshed)

    def _refreshed(self) -> Snapshot:
        with self._guard:
            state = self._chroma.state()
            path = self.place.home / SNAPSHOT
            if self._snapshot is not None and self._snapshot.replaced:
                self._drop_snapshot()
            if self._snapshot is None and path.exists():
                self._snapshot = Snapshot(path)
            shown = "" if self._snapshot is None else self._snapshot.rows.token
            if self._snapshot is not None and shown == state:
                return self._snapshot
            try:
                with writing(self.place.home, 0.0 if shown else PATIENCE):
                    return self._catch_up()
            except (IndexBusy, IndexUnavailable) as error:
                if self._snapshot is None or not shown or getattr(error, "where", None) == path:
                    raise
                return self._snapshot

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Hold the lock with an up-to-date snapshot; what ends in an error is undone at the next look."""
        with self._guard, writing(self.place.home):
            snapshot = self._catch_up()
            shown = snapshot.rows.token
            with self._chroma.changing(shown) as change:
                yield Writer(snapshot, self._header(), change)
            if change.token is None:
                self._catch_up()
            elif snapshot.rows.token not in (shown, change.token):
                snapshot.show(self._header(), change.token, (), ())

    def rebuild(self, embedder: str, made: Callable[[Document], Stored], told: Progress) -> list[DocumentInfo]:
        """Make Chroma again beside the old one, from the documents' texts, and put it in its place once it is whole."""
        if not isinstance(self._chroma, OwnChroma):
            raise IndexUnavailable(
                f"The index on {self.place} is shared. Empty that server and add the documents again"
            )
        with self._guard, writing(self.place.home):
            rows = self._catch_up().rows
            records = list(rows.records().values())
            done: list[DocumentInfo] = []

            def again() -> Iterator[Stored]:
                for record in records:
                    told(len(done), len(records), record.info.title)
                    stored = made(Document.of(record.info, rows.text(record.info.id) or ""))
                    done.append(stored.record.info)
                    yield stored

            self._chroma.rebuild(Header(FORMAT, embedder), again())
            told(len(records), len(records), "")
            self._drop_snapshot()
            discard(self.place.home / SNAPSHOT)
            self._catch_up()
            return done

    def remove(self, document_id: str) -> bool:
        """Take a document out; False if it is not there."""
        with self._guard:
            if self.refresh().rows.record(document_id) is None:
                return False
            return self.steadily(lambda: self._removed(document_id))

    def _removed(self, document_id: str) -> bool:
        with self.writing() as writer:
            record = self.rows.record(document_id)
            if record is None:
                return False
            writer.delete(record)
        return True

    def close(self) -> None:
        """Let go of all files."""
        with self._guard:
            self._drop_snapshot()
            self._chroma.close()

    def _drop_snapshot(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def _catch_up(self) -> Snapshot:
        """With the lock held: make the snapshot show what Chroma holds now, and Chroma hold what it has lost."""
        path = self.place.home / SNAPSHOT
        if self._snapshot is None or self._snapshot.replaced:
            self._snapshot = Snapshot(path)
        unfinished = self._chroma.state().startswith(UNFINISHED)
        state = self._chroma.settled()
        if self._snapshot.rows.token == state:
            return self._snapshot
        header = self._chroma.store().header()
        if header is None:
            raise IndexNotFound(f"No index at {self.place}. Build one: onrecord add PATH")
        if self._snapshot.rows.header not in (None, header):  # of another embedder
            self._drop_snapshot()
            discard(path)
            self._snapshot = Snapshot(path)
        with remaining([self.place.home / ASIDE]) as damaged:
            remains = Remains(self._chroma.file(), [self._snapshot.rows, *damaged], header)
            lost = self._reconcile(self._snapshot, state, header, remains, unfinished=unfinished)
        for record in lost:
            tell_lost(record)
        if not lost:
            discard(self.place.home / ASIDE)
        return self._snapshot

    def _reconcile(
        self, snapshot: Snapshot, state: str, header: Header, remains: Remains, *, unfinished: bool
    ) -> list[Record]:
        """Bring both to one state; give the documents that are whole in neither.

        What only the copy has is put back into a Chroma that was broken off; from one that is finished it was taken
        out, and the copy is an older one.
        """
        store, lost = self._chroma.store(), list[Record]()
        shown = snapshot.rows.records()
        present = {key: record for key, record in store.records().items() if is_sound(record) or key not in shown}
        missing = [key for key in shown if key not in present]
        kept = self._chroma.lost(missing) if unfinished else set[str]()
        changed = [record for key, record in present.items() if shown.get(key) != record]
        if len(changed) >= _MANY:
            log.warning("Reading %d documents from Chroma to answer questions from; this is done once", len(changed))
        with self._chroma.changing(state) as change:

            def put_back(record: Record) -> Iterator[Stored]:
                stored = remains.stored(record)
                if stored is None:
                    lost.append(record)
                    return
                yield from change.fetch(change.put([stored]))

            def whole() -> Iterator[Stored]:
                for key in kept:
                    yield from put_back(shown[key])
                for record in changed:
                    try:
                        yield from store.fetch([record])
                    except IndexDamaged:
                        yield from put_back(record)

            snapshot.show(header, change.token or "", [key for key in missing if key not in kept], whole())
        if change.token is not None and snapshot.rows.token != change.token:
            snapshot.show(header, change.token, (), ())
        return lost
