"""Speed and memory beside the tutorial stack: indexing, searching, and the first answer of a fresh process.

Each stack runs in a process of its own, one after the other. Imports and the load of the model are left out
of the times of both: each indexes and removes one sentence first. The tutorial stack gets all articles in one
call, as in the tutorials; ours gets them one by one.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from index import Index, statements_in
from index.ingest import to_document
from index.load import Loaded
from index.passages import cut
from tests.bench import tutorial
from tests.bench.data import BenchError, articles, questions
from tests.bench.process import Measured, in_own_process, latency, progress
from tests.bench.stack import FOUND, WARM_UP, Stack, search_questions
from tests.bench.table import number, print_json, print_table

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 100
COLD_STARTS = 5


@dataclass(frozen=True, slots=True)
class Machine:
    """How many programs wanted a core in the minute before the measurement."""

    load: float
    cores: int

    @property
    def is_busy(self) -> bool:
        """Whether others leave too little; the stacks do not suffer alike, torch the most."""
        return self.load > self.cores / 2


@dataclass(frozen=True, slots=True)
class Cold:
    """Median seconds of `n` fresh processes each: an answer in the terminal, and what it is held against."""

    ask: float
    import_sentence_transformers: float
    load_sentence_transformer: float
    n: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of both stacks, over `n` articles, questions or processes."""

    name: str
    ours: float
    tutorial: float
    n: int
    more_is_better: bool = False

    @property
    def times_better(self) -> float:
        """How many times better ours is; below 1 it is worse."""
        return self.ours / self.tutorial if self.more_is_better else self.tutorial / self.ours


def run(data: Path, limit: int | None) -> None:
    """Measure both stacks and print the table and the JSON line."""
    tutorial.check_peers()
    count = min(limit or ARTICLES, ARTICLES)
    search_questions(data, 1)  # fails before the long work, not after it
    machine = Machine(os.getloadavg()[0], os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as home:
        tutorials = in_own_process(tutorial.measure, data, count, theirs)
        ours = in_own_process(measure, data, count, home)
        statements = in_own_process(attributing, data, count)
        cold = cold_starts([each.question for each in questions(data, min(COLD_STARTS, count))], home)
    _print(compared(ours, tutorials, cold), statements.value / ours.value.seconds, machine)


def measure(data: Path, limit: int, home: str) -> Stack:
    """Index the first `limit` articles in `home` one by one and search them."""
    held = articles(data, limit)
    with Index.open(home) as index:
        index.remove(index.add_text(WARM_UP, uri="warm-up").id)
        began = time.perf_counter()
        for done, article in enumerate(held, 1):
            index.add_text(article.text, uri=article.doc_id, title=article.title, date=article.date)
            progress(done, len(held), "ours, articles")
        indexing = time.perf_counter() - began
        seconds = []
        for question in search_questions(data, limit):
            began = time.perf_counter()
            index.search(question, k=FOUND)
            seconds.append(time.perf_counter() - began)
    return Stack(indexing, sum(len(article.text) for article in held), len(held), latency(seconds))


def attributing(data: Path, limit: int) -> float:
    """Give the seconds in which the statements of the articles are found, after they were cut, as when indexing."""
    seconds = 0.0
    for article in articles(data, limit):
        cut(to_document(Loaded(article.doc_id, article.text)))
        began = time.perf_counter()
        statements_in(article.text)
        seconds += time.perf_counter() - began
    return seconds


def cold_starts(asked: list[str], home: str) -> Cold:
    """Time fresh processes in turn; each question is asked once, on the ready index."""
    answers, imports, loads = [], [], []
    for question in asked:
        # 1: declined
        answers.append(_seconds(["-m", "ui.cli", "ask", question], {"ONRECORD_HOME": home}, (0, 1)))
        imports.append(_seconds(["-c", tutorial.COLD_IMPORT], tutorial.OFFLINE, (0,)))
        loads.append(_seconds(["-c", tutorial.cold_load()], tutorial.OFFLINE, (0,)))
        progress(len(answers), len(asked), "fresh processes")
    ask, imported, loaded = map(statistics.median, (answers, imports, loads))
    return Cold(ask, imported, loaded, len(asked))


def _seconds(arguments: list[str], settings: dict[str, str], accepted: tuple[int, ...]) -> float:
    """Run Python in a fresh process, wait and give the time it took."""
    began = time.perf_counter()
    command, environment = [sys.executable, *arguments], os.environ | settings
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode not in accepted:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BenchError(f"'python {' '.join(arguments)}' failed with {done.returncode}: {last}")
    return seconds


def compared(ours: Measured[Stack], tutorials: Measured[Stack], cold: Cold) -> list[Comparison]:
    """Put the figures of both side by side."""
    mine, theirs = ours.value, tutorials.value
    speeds = (mine.thousand_characters_per_second, theirs.thousand_characters_per_second)
    return [
        Comparison("indexing, thousand characters/s", *speeds, mine.n, more_is_better=True),
        Comparison("search, p50 ms", mine.search.p50_ms, theirs.search.p50_ms, mine.search.n),
        Comparison("search, p95 ms", mine.search.p95_ms, theirs.search.p95_ms, mine.search.n),
        Comparison("peak memory, MB", ours.peak_mb, tutorials.peak_mb, 1),
        Comparison("fresh ask / import, s", cold.ask, cold.import_sentence_transformers, cold.n),
        Comparison("fresh ask / import and load, s", cold.ask, cold.load_sentence_transformer, cold.n),
    ]


def _print(figures: list[Comparison], statements: float, machine: Machine) -> None:
    lines = []
    for each in figures:
        cells = [number(each.ours, 2), number(each.tutorial, 2), f"{each.times_better:.2f}", str(each.n)]
        lines.append([each.name, *cells])
    print_table(["speed", "ours", "tutorial", "times better", "n"], lines)
    print(f"Finding statements takes {100 * statements:.1f} % of our indexing time.")
    print("Without imports and model load: indexing, search. Peak memory: one process that does both.")
    print("import: a fresh process that imports sentence_transformers; load: that loads MiniLM as well.")
    if machine.is_busy:
        print(f"Doubt these figures: load {machine.load:.1f} on {machine.cores} cores before the first run.")
    rows = [asdict(each) | {"times_better": each.times_better} for each in figures]
    busy = {"machine": asdict(machine) | {"is_busy": machine.is_busy}}
    print_json({"bench": "speed", "figures": rows, "statements_share": round(statements, 4), **busy})
