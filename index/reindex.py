"""Build an index anew from its own texts: for another embedder, or after a change of format."""

from collections.abc import Callable

from index.core import Core, Place
from index.embed import DEFAULT_EMBEDDER, load_embedder
from index.errors import IndexNotFound
from index.ingest import to_stored
from index.records import Document, DocumentInfo
from index.settings import default_path, settings
from index.store import Stored


def reindex(
    path: str | None = None,
    *,
    embedder: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[DocumentInfo, ...]:
    """Build the index again beside the old one and put it in its place when it is whole; give its documents.

    What is damaged is mended first. Raises IndexNotFound, IndexUnavailable; until the last step the old index stays
    as it was.
    """
    place = Place.of(path or default_path(), settings().chroma_url)
    name = embedder or DEFAULT_EMBEDDER

    def made(document: Document) -> Stored:
        return to_stored(document, load_embedder(name))

    core = Core(place)
    try:
        if not core.exists:
            raise IndexNotFound(f"No index at {place}. Build one: onrecord add PATH")
        told = progress or (lambda _done, _total, _what: None)
        return tuple(core.steadily(lambda: core.rebuild(name, made, told)))
    finally:
        core.close()
