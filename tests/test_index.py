"""Laws of the index: what goes in comes out, once, and nothing is half there."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import (
    AddReport,
    DocumentNotFound,
    EmbedderMismatch,
    FormatMismatch,
    Index,
    IndexNotFound,
    IndexUnavailable,
    LoadError,
    reindex,
)
from index.core import Core
from index.search import match_expression
from index.store import Store

SEEDS = str(Path(__file__).parents[1] / "seeds")
RAIN = "Rain is expected on Monday, the mayor said. The dam will hold."
SNOW = "Snow fell in the hills on Sunday. Schools were closed."


def uris(index: Index) -> list[str]:
    return [info.uri for info in index.documents()]


def test_a_document_comes_back_as_it_went_in_and_its_passages_joined_are_its_text() -> None:
    text = Path(SEEDS).glob("*.txt").__next__().read_text("utf-8")
    with Index.open() as index:
        (info,) = index.add(SEEDS).added
        document = index.document(info.id)
        assert document.text == text
        assert (document.characters, document.sha256) == (len(text), info.sha256)
        hits = index.search("trade talks", k=50)
        spans = sorted((hit.passage.start, hit.passage.end) for hit in hits)
        assert "".join(text[start:end] for start, end in spans) == text
        assert all(hit.passage.text == text[hit.passage.start : hit.passage.end] for hit in hits)


def test_adding_twice_is_adding_once() -> None:
    with Index.open() as index:
        first, again = index.add(SEEDS), index.add(SEEDS)
        assert (len(first.added), len(again.added), len(again.unchanged)) == (1, 0, 1)
        assert len(index.documents()) == 1


def test_a_changed_text_replaces_the_one_of_the_same_uri() -> None:
    with Index.open() as index:
        before = index.add_text(RAIN, uri="a")
        after = index.add_text(SNOW, uri="a")
        assert before.id == after.id
        assert index.document(after.id).text == SNOW
        assert [hit.passage.text for hit in index.search("dam rain", k=9)] == [SNOW]


def test_one_text_under_two_uris_is_stored_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(RAIN, "utf-8")
    with Index.open() as index:
        report = index.add(str(tmp_path))
        assert report.duplicates == ((str(tmp_path / "b.txt"), str(tmp_path / "a.txt")),)
        assert index.add_text(RAIN, uri="c").uri == str(tmp_path / "a.txt")
        assert len(index.documents()) == 1


def test_a_document_whose_new_text_another_holds_goes() -> None:
    with Index.open() as index:
        index.add_text(RAIN, uri="a")
        index.add_text(SNOW, uri="b")
        assert index.add_text(RAIN, uri="b").uri == "a"
        assert uris(index) == ["a"]


def test_what_is_removed_is_neither_listed_nor_found() -> None:
    with Index.open() as index:
        rain, snow = index.add_text(RAIN, uri="a"), index.add_text(SNOW, uri="b")
        assert index.remove(rain.id)
        assert not index.remove(rain.id)
        assert uris(index) == ["b"]
        assert {hit.passage.document_id for hit in index.search("rain dam mayor", k=9)} == {snow.id}
        with pytest.raises(DocumentNotFound, match="onrecord list"):
            index.document(rain.id)


def test_files_that_fail_are_told_of_and_the_others_are_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    (tmp_path / ".hidden.txt").write_text("not looked at", "utf-8")
    with Index.open() as index:
        report = index.add(str(tmp_path))
        assert [info.uri for info in report.added] == [str(tmp_path / "a.txt")]
        assert [uri for uri, _ in report.failed] == [str(tmp_path / "b.txt")]
        missing = index.add(str(tmp_path / "none"))
        assert "does not exist" in missing.failed[0][1]


def test_progress_is_told_for_each_file_and_at_the_end(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name + RAIN, "utf-8")
    told: list[tuple[int, int, str]] = []
    with Index.open() as index:
        index.add(str(tmp_path), progress=lambda *call: told.append(call))
    assert told == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


@pytest.mark.parametrize(("text", "uri"), [("", "a"), (" \n", "a"), (RAIN, " ")])
def test_an_empty_text_or_uri_is_refused(text: str, uri: str) -> None:
    with Index.open() as index, pytest.raises(LoadError, match="is empty"):
        index.add_text(text, uri=uri)


def test_everything_is_there_again_in_a_fresh_index_object() -> None:
    with Index.open() as index:
        index.add_text(RAIN, uri="a", title="Weather", source="The Daily", author="Jane Doe", date="2024-05-06")
        before = index.documents()
    with Index.open() as index:
        assert index.documents() == before
        assert index.search("dam")[0].passage.text == RAIN


def test_the_snapshot_is_a_cache_that_may_be_deleted_or_damaged_at_any_time(home: Path) -> None:
    with Index.open() as index:
        index.add_text(RAIN, uri="a")
        hits = index.search("dam")
        for name in ("snapshot.sqlite3", "snapshot.sqlite3-wal", "snapshot.sqlite3-shm"):
            (home / name).unlink(missing_ok=True)
        assert index.search("dam") == hits
    for name in ("snapshot.sqlite3-wal", "snapshot.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    (home / "snapshot.sqlite3").write_bytes(b"not a database" * 100)
    with Index.open() as index:
        assert index.search("dam") == hits


def test_a_write_that_dies_half_way_leaves_nothing_to_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    with Index.open() as index:
        index.add_text(RAIN, uri="a")

        def dies(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("index.store._record_metadata", dies)  # after the passages, before the record
            with pytest.raises(KeyboardInterrupt):
                index.add_text(SNOW, uri="b")
        assert uris(index) == ["a"]
        assert len(index.search("snow hills schools", k=9)) == 1
        index.add_text(SNOW, uri="b")
        assert uris(index) == ["a", "b"]
    with Index.open() as index:
        assert len(index.search("snow rain", k=9)) == 2


def test_no_index_is_made_where_none_is_wanted(home: Path) -> None:
    with pytest.raises(IndexNotFound, match="onrecord add"):
        Index.open(create=False)
    assert not home.exists()


def test_an_index_of_another_format_or_embedder_is_refused_with_the_command_that_rebuilds_it(
    home: Path,
) -> None:
    with Index.open() as index:
        index.add_text(RAIN, uri="a")
    with pytest.raises(EmbedderMismatch, match="onrecord reindex"):
        Index.open(embedder="another-model")
    state = json.loads((home / "state.json").read_text())
    store = Store.open(str(home / state["store"]))
    store._documents.modify(metadata={"format": 99, "embedder": "all-MiniLM-L6-v2"})
    store.close()
    (home / "snapshot.sqlite3").unlink()
    with pytest.raises(FormatMismatch, match="onrecord reindex"):
        Index.open()
    assert [info.uri for info in reindex()] == ["a"]
    with Index.open() as index:
        assert index.search("dam")[0].passage.text == RAIN


def test_reindex_keeps_documents_and_an_open_index_follows(home: Path) -> None:
    with Index.open() as index:
        index.add_text(RAIN, uri="a", date="2024")
        before = index.documents()
        assert list(reindex()) == before
        assert index.documents() == before
        assert index.search("dam")[0].passage.text == RAIN
        index.add_text(SNOW, uri="b")
        assert uris(index) == ["a", "b"]
    assert len(list(home.glob("chroma*"))) == 1


def test_a_folder_that_cannot_be_used_is_told_of_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(IndexUnavailable, match="Choose another folder"):
        Index.open(str(file))


def test_a_full_disk_is_told_of_and_what_was_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with Index.open() as index:
        index.add_text(RAIN, uri="a")
        with monkeypatch.context() as patch:
            patch.setattr("index.snapshot.Snapshot._take_in", full)
            with pytest.raises(IndexUnavailable, match="disk"):
                index.add_text(SNOW, uri="b")
        assert index.search("dam")[0].passage.text == RAIN


def test_a_deleted_index_is_missed_and_not_made_up(home: Path) -> None:
    index = Index.open()
    index.add_text(RAIN, uri="a")
    shutil.rmtree(home)
    with pytest.raises(IndexNotFound):
        index.documents()


SYNTAX = st.text(st.sampled_from("ab “\"'*^():-+?.,{}[]$%&|\\/\n") | st.characters(), max_size=60) | st.sampled_from(
    ["AND", "a OR", "NEAR(", "title:x", "C++", "U.S.", "it's", '"', "a\0b", "*", "-- ;", "{$in: []}"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SYNTAX)
def test_no_question_is_query_syntax(query: str) -> None:
    index = Index.open()
    if not index.documents():
        index.add_text(RAIN, uri="a")
    assert len(index.search(query, k=3)) == 1
    assert sqlite3.connect(":memory:").execute("SELECT 1").fetchone() == (1,)
    assert match_expression(query).replace('"', "").count("\0") == 0


def test_as_many_passages_as_asked_for_best_first() -> None:
    with Index.open() as index:
        for number in range(5):
            index.add_text(f"Text number {number} tells of rain. " * (number + 1), uri=str(number))
        for k in (1, 3, 5, 50):
            hits = index.search("rain", k=k)
            assert len(hits) == min(k, 5)
            assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        with pytest.raises(ValueError, match="k is 0"):
            index.search("rain", k=0)


def test_of_equal_documents_the_newest_comes_first() -> None:
    with Index.open() as index:
        for day in ("2024-01-05", "2024-06-05", "2024-03-05"):
            index.add_text(f"Gas prices rose. It was {day}", uri=day, title="Gas", date=day)
        hits = index.search("What happened to gas prices this week?", k=3)
        assert [hit.passage.text[-10:] for hit in hits] == ["2024-06-05", "2024-03-05", "2024-01-05"]


def test_the_retriever_gives_passages_that_say_where_they_stand() -> None:
    with Index.open() as index:
        info = index.add_text(RAIN, uri="a", source="The Daily")
        (found,) = index.as_retriever(k=3).invoke("dam")
        assert found.page_content == RAIN
        assert found.metadata["document_id"] == info.id
        assert (found.metadata["start"], found.metadata["end"]) == (0, len(RAIN))


def test_open_twice_shares_what_is_loaded_and_closing_one_leaves_the_other() -> None:
    one, other = Index.open(), Index.open()
    one.add_text(RAIN, uri="a")
    one.close()
    with pytest.raises(IndexUnavailable, match="was closed"):
        one.documents()
    assert uris(other) == ["a"]
    other.close()
    other.close()


def test_an_empty_report_is_empty() -> None:
    assert AddReport() == AddReport((), (), (), (), ())
    assert Core.__doc__


def test_what_is_no_regular_file_is_refused_without_waiting(home: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with Index.open(str(home)) as index:
        ((uri, why),) = index.add(str(tmp_path / "pipe.txt")).failed
        assert uri.endswith("pipe.txt")
        assert "is not a file" in why
        assert index.add("").failed


def test_a_file_name_that_is_not_utf_8_is_kept_as_far_as_it_goes(home: Path, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_text("The dam will hold.", "utf-8")
    with Index.open(str(home)) as index:
        (info,) = index.add(str(tmp_path)).added
        assert info.uri.endswith("b\N{REPLACEMENT CHARACTER}.txt")


def test_cosines_are_those_of_the_passages_whatever_is_removed_meanwhile() -> None:
    with Index.open() as index:
        info = index.add_text(RAIN, uri="rain")
        index.add_text(SNOW, uri="snow")
        with index.view() as view:
            hits = view.search("rain on Monday", k=2)
            found = dict(zip([hit.passage.text for hit in hits], view.cosines("rain on Monday", hits), strict=True))
            assert found[RAIN] > found[SNOW]
            asked, rain = view.embedder.embed(["rain on Monday", f"rain\n{RAIN}"])
            assert found[RAIN] == pytest.approx(float(asked @ rain), abs=0.1)
            index.remove(info.id)
            assert view.cosines("rain on Monday", hits) == [found[hit.passage.text] for hit in hits]
            assert view.cosines("rain", []) == []
