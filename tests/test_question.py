"""Questions are understood: whose words, on what, and what a follow-up leans on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import ask
from qa.question.follow_up import follow_up
from qa.question.question import parse


def test_a_quotation_whose_speaker_is_asked_for_is_taken_out() -> None:
    assert parse('Who said "we will not be moved"?').quotation == "we will not be moved"
    assert parse('What does "on hold" mean?').quotation is None


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        ("What did Bessent say about magnets?", "And about soybeans?", "What did Bessent say about soybeans?"),
        ("Who is He Lifeng?", "Who met him in Davos?", "Who met He Lifeng in Davos?"),
        ("What did Greer say about China?", "What is his title?", "What is Greer’s title?"),
        ("Who is He Lifeng?", "Where is Geneva?", "Where is Geneva?"),
    ],
)
def test_a_follow_up_is_completed_by_the_question_before(before: str, asked: str, understood: str) -> None:
    assert follow_up(parse(asked), parse(before)).text == understood


@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_anything_with_words_in_it_is_a_question(text: str) -> None:
    assert parse(text).text == text


def test_a_question_with_half_a_character_is_asked_all_the_same(seeded: Path) -> None:
    assert ask("what did Greer say about export controls? \ud800", index=str(seeded)).citations


def test_a_name_alone_asks_the_same_of_somebody_else() -> None:
    before = parse("What did Bessent say about rare earth magnets?")
    assert follow_up(parse("And Greer?"), before).speaker == "Greer"
    assert "magnets" in follow_up(parse("And Greer?"), before).topic


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        ("Where did they meet?", "And when?", "When did they meet?"),
        ("Who built the dam?", "when", "When built the dam?"),
        ("What did Greer say about tariffs?", "But why?", "Why did Greer say about tariffs?"),
    ],
)
def test_a_bare_question_word_asks_for_more_of_the_question_before(before: str, asked: str, understood: str) -> None:
    assert follow_up(parse(asked), parse(before)).text == understood
