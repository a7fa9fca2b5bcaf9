"""Which index is meant where none is given, or a folder; those opened here stay open."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from index import Index
from index.settings import default_path

_guard = Lock()
_opened: dict[str, Index] = {}
SEEDS = Path(__file__).parents[1] / "seeds"


def open_default(*, progress: Callable[[int, int, str], None] | None = None) -> Index:
    """Open the default index; if there is none yet, make it from the seed article.

    Until the seed article is in, a marker beside the index says so: an interrupted start is made good at the
    next one, and a seed that was removed does not come back.
    """
    marker = Path(default_path(), "seeding")
    if Index.exists() and not marker.exists():
        return Index.open()
    with suppress(OSError):  # where nothing can be written, the index says what to do
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.touch()
    index = Index.open()
    index.add(str(SEEDS), progress=progress)
    marker.unlink(missing_ok=True)
    return index


def opened(index: Index | str | None) -> Index:
    """Give the index that is meant; those opened here by their folder stay open for the next question."""
    if isinstance(index, Index):
        return index
    path = default_path() if index is None else index
    with _guard:
        kept = _opened.get(path)
        if kept is None or not Index.exists(path):
            kept = open_default() if index is None else Index.open(index, create=False)
            _opened[path] = kept
        return kept
