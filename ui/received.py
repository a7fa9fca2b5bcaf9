"""Files that browsers sent and that are not indexed yet.

Each lies in a folder of ours, under the name that it had, and is known by a token that only its sender is told. What
a browser asks to be indexed it names by these tokens, so that no path and no address of a file is ever taken from it.
"""

import asyncio
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from threading import Lock
from unicodedata import category

from ui.errors import UploadError

LARGEST_UPLOAD = 200_000_000  # bytes of a file; above what the loaders take, which say so of each
MOST_WAITING = 2_000_000_000  # bytes of all files that are not indexed yet
HOUR = 3600.0  # seconds; what was sent and not indexed is not kept longer
_LONGEST_NAME = 200  # bytes; file systems take 255
_NOT_IN_NAMES = {"Cc", "Cs"}  # control characters, and halves of what no encoding allows


@dataclass(slots=True)
class _File:
    visitor: str
    path: Path
    size: int = 0  # bytes that have come


class Received:
    """What was sent and waits to be indexed, in a folder that nothing else uses; what waits too long is deleted."""

    def __init__(self, folder: Path, *, seconds: float = HOUR) -> None:
        self._folder = folder
        self._seconds = seconds
        self._files: dict[str, _File] = {}
        self._size = 0  # bytes of all, also of what is still being sent
        self._counting = Lock()  # files come on the server's thread and go on those of events

    async def take(self, visitor: str, name: str, content: AsyncIterator[bytes]) -> str:
        """Keep a file that a visitor sends, and give its token. Raises UploadError; then nothing is kept."""
        token = secrets.token_urlsafe(16)
        file = _File(visitor, self._folder / token / safe_name(name))
        try:
            await self._write(file, content)
            self._files[token] = file
        except OSError as error:
            raise UploadError(f"cannot be kept here ({error.strerror}). Make room on the server") from error
        finally:
            if token not in self._files:  # refused, or the browser left while it sent
                self._delete(file)
        asyncio.get_running_loop().call_later(self._seconds, self._forget, token)
        return token

    async def _write(self, file: _File, content: AsyncIterator[bytes]) -> None:
        file.path.parent.mkdir(mode=0o700)
        with file.path.open("xb") as written:
            async for chunk in content:
                file.size += len(chunk)
                with self._counting:
                    self._size += len(chunk)
                if file.size > LARGEST_UPLOAD:
                    raise UploadError(f"larger than {LARGEST_UPLOAD // 1_000_000} MB. Split it and add the parts")
                if self._size > MOST_WAITING:
                    raise UploadError("too many files wait to be added. Add this one later")
                written.write(chunk)

    def taken_by(self, visitor: str, tokens: Sequence[str]) -> list[str]:
        """Give those of the tokens that stand for files which this visitor sent."""
        return [token for token in tokens if self._is_of(visitor, token)]

    def handed_over(self, visitor: str, tokens: Sequence[str]) -> Iterator[Path]:
        """Give the files that this visitor sent in turn; each is deleted when the next is asked for, and then gone."""
        for token in self.taken_by(visitor, tokens):
            file = self._files.pop(token, None)
            if file is None:  # given in another call meanwhile
                continue
            try:
                yield file.path
            finally:
                self._delete(file)

    def _is_of(self, visitor: str, token: str) -> bool:
        file = self._files.get(token)
        return file is not None and file.visitor == visitor

    def _forget(self, token: str) -> None:
        file = self._files.pop(token, None)
        if file is not None:
            self._delete(file)

    def _delete(self, file: _File) -> None:
        shutil.rmtree(file.path.parent, ignore_errors=True)
        with self._counting:
            self._size -= file.size


def safe_name(name: str) -> str:
    """Give the last part of a file's name as every file system takes it; its ending, which says what it is, stays."""
    last = re.split(r"[/\\]", name)[-1]
    kept = PurePath("".join(letter for letter in last if category(letter) not in _NOT_IN_NAMES))
    if kept.name in ("", ".."):
        return "file"
    ending = _first_bytes(kept.suffix, _LONGEST_NAME // 2)
    return _first_bytes(kept.stem, _LONGEST_NAME - len(ending.encode())) + ending


def _first_bytes(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore")
