"""Several processes on one index: nothing is lost, and each sees what the others did within two seconds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import Index

ROOT = Path(__file__).parents[1]
SEEN_WITHIN = 2.0  # seconds

WRITER = """
import sys
from index import Index
name, count = sys.argv[1], int(sys.argv[2])
with Index.open() as index:
    for number in range(count):
        index.add_text(f"Writer {name} tells story number {number} of the word {name}{number}.", uri=f"{name}/{number}")
"""
HELD = """
import sys, time
from index import Index
with Index.open() as index, index._core.writing():
    print("held", flush=True)
    time.sleep(60)
"""
DIES_WRITING = """
import os, sys
import index.store
from index import Index
def die(*_): os._exit(9)
index.store._record_metadata = die
with Index.open() as opened:
    opened.add_text("This text never becomes visible, its writer dies.", uri="dies")
"""


def started(code: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@contextmanager
def ended(*processes: "subprocess.Popen[str]") -> Iterator[None]:
    try:
        yield
    finally:
        for process in processes:
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
            process.communicate()


def test_two_processes_that_write_at_once_lose_nothing() -> None:
    Index.open().close()
    one, other = started(WRITER, "ant", "8"), started(WRITER, "bee", "8")
    with ended(one, other):
        for process in (one, other):
            _, errors = process.communicate(timeout=180)
            assert process.returncode == 0, errors
    with Index.open() as index:
        assert {info.uri for info in index.documents()} == {f"{name}/{n}" for name in ("ant", "bee") for n in range(8)}
        for name in ("ant3", "bee7"):
            assert name in index.search(name, k=1)[0].passage.text
        store = index._core._chroma.store()
        vectors = sum(len(stored.vectors) for stored in store.fetch(store.records().values()))
        assert vectors == 16


def test_an_open_index_sees_what_another_process_adds_and_removes_within_two_seconds() -> None:
    with Index.open() as index:
        index.add_text("Something that was here before.", uri="before")
        assert index.search("cat0", k=5)[0].passage.text.startswith("Something")
        writer = started(WRITER, "cat", "1")
        with ended(writer):
            _, errors = writer.communicate(timeout=120)
            assert writer.returncode == 0, errors
        written = time.monotonic()
        assert "cat0" in index.search("cat0", k=5)[0].passage.text
        assert time.monotonic() - written < SEEN_WITHIN
        (cat,) = (info for info in index.documents() if info.uri == "cat/0")
        remover = started("import sys; from index import Index; Index.open().remove(sys.argv[1])", cat.id)
        with ended(remover):
            remover.communicate(timeout=120)
        assert [info.uri for info in index.documents()] == ["before"]
        index.add_text("Written after another process wrote.", uri="after")
        assert [info.uri for info in index.documents()] == ["before", "after"]


def test_while_another_process_writes_questions_are_answered_from_before() -> None:
    with Index.open() as index:
        index.add_text("The dam will hold, the mayor said.", uri="dam")
        holder = started(HELD)
        with ended(holder):
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            assert "dam" in index.search("dam", k=1)[0].passage.text
        index.add_text("The lock of a killed process is free.", uri="free")
        assert len(index.documents()) == 2


def test_a_process_that_is_killed_while_writing_leaves_nothing_half_visible() -> None:
    with Index.open() as index:
        index.add_text("The dam will hold, the mayor said.", uri="dam")
    dying = started(DIES_WRITING)
    with ended(dying):
        dying.communicate(timeout=120)
        assert dying.returncode == 9
    with Index.open() as index:
        assert [info.uri for info in index.documents()] == ["dam"]
        assert len(index.search("writer dies visible", k=9)) == 1
        store = index._core._chroma.store()
        assert store._passages.count() == 1
