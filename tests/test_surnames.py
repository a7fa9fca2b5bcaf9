"""Two of one surname in a text: nobody's words are the other's, and where the text leaves it open, nobody's."""

from pathlib import Path

import pytest

from index import Index
from index.speakers import same_speaker
from tests.readings import speakers


def test_whom_only_mr_and_mrs_tell_apart_are_two() -> None:
    text = "Mr Vale and Mrs Vale farm. “It is dry,” Mr Vale said. “It is not,” Mrs Vale said. “It is,” Vale said."
    assert speakers(text) == ["Mr Vale", "Mrs Vale", None]


@pytest.mark.parametrize("couple", ["Joan and Peter Vale farm.", "Peter Vale came. Mrs Vale did not."])
def test_a_wife_without_a_forename_is_not_her_husband(couple: str) -> None:
    assert speakers(f"{couple} “It is dry,” Mr Vale said. “It is not,” Mrs Vale said.") == ["Peter Vale", "Mrs Vale"]


@pytest.mark.parametrize(
    ("rank", "other"), [("elder", "younger"), ("older", "younger"), ("senior", "junior"), ("younger", "elder")]
)
def test_whom_only_the_age_tells_apart_is_nobody(rank: str, other: str) -> None:
    text = (
        f"John Vale and Peter Vale farm. “It is dry,” the {rank} Vale said. “It is not,” the {other} Vale said. "
        "“It is,” Vale said. “No,” said Peter Vale."
    )
    assert speakers(text) == [None, None, None, "Peter Vale"]


def test_a_suffix_tells_father_and_son_apart() -> None:
    text = "John Vale Sr. and John Vale Jr. farm. “It is dry,” Vale Sr. said. “It is not,” Vale Jr. said."
    assert speakers(text) == ["John Vale Sr.", "John Vale Jr."]


def test_an_office_is_not_that_of_the_wife_who_is_named_in_full() -> None:
    text = "President Vale spoke. His wife, Joan Vale, wept. “It is dry,” Mr. Vale said. The president said it rained."
    assert speakers(text) == ["Mr. Vale", "Mr. Vale"]


@pytest.mark.parametrize("asked", ["Peter Vale", "Mr Vale", "Mr. Peter Vale", "Vale"])
def test_a_man_asked_for_is_no_mrs(asked: str) -> None:
    assert same_speaker(asked, "Mr Vale", None)
    assert same_speaker(asked, "Mrs Vale", None) == (asked == "Vale")


def test_a_husband_s_words_are_not_asked_for_by_his_wife_s_name(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Joan Vale wept. “It is dry,” Mr Vale said. “It was,” Joan Vale said.", uri="farm")
        assert [each.speaker for each in index.statements(speaker="Joan Vale")] == ["Joan Vale"]
