"""When and where something was done is answered by a sentence that tells of it."""

from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.deed import deed, tells_of_deed

TRIP = "Greer travelled to China in May. He spoke about tariffs with officials in Beijing."


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Where did Greer study?", "study"),
        ("where did johan lund live", "live"),
        ("When will the leaders meet in Geneva?", "meet"),
        ("Where was the treaty signed?", "signed"),
        ("Where do they shoot the long winter scenes?", "shoot"),
        ("When did they first meet?", "meet"),
        ("Where is the Louvre?", None),
        ("Where is the Louvre located?", None),
        ("When was the first known case of cholera?", None),
        ("When does it take place?", None),
        ("Who studied in Boston?", None),
    ],
)
def test_the_deed_is_the_verb_of_the_question(question: str, verb: str | None) -> None:
    assert (deed(question) is None) is (verb is None)
    assert verb is None or tells_of_deed(question, f"They {verb} it.")


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Where did Greer study?", "Greer was a student in Boston.", True),
        ("Where did Greer study?", "Greer travelled to China.", False),
        ("Where did Greer study?", "Greer was attending a forum in Davos.", False),
        ("Where did Greer attend school?", "Greer graduated in Boston.", True),
        ("Where did Greer go?", "Greer travelled to China.", True),
        ("When was the vaccine invented?", "A vaccine was developed in 1923.", True),
        ("When did Holm marry?", "After his marriage in 1990 Holm left.", True),
        ("Where was Greer born?", "Greer, a native of Ohio, left.", True),
        ("Where was Greer born?", "Greer left for Ohio.", False),
        ("Where does the name come from?", "It originated in Ohio.", True),
        ("When was the virus found?", "It was first identified in 1892.", True),
    ],
)
def test_a_deed_is_told_of_by_its_verb_or_one_of_the_same_meaning(question: str, sentence: str, told: bool) -> None:
    assert tells_of_deed(question, sentence) is told


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Where did Greer travel?", "China"),
        ("Where did Greer go?", "China"),
        ("Where did Greer study?", None),
        ("Where was Greer born?", None),
    ],
)
def test_a_place_where_something_else_was_done_is_no_answer(home: Path, question: str, short: str | None) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TRIP, uri="report")
        answer = ask(question, index=index)
    assert answer.short == short
    assert answer.answered is (short is not None)
