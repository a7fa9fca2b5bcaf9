"""Statements of an index: by any of a speaker's names, and by topic."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index, reindex, statements_in

SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text("utf-8")


@pytest.fixture
def seed(seeded: Path) -> Iterator[Index]:
    assert seeded.exists()
    with Index.open() as opened:
        yield opened


def words(index: Index, **asked: str) -> list[str]:
    return [SEED[start:end] for statement in index.statements(**asked) for start, end in statement.spans]


@pytest.mark.parametrize(
    "name",
    ["Greer", "Jamieson Greer", "greer", "the US trade representative", "US Trade Representative Jamieson Greer"],
)
def test_a_speaker_is_found_by_any_name(name: str, seed: Index) -> None:
    theirs = seed.statements(speaker=name)
    assert len(theirs) >= 5
    assert {statement.speaker for statement in theirs} == {"Jamieson Greer"}
    assert theirs == seed.statements(speaker="Greer")


def test_what_is_stored_is_what_is_found_in_the_text(seed: Index) -> None:
    stored = seed.statements()
    (info,) = seed.documents()
    assert {statement.document_id for statement in stored} == {info.id}
    bare = [(s.kind, s.spans, s.mention, s.cue, s.speaker, s.role) for s in stored]
    assert bare == [(s.kind, s.spans, s.mention, s.cue, s.speaker, s.role) for s in statements_in(SEED)]
    assert seed.statements(document_id=info.id) == stored
    assert seed.statements(document_id="none") == seed.statements(speaker="Nobody Known") == []


def test_what_bears_on_a_topic_comes_best_first_and_nothing_else(seed: Index) -> None:
    found = words(seed, speaker="Greer", about="export controls")
    assert any("normal export control work" in content for content in found[:2])
    assert any("bogged down in export controls" in content for content in found)
    assert not any("might meet before then" in content for content in found)
    assert words(seed, speaker="Bessent", about="export controls") == []
    assert words(seed, speaker="Bessent", about="") == words(seed, speaker="Bessent")
    everybody = {statement.speaker for statement in seed.statements(about="China")}
    assert everybody >= {"Jamieson Greer", "Scott Bessent"}


def test_those_without_a_name_are_found_by_the_words_that_stand_for_them(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Rain is coming, officials said. “Snow is too,” said Ada Quill.", uri="a")
        (statement,) = index.statements(speaker="officials")
        assert statement.speaker is None


def test_two_people_with_one_surname_stay_two_across_documents(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("“Rain,” Ada Quill said.", uri="a")
        index.add_text("“Snow,” Boris Quill said.", uri="b")
        assert [s.speaker for s in index.statements(speaker="Ada Quill")] == ["Ada Quill"]
        assert {s.speaker for s in index.statements(speaker="Quill")} == {"Ada Quill", "Boris Quill"}


def test_a_title_tells_two_people_with_one_surname_apart(home: Path) -> None:
    text = "“No,” President Olek Kravets said.\n\n“Yes,” said Ivan Kravets, the defence minister."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        assert [s.speaker for s in index.statements(speaker="President Kravets")] == ["Olek Kravets"]
        assert {s.speaker for s in index.statements(speaker="Kravets")} == {"Olek Kravets", "Ivan Kravets"}


def test_statements_follow_their_document_when_it_changes_goes_or_is_indexed_anew(home: Path) -> None:
    with Index.open(str(home)) as index:
        info = index.add_text("“Rain,” Ada Quill said.", uri="a")
        index.add_text("“Snow,” Boris Tandy said.", uri="a")
        assert [s.speaker for s in index.statements()] == ["Boris Tandy"]
        before = index.statements()
    reindex(str(home))
    with Index.open(str(home)) as index:
        assert index.statements() == before
        index.remove(info.id)
        assert index.statements() == []


def test_a_lost_snapshot_is_made_again_with_its_statements(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("“Rain,” Ada Quill said. “And snow.”", uri="a")
        before = index.statements()
    assert before
    (home / "snapshot.sqlite3").unlink()
    with Index.open(str(home)) as index:
        assert index.statements() == before


def test_where_something_was_said_is_not_what_it_is_about(home: Path) -> None:
    text = (
        "“The ferry is old and must be mended soon,” Ada Quill told reporters in Lisbon, Portugal, where she was on "
        "holiday.\n\n“The Portuguese ferry is a wreck,” said Boris Tandy.\n\n"
        "Asked about Portugal, Edith Vance said: “I have never been to that place.”"
    )
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        assert {each.speaker for each in index.statements(about="Portugal")} == {"Boris Tandy", "Edith Vance"}
        assert index.statements(speaker="Quill", about="ferry")


@pytest.mark.parametrize(
    ("asked", "said"),
    [("harbour authority", ["the study was old"]), ("ministry", ["tax would rise"]), ("mayor", []), ("Quill", [])],
)
def test_who_speaks_for_an_organisation_gives_its_words_and_for_a_person_another_s(
    asked: str, said: list[str], home: Path
) -> None:
    text = (
        "A spokesperson for the Port Harlow harbour authority said the study was old.\n\nThe ministry's spokeswoman, "
        "Ann Lowe, said tax would rise.\n\nThe mayor's spokesman said rain would fall.\n\n"
        "A spokesman for Ada Quill said snow would fall."
    )
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        assert [text[slice(*each.spans[0])] for each in index.statements(speaker=asked)] == said
