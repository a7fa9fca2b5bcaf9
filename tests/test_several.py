"""The words of several speakers: each one's in turn, or their silence, and follow-ups that go from one to another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from qa import Conversation, ask
from qa.question.question import parse
from qa.question.several import each_speaker

FERRY = (
    "Captain Ada Quill said the ferry would sail in May.\n\nMayor Boris Tandy said the ferry was too dear.\n\n"
    "Joan Frey said the soup was cold.\n\nMary Frey said the ferry was slow.\n\n"
    "The Harbour Union said the ferry would be met.\n\n"
    "The Office of Ports and Piers said the soup was hot."
)


@pytest.fixture
def index(home: Path) -> Iterator[Index]:
    with Index.open(str(home)) as opened:
        opened.add_text(FERRY, uri="a", date="2025-05-01")
        yield opened


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("What did Quill and Tandy say about the ferry?", ["Quill", "Tandy"]),
        ("Do Quill and Tandy agree on the ferry?", ["Quill", "Tandy"]),
        ("Compare Quill and Tandy on the ferry", ["Quill", "Tandy"]),
        ("Compare what Quill and Tandy said", ["Quill", "Tandy"]),
        ("Between Quill and Tandy, who supports the ferry?", ["Quill", "Tandy"]),
        ("What did Quill and Nemo say about the ferry?", ["Quill", "Nemo"]),
        ("What did both Freys say about the ferry?", ["Joan Frey", "Mary Frey"]),
        ("What did Quill say about Tandy and Frey?", ["Quill"]),
        ("What did Quill say?", ["Quill"]),
        ("What did Ada Quill, Boris Tandy and Mary Frey say?", ["Ada Quill", "Boris Tandy", "Mary Frey"]),
        ("What did the Office of Ports and Piers say about the ferry?", ["Office of Ports and Piers"]),
        ("quill on the ferry", ["quill"]),
    ],
)
def test_each_of_several_speakers_is_asked_alone(index: Index, question: str, speakers: list[str]) -> None:
    with index.view() as view:
        assert [each.speaker for each in each_speaker(parse(question), view)] == speakers


def test_who_of_several_is_silent_is_named(index: Index) -> None:
    answer = ask("What did Quill and Joan Frey say about the ferry?", index=index)
    assert {citation.speaker for citation in answer.citations} == {"Ada Quill"}
    assert "I found no statement by Joan Frey about the ferry in" in answer.text
    assert answer.unanswered == "What did Joan Frey say about the ferry?"
    silent = ask("What did Joan Frey and Nemo say about the ferry?", index=index)
    assert silent.reason == "speaker_silent"
    assert all(f"I found no statement by {name} about the ferry" in silent.text for name in ("Joan Frey", "Nemo"))


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("and tandy?", {"Boris Tandy"}),
        ("what about Tandy", {"Boris Tandy"}),
        ("And the Harbour Union?", {"Harbour Union"}),
        ("what about her?", {"Ada Quill"}),
        ("who else?", {"Boris Tandy", "Mary Frey", "Harbour Union"}),
        ("Who else talks about the ferry?", {"Boris Tandy", "Mary Frey", "Harbour Union"}),
        ("when did she say that?", {"Ada Quill"}),
        ("why?", {"Ada Quill"}),
        ("what else did she say?", set()),
    ],
)
def test_a_follow_up_keeps_the_topic_or_the_speaker(index: Index, asked: str, speakers: set[str]) -> None:
    talk = Conversation(index=index)
    talk.ask("What did Quill say about the ferry?")
    assert {citation.speaker for citation in talk.ask(asked).citations} == speakers


def test_when_something_was_said_is_told_by_its_document(index: Index) -> None:
    talk = Conversation(index=index)
    talk.ask("What did Quill say about the ferry?")
    assert "1 May 2025: " in talk.ask("When did she say that?").text


def test_what_else_leaves_out_what_is_known_and_namesakes(index: Index) -> None:
    index.add_text("Mary Frey said the ferry was slow. She said that the sea was calm.", uri="b")
    talk = Conversation(index=index)
    talk.ask("What did Frey say about the ferry?")
    cited = talk.ask("What else did she say?").citations
    assert {citation.speaker for citation in cited} <= {"Mary Frey", "Joan Frey"}
    assert any("sea" in citation.quote for citation in cited)


def test_her_is_who_was_spoken_of_where_the_documents_quote_one(index: Index) -> None:
    talk = Conversation(index=index)
    talk.ask("What did Tandy say about Quill?")
    assert {citation.speaker for citation in talk.ask("what about her?").citations} == {"Ada Quill"}


def test_a_reaction_is_told_in_no_words_but_that_speaker_s(index: Index) -> None:
    for question in ("How did Joan Frey react to the ferry?", "What was Joan Frey's response to the ferry?"):
        assert {each.speaker for each in ask(question, index=index).citations} <= {"Joan Frey"}


def test_each_of_several_has_a_like_share_of_the_answer(home: Path) -> None:
    text = "\n\n".join(f"“Pier {word} needs paint,” Ada Quill said." for word in "one two three four five six".split())
    more = "\n\n".join(f"“Dock {word} needs tar,” Boris Tandy said." for word in "one two three four five six".split())
    with Index.open(str(home)) as index:
        index.add_text(f"{text}\n\n{more}\n\n“Boat seven needs oil,” Joan Frey said.", uri="a")
        both = [each.speaker for each in ask("What did Quill and Tandy say?", index=index).citations]
        assert both == ["Ada Quill"] * 4 + ["Boris Tandy"] * 4
        rest = [each.speaker for each in ask("What did Quill and Frey say?", index=index).citations]
        assert rest == ["Ada Quill"] * 6 + ["Joan Frey"]
