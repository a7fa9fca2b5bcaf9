"""Titles of works and names of things are nobody's words, whoever made, sang or read them."""

import pytest

from tests.readings import only, read


@pytest.mark.parametrize(
    "text",
    [
        "Ida Vale released an album titled “The Long Way Home Again” in May.",
        "Ida Vale wrote an essay entitled “why we lost”.",
        "Ida Vale sang “Yesterday” at the show.",
        "Ida Vale starred in the film “Gone with the Wind”.",
        "Ida Vale writes in her book “The Long Way Home Again”.",
        "Ida Vale has a new song called “Rain over the Long Bay”.",
        "The ship, called the “Long Bay”, sank.",
        "Ida Vale called the police.",
        "Ida Vale called Moss on Monday.",
    ],
)
def test_a_title_or_name_is_no_statement(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "opening",
    [
        "Ida Vale says in her book “The Long Way Home”",
        "In her book, “The Long Way Home,” Ida Vale says",
        "In a paper “On the Flow of Rivers”, Ida Vale argued",
        "Ida Vale, who wrote “The Long Way Home” in 1990, said",
    ],
)
def test_what_a_work_holds_is_said_and_its_title_is_not(opening: str) -> None:
    kind, _, contents = only(f"{opening} that dams fail.")
    assert (kind, contents) == ("indirect", ["that dams fail"])


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("Ida Vale called the film “a mess”.", "mixed", "the film “a mess”"),
        ("Ida Vale said of the film, “Nobody told us.”", "direct", "“Nobody told us.”"),
        ("Ida Vale called the film a disaster.", "indirect", "the film a disaster"),
        ("Ida Vale called Moss a liar.", "indirect", "Moss a liar"),
    ],
)
def test_what_is_said_of_a_work_is_said(text: str, kind: str, content: str) -> None:
    assert only(text) == (kind, "Ida Vale", [content])
