"""Whom the pronouns of a follow-up mean: of two by gender, and nobody where it may be either."""

from pathlib import Path

import pytest

from index import Index
from qa import Conversation

FEUD = (
    'Ahmed Siddique said Ruth Callender was "a fine mayor".\n\nRuth Callender said Siddique was "a fox".\n\n'
    "Tom Reed said Bob Katz was slow. Katz said Reed was loud.\n\nSite manager Derek Poole said the pipe was old."
)
MATCH = "Roy Kerr said he was hurt. The Town manager, Ivo Hart, said Kerr would play."


@pytest.mark.parametrize(
    ("before", "asked", "speakers"),
    [
        ("What did Siddique say about Ruth Callender?", "And what did she say about him?", {"Ruth Callender"}),
        ("What did Siddique say about Callender?", "And she about him?", {"Ruth Callender"}),
        ("What did Callender say about Siddique?", "What did he say about her?", {"Ahmed Siddique"}),
        ("What did Siddique say about Callender?", "What did he say about her?", {"Ahmed Siddique"}),
        ("What did Siddique say about Callender?", "And what did she say?", {"Ruth Callender"}),
        ("What did Reed say about Katz?", "What did he say about him?", set()),
        ("What did Kerr say?", "And his manager?", {"Ivo Hart"}),
        ("What did Kerr say?", "And what did his manager say?", {"Ivo Hart"}),
        ("What did Callender say?", "And her sister?", set()),
    ],
)
def test_a_pronoun_means_whom_its_gender_tells(before: str, asked: str, speakers: set[str], home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(FEUD, uri="a")
        index.add_text(MATCH, uri="b")
        talk = Conversation(index=index)
        talk.ask(before)
        assert {each.speaker for each in talk.ask(asked).citations} == speakers


def test_who_is_called_by_a_tie_is_sought_where_the_one_he_is_tied_to_speaks(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(FEUD, uri="a")
        index.add_text("Roy Kerr said he was hurt.", uri="b")
        talk = Conversation(index=index)
        talk.ask("What did Kerr say?")
        assert not talk.ask("And his manager?").answered
