"""Whether a question leans on the one before it."""

import pytest

from qa.question.leaning import leans, signs

BEFORE = "What did FBI Director Comey say about the way Clinton handled classified material?"


@pytest.mark.parametrize(
    "question",
    [
        "and why?",
        "Since when?",
        "and did he expect anyone to take her to court over it?",
        "how much might those be worth?",
        "On which radio station?",
        "and from vehicles?",
        "and the other reporter?",
    ],
)
def test_a_question_that_does_not_stand_by_itself_leans(question: str) -> None:
    assert leans(question, BEFORE)


@pytest.mark.parametrize(
    "question",
    [
        "What did Jill Biden say at the Nantucket fundraiser?",
        "average death rate of marburg",
        "how many households in Wales have been paid a heat pump grant",
        "Who wrote Exxon Mobil's letter to Columbia's president?",
    ],
)
def test_a_question_that_stands_by_itself_does_not(question: str) -> None:
    assert not leans(question, BEFORE)


def test_every_question_has_the_same_signs() -> None:
    assert len(signs("And why?", BEFORE)) == len(signs("", "")) > 5
