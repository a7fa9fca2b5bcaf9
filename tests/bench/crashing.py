"""What the crash benchmark kills, and what looks afterwards: each runs in a process of its own.

A document's name ends in its number. Its text is told by number and version: a news article, cut short, and at the end
a statement with a mark that no other text holds, so that what is there can be held against what should be.
"""

import json
import random
import re
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TypeAlias

from index import Document, Index, Statement, reindex, statements_in
from index.lock import read_state
from index.store import Store
from index.view import View
from tests.bench.data import articles

ARTICLES = 200
OWN = "doc/"  # begins the names of documents that Python adds
BASE = 25  # documents that stay
SHORTEST, LONGEST = 300, 2500  # characters: from one passage to three
MARK = re.compile(r"zq(\d+)v(\d+)")

Versions: TypeAlias = tuple[int | None, ...]  # that a document may be there in; None: it may not be there
Whole: TypeAlias = tuple[str, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a fresh process found: seconds to open, documents' versions, who has none that it may have or is not whole.

    `stores` is how many folders hold a Chroma; one is right.
    """

    seconds: float
    versions: Mapping[str, int]
    wrong: frozenset[str]
    halves: frozenset[str]
    stores: int


class Texts:
    """The text of every document in every version."""

    def __init__(self, data: Path) -> None:
        self._articles = [article.text for article in articles(data, ARTICLES)]

    def text(self, number: int, version: int) -> str:
        """Give one."""
        length = random.Random(number).randint(SHORTEST, LONGEST)
        article = self._articles[(number + version) % len(self._articles)][:length].strip()
        said = f"“Plan zq{number}v{version} holds,” said Mayor Ada Quill."
        return f"Report {number} comes in version {version}.\n\n{article}.\n\n{said}"


class Worker:
    """Changes an index without end, and says on standard output what begins and what is safe."""

    def __init__(self, index: Index, data: Path, seed: str) -> None:
        self._index = index
        self._texts = Texts(data)
        self._chance = random.Random(seed)
        self._ids = {info.uri: info.id for info in index.documents()}
        self._own = {
            uri: marked(index.document(name).text)[1] for uri, name in self._ids.items() if uri.startswith(OWN)
        }
        self._fresh = count(max(map(_number, self._own)) + 1)

    def work(self, kind: str) -> None:
        """Add, replace or remove one document after the other."""
        acts = {"add": self._add, "replace": self._replace, "remove": self._remove}
        while True:
            acts[kind]()

    def _add(self) -> None:
        self._put(f"{OWN}{next(self._fresh)}", 0)

    def _replace(self) -> None:
        uri = self._chance.choice(list(self._own))
        self._put(uri, self._own[uri] + 1)

    def _remove(self) -> None:
        removable = [uri for uri in self._ids if _number(uri) > BASE]
        if not removable:
            self._add()
            return
        uri = self._chance.choice(removable)
        say("begin", uri, None)
        self._index.remove(self._ids.pop(uri))
        say("done", uri, None)
        self._own.pop(uri, None)

    def _put(self, uri: str, version: int) -> None:
        say("begin", uri, version)
        self._ids[uri] = self._index.add_text(self._texts.text(_number(uri), version), uri=uri).id
        say("done", uri, version)
        self._own[uri] = version


def work(home: str, kind: str, seed: str, data: str) -> None:
    """Do one thing again and again until killed."""
    if kind != "reindex":
        with Index.open(home) as index:
            Worker(index, Path(data), seed).work(kind)
    while True:
        reindex(home)
        print("reindexed", flush=True)


def say(what: str, uri: str, version: int | None) -> None:
    """Tell whoever kills this process."""
    print(json.dumps([what, uri, version]), flush=True)


def look(home: str, data: str, expected: Mapping[str, Versions]) -> Looked:
    """Open the index, which mends itself, and hold every document against what it may be."""
    texts, folder = Texts(Path(data)), Path(home)
    began = time.perf_counter()
    with Index.open(home, create=False) as index:
        seconds = time.perf_counter() - began
        with index.view() as view:
            shown = {info.uri: _shown(view, view.document(info.id)) for info in view.documents()}
    state = read_state(folder)
    kept = dict(_stored(folder / state.store)) if state else {}
    versions = {uri: marked(text)[1] for uri, (text, _) in shown.items()}
    halves = {uri for uri, whole in shown.items() if kept.get(uri) != whole or not _is_whole(whole, texts)}
    wrong = {uri for uri in {*expected, *shown} if versions.get(uri) not in expected.get(uri, (None,))}
    found = frozenset(halves | (kept.keys() - shown.keys()))
    return Looked(seconds, versions, frozenset(wrong), found, len(list(folder.glob("*/chroma.sqlite3"))))


def _number(uri: str) -> int:
    return int(Path(uri).stem)


def marked(text: str) -> tuple[int, int]:
    """Read a text's number and version off its mark; version -1 where there is none."""
    match = MARK.search(text)
    return (int(match[1]), int(match[2])) if match else (0, -1)


def _shown(view: View, document: Document) -> Whole:
    """Give a document as questions see it; without statements if its mark does not stand in one passage of its own."""
    mark = MARK.search(document.text)
    is_found = mark is not None and view.frequency(mark[0]) == 1 and view.documents_with(mark[0]) == [document.id]
    return document.text, _without_document(view.statements(document_id=document.id) if is_found else ())


def _stored(chroma: Path) -> Iterable[tuple[str, Whole]]:
    """Read every document back from Chroma itself, with its vectors; raises IndexUnavailable if one is not whole."""
    store = Store.open(str(chroma))
    try:
        for stored in store.fetch(store.records().values()):
            said = [each for passage in stored.passages for each in passage.statements]
            yield stored.record.info.uri, ("".join(each.text for each in stored.passages), _without_document(said))
    finally:
        store.close()


def _is_whole(whole: Whole, texts: Texts) -> bool:
    text, said = whole
    return text.strip() == texts.text(*marked(text)) and said == _without_document(statements_in(text))


def _without_document(said: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(replace(each, document_id=None) for each in said)


if __name__ == "__main__":
    work(*sys.argv[1:])
