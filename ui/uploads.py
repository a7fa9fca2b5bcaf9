"""Files that a browser sent, into the index: each under its own name, whatever folder it was kept in on the way."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from index import AddReport, DocumentInfo, Index, OnRecordError
from index.load import load


def add(index: Index, files: Iterable[Path]) -> Iterator[tuple[str, AddReport]]:
    """Add files in turn: before each its name and what was done so far, at the end an empty name and all."""
    done = AddReport()
    for file in files:
        yield file.name, done
        done = done.joined(_added(index, file))
    yield "", done


def _added(index: Index, file: Path) -> AddReport:
    try:
        loaded = load(file)
        before = {info.uri: info for info in index.documents()}
        uri = _name(file.name, loaded.text, before)
        info = index.add_text(
            loaded.text, uri=uri, title=loaded.title, source=loaded.source, author=loaded.author, date=loaded.date
        )
    except OnRecordError as error:
        return AddReport(failed=((file.name, str(error)),))
    if info.uri != uri:
        return AddReport(duplicates=((file.name, info.title),))
    return AddReport(unchanged=(info,)) if uri in before else AddReport(added=(info,))


def _name(name: str, text: str, known: Mapping[str, DocumentInfo]) -> str:
    """Name an upload after its file; two texts that came under one name are two documents."""
    fingerprint = sha256(text.encode()).hexdigest()
    held = known.get(f"upload:{name}")
    return f"upload:{name}" if held is None or held.sha256 == fingerprint else f"upload:{name}#{fingerprint[:8]}"
