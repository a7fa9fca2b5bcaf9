"""Crash: processes that add, replace, remove and reindex are killed at random; is what was confirmed still there?

The killed are real: the command with a folder, and Python with the public functions. Each says on its standard output
what is safe. After each kill a fresh process opens the index by itself and reads every document, as questions see it
and as Chroma holds it.
"""

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index import Index, OnRecordError
from tests.bench.crashing import BASE, OWN, Looked, Texts, Versions, look
from tests.bench.process import in_own_process, progress
from tests.bench.table import number, print_json, print_table
from tests.command import COMMAND, ROOT

KILLS = 100
KINDS = ("add", "folder", "replace", "remove", "reindex")
SEED = 17
LIFE = (1.0, 6.0)  # seconds, of which Python takes the first to start; then the index is opened, and mended
LONGER = {"reindex": 2.0}  # times as long, so that some come to the end
IN_FOLDER = 12  # documents
MOST = 120  # documents; of more, some are removed


@dataclass(frozen=True, slots=True)
class Life:
    """What a killed process said it had done, in order, and what it had begun: uris and versions, None for removed."""

    confirmed: tuple[tuple[str, int | None], ...] = ()
    begun: tuple[tuple[str, int | None], ...] = ()
    reindexed: int = 0
    error: str | None = None


@dataclass(slots=True)
class Tally:
    """What was seen so far. A document that was confirmed and is not whole is lost; each is counted once a kill."""

    kills: Counter[str] = field(default_factory=Counter)
    confirmed: int = 0
    reindexed: int = 0
    lost: int = 0
    half_visible: int = 0
    errors: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    stores: int = 1

    def lived(self, kind: str, life: Life) -> None:
        """Count what a process did before it was killed."""
        self.kills[kind] += 1
        self.confirmed += len(life.confirmed)
        self.reindexed += life.reindexed
        if life.error is not None:
            self.errors.append(f"{kind}: {life.error}")

    def looked(self, expected: dict[str, Versions], looked: Looked) -> None:
        """Count what the process after it found."""
        off = looked.wrong | looked.halves
        lost = {uri for uri in off if len(expected.get(uri, (None,))) == 1}
        self.lost += len(lost)
        self.half_visible += len(looked.halves | (off - lost))
        self.seconds.append(looked.seconds)
        self.stores = max(self.stores, looked.stores)


class Victims:
    """Processes on one index, and their end."""

    def __init__(self, data: Path, home: Path, scratch: Path) -> None:
        self._data, self._home, self._scratch = data, home, scratch
        self._texts = Texts(data)
        self._chance = random.Random(SEED)
        self._folders = 0

    def begin(self) -> dict[str, Versions]:
        """Fill the index with what stays; give the version of each document."""
        with Index.open(str(self._home)) as index:
            infos = [index.add_text(self._texts.text(each, 0), uri=f"{OWN}{each}") for each in range(1, BASE + 1)]
        return {info.uri: (0,) for info in infos}

    def live(self, kind: str) -> Life:
        """Let a process of a kind work for a while, and kill it."""
        return self._add_folder() if kind == "folder" else self._work(kind)

    def _work(self, kind: str) -> Life:
        worker = [sys.executable, "-m", "tests.bench.crashing"]
        with self._started(*worker, str(self._home), kind, str(self._chance.random()), str(self._data)) as child:
            return told(*_killed(child, self._chance.uniform(*LIFE) * LONGER.get(kind, 1.0)))

    def _add_folder(self) -> Life:
        self._folders += 1
        folder = self._scratch / str(self._folders)
        folder.mkdir()
        files = [folder / f"{1_000_000 * self._folders + each}.txt" for each in range(IN_FOLDER)]
        for file in files:
            file.write_text(self._texts.text(int(file.stem), 0), "utf-8")
        with self._started(*COMMAND, "add", str(folder)) as child:
            _, error = _killed(child, self._chance.uniform(*LIFE))
        there = tuple((str(file), 0) for file in files)
        return Life(confirmed=there) if child.returncode == 0 else Life(begun=there, error=error)

    @contextmanager
    def _started(self, *command: str) -> Iterator["subprocess.Popen[str]"]:
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"ONRECORD_HOME": str(self._home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as child:
            try:
                yield child
            finally:
                child.kill()


def run(data: Path, kills: int | None) -> None:
    """Kill so many processes, 100 unless said otherwise, and print the table and the JSON line."""
    tally, wanted = Tally(), kills or KILLS
    with ExitStack() as stack:
        home, scratch = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        victims = Victims(data, home, scratch)
        expected = victims.begin()
        for done in range(wanted):
            kind = KINDS[done % len(KINDS)]
            if len(expected) > MOST and kind in ("add", "folder"):
                kind = "remove"
            life = victims.live(kind)
            tally.lived(kind, life)
            try:
                looked = in_own_process(look, str(home), str(data), follow(expected, life)).value
            except OnRecordError as error:
                tally.errors.append(f"opened after {kind}: {error}")
                break
            tally.looked(expected, looked)
            expected = {uri: (version,) for uri, version in looked.versions.items()}
            progress(done + 1, wanted, "killed")
    _print(tally)


def follow(expected: dict[str, Versions], life: Life) -> dict[str, Versions]:
    """Bring what may be there after a life into `expected`, and give it."""
    for uri, version in life.confirmed:
        expected[uri] = (version,)
    for uri, version in life.begun:
        expected[uri] = (*expected.get(uri, (None,)), version)
    return expected


def told(said: str, error: str | None) -> Life:
    """Read what a worker said; a line that the kill cut off was not said."""
    lines = said.splitlines(keepends=True)
    whole = [line for line in lines if line.endswith("\n")]
    rows = [json.loads(line) for line in whole if line.startswith("[")]
    confirmed = tuple((uri, version) for what, uri, version in rows if what == "done")
    begun = tuple((uri, version) for what, uri, version in rows[-1:] if what == "begin")
    return Life(confirmed, begun, whole.count("reindexed\n"), error)


def _killed(child: "subprocess.Popen[str]", after: float) -> tuple[str, str | None]:
    """Kill a process unless it ends before; give what it said, and what went wrong unless it was the kill."""
    try:
        said, errors = child.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        said, errors = child.communicate()
    if child.returncode in (0, -signal.SIGKILL):
        return said, None
    return said, (errors.strip().splitlines() or [f"exit status {child.returncode}"])[-1]


def _print(tally: Tally) -> None:
    opened = {"p50": statistics.median(tally.seconds), "max": max(tally.seconds)} if tally.seconds else {}
    rows = [[f"kills, {kind}", str(tally.kills[kind])] for kind in KINDS]
    rows += [
        ["kills", str(tally.kills.total())],
        ["confirmed", f"{tally.confirmed:,}"],
        ["lost", str(tally.lost)],
        ["half visible", str(tally.half_visible)],
        ["errors", str(len(tally.errors))],
        ["reindexed wholly", str(tally.reindexed)],
        ["folders with a Chroma, at most", str(tally.stores)],
        *([f"seconds to open, {name}", number(value)] for name, value in opened.items()),
    ]
    print_table(["crash", ""], rows)
    for line in tally.errors:
        print(line)
    figures = asdict(tally) | {"kills": tally.kills.total(), "kinds": dict(tally.kills), "errors": len(tally.errors)}
    print_json({"bench": "crash", **figures, "seconds": opened | {"n": len(tally.seconds)}})
