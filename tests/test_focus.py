"""The answering words: as many as answer and no more."""

import pytest

from qa.evidence.kind import short_answer, widened

SENT = "Apple will send Tim Cook, who has led the firm since 2011 and lives in the hills near a lake, at 7 p.m. today."


@pytest.mark.parametrize(
    ("question", "words", "marked"),
    [
        ("Who will Apple send?", "Tim Cook, who has led the firm since 2011 and lives in the hills", "Tim Cook"),
        ("What will Apple do?", "send Tim Cook, who has led the firm since 2011 and lives", None),
        ("When will Apple send him?", "7 p.m", "7 p.m."),
        ("Who will Apple send?", "Tim Cook", None),
    ],
)
def test_where_one_thing_is_asked_for_few_words_are_marked(question: str, words: str, marked: str | None) -> None:
    at = SENT.index(words)
    start, end = widened(question, SENT, (at, at + len(words)))
    assert SENT[start:end] == (marked or words)


def test_a_short_answer_keeps_the_period_of_an_abbreviation() -> None:
    at = SENT.index("7 p.m")
    assert short_answer("When will Apple send him?", SENT, (at, at + 6)) == "At 7 p.m."


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The tram was designed in Brno in 1896", "1896"),
        ("2022 it was that the race took place on Saturday", "2022 it was that the race took place on Saturday"),
        ("The race took place on Saturday, May 7, 2022", "Saturday, May 7, 2022"),
        ("on a Saturday in the spring", "Saturday"),
        ("three days before the elections began there", "three days before the elections began there"),
    ],
)
def test_of_many_words_that_answer_when_its_only_date_is_the_answer(text: str, date: str) -> None:
    start, end = widened("When was it?", text, (0, len(text)))
    assert text[start:end] == date
