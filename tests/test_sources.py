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


@pytest.mark.parametrize(
    "introduced",
    [
        "Hugo Stam, 61, sold the well. His wife, Ines Stam, says he cried.",
        "Hugo Stam, 61, sold the well. Stam’s daughter, Ines Stam, said it was dry.",
        "“It is dry,” says Hugo Stam. His mother, Ines Stam, shook her head.",
    ],
)
def test_a_bare_surname_is_nobody_for_sure_once_another_of_the_family_was_introduced(introduced: str) -> None:
    assert told(f"{introduced} “We had no choice,” Stam said.")[-1][0] is None
    assert told(f"{introduced} “We had no choice,” Mr Stam said.")[-1][0] == "Hugo Stam"


def test_a_surname_settled_on_one_person_is_not_shaken_by_kin_only_mentioned() -> None:
    text = "Hugo Stam sold the well. “It was dry,” Stam said at a meeting for his wife, Ines Stam. “Dry,” Stam said."
    assert [speaker for speaker, _ in told(text)] == ["Hugo Stam"] * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"The well is dry," Stam quoted Vroom as saying.', ("Vroom", "The well is dry,")),
        ('Vroom was quoted by the Post as saying "the well is dry".', ("Vroom", "the well is dry")),
        ('Vroom, asked about Stam\'s remark "wells are for fools", shrugged.', ("Stam", "wells are for fools")),
        ('It was Vroom, not Stam, who said "perhaps".', ("Vroom", "perhaps")),
    ],
)
def test_whoever_is_quoted_says_it_not_who_passes_it_on(text: str, said: tuple[str, str]) -> None:
    assert told(text) == [said]


def test_who_is_unlike_another_says_something_else() -> None:
    assert told('Unlike Stam, who said "never", Vroom said "soon".') == [("Stam", "never"), ("Vroom", "soon")]
