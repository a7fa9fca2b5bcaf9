"""Build an index anew from its own texts: for another embedder, or after a change of format."""

import shutil
from collections.abc import Callable, Iterator

from index.core import Place
from index.embed import DEFAULT_EMBEDDER, load_embedder
from index.errors import IndexNotFound, IndexUnavailable
from index.ingest import to_stored
from index.lock import State, new_token, read_state, write_state, writing
from index.records import Document, DocumentInfo
from index.settings import default_path, settings
from index.snapshot import discard
from index.store import FORMAT, Header, Store


def reindex(
    path: str | None = None,
    *,
    embedder: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[DocumentInfo, ...]:
    """Build the index again beside the old one and put it in its place when it is whole; give its documents.

    Raises IndexNotFound, IndexUnavailable; until the last step the old index stays as it was.
    """
    place = Place.of(path or default_path(), settings().chroma_url)
    if place.url is not None:
        raise IndexUnavailable(f"The index on {place.url} is shared. Empty that server and add the documents again")
    if read_state(place.home) is None:
        raise IndexNotFound(f"No index at {place}. Build one: onrecord add PATH")
    with writing(place.home):
        state = read_state(place.home)
        if state is None:
            raise IndexNotFound(f"No index at {place}. Build one: onrecord add PATH")
        token = new_token()
        fresh = State(f"chroma-{token[:8]}", token)
        built = _build(place, state, fresh, embedder or DEFAULT_EMBEDDER, progress or (lambda _d, _t, _w: None))
        write_state(place.home, fresh)
        discard(place.home / "snapshot.sqlite3")
        shutil.rmtree(place.home / state.store, ignore_errors=True)
    return built


def _build(
    place: Place, old: State, new: State, embedder: str, progress: Callable[[int, int, str], None]
) -> tuple[DocumentInfo, ...]:
    source = Store.open(str(place.home / old.store))
    target = Store.open(str(place.home / new.store))
    try:
        target.create(Header(FORMAT, embedder))
        built: list[DocumentInfo] = []
        total = len(source.records())
        for document in _documents(source):
            progress(len(built), total, document.title)
            stored = to_stored(document, load_embedder(embedder))
            target.put([stored])
            built.append(stored.record.info)
        progress(total, total, "")
        return tuple(built)
    finally:
        source.close()
        target.close()


def _documents(source: Store) -> Iterator[Document]:
    for stored in source.fetch(source.records().values()):
        yield Document.of(stored.record.info, "".join(passage.text for passage in stored.passages))
