"""An index on a Chroma server that any number of homes read and write at once, without waiting for each other.

No home may lock another out: a client that is killed, or a laptop that sleeps, would keep the lock. Instead, no write
can spoil another's. Each has an id of its own (`index/writes.py`), which stands in the revision of what it stores, so
that passages belong to one write alone. It

1. says which documents it touches;
2. stores passages, which nobody sees before a record names them;
3. stores the records, each in one step: of two writes to a document the later stays, whole;
4. deletes passages of these documents that no record names and no write under way is bringing;
5. says that it is done, and does 4 again if others touched the same documents: they spared what it was bringing.

A home that shows another state than the writes that are done make compares all records, and reads what differs. It
reads the list of writes first and the records after, so it shows at least what it says that it shows; while it reads,
a document may be replaced, so what has no passages is looked up again. After its own write a home has seen everything
if its own is all that was added to the list; else it compares.

What a killed client leaves is cleaned by whoever next sees its entry grow old, and takes the entry out first: a
client that was only asleep finds it gone when it wakes, after step 2 or 3, and writes again under another id.

Two homes that add one text under two names at one moment keep it twice: neither could know.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, RLock, Thread
from time import monotonic

from index.errors import IndexDamaged, IndexNotFound, IndexUnavailable, OnRecordError
from index.lock import UNFINISHED, new_token
from index.rows import Rows
from index.store import Header, Record, Store, Stored
from index.writes import RENEWED_EVERY, Entry, Writes, outdated, token_of

POLL = 1.0  # seconds between looks at the list of writes
ATTEMPTS = 3  # at a write that others take for a killed client's


class SharedChroma:
    """The index on one server, as one home sees it; threads may share it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._guard = RLock()
        self._store: Store | None = None
        self._polled: tuple[float, str | OnRecordError] | None = None

    @property
    def exists(self) -> bool:
        """Whether the server holds an index."""
        return Writes(self.store()).exists

    def create(self, header: Header) -> None:
        """Make an empty index; where two homes do at once, the first one's header stands."""
        self.store().create(header)
        Writes(self.store()).create()

    def state(self) -> str:
        """Tell which state the index is in; for a second it is taken to stay so, or the server to be gone."""
        with self._guard:
            if self._polled is None or monotonic() - self._polled[0] > POLL:
                state = self._looked_up()
                self._polled = monotonic(), state
            else:
                state = self._polled[1]
        if isinstance(state, OnRecordError):
            raise type(state)(str(state)) from state
        return state

    def settled(self) -> str:
        """Clean what killed clients left, and tell which state the index is in now."""
        writes = Writes(self.store())
        entries = writes.entries()
        if dead := writes.dead(entries):
            SharedChange(self.store()).clean(dead)
            entries = writes.entries()
        return token_of(entries)

    def store(self) -> Store:
        """Open the server."""
        with self._guard:
            if self._store is None:
                self._store = Store.at(self._url)
            return self._store

    @contextmanager
    def changing(self, shown: str) -> Iterator["SharedChange"]:
        """Write; `shown` is the state that the home shows."""
        change = SharedChange(self.store())
        try:
            yield change
            change.finish(shown)
        finally:
            change.stop()
            self._polled = None

    def lost(self, _missing: Iterable[str]) -> set[str]:
        """Give none of the documents that are missing on the server: another home may have taken them out."""
        return set()

    def file(self) -> Path:
        """Name no file that there is: those of a server are its own."""
        return Path(self._url)

    def mend(self, damage: IndexDamaged, _copies: Sequence[Rows]) -> None:
        """Leave a server's files to whoever keeps it."""
        raise IndexUnavailable(
            f"{damage.what} on the Chroma server. Remove the document and add it again, or empty the server and add all"
        ) from damage

    def close(self) -> None:
        """Let go of the connections."""
        with self._guard:
            if self._store is not None:
                self._store.close()
            self._store = None

    def _looked_up(self) -> str | OnRecordError:
        try:
            writes = Writes(self.store())
            entries = writes.entries()
            return ("" if not writes.dead(entries) else UNFINISHED) + token_of(entries)
        except (IndexUnavailable, IndexNotFound) as error:
            return error


class SharedChange:
    """One write: what it stores, the entry that says so, and the thread that renews the entry while it lasts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._writes = Writes(store)
        self._id = new_token()[:16]
        self._touched: set[str] = set()
        self._ended = Event()
        self._renewing: Thread | None = None
        self.token: str | None = UNFINISHED + self._id  # no state is called so

    def put(self, batch: Sequence[Stored]) -> list[Record]:
        """Store documents whole; give their records as they are then."""
        for _ in range(ATTEMPTS):
            self._touch(stored.record.info.id for stored in batch)
            marked = [replace(each, record=each.record.by(self._id)) for each in batch]
            self._store.put_passages(marked)
            if self._writes.has(self._id):
                self._store.put_records([each.record for each in marked])
                if self._writes.has(self._id):
                    self._store.clean([*self._touched], self._coming)
                    return [each.record for each in marked]
            self._id = new_token()[:16]
        raise IndexUnavailable(
            f"Another home took a write to {self._store.where} for a killed one's, {ATTEMPTS} times. "
            "See whether the server is overloaded, then try again"
        )

    def delete(self, record: Record) -> None:
        """Take a document out."""
        self._touch([record.info.id])
        self._store.delete(record.info.id, self._coming)

    def fetch(self, records: Iterable[Record]) -> Iterator[Stored]:
        """Read documents back whole."""
        return self._store.fetch(records)

    def clean(self, dead: Sequence[Entry]) -> None:
        """Delete what killed clients left; every home then looks at what they may have stored besides."""
        self._touch(name for entry in dead for name in entry.documents)
        try:
            self._writes.drop([entry.id for entry in dead])
            self._store.clean([*self._touched], self._coming)
            self._writes.put(self._id, self._touched, done=True)
        finally:
            self.stop()

    def finish(self, shown: str) -> None:
        """Say that it is done; the token is then that of the state with this write, or None if others wrote too."""
        if not self._touched:
            self.token = shown
            return
        self._writes.put(self._id, self._touched, done=True)
        entries = self._writes.entries()
        if any(entry.documents & self._touched for entry in entries if entry.id != self._id):
            self._store.clean([*self._touched], self._coming)  # who changed these meanwhile spared what was coming
        before = token_of(entry for entry in entries if entry.id != self._id)
        if old := outdated(entries, self._id):
            self._writes.drop(old)
        self.token = token_of(entry for entry in entries if entry.id not in old) if before == shown else None

    def stop(self) -> None:
        """Renew the entry no more."""
        self._ended.set()
        if self._renewing is not None:
            self._renewing.join()

    def _touch(self, documents: Iterable[str]) -> None:
        self._touched |= set(documents)
        self._writes.put(self._id, self._touched)
        if self._renewing is None:
            self._renewing = Thread(target=self._renew, daemon=True)
            self._renewing.start()

    def _renew(self) -> None:
        while not self._ended.wait(RENEWED_EVERY):
            with suppress(IndexUnavailable, IndexNotFound):  # the write itself meets that too, and says so
                self._writes.renew(self._id)

    def _coming(self) -> set[str]:
        """Give the other writes that are under way."""
        return {entry.id for entry in self._writes.entries() if not entry.done and entry.id != self._id}
