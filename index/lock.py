"""One writer at a time, and a token on disk by which every process sees that something changed."""

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexBusy, IndexUnavailable

UNFINISHED = "writing-"  # begins the token while a write is under way, and after one that did not end
PATIENCE = 120.0  # seconds; a write holds the lock for one batch of documents, a second or two


@dataclass(frozen=True, slots=True)
class State:
    """Which folder holds Chroma, and a token that is another after every change."""

    store: str
    token: str


def new_token() -> str:
    """Give a token that no other state has."""
    return uuid.uuid4().hex


def read_state(home: Path) -> State | None:
    """Read the state; None where there is no index."""
    try:
        return State(**json.loads((home / "state.json").read_text("utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnavailable(
            f"{home / 'state.json'} cannot be read: {error}. Restore it, or delete {home}"
        ) from error


def write_state(home: Path, state: State) -> None:
    """Replace the state in one step."""
    scratch = home / f"state.{os.getpid()}.new"
    try:
        scratch.write_text(json.dumps({"store": state.store, "token": state.token}), "utf-8")
        os.replace(scratch, home / "state.json")
    except OSError as error:
        raise IndexUnavailable(
            f"{home} cannot be written to: {error.strerror}. Check that you may and that the disk has room"
        ) from error


@contextmanager
def writing(home: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the write lock; it is let go of when its process ends, however it ends.

    Raises IndexBusy if another holds it for longer than `patience` seconds.
    """
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(home / "lock", timeout=patience)
        lock.acquire()
    except Timeout:
        raise IndexBusy(
            f"Another process has been writing to {home} for {patience:.0f} s. Wait, and try again"
        ) from None
    except OSError as error:
        raise IndexUnavailable(f"{home} cannot be written to: {error.strerror}. Check that you may") from error
    try:
        yield
    finally:
        lock.release()
