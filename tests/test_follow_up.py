"""Follow-ups that move a question to another day or place, and questions of which only a part asks."""

from pathlib import Path

import pytest

from index import Index
from qa import Conversation, ask
from qa.question.follow_up import follow_up
from qa.question.parts import parted
from qa.question.question import parse

FLOOD = (
    "On Monday 14 people died in the flood, and on Tuesday 20 people died. Mayor Ann Poe visited the town in May. "
    "The Louvre is in Paris."
)


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        ("How many people died on Monday?", "And on Tuesday?", "How many people died on Tuesday?"),
        ("How many people died on Monday?", "What about Tuesday?", "How many people died on Tuesday?"),
        ("Who visited the town?", "And in May?", "Who visited the town in May?"),
        ("Who won on 5 May 2021?", "And in June?", "Who won in June?"),
        ("How many did Arvo sell in 2019?", "and 2020?", "How many did Arvo sell in 2020?"),
        ("How many died in Porto?", "And in Lisbon?", "How many died in Lisbon?"),
        ("What did Greer say about tariffs?", "And in May?", "What did Greer say about tariffs in May?"),
        ("What did Greer say about tariffs?", "And on China?", "What did Greer say about China?"),
        ("What did Greer say?", "And Bessent?", "What did Bessent say?"),
        ("Who visited the town?", "Where is it?", "Where is the town?"),
        ("Who is the mayor?", "Where is it?", "Where is it?"),
    ],
)
def test_a_follow_up_takes_over_what_it_does_not_change(before: str, asked: str, understood: str) -> None:
    assert follow_up(parse(asked), parse(before)).text == understood


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who won, when did it begin, and how many people came?",
            ["Who won?", "When did it begin?", "How many people came?"],
        ),
        ("Who won the final; how many came?", ["Who won the final?", "How many came?"]),
        ("1. Who won the final? 2. How many came?", ["Who won the final?", "How many came?"]),
        ("What did Pele, who won the final, do?", ["What did Pele, who won the final, do?"]),
        ("When the match began, who won?", ["When the match began, who won?"]),
        ("Who won? Thanks!", ["Who won?"]),
        ("Who won? I need to know it.", ["Who won?"]),
        ("Who won? ...", ["Who won?"]),
        ("How many died on Monday? And on Tuesday", ["How many died on Monday?", "And on Tuesday"]),
    ],
)
def test_only_what_asks_is_a_part(question: str, parts: list[str]) -> None:
    assert parted(question) == parts


def test_another_day_is_asked_for_in_a_conversation_and_what_it_is_about_is_not_guessed(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(FLOOD, uri="report")
        talk = Conversation(index=index)
        assert talk.ask("How many people died on Monday?").short in ("14", "14 people")
        assert talk.ask("And on Tuesday?").short in ("20", "20 people", None)
        assert not talk.ask("And on Friday?").answered
        assert talk.ask("Who is Ann Poe?").answered
        assert not ask("Where is it?", index=index).answered
        thanked = ask("Who visited the town? Thanks!", index=index)
        assert thanked.short is not None
        assert thanked.unanswered is None
