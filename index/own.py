"""An index in a folder of its own: Chroma embedded, one writer at a time, and a token on disk for every state.

Embedded Chroma must not be shared (`index/store.py`), so it is opened by whoever holds the home's lock, and again
after another process wrote.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index.errors import IndexDamaged, IndexNotFound
from index.healing import (
    CHROMA,
    built,
    check,
    found_again,
    is_left,
    is_stated,
    next_store,
    put_together,
    restored,
    sealed,
    swept,
)
from index.lock import STATE, STORE, UNFINISHED, State, new_token, read_state, write_state
from index.rows import Rows
from index.store import PASSAGES, Header, Record, Store, Stored


class OwnChroma:
    """The Chroma in one home; all but `exists` and `state` is for who holds the lock."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._opened: tuple[str, Store] | None = None

    @property
    def exists(self) -> bool:
        """Whether there is an index, or what is left of one."""
        return is_left(self._home)

    def create(self, header: Header) -> None:
        """Make an empty index."""
        store = Store.open(str(self._home / STORE))
        store.create(header)
        self._opened = "", store
        self._say(State(STORE, new_token()))

    def state(self) -> str:
        """Tell which state the index is in."""
        return self._state().token

    def settled(self) -> str:
        """Clean what a killed process left, and tell which state the index is in now."""
        state = self._state()
        if not state.finished:
            self.store().sweep()
            state = replace(state, token=new_token())
            self._say(state)
        return state.token

    def store(self) -> Store:
        """Open Chroma as it is now, again if another process has written. Raises IndexDamaged."""
        state = self._state()
        if self._opened is not None and self._opened[0] != state.token:
            self.close()
        if self._opened is None:
            folder = self._home / state.store
            check(folder, state.seal)
            self._opened = state.token, Store.open(str(folder))
            self._check_opened(state, folder, self._opened[1])
        return self._opened[1]

    def _check_opened(self, state: State, folder: Path, store: Store) -> None:
        """Raise IndexDamaged where this is no index, or not the one that the state is told of."""
        if store.header() is None or not store.has(PASSAGES):
            self.close()
            raise IndexDamaged(f"{folder} holds no index", folder)
        if state.finished and store.stamped() not in (None, state.token):
            self.close()
            raise IndexDamaged(f"{folder} is of another state of the index, or of another index", folder)

    @contextmanager
    def changing(self, _shown: str) -> Iterator["OwnChange"]:
        """Write; what ends in an error is undone at the next look."""
        store, state = self.store(), self._state()
        swept(self._home, state)
        token = new_token()
        yield OwnChange(store, self._home, replace(state, token=UNFINISHED + token))
        self._say(State(state.store, token))

    def lost(self, missing: Iterable[str]) -> set[str]:
        """Give those of the documents that are missing here which nobody has taken out."""
        return set(missing) - set(self._state().leaving)

    def file(self) -> Path:
        """Name the file from which texts can be read where Chroma cannot be used."""
        return self._home / self._state().store / CHROMA

    def mend(self, damage: IndexDamaged, copies: Sequence[Rows]) -> None:
        """Find the state again, or make Chroma anew of what is left, unless another was quicker."""
        if damage.where == self._home / STATE:
            if not is_stated(self._home):
                write_state(self._home, found_again(self._home))
        elif damage.where == self._home / self._state().store:
            self.close()
            restored(self._home, self._state(), copies, damage.what)

    def rebuild(self, header: Header, documents: Iterable[Stored]) -> None:
        """Make Chroma again of these documents, and put it in the old one's place."""
        fresh, token = next_store(), new_token()
        with built(self._home / fresh.store, header) as store:
            put_together(store, documents)
            store.stamp(token)
        self.close()
        self._say(State(fresh.store, token))
        swept(self._home, fresh)

    def close(self) -> None:
        """Let go of all files."""
        if self._opened is not None:
            self._opened[1].close()
        self._opened = None

    def _state(self) -> State:
        state = read_state(self._home)
        if state is not None:
            return state
        if is_left(self._home):
            raise IndexDamaged(f"{self._home / STATE} is gone", self._home / STATE)
        raise IndexNotFound(f"No index at {self._home}. Build one: onrecord add PATH")

    def _say(self, state: State) -> None:
        """Tell every process that this is the state now."""
        if self._opened is not None:
            self._opened[1].stamp(state.token)
        write_state(self._home, replace(state, seal=sealed(self._home / state.store)))
        if self._opened is not None:
            self._opened = state.token, self._opened[1]


class OwnChange:
    """One write under the lock; `token` is that of the state that it makes.

    While it is under way the state on disk says so, and what to undo if it does not end.
    """

    def __init__(self, store: Store, home: Path, state: State) -> None:
        self._store = store
        self._home = home
        self._state = state
        self._said: State | None = None
        self.token: str | None = state.token.removeprefix(UNFINISHED)
        self._say()

    def put(self, batch: Sequence[Stored]) -> list[Record]:
        """Store documents whole; give their records as they are then."""
        self._store.put(batch)
        self._say()
        return [stored.record for stored in batch]

    def delete(self, record: Record) -> None:
        """Take a document out."""
        self._say(record.info.id)
        self._store.delete(record.info.id)

    def fetch(self, records: Iterable[Record]) -> Iterator[Stored]:
        """Read documents back whole."""
        return self._store.fetch(records)

    def _say(self, *leaving: str) -> None:
        seal = sealed(self._home / self._state.store)
        self._state = replace(self._state, seal=seal, leaving=self._state.leaving + leaving)
        if self._state != self._said:
            write_state(self._home, self._state)
            self._said = self._state
