"""Texts wrapped by hand: who says what is the same wherever the lines end, and spans are of the wrapped text."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import statements_in
from index.sentences import paragraphs
from index.unwrapped import unwrapped
from tests.reported import Reported, reported

ARTICLE = (
    "Ferry to be sold",
    "By Ida Moss",
    "A spokeswoman for the port authority said on Friday that the ferry across the bay would be sold before winter.",
    '"It has carried us to school and to church for as long as I can remember," said Wilma Tarn. "I will miss it."',
    "Ms Tarn added that nobody had asked the islanders, and that they would gladly have paid twice the fare.",
)


def said(text: str) -> list[tuple[str, str | None, str, list[str]]]:
    """Kind, speaker, mention and words of each statement, whatever parts the words."""
    return [
        (each.kind, each.speaker, plain(text, each.mention), [plain(text, span) for span in each.spans])
        for each in statements_in(text)
    ]


def plain(text: str, span: tuple[int, int] | None) -> str:
    return " ".join(text[slice(*span)].split()) if span else ""


@settings(max_examples=60, deadline=None, derandomize=True)
@given(reported(), st.integers(50, 80), st.sampled_from(["\n", "\r\n", " \n"]))
def test_a_text_says_the_same_at_whatever_width_it_is_wrapped(document: Reported, width: int, end: str) -> None:
    wrapped = [textwrap.wrap(line, width) for line in document.text.split("\n\n")]
    assert said((end + end).join(map(end.join, wrapped))) == said(document.text)


@pytest.mark.parametrize("width", [66, 72])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_paragraphs_without_a_blank_line_between_them_are_told_apart(width: int, end: str) -> None:
    text = end.join(line for paragraph in ARTICLE for line in textwrap.wrap(paragraph, width))
    assert [plain(text, span) for span in paragraphs(text)] == list(ARTICLE)
    assert said(text) == said("\n".join(ARTICLE))


def test_a_short_line_that_ends_with_a_comma_goes_on_in_lower_case() -> None:
    text = '"Hold fast,"\r\nsaid Wilma Tarn.\r\n'
    assert said(text) == [("direct", "Wilma Tarn", "Wilma Tarn", ['"Hold fast,"'])]
    assert said("Tarn said:\n“Hold fast.”\nShe left.") == said("Tarn said:\n\n“Hold fast.”\n\nShe left.")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["Tarn said", "it held,", "and", "“no”", "\n", "\r\n", " \n\n", " "])).map(" ".join))
def test_every_character_has_its_place_in_the_wrapped_text(text: str) -> None:
    flat = unwrapped(text)
    for at, character in enumerate(flat.text):
        start, end = flat.wrapped((at, at + 1))
        assert text[start:end] == character or (character == " " and text[start].isspace())
    assert [" ".join(text[slice(*flat.wrapped(span))].split()) for span in flat.paragraphs] == [
        " ".join(flat.text[slice(*span)].split()) for span in flat.paragraphs
    ]
