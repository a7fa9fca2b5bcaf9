"""Files on the disk: which ones a folder holds, and what stands in one, read without being led elsewhere or waiting."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import LoadError

LARGEST_FILE = 50_000_000  # bytes; a novel is about one million
_SYSTEM = tuple(map(Path, ("/dev", "/proc", "/sys")))  # what stands there are no documents, but what the system shows
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (recognised, not written to)
_NO_FILE = "is not a file that holds text. Name another"
_LEADS_OUT = "is a link that leads out of the folder, so it was not followed. Add what it leads to by its own name: {}"

Refused = Callable[[Path, str], None]  # is told of what is not read, and why


def contents(path: Path, folder: Path | None = None) -> bytes:
    """Read a file; where it was found in a folder, only if it lies there. Raises LoadError with what to do.

    What is read is what was looked at: the file is opened first, and nothing that would wait for somebody else.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # to open a device may do something
            raise LoadError(_NO_FILE)
        with open(path, "rb", buffering=0, opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise LoadError(_NO_FILE)
            _check_place(_place(path, file.fileno()), folder)
            content = _up_to(file.fileno(), LARGEST_FILE + 1)
    except OSError as error:
        raise LoadError(f"cannot be read ({error.strerror}). Check that it exists and that you may read it") from error
    if len(content) > LARGEST_FILE:
        raise LoadError(f"larger than {LARGEST_FILE // 1_000_000} MB. Split it and add the parts")
    return content


def files(folder: Path, left_out: Path, refused: Refused) -> Iterator[Path]:
    """Walk the files below a folder in order, each once, without hidden ones and one folder.

    Links are followed last, inside the folder only; `refused` is told of those that lead out, and of what cannot be
    listed.
    """
    try:
        root, elsewhere = _real(folder), _real(left_out)
    except OSError as error:
        refused(folder, _unlisted(folder, error))
        return
    if _of_system(root):
        refused(folder, f"{folder} shows what the system does and holds no documents. Name another folder")
        return
    yield from _Walk(root, elsewhere, refused).files(folder)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk through a folder, and what it has come to."""

    root: Path
    left_out: Path
    refused: Refused
    seen: set[Path] = field(default_factory=set)  # files and folders where they really lie
    links: list[Path] = field(default_factory=list)

    def files(self, folder: Path) -> Iterator[Path]:
        """Give the files of a folder, then those that links in it lead to."""
        yield from self._below(folder)
        for link in self.links:  # grows while it is walked
            try:
                target = _real(link)
            except OSError as error:
                self.refused(link, _unlisted(link, error))
                continue
            if target.is_relative_to(self.left_out):
                continue
            if not target.is_relative_to(self.root):
                self.refused(link, f"{link.name} {_LEADS_OUT.format(target)}")
            elif link.is_dir():
                yield from self._below(link)
            elif target not in self.seen:
                self.seen.add(target)
                yield link

    def _below(self, folder: Path) -> Iterator[Path]:
        for parent, folders, names in os.walk(folder, onerror=self._not_listed):
            try:
                found = self._found(Path(parent), folders, names)
            except OSError as error:  # its path is too long, or it is another thing by now
                folders.clear()
                self.refused(Path(parent), _unlisted(Path(parent), error))
                continue
            yield from found

    def _found(self, here: Path, folders: list[str], names: list[str]) -> list[Path]:
        """Give a folder's files, and leave of the folders in it those that are to be walked."""
        real = _real(here)
        if not self._is_new(real):
            folders.clear()
            return []
        shown = {name: here / name for name in sorted([*folders, *names]) if not name.startswith(".")}
        links = {name for name, path in shown.items() if path.is_symlink()}
        self.links.extend(shown[name] for name in shown if name in links)
        folders[:] = [name for name in sorted(folders) if name in shown and name not in links]
        found = [shown[name] for name in sorted(names) if name in shown and name not in links]
        self.seen.update(real / path.name for path in found)
        return found

    def _is_new(self, place: Path) -> bool:
        new = place != self.left_out and place not in self.seen
        self.seen.add(place)
        return new

    def _not_listed(self, error: OSError) -> None:
        folder = Path(str(error.filename))
        self.refused(folder, _unlisted(folder, error))


def _unlisted(folder: Path, error: OSError) -> str:
    return f"{folder} cannot be listed ({error.strerror}). Check that you may read it and that its path is short enough"


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _place(path: Path, descriptor: int) -> Path:
    """Give where an open file really lies, as the system tells it where it does."""
    try:
        return Path(os.readlink(f"/proc/self/fd/{descriptor}"))
    except OSError:
        return _real(path)


def _check_place(place: Path, folder: Path | None) -> None:
    if _of_system(place):
        raise LoadError("shows what the system does and is no document. Name another")
    if folder is not None and not place.is_relative_to(_real(folder)):
        raise LoadError(_LEADS_OUT.format(place))


def _real(path: Path) -> Path:
    """Give where a path leads, which a ring of links leaves open."""
    return Path(os.path.realpath(path))


def _of_system(place: Path) -> bool:
    return any(map(place.is_relative_to, _SYSTEM)) and not place.is_relative_to(_SHARED_MEMORY)


def _up_to(descriptor: int, most: int) -> bytes:
    """Read no more than so many bytes, however a file grows meanwhile."""
    parts: list[bytes] = []
    while most and (part := os.read(descriptor, min(most, 1 << 20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
