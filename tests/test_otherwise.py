"""Sentences that tell of another day, of the opposite or of another number than is asked for."""

from pathlib import Path

import pytest

from index import Index
from qa import Answer, ask
from qa.evidence.counted import counted
from qa.evidence.opposites import opposed

FLOOD = "On Monday 14 people died, and on Tuesday 20."


def _asked(home: Path, question: str, text: str, date: str | None = None) -> Answer:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="report", date=date)
        return ask(question, index=index)


@pytest.mark.parametrize(
    ("question", "sentence", "against"),
    [
        ("When did the bridge open?", "The bridge closed in May.", True),
        ("When was the bridge opened?", "It closed in May.", True),
        ("When did the bridge open?", "The bridge opened in May and closed in June.", False),
        ("When did the bridge open?", "The bridge was unveiled in May and closed in June.", False),
        ("When did the bridge open?", "Nearby shops and a school will have to be closed in May.", False),
        ("Why did the bridge not open?", "The bridge was closed in May.", False),
        ("When did the bridge open?", "The bridge never closed.", False),
        ("When did Arvo accept the offer?", "Arvo rejected the offer on Tuesday.", True),
        ("Who sold Zeta?", "Acme bought Zeta from Orion.", False),
    ],
)
def test_the_opposite_is_told_where_only_that_stands(question: str, sentence: str, against: bool) -> None:
    assert opposed(question, sentence) is against


def test_the_opposite_does_not_answer_but_is_evidence_on_yes_or_no(home: Path) -> None:
    assert not _asked(home, "When did the bridge open?", "The bridge closed in May.").answered
    assert _asked(home, "Did the bridge open in May?", "The bridge closed in May.").answered


@pytest.mark.parametrize(
    ("question", "text", "date", "answered"),
    [
        ("How many people died on Tuesday?", FLOOD, None, True),
        ("How many people died on Friday?", FLOOD, None, False),
        ("What did the council approve on Tuesday?", "The council approved the budget on Monday.", None, False),
        ("What did the council approve on Monday?", "The council approved the budget on Monday.", None, True),
        ("What did the council approve in June?", "The council approved the budget.", "2024-06-03", True),
        ("What did the council approve in June?", "The council approved the budget.", "2024-07-03", False),
        ("Did the council approve the budget on Friday?", "The council approved the budget on Monday.", None, True),
    ],
)
def test_a_day_or_month_that_is_asked_for_must_be_told_of(
    home: Path, question: str, text: str, date: str | None, answered: bool
) -> None:
    assert _asked(home, question, text, date).answered is answered


@pytest.mark.parametrize(
    ("question", "sentence", "numbers"),
    [
        ("How many died on Tuesday?", FLOOD, ["20"]),
        ("How many died on Monday?", FLOOD, ["14"]),
        ("How many died?", FLOOD, []),
        ("How many died in Porto?", "In Porto 14 people died and 20 died in Lisbon.", ["14"]),
        ("How many cars did it sell in 2020?", "In 2019 it sold 300 cars, and 450 in 2020.", ["450"]),
        ("How much did it cost in June?", "It cost $4 million in May and $5 million in June 2021.", ["$5 million"]),
        ("How many came on the second day?", "5,000 came on the first day and 3,200 on the second.", ["3,200"]),
        ("How many died on Tuesday?", "Of 90 hurt on Monday and Tuesday 14 died or 20.", ["90", "14", "20"]),
    ],
)
def test_of_several_numbers_that_of_the_asked_day_or_place_is_meant(
    question: str, sentence: str, numbers: list[str]
) -> None:
    assert [sentence[start:end] for start, end in counted(question, sentence)] == numbers


@pytest.mark.parametrize(("day", "short"), [("Monday", "14"), ("Tuesday", "20")])
def test_the_number_of_the_asked_day_is_the_short_answer(home: Path, day: str, short: str) -> None:
    found = _asked(home, f"How many died on {day}?", FLOOD).short or ""
    assert found.removesuffix(" people") == short


def test_where_it_is_not_clear_which_number_is_meant_there_is_no_short_answer(home: Path) -> None:
    answer = _asked(home, "How many people died on Tuesday?", "On Monday and Tuesday 14 people died, then 20, then 9.")
    assert answer.answered
    assert answer.short is None


@pytest.mark.parametrize(
    ("question", "text", "answered"),
    [
        ("What was the bill in 2024?", "In 2023 the bill was 455 pounds. The clerk keeps the list of 2024.", False),
        ("What was the bill in 2023?", "In 2023 the bill was 455 pounds, up from 410 in 2022.", True),
    ],
)
def test_a_year_that_a_sentence_opens_with_is_the_one_it_tells_of(
    home: Path, question: str, text: str, answered: bool
) -> None:
    quotes = [each.quote for each in _asked(home, question, text).citations]
    assert any("455" in quote for quote in quotes) is answered


def test_who_is_asked_for_by_what_he_is_may_be_whoever_speaks_but_a_name_is_nobody_else_s(home: Path) -> None:
    text = "Jesse Narducci makes cider in Fairfield. “We have good bars here,” Narducci said of the town."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        told = ask("What did the Fairfield cider maker say about bars?", index=index)
        assert {each.speaker for each in told.citations} <= {"Jesse Narducci", None}
        assert any("good bars" in each.quote for each in told.citations)
        assert not ask("What did Ada Quill say about bars?", index=index).answered
