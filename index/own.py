"""An index in a folder of its own: Chroma embedded, one writer at a time, and a token on disk for every state.

Embedded Chroma must not be shared (`index/store.py`), so it is opened by whoever holds the home's lock, and again
after another process wrote.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexNotFound, IndexUnavailable
from index.lock import UNFINISHED, State, new_token, read_state, write_state
from index.store import Header, Record, Store, Stored


class OwnChroma:
    """The Chroma in one home; all but `exists` and `state` is for who holds the lock."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._opened: tuple[str, Store] | None = None

    @property
    def exists(self) -> bool:
        """Whether there is an index."""
        return read_state(self._home) is not None

    def create(self, header: Header) -> None:
        """Make an empty index."""
        state = State("chroma", new_token())
        self._store_of(state).create(header)
        self._say(state)

    def state(self) -> str:
        """Tell which state the index is in."""
        return self._state().token

    def settled(self) -> str:
        """Clean what a killed process left, and tell which state the index is in now."""
        state = self._state()
        if state.token.startswith(UNFINISHED):
            self.store().sweep()
            state = State(state.store, new_token())
            self._say(state)
        return state.token

    def store(self) -> Store:
        """Open Chroma as it is now. Raises IndexUnavailable if its files are gone."""
        state = self._state()
        if not (self._home / state.store / "chroma.sqlite3").exists():
            raise IndexUnavailable(
                f"{self._home / state.store} is gone or empty: put it back, or delete {self._home} and add "
                "the documents again"
            )
        return self._store_of(state)

    @contextmanager
    def changing(self, shown: str) -> Iterator["OwnChange"]:
        """Write; what ends in an error is undone at the next look."""
        store, folder = self.store(), self._state().store
        token = new_token()
        write_state(self._home, State(folder, UNFINISHED + token))
        yield OwnChange(store, token)
        self._say(State(folder, token))

    def close(self) -> None:
        """Let go of all files."""
        if self._opened is not None:
            self._opened[1].close()
        self._opened = None

    def _state(self) -> State:
        state = read_state(self._home)
        if state is None:
            raise IndexNotFound(f"No index at {self._home}. Build one: onrecord add PATH")
        return state

    def _say(self, state: State) -> None:
        """Tell every process that this is the state now."""
        write_state(self._home, state)
        if self._opened is not None:
            self._opened = state.token, self._opened[1]

    def _store_of(self, state: State) -> Store:
        """Open Chroma, made if it is not there, and again if another process has written."""
        if self._opened is not None and self._opened[0] != state.token:
            self.close()
        if self._opened is None:
            self._opened = state.token, Store.open(str(self._home / state.store))
        return self._opened[1]


class OwnChange:
    """One write under the lock; `token` is that of the state that it makes."""

    def __init__(self, store: Store, token: str) -> None:
        self._store = store
        self.token: str | None = token

    def put(self, batch: Sequence[Stored]) -> list[Record]:
        """Store documents whole; give their records as they are then."""
        self._store.put(batch)
        return [stored.record for stored in batch]

    def delete(self, record: Record) -> None:
        """Take a document out."""
        self._store.delete(record.info.id)

    def fetch(self, records: Iterable[Record]) -> Iterator[Stored]:
        """Read documents back whole."""
        return self._store.fetch(records)
