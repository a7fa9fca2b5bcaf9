"""Where a sentence tells of what is asked, an answer that is given whole is worth more than a part of it."""

import pytest

from qa.complete import completeness
from qa.reader import read


def worth(question: str, text: str, answer: str) -> float:
    start = text.index(answer)
    return completeness(question, text, (start, start + len(answer)))


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When did the ferry sink?", "The ferry sank on 3 May.", "3 May"),
        ("And when did the ferry sink?", "The ferry sank on Saturday, May 7th, 2022.", "Saturday"),
        ("What day did the ferry sink?", "The ferry sank on the 3rd of May.", "3rd of May"),
        ("When did the ferry sink?", "The ferry sank on Jan 9, 1951.", "9, 1951"),
        ("When did the ferry sink?", "The ferry sank in a storm (2022-05-07).", "2022-05-07"),
        ("Who runs the port?", "The port is run by Ada Quill.", "Quill"),
        ("Who runs the port?", "Ursula von der Leyen runs the port.", "von der Leyen"),
        ("Who runs the port?", "Élodie Ångström runs the port.", "Élodie Ångström"),
    ],
)
def test_what_is_given_whole_is_worth_more(question: str, text: str, answer: str) -> None:
    assert worth(question, text, answer) > 0


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When did the ferry sink?", "The ferry sank on Saturday.", "Saturday"),
        ("When did the ferry sink?", "The ferry sank in May 2022.", "May 2022"),
        ("When did the ferry sink?", "The ferry sank on Saturday, says a letter of 3 May.", "Saturday"),
        ("Who runs the port?", "Quill runs the port.", "Quill"),
        ("Who runs the port?", "The port is run by Quill. The Hull Gazette says so.", "Quill"),
        ("Who runs the port?", "The owner runs the port.", "The owner"),
    ],
)
def test_a_part_is_not(question: str, text: str, answer: str) -> None:
    assert worth(question, text, answer) == 0


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When was Quill convicted?", "Quill was charged with fraud on 11 May 2021.", "11 May 2021"),
        ("When did the fire at Tarn break out?", "A fire at Pelt was put out on 3 March 2021.", "3 March 2021"),
        ("Who won the Hask Medal?", "Ada Quill lost the final.", "Ada Quill"),
        ("Where did the ferry sink?", "The ferry sank near Hull on 3 May 2021.", "Hull"),
        ("How many sank with the ferry?", "Ada Quill sank with the ferry and 40 others on 3 May.", "40"),
    ],
)
def test_nothing_is_added_where_something_else_is_told_or_asked(question: str, text: str, answer: str) -> None:
    assert worth(question, text, answer) == 0


def test_of_two_texts_that_tell_the_same_the_one_with_the_date_comes_first() -> None:
    texts = ["The old ferry sank on Saturday near Hull.", "The old ferry sank on 7 May 2022 near Hull."]
    vague, whole = read("When did the old ferry sink?", texts)
    assert whole.score > vague.score
