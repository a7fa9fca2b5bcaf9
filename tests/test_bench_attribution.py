"""What the benchmark of attribution takes for a name, and for the same one."""

import pytest

from index import Statement
from tests.bench.attribution import Annotated, Relation, Score, figures, last_name, mostly_lower, plain_name, same_name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ruth Amis", "Amis"),
        ("Amis, a lawyer in Cork,", "Amis"),
        ("Sen. Ruth Amis (D-Ohio)", "Amis"),
        ("Former Secretary of State Ruth Amis", "Amis"),
        ("Harbour Chief of Staff Ruth Amis", "Amis"),
        ("Okafor's predecessor, Ruth Amis,", "Amis"),
        ("Okafor campaign manager Ruth Amis", "Amis"),
        ("Paul Bell Jr., who left Okafor's team", "Bell"),
        ("the Cork Herald", "Herald"),
        ("Okafor's campaign manager", None),
        ("a spokesman for Ruth Amis", None),
        ("the Okafor campaign", None),
        ("The Ohio Republican", None),
        ("A poll released Thursday", None),
        ("Police", None),
        ("He", None),
        ("the mayor", None),
    ],
)
def test_a_source_s_own_name_is_not_what_qualifies_it(source: str, name: str | None) -> None:
    assert last_name(source, common={"police", "former", "poll"}) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ruth Amis", "Amis"),
        ("The Cork Herald", "Herald"),
        ("Okafor's campaign manager", "Okafor"),
        ("a spokesman for Ruth Amis", "Amis"),
        ("Police in Cork", "Cork"),
        ("Police", None),
        ("He", None),
        ("the mayor", None),
    ],
)
def test_the_plainest_reading_takes_the_first_capitals(source: str, name: str | None) -> None:
    assert plain_name(source, common={"police"}) == name


def test_words_that_are_mostly_in_lower_case_are_no_names() -> None:
    assert mostly_lower(["Police came. The police left, police say.", "Amis came, amis or not. Amis left."]) >= {
        "police"
    }
    assert "amis" not in mostly_lower(["Amis came, amis or not. Amis left."])


def test_a_label_without_a_name_wants_no_speaker() -> None:
    assert same_name("Ruth Amis", "Amis")
    assert same_name("Paul Bell", "Paul Bell Jr.")
    assert same_name(None, None)
    assert not same_name(None, "Ruth Amis")
    assert not same_name("Ruth Amis", None)
    assert not same_name("Ruth Amis", "Ruth Bell")


def test_names_are_counted_over_what_is_quoted_and_over_every_kind() -> None:
    text = "“No,” Amis said. He said it rained."
    quoted, told = ((0, 5),), ((24, 34),)
    relations = (
        Relation("direct", quoted, ((6, 10),), "Amis"),
        Relation("indirect", told, ((17, 19),), "He"),
    )
    score = Score.empty()
    score.add(
        Annotated("post_1", text, relations, {17: "Ruth Amis"}),
        [
            Statement(None, "direct", quoted, (6, 10), (11, 15), "Ruth Amis", None),
            Statement(None, "indirect", told, (17, 19), (20, 24), None, None),
        ],
    )
    found = figures(score)
    assert (found["named"], found["resolved"]) == ({"n": 1, "share": 1.0}, {"n": 0, "share": None})
    every = found["every_kind"]
    assert isinstance(every, dict)
    assert (every["named"], every["resolved"]) == ({"n": 1, "share": 1.0}, {"n": 1, "share": 0.0})
    assert found["right"] == {"n": 1, "share": 0.0}
