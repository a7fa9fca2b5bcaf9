"""Whose words they are where a text leaves room for somebody else."""

import pytest

from index import statements_in


def told(text: str) -> list[tuple[str | None, str]]:
    """Give the speaker and words of each statement, its spans parted by a bar."""
    return [
        (each.speaker, " | ".join(text[slice(*span)] for span in each.spans).strip('“”"'))
        for each in statements_in(text)
    ]


def test_a_quotation_left_open_is_of_whoever_it_is_attributed_to_where_it_closes() -> None:
    first = "“The well is dry,” said Hugo Stam.\n"
    open_ = "“My mother drank from it.\n“So did hers.\n“It will not come back,”"
    assert [speaker for speaker, _ in told(f"{first}{open_} said Ines Vroom.")] == ["Hugo Stam", "Ines Vroom"]
    assert [speaker for speaker, _ in told(f"{first}{open_} he said.")] == ["Hugo Stam"] * 2


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Hugo Stam said his sister, Ines Vroom, had warned him that the well was dry.", "that the well was dry"),
        ("Stam told the panel that his lawyer, Ines Vroom, had told him the well was dry.", "the well was dry"),
    ],
)
def test_what_somebody_is_reported_to_have_said_is_theirs(text: str, inner: str) -> None:
    outer, embedded = told(text)
    assert outer[0] in ("Hugo Stam", "Stam")
    assert outer[1].endswith(inner)
    assert embedded == ("Ines Vroom", inner)


def test_what_is_said_ends_where_another_subject_promises_something_else() -> None:
    text = "Mayor Hugo Stam said he would sell the well, and Senator Ines Stam, no relation, promised to keep it."
    assert told(text) == [("Hugo Stam", "he would sell the well"), ("Ines Stam", "to keep it")]


def test_the_place_that_a_sentence_opens_with_says_nothing() -> None:
    text = "In Oslo, a harbour official, speaking on condition of anonymity, said the ferry was late."
    assert told(text) == [(None, "the ferry was late")]
