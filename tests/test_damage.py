"""Damage to any file of the home is found and mended: nothing whole is lost, nothing altered is quoted."""

import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from index import Index, IndexUnavailable, reindex
from index.lock import SILENCE, State, read_state, write_state
from index.store import PASSAGES, Store
from qa import ask
from tests.command import COMMAND, ROOT, run_command
from tests.test_processes import HELD, ended, started
from ui.cli import main

TEXTS = {
    "gates": "Rain is expected on Monday, the mayor said. The dam will hold.\n\n“We have checked every gate twice,” "
    "Mayor Ada Quill told reporters on Sunday.",
    "snow": "Snow fell in the hills. Schools were closed. “Nobody should drive tonight,” Sheriff Tom Birch said.",
    "ferry": "The ferry costs 40 crowns. “I oppose the ferry,” said Una Vale, the engineer. It sails in April.",
}
NEW = "A bridge opened in Orrin on Friday, the engineer Rolf Amsel said."
QUESTION = "What did Mayor Ada Quill say about the gates?"
QUOTE = "We have checked every gate twice"
CHROMA, COPY, STATE = "chroma/chroma.sqlite3", "snapshot.sqlite3", "state.json"

Harm = Callable[[Path], object]


def made(home: Path) -> Path:
    """Make an index in which Chroma's vectors lie in files of their own, as they do after a thousand passages."""
    store = Store.open(str(home / "chroma"))
    soon: Any = {"hnsw": {"space": "cosine", "batch_size": 2, "sync_threshold": 3}}
    store._client.create_collection(PASSAGES, embedding_function=None, configuration=soon)
    store.close()
    with Index.open(str(home)) as index:
        for uri, text in TEXTS.items():
            index.add_text(text, uri=uri)
    assert len(list(home.glob("chroma/*/index_metadata.pickle"))) == 1
    return home


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("whole") / "home")


@pytest.fixture
def ready(home: Path, whole: Path) -> Path:
    shutil.copytree(whole, home)
    return home


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    file.write_bytes(content)


def reworded(file: Path) -> None:
    """Change a word wherever it stands."""
    file.write_bytes(file.read_bytes().replace(b"every gate", b"seven gate"))


WAYS: dict[str, Harm] = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "cut in half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "garbage": lambda file: file.write_bytes(random.Random(1).randbytes(file.stat().st_size)),
    "flipped": flipped,
    "reworded": reworded,
    "without its tenant": lambda file: file.write_bytes(
        file.read_bytes().replace(b"default_tenant", b"another_tenant")
    ),
    "without its schema": lambda file: file.write_bytes(file.read_bytes().replace(b"CREATE INDEX", b"CREATE\x85NDEX")),
}
TEXTUAL = ("reworded", "without its tenant", "without its schema")
STATES = [
    "[]",
    "null",
    "{}",
    '{"store": 1, "token": 2}',
    '{"store": "../..", "token": "x"}',
    '{"store": "chroma-0", "token": "x"}',
]


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(arguments)
    said = capsys.readouterr()
    assert "bug" not in said.err
    assert "Traceback" not in said.err
    return code, said.out, said.err


def everything_works(capsys: pytest.CaptureFixture[str]) -> None:
    """Ask, add, read everything back, remove: as if nothing had been."""
    code, answer, complaint = told(["ask", QUESTION], capsys)
    assert code == 0, complaint
    assert QUOTE in answer
    known = texts()
    assert {uri: known.get(uri) for uri in TEXTS} == TEXTS
    file = Path(os.environ["ONRECORD_HOME"]).parent / "new.txt"
    file.write_text(NEW, "utf-8")
    code, _, complaint = told(["add", str(file)], capsys)
    assert code == 0, complaint
    assert texts() == TEXTS | {str(file): NEW}
    with Index.open() as index:
        assert index.search("bridge Orrin", k=1)[0].passage.text == NEW
        assert [each.speaker for each in index.statements(speaker="Tom Birch")] == ["Tom Birch"]
    code, _, complaint = told(["remove", str(file)], capsys)
    assert code == 0, complaint
    assert texts() == TEXTS


def texts() -> dict[str, str]:
    with Index.open() as index:
        return {info.uri: index.document(info.id).text for info in index.documents()}


def the(home: Path, name: str) -> Path:
    """Give a file by its name; of Chroma's vector files one that it has written."""
    found = [file for file in home.glob(name) if file.parent.parent.name != "chroma" or listed(file)]
    return found[0]


def listed(file: Path) -> bool:
    return (file.parent / "index_metadata.pickle").exists()


