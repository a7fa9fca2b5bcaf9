"""Scale: what an index of N passages costs, with one person in it who is quoted thousands of times.

Embedding is most of adding (some 50 ms a passage and core) and does not depend on what is there already. So the
originals are embedded by the product, and timed; the passages of a variant get the vectors of its original's, each
turned a little, which lie as the variant's own would: close to them. What adding costs at N is timed on a few more
texts, embedded by the product and taken out again. Building, adding more, and asking run in a process each.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from zlib import crc32

import numpy as np

from index import DocumentInfo, Index
from index.embed import DEFAULT_EMBEDDER, MiniLM, load_embedder
from qa import ask
from tests.bench.corpus import PERSON, Corpus, Text
from tests.bench.data import BenchError, questions
from tests.bench.process import Latency, in_own_process, latency, progress
from tests.bench.stack import WARM_UP
from tests.bench.table import number, print_json, print_table

if TYPE_CHECKING:
    from index.embed import Vectors

STATEMENTS = 5000  # by the person
PASSAGES_A_STATEMENT = 10  # at least: a small index holds fewer of them
FOUND = 10  # passages, by each search
MORE = 10  # texts, added on top and taken out again
TOPICS = ("the economy", "immigration", "taxes", "health care", "the war")
TURNED = 0.02  # one standard deviation a dimension; a cosine of some .93
TOLD_EVERY = 15.0  # seconds


@dataclass(frozen=True, slots=True)
class Rate:
    """How long `n` passages took to be added."""

    seconds: float
    n: int

    @property
    def passages_a_second(self) -> float | None:
        """The speed, None where nothing was to be added."""
        return self.n / self.seconds if self.n else None


@dataclass(frozen=True, slots=True)
class Whole:
    """What the index holds; how long it takes to add some texts on top of it, and to take one out."""

    passages: int
    documents: int
    adding: Rate
    removing: Latency
    disk_mb: float


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the person's statements take, of so many passages: all of them, seconds and how many; questions on them."""

    passages: int
    seconds: float
    n: int
    ask: Latency


@dataclass(frozen=True, slots=True)
class Asked:
    """What a fresh process measures on the whole index; opening and the first search in seconds."""

    open: float
    first_search: float
    search: Latency
    ask: Latency
    quoted: Quoted


@dataclass(slots=True)
class Echo:
    """Embeds originals, and gives the passages of a variant the vectors of its original's, each turned a little."""

    embed_anew: "Callable[[Sequence[str]], Vectors]"
    _original: str = ""
    _kept: "dict[str, Vectors]" = field(default_factory=dict)

    def turn_to(self, text: Text) -> None:
        """Say which text is embedded next."""
        self._original = text.original or text.article.doc_id
        if text.original is None:
            self._kept.pop(self._original, None)

    def embed(self, texts: Sequence[str]) -> "Vectors":
        """Embed the passages of one text."""
        if self._original not in self._kept:
            self._kept[self._original] = self.embed_anew(texts)
            return self._kept[self._original]
        kept = self._kept[self._original]
        rows = np.arange(len(texts)) * len(kept) // len(texts)
        chance = np.random.default_rng(crc32(texts[0].encode()))
        turned = kept[rows] + chance.normal(0, TURNED, (len(texts), kept.shape[1])).astype(np.float32)
        echoed: Vectors = turned / np.linalg.norm(turned, axis=1, keepdims=True)
        return echoed


def run(data: Path, limit: int | None, home: Path | None, passages: int) -> None:
    """Build the index in `home` or a temporary folder, measure it, and print the table and the JSON line.

    An index that was kept is built on, from where it stands. `limit` keeps the first rows of each file.
    """
    with ExitStack() as stack:
        folder = str(home) if home else stack.enter_context(tempfile.TemporaryDirectory())
        built = in_own_process(build, data, limit, folder, passages)
        whole = in_own_process(add_more, data, limit, folder)
        asked = in_own_process(question, data, limit, folder)
    report(built.value, whole.value, asked.value, {"adding": whole.peak_mb, "asking": asked.peak_mb})


