"""One writer at a time, and a token on disk by which every process sees that something changed."""

import json
import logging
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import IndexBusy, IndexDamaged, IndexUnavailable

PATIENCE = 120.0  # seconds; a write holds the lock for one batch of documents, a second or two
SILENCE = 1.0  # seconds of waiting before it is told
UNFINISHED = "writing-"  # begins the token while a write is under way, and after one that did not end
STORE = "chroma"
STATE = "state.json"
_STORE = re.compile(rf"{STORE}(?:-[0-9a-f]+)?")

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class State:
    """Which folder holds Chroma, and a token that is another after every change.

    `seal` is a digest of Chroma's vector files as the last write left them, empty where none is known; `leaving` are
    the ids of the documents that the write under way takes out.
    """

    store: str
    token: str
    seal: str = ""
    leaving: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether the last write ended."""
        return not self.token.startswith(UNFINISHED)


def new_token() -> str:
    """Give a token that no other state has."""
    return uuid.uuid4().hex


def is_store(name: str) -> bool:
    """Whether a folder of this name holds Chroma."""
    return _STORE.fullmatch(name) is not None


def read_state(home: Path) -> State | None:
    """Read the state; None where there is none. Raises IndexDamaged where it says nothing."""
    file = home / STATE
    try:
        found = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, RecursionError, IsADirectoryError) as error:
        raise IndexDamaged(f"{file} is damaged: {error}", file) from error
    except OSError as error:
        raise IndexUnavailable(f"{file} cannot be read: {error.strerror}. Check that you may") from error
    match found:
        case {"store": str(store), "token": str(token)} if is_store(store) and token:
            seal, leaving = found.get("seal"), found.get("leaving")
            return State(store, token, str(seal or ""), tuple(map(str, leaving)) if isinstance(leaving, list) else ())
    raise IndexDamaged(f"{file} is damaged: it names no folder of Chroma", file)


def write_state(home: Path, state: State) -> None:
    """Replace the state in one step, which lasts from then on, whatever happens to the machine."""
    scratch = home / f"state.{os.getpid()}.new"
    try:
        with scratch.open("w", encoding="utf-8") as file:
            json.dump(asdict(state), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, home / STATE)
        sync_folder(home)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise IndexUnavailable(
            f"{home} cannot be written to: {error.strerror}. Check that you may and that the disk has room"
        ) from error


def sync_folder(folder: Path) -> None:
    """Have the names of a folder's files written to the disk."""
    with suppress(PermissionError):  # Windows opens no folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def writing(home: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the write lock; it is let go of when its process ends, however it ends. Who waits is told so.

    Raises IndexBusy if another holds it for longer than `patience` seconds.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(home / "lock")
    try:
        try:
            lock.acquire(timeout=min(patience, SILENCE))
        except Timeout:
            if patience <= SILENCE:
                raise
            log.warning("Waiting for another process that is writing to %s ...", home)
            lock.acquire(timeout=patience - SILENCE)
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
