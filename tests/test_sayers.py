"""Who said a certain thing: those whose words it is, not who denies it, of whom it is said, or who says otherwise."""

from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.evidence.sayers import sayer_of

PLAN = (
    'Mayor Jo Kent declined to comment. Anna Ruiz called the plan "dead". Tom Reed denied that he had called the '
    'bridge "a toy". Reed promised "a pool for every school". Ruiz praised Reed.'
)
HYSTERIC = 'Eleanor Vance founded the hospital in 1980. Brandt & Lyle called her "a hysteric".'
WALL = "Ana Lund said the wall would hold. Mark Voss said the wall would fall. Bo Katz said the wall would not fall."


@pytest.mark.parametrize(
    ("text", "question", "speakers"),
    [
        (PLAN, "Who called the plan dead?", {"Anna Ruiz"}),
        (PLAN, "Who described the plan as dead?", {"Anna Ruiz"}),
        (PLAN, "Who called the bridge a toy?", set()),
        (PLAN, "Who praised the mayor?", set()),
        (PLAN, "Who denied swearing?", set()),
        (HYSTERIC, "Who called Vance a hysteric?", {"Brandt & Lyle"}),
        (HYSTERIC, "Who called Lowe a hysteric?", set()),
        (WALL, "Who said the wall would fall?", {"Mark Voss"}),
        (WALL, "Who said that the wall would hold?", {"Ana Lund"}),
        (WALL, "Who claimed the wall would not fall?", {"Bo Katz"}),
        (WALL, "Who spoke about the wall?", {"Ana Lund", "Mark Voss", "Bo Katz"}),
    ],
)
def test_who_said_a_thing_is_only_whoever_said_that(text: str, question: str, speakers: set[str], home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        answer = ask(question, index=index)
        assert {each.speaker for each in answer.citations} == speakers
        assert answer.answered == bool(speakers)


def test_where_nobody_says_it_nobody_is_named_for_it(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Ana Lund said the wall was old.", uri="a")
        reply = ask("Who said the wall would fall?", index=index)
        assert not reply.answered
        assert reply.nearest


@pytest.mark.parametrize("question", ["Who said anything about rain?", "Who built the wall?", "What was called dead?"])
def test_other_questions_ask_for_no_sayer(question: str) -> None:
    assert sayer_of(question) is None