def build(data: Path, limit: int | None, home: str, passages: int) -> Rate:
    """Add texts until there are so many passages; give how long the originals took, whose vectors are made anew."""
    corpus = Corpus(data, limit)
    echo = Echo(load_embedder(DEFAULT_EMBEDDER).embed)
    with Index.open(home) as index, patch.object(MiniLM, "embed", echo.embed):
        held = _held(index, corpus, home)
        texts = (text for text in corpus.texts() if text.article.doc_id not in held)
        quoting = (text for text in corpus.quoting() if text.article.doc_id not in held)
        wanted = min(STATEMENTS, passages // PASSAGES_A_STATEMENT)
        said = sum(_said(index, name) for uri, name in held.items() if uri.startswith("quoting/"))
        seconds, originals, told = 0.0, 0, time.monotonic()
        while (there := _passages(index)) < passages:
            text = next(quoting if said < wanted * there / passages else texts)
            echo.turn_to(text)
            began = time.perf_counter()
            added = _add(index, text)
            if text.original is None:
                seconds += time.perf_counter() - began
                originals += _passages(index) - there
            elif text.article.doc_id.startswith("quoting/"):
                said += _said(index, added.id)
            if time.monotonic() - told > TOLD_EVERY:
                told = time.monotonic()
                print(f"passages: {there:,}/{passages:,}; {PERSON} said: {said:,}", file=sys.stderr, flush=True)
    return Rate(seconds, originals)


def add_more(data: Path, limit: int | None, home: str) -> Whole:
    """Add some texts on top, embedded by the product, and take them out again."""
    corpus = Corpus(data, limit)
    with Index.open(home, create=False) as index:
        held = _held(index, corpus, home)
        passages = _passages(index)
        texts = list(islice((text for text in corpus.texts() if text.article.doc_id not in held), MORE))
        index.remove(index.add_text(WARM_UP, uri="warm-up").id)  # the first loads the model
        began = time.perf_counter()
        added = [_add(index, text) for text in texts]
        adding = Rate(time.perf_counter() - began, _passages(index) - passages)
        seconds = []
        for info in added:
            if info.uri in held:  # it holds the same text
                continue
            began = time.perf_counter()
            index.remove(info.id)
            seconds.append(time.perf_counter() - began)
    size = sum(file.stat().st_size for file in Path(home).rglob("*") if file.is_file())
    return Whole(passages, len(held), adding, latency(seconds), size / 1e6)


def question(data: Path, limit: int | None, home: str) -> Asked:
    """Open, search and ask in a process that has done nothing else."""
    texts = [each.question for each in questions(data, limit)]
    began = time.perf_counter()
    with Index.open(home, create=False) as index:
        opened = time.perf_counter() - began
        first = _timed(lambda: index.search(texts[0], k=FOUND))
        searches = list(_each(lambda text: index.search(text, k=FOUND), texts, "searched"))
        ask(texts[0], index=index)  # the first one loads what is left to load
        asks = list(_each(lambda text: ask(text, index=index), texts, "asked"))
        return Asked(opened, first, latency(searches), latency(asks), about_person(index))


def about_person(index: Index) -> Quoted:
    """Ask for all that the person said, and about it."""
    began = time.perf_counter()
    said = index.statements(speaker=PERSON)
    seconds = time.perf_counter() - began
    about = [f"What did {PERSON} say about {topic}?" for topic in TOPICS]
    return Quoted(
        _passages(index),
        seconds,
        len(said),
        latency(list(_each(lambda text: ask(text, index=index), about, "about"))),
    )


def report(built: Rate, whole: Whole, asked: Asked, peak_mb: dict[str, float]) -> None:
    """Print the table and the JSON line."""
    quoted = asked.quoted
    lines = [
        ["passages", f"{whole.passages:,}", f"{whole.documents:,}"],
        ["adding the originals, passages/s", number(built.passages_a_second, 1), str(built.n)],
        ["adding to the whole, passages/s", number(whole.adding.passages_a_second, 1), str(whole.adding.n)],
        ["taking a document out, p50 ms", number(whole.removing.p50_ms, 0), str(whole.removing.n)],
        ["disk, MB", number(whole.disk_mb, 0), "1"],
        ["adding, peak MB", number(peak_mb["adding"], 0), "1"],
        ["asking, peak MB", number(peak_mb["asking"], 0), "1"],
        ["open, s", number(asked.open), "1"],
        ["first search, s", number(asked.first_search), "1"],
    ]
    named = {"search": asked.search, "ask": asked.ask, "ask about the much-quoted": quoted.ask}
    for name, each in named.items():
        lines.append([f"{name}, p50 ms", number(each.p50_ms, 0), str(each.n)])
        lines.append([f"{name}, p95 ms", number(each.p95_ms, 0), str(each.n)])
    lines.append(["statements by the much-quoted, s", number(quoted.seconds), f"{quoted.n:,}"])
    print_table(["scale", "", "n"], lines)
    built_row = asdict(built) | {"passages_a_second": built.passages_a_second}
    whole_row = asdict(whole)
    whole_row["adding"]["passages_a_second"] = whole.adding.passages_a_second
    print_json({"bench": "scale", "originals": built_row, **whole_row, "peak_mb": peak_mb, "asked": asdict(asked)})


def _held(index: Index, corpus: Corpus, home: str) -> dict[str, str]:
    """Give the ids of what the index holds by uri; raises BenchError if that is anything but texts of the corpus."""
    held = {info.uri: info.id for info in index.documents()}
    others = sum(not corpus.has(uri) for uri in held)
    if others:
        raise BenchError(f"The index in '{home}' holds {others} other documents. Name an empty folder: --index DIR")
    return held


def _passages(index: Index) -> int:
    with index.view() as view:
        return view.passage_count


def _add(index: Index, text: Text) -> DocumentInfo:
    article = text.article
    return index.add_text(article.text, uri=article.doc_id, title=article.title, date=article.date)


def _said(index: Index, document_id: str) -> int:
    return sum(each.speaker == PERSON for each in index.statements(document_id=document_id))


def _each(act: Callable[[str], object], texts: Sequence[str], what: str) -> Iterator[float]:
    for done, text in enumerate(texts, 1):
        yield _timed(partial(act, text))
        progress(done, len(texts), what)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
