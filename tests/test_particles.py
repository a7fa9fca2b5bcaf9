"""Verbs that report with a second word: "points out", "went on", "hit back"."""

import pytest

from tests.readings import read

PLAIN = ["points out", "pointed out", "goes on", "went on"]
QUOTING = [*PLAIN, "fires back", "fired back", "hit back", "hits back", "chips in", "chipped in"]


@pytest.mark.parametrize("said", PLAIN)
@pytest.mark.parametrize("source", ["Tom Reed", "he", "the engineer"])
def test_a_clause_around_or_before_is_what_is_said(said: str, source: str) -> None:
    for begins, goes_on in (("The dam", "held for years"), ("Shrimp crackle at night", "whereas fish are silent")):
        found = read(f"{begins}, {source} {said}, {goes_on}.")
        assert found == [("indirect", source, [begins, goes_on])]
    assert read(f"The dam held for years, {source} {said}.") == [("indirect", source, ["The dam held for years"])]


@pytest.mark.parametrize("said", QUOTING)
def test_a_quotation_on_either_side_is_what_is_said(said: str) -> None:
    assert read(f"“It is late,” Tom Reed {said}.") == [("direct", "Tom Reed", ["“It is late,”"])]
    assert read(f"Tom Reed {said}: “It is late.”") == [("direct", "Tom Reed", ["“It is late.”"])]
    [(_, _, contents)] = read(f"“It is late,” Tom Reed {said}, “and cold.”")
    assert contents == ["“It is late,”", "“and cold.”"]


def test_the_second_word_is_no_part_of_what_is_said() -> None:
    assert read("Tom Reed pointed out that it was late.") == [("indirect", "Tom Reed", ["that it was late"])]
    assert read("As Tom Reed has pointed out, the dam is old.")[0][2] == ["the dam is old"]


@pytest.mark.parametrize(
    "text",
    ["The show went on.", "When the dam had broken, Tom Reed went on.", "They had scored early, but Rovers hit back."],
)
def test_what_goes_on_or_hits_back_says_nothing(text: str) -> None:
    assert read(text) == []
