"""The list of writes on a server: by it, homes that share an index tell what changed and which writer died.

The collection `onrecord-writes` has an entry for each write under way and for the latest that are done. An entry's
id is never given again, and old entries go only when there are newer ones; so what is done never comes to be what it
was before, and homes that have seen the same entries done show the same documents.

An entry names the documents that its write touches before it touches them. While its client lives it is renewed by
the server's clock, the one clock that all share: an entry that is not, is a killed client's, and names what is to be
cleaned.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from index.store import NOWHERE, Store

WRITES = "onrecord-writes"
RENEWED_EVERY = 5.0  # seconds
DEAD_AFTER = 30.0  # seconds without being renewed, which a client that lives misses only when it or the server hangs
KEPT = 16  # entries of writes that are done


@dataclass(frozen=True, slots=True)
class Entry:
    """A write, the documents that it touches, and when it was last renewed by the server's clock, in seconds."""

    id: str
    documents: frozenset[str]
    renewed: float
    done: bool


class Writes:
    """The list on one server."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def exists(self) -> bool:
        """Whether there is such a list; it is made last of all that makes an index."""
        return self._store.has(WRITES)

    def create(self) -> None:
        """Make the list, unless another home just did."""
        self._store.make(WRITES)

    def entries(self) -> list[Entry]:
        """Read all entries. Raises IndexNotFound where there is no list."""
        with self._store.edge():
            found = self._store.collection(WRITES).get(include=["metadatas"])
            pairs = zip(found["ids"], found["metadatas"] or [], strict=True)
            return [
                Entry(
                    key,
                    frozenset(json.loads(str(metadata["documents"]))),
                    float(str(metadata["renewed"])),
                    bool(metadata["done"]),
                )
                for key, metadata in pairs
            ]

    def dead(self, entries: Iterable[Entry]) -> list[Entry]:
        """Give the entries whose clients were killed."""
        under_way = [entry for entry in entries if not entry.done]
        if not under_way:
            return []
        now = self._now()
        return [entry for entry in under_way if now - entry.renewed > DEAD_AFTER]

    def put(self, key: str, documents: Iterable[str], *, done: bool = False) -> None:
        """Say that a write touches these documents, or that it is done."""
        metadata: dict[str, str | float | bool] = {
            "documents": json.dumps(sorted(documents)),
            "renewed": self._now(),
            "done": done,
        }
        with self._store.edge():
            self._store.collection(WRITES).upsert(ids=[key], embeddings=[NOWHERE], metadatas=[metadata])

    def renew(self, key: str) -> None:
        """Say that a write is still under way; nothing happens if it was taken for dead."""
        now = self._now()
        with self._store.edge():
            self._store.collection(WRITES).update(ids=[key], metadatas=[{"renewed": now}])

    def has(self, key: str) -> bool:
        """Whether a write is still in the list."""
        with self._store.edge():
            return bool(self._store.collection(WRITES).get(ids=[key], include=[])["ids"])

    def drop(self, keys: Sequence[str]) -> None:
        """Take entries out."""
        with self._store.edge():
            self._store.collection(WRITES).delete(ids=list(keys))

    def _now(self) -> float:
        with self._store.edge():
            return self._store.clock()


def outdated(entries: Iterable[Entry], own: str) -> list[str]:
    """Give the ids of entries that may go, once there are many: the oldest, never one's own."""
    done = sorted((entry for entry in entries if entry.done), key=lambda entry: entry.renewed)
    return [entry.id for entry in done[:-KEPT] if entry.id != own] if len(done) > 2 * KEPT else []


def token_of(entries: Iterable[Entry]) -> str:
    """Give the name of the state that there is once the writes that are done are."""
    return sha256(" ".join(sorted(entry.id for entry in entries if entry.done)).encode()).hexdigest()[:32]