@pytest.mark.parametrize(
    ("name", "way"),
    [
        *((name, way) for name in (CHROMA, COPY, STATE) for way in WAYS if name == CHROMA or way not in TEXTUAL),
        (COPY, "reworded"),
        (COPY, "without its schema"),
        ("chroma/*/data_level0.bin", "garbage"),
        ("chroma/*/header.bin", "gone"),
        ("chroma/*/length.bin", "cut in half"),
        ("chroma/*/index_metadata.pickle", "gone"),
    ],
)
def test_whatever_happens_to_one_file_nothing_is_lost_and_all_works_as_before(
    name: str, way: str, ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    WAYS[way](the(ready, name))
    everything_works(capsys)


@pytest.mark.parametrize("state", STATES)
def test_a_state_of_another_shape_is_found_again(state: str, ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / STATE).write_text(state, "utf-8")
    everything_works(capsys)


def test_a_folder_of_chroma_that_is_gone_is_restored_from_the_copy(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(ready / "chroma")
    everything_works(capsys)
    (ready / COPY).unlink()
    assert texts() == TEXTS


def test_what_is_damaged_is_kept_and_told_of_in_one_line(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / CHROMA).write_bytes(b"")
    code, _, said = told(["remove", "snow"], capsys)
    assert code == 0
    assert said.count("\n") == 1
    assert "is empty" in said
    assert "documents 3" in said
    (kept,) = ready.glob("damaged-*")
    assert str(kept) in said
    assert (kept / "chroma.sqlite3").read_bytes() == b""
    assert texts().keys() == TEXTS.keys() - {"snow"}


def test_where_nothing_is_left_to_read_it_is_said_and_nothing_is_made_worse(
    ready: Path, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ready / CHROMA).write_bytes(b"")
    (ready / COPY).unlink()
    for command in (["ask", QUESTION], ["add", str(ROOT / "seeds")], ["reindex"]):
        code, _, said = told(command, capsys)
        assert code == 2
        assert said.count("\n") == 1
        assert "Put" in said
        assert "back from a backup" in said
    shutil.copy(whole / CHROMA, ready / CHROMA)
    everything_works(capsys)


def test_a_full_disk_is_told_as_such_and_not_as_damage(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (ready / CHROMA).read_bytes()
    (ready / CHROMA).write_bytes(b"")
    (ready / COPY).unlink()
    monkeypatch.setattr("index.store.disk_usage", lambda _: shutil._ntuple_diskusage(9_000_000, 9_000_000, 0))
    with pytest.raises(IndexUnavailable, match="no room left"):
        Index.open()
    (ready / CHROMA).write_bytes(content)
    assert texts() == TEXTS


def test_a_question_is_answered_though_the_copy_breaks_under_it(ready: Path) -> None:
    with Index.open() as index, index.view() as view:
        before = ask(QUESTION, index=index)
        kept = view.document(before.citations[0].document_id)
        with (ready / COPY).open("r+b") as file:
            file.seek(4096)
            file.write(random.Random(1).randbytes((ready / COPY).stat().st_size - 4096))
        assert ask(QUESTION, index=index) == before
        assert view.document(kept.id) == kept
        assert [hit.passage.document_id for hit in view.search("ferry crowns", k=1)] != [kept.id]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document_words SET text = replace(text, 'every gate', 'seven gate')",
        "UPDATE documents SET title = replace(title, 'Rain', 'Snow')",
        "UPDATE statements SET said = replace(said, 'Ada Quill', 'Ada Quinn')",
        "UPDATE namings SET naming = replace(naming, 'Quill', 'Quinn')",
        "UPDATE passages SET vector = zeroblob(768)",
        "UPDATE passages SET end = end - 1",
        "UPDATE facts SET value = 'another' WHERE name = 'embedder'",
        "DELETE FROM document_words",
        "DROP TABLE passage_words",
    ],
)
def test_what_was_changed_in_the_copy_is_never_given_out(change: str, ready: Path) -> None:
    with Index.open() as index:
        statements, hits, reply = index.statements(), index.search("gates", k=3), ask(QUESTION, index=index)
    with closing(sqlite3.connect(ready / COPY)) as db:
        db.execute(change)
        db.commit()
    with Index.open() as index:
        assert ask(QUESTION, index=index) == reply
        assert index.statements() == statements
        assert [hit.passage for hit in index.search("gates", k=3)] == [hit.passage for hit in hits]


def test_a_document_is_found_wherever_its_id_was_damaged(ready: Path) -> None:
    with Index.open() as index:
        name = next(info.id for info in index.documents() if info.uri == "gates").encode()
    content = (ready / COPY).read_bytes()
    places = [at for at in range(len(content)) if content.startswith(name, at)]
    assert len(places) >= 2
    for at in places:
        (ready / COPY).write_bytes(content[:at] + b"?" + content[at + 1 :])
        with Index.open() as index:
            assert index.document(name.decode()).text == TEXTS["gates"]


def test_vectors_that_are_gone_are_embedded_again(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Index.open() as index:
        before = index.search("gates", k=9)
    (ready / COPY).unlink()
    for folder in ready.glob("chroma/*/"):
        shutil.rmtree(folder)
    with Index.open() as index:
        assert [hit.passage for hit in index.search("gates", k=9)] == [hit.passage for hit in before]
    everything_works(capsys)


def test_a_document_whose_text_is_whole_nowhere_is_told_of_and_the_others_stay(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ready / COPY).unlink()
    reworded(ready / CHROMA)
    code, listed, said = told(["list", "--json"], capsys)
    assert code == 0
    assert [info["uri"] for info in json.loads(listed)] == ["snow", "ferry"]
    assert said.count("\n") == 1
    assert "gates is damaged" in said
    with Index.open() as index:
        index.add_text(TEXTS["gates"], uri="gates")
    everything_works(capsys)


def test_what_chroma_has_lost_comes_back_from_the_copy_but_not_what_was_being_removed(ready: Path) -> None:
    with Index.open() as index:
        records = index._core.rows.records()
    store = Store.open(str(ready / "chroma"))
    for record in records.values():
        if record.info.uri != "ferry":
            store.delete(record.info.id)
    store.close()
    (snow,) = (name for name, record in records.items() if record.info.uri == "snow")
    write_state(ready, State("chroma", "writing-1", leaving=(snow,)))
    assert texts().keys() == {"gates", "ferry"}
    (ready / COPY).unlink()
    assert texts().keys() == {"gates", "ferry"}


def test_a_removal_that_is_killed_half_way_is_finished(ready: Path) -> None:
    dies = (
        "import os, index.snapshot; from index import Index; index.snapshot.Snapshot.show = lambda *_: os._exit(9)\n"
        "with Index.open() as opened: opened.remove(next(i.id for i in opened.documents() if i.uri == 'snow'))"
    )
    with started(dies) as process:
        process.communicate(timeout=60)
        assert process.returncode == 9
    assert texts().keys() == {"gates", "ferry"}


def test_damaged_vector_files_end_no_process(ready: Path) -> None:
    for file in ready.glob("chroma/*/data_level0.bin"):
        file.write_bytes(random.Random(1).randbytes(file.stat().st_size))
    done = run_command("remove", "snow")
    assert done.returncode == 0, done.stderr
    assert "vector files" in done.stderr
    assert texts().keys() == {"gates", "ferry"}


def test_asking_does_not_touch_a_chroma_that_is_damaged(ready: Path) -> None:
    for file in ready.glob("chroma/**/*.*"):
        file.write_bytes(b"damaged")
    assert QUOTE in ask(QUESTION, index=str(ready)).text
    assert all(file.read_bytes() == b"damaged" for file in ready.glob("chroma/**/*.*"))
    assert not list(ready.glob("damaged-*"))


def test_reindex_mends_too_and_one_that_is_killed_leaves_nothing_behind(ready: Path) -> None:
    slow = (
        "import time; from index import reindex\n"
        "def told(done, total, what):\n    print(done, flush=True)\n    time.sleep(60 * (done == 1))\n"
        "reindex(progress=told)"
    )
    with started(slow) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["0\n", "1\n"]
        process.kill()
        process.communicate()
    assert len(list(ready.glob("chroma*"))) == 2
    (ready / "state.1.new").write_text("left", "utf-8")
    with Index.open() as index:
        index.remove(next(info.id for info in index.documents() if info.uri == "snow"))
    assert sorted(each.name for each in ready.iterdir() if "new" in each.name or "chroma" in each.name) == ["chroma"]
    shutil.rmtree(ready / "chroma")
    assert {info.uri for info in reindex()} == {"gates", "ferry"}
    assert texts().keys() == {"gates", "ferry"}


def test_the_state_is_on_the_disk_before_it_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    sync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        calls.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)
        sync(descriptor)

    def replaced(old: Path, new: Path) -> None:
        calls.append("replaced")
        replace(old, new)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr("os.replace", replaced)
    write_state(tmp_path, State("chroma", "1", "seal", ("a", "b")))
    assert calls == [f"state.{os.getpid()}.new", "replaced", tmp_path.name]
    assert read_state(tmp_path) == State("chroma", "1", "seal", ("a", "b"))


def test_who_waits_for_another_process_is_told_so_while_it_waits(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    holder = started(HELD)
    with ended(holder):
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        adding = subprocess.Popen(
            [*COMMAND, "add", str(tmp_path / "new.txt")],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with ended(adding):
            assert adding.stderr is not None
            lines = iter(adding.stderr.readline, "")
            line = next(each for each in lines if not each.startswith("0/"))
            assert line == f"Waiting for another process that is writing to {ready} ...\n"
            holder.kill()
            output, _ = adding.communicate(timeout=60)
            assert adding.returncode == 0
            assert "Added" in output
    assert SILENCE < 2


@contextmanager
def no_room(folder: Path) -> Iterator[Callable[[], None]]:
    """Fill the disk of a folder, a small one where such a thing can be mounted; gives what makes room again."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)], capture_output=True)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    copy = folder / "home"
    try:
        made(copy)
        if mounted.returncode == 0:
            with (folder / "full").open("wb", buffering=0) as full:
                while True:
                    try:
                        full.write(b"0" * 1024)
                    except OSError:
                        break
            yield (folder / "full").unlink
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
            yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        if mounted.returncode == 0:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def test_on_a_full_disk_questions_are_answered_and_adding_says_so_and_works_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    monkeypatch.setenv("ONRECORD_HOME", str(folder / "home"))
    with no_room(folder) as make_room:
        for _ in range(2):
            code, answer, said = told(["ask", QUESTION], capsys)
            assert (code, QUOTE in answer) == (0, True), said
            code, _, said = told(["add", str(tmp_path / "new.txt")], capsys)
            assert code == 2
            assert "room" in said
            assert "home" in said
        make_room()
        code, _, said = told(["add", str(tmp_path / "new.txt")], capsys)
        assert code == 0, said
        assert texts() == TEXTS | {str(tmp_path / "new.txt"): NEW}


def test_where_nothing_may_be_written_questions_are_answered_and_adding_says_so(
    monkeypatch: pytest.MonkeyPatch, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(whole, home)
        monkeypatch.setenv("ONRECORD_HOME", str(home))
        (Path(folder) / "new.txt").write_text(NEW, "utf-8")
        main(["ask", QUESTION])  # loads what cannot be loaded as somebody else
        for each in [Path(folder), *Path(folder).rglob("*")]:
            each.chmod(0o555 if each.is_dir() else 0o444)
        try:
            if user == 0:
                os.seteuid(65534)
            capsys.readouterr()
            code, answer, said = told(["ask", QUESTION], capsys)
            assert (code, QUOTE in answer) == (0, True), said
            assert told(["list"], capsys)[0] == 0
            code, _, said = told(["add", str(Path(folder) / "new.txt")], capsys)
            assert code == 2
            assert "cannot be written to" in said
        finally:
            os.seteuid(user)
            for each in [Path(folder), *Path(folder).rglob("*")]:
                each.chmod(0o755)


def test_what_was_removed_stays_removed_though_the_copy_is_an_older_one(ready: Path, tmp_path: Path) -> None:
    older = shutil.copytree(ready, tmp_path / "older")
    with Index.open() as index:
        (snow,) = (info for info in index.documents() if info.uri == "snow")
        index.remove(snow.id)
        index.add_text(NEW, uri="ferry")
    for name in (COPY, f"{COPY}-wal", f"{COPY}-shm"):
        (ready / name).unlink(missing_ok=True)
        if (older / name).exists():
            shutil.copy(older / name, ready / name)
    assert texts() == {"gates": TEXTS["gates"], "ferry": NEW}


def test_a_state_that_names_a_folder_that_is_gone_is_of_the_one_that_is_there(
    ready: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = (ready / STATE).read_bytes()
    reindex()
    (ready / STATE).write_bytes(stale)
    (ready / COPY).unlink()
    everything_works(capsys)


def put_in_place(chroma: Path, home: Path) -> None:
    shutil.rmtree(home / "chroma")
    shutil.copytree(chroma, home / "chroma")


@pytest.mark.parametrize("whose", ["an older one of this index", "another index's"])
def test_a_chroma_that_is_not_the_one_last_written_takes_nothing_away_and_brings_nothing_back(
    whose: str, ready: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(ready, tmp_path / "other")
    if whose == "another index's":
        with Index.open(str(other)) as index:
            index.add_text("Otto Brandt said the mill is closed.", uri="mill")
    with Index.open() as index:
        (snow,) = (info for info in index.documents() if info.uri == "snow")
        index.remove(snow.id)
        index.add_text(NEW, uri="bridge")
    put_in_place(other / "chroma", ready)
    with Index.open() as index:
        index.add_text("Ines Toral said the port is open.", uri="port")
    (ready / COPY).unlink()
    assert texts().keys() == {"gates", "ferry", "bridge", "port"}
