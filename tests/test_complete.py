"""An answer that is given whole is worth more than a part of it, and what tells of another year less."""

import pytest

from qa.complete import completeness
from qa.reader import read


def worth(question: str, text: str, answer: str) -> float:
    start = text.index(answer)
    return completeness(question, text, (start, start + len(answer)))


@pytest.mark.parametrize(
    ("question", "whole", "part"),
    [
        ("When did the ferry sail?", ("It sailed on 3 May.", "3 May"), ("It sailed on Saturday.", "Saturday")),
        ("When did it sail?", ("It sailed on Saturday, May 7, 2022.", "Saturday"), ("It sailed in May.", "May")),
        ("What day did it sail?", ("It sailed on the 3rd of May.", "3rd of May"), ("It sailed in 2022.", "2022")),
        ("Who runs the port?", ("Ada Quill runs it.", "Quill"), ("Quill runs it.", "Quill")),
        ("Who runs it?", ("Ursula von der Leyen runs it.", "Leyen"), ("The owner runs it.", "The owner")),
        ("Who won in 2022?", ("Ada Quill won in 2022.", "Ada Quill"), ("Bo Li won in 2021.", "Bo Li")),
    ],
)
def test_the_whole_answer_is_worth_more_than_a_part(
    question: str, whole: tuple[str, str], part: tuple[str, str]
) -> None:
    assert worth(question, *whole) > worth(question, *part)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Where did the ferry sail?", "It sailed to Hull on 3 May 2021.", "Hull"),
        ("How many sailed?", "Quill and 40 others sailed on 3 May 2021.", "40"),
        ("What year did it sail?", "It sailed on 3 May 2021.", "2021"),
        ("Where did it sail in 2022?", "In 2022 it was mended. It sailed to Hull, as in 2019.", "Hull"),
        ("Where did it sail in 2022?", "It sailed to Hull, the first time since 2019.", "Hull"),
        ("Where did it sail in 2022?", "It sailed to Hull with 1,950 crates of 2000s clothes.", "Hull"),
    ],
)
def test_nothing_is_added_where_neither_a_day_nor_a_person_nor_a_year_is_asked_for(
    question: str, text: str, answer: str
) -> None:
    assert worth(question, text, answer) == 0


def test_a_neighbour_of_the_answer_does_not_make_it_whole() -> None:
    text = "The ferry sailed on Saturday, the owners said in their letter to the harbour board of 3 May."
    assert worth("When did the ferry sail?", text, "Saturday") == 0


def test_of_two_texts_that_tell_the_same_the_one_with_the_date_comes_first() -> None:
    texts = ["The old ferry sank on Saturday near Hull.", "The old ferry sank on 7 May 2022 near Hull."]
    vague, whole = read("When did the old ferry sink?", texts)
    assert whole.score > vague.score
