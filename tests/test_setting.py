"""Where, or to whom, something was said: told beside the words, and asked for beside the topic."""

from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.question.question import parse

PIPES = (
    'Stephen Brill replied to site manager Derek Poole: "Stop and you are sacked." Brill told Radio Harlow that he was '
    'sorry. "I am done," Brill told reporters on Tuesday in Davos, Switzerland. Brill said on Fox Business that the '
    "pipes were new. Asked about China, Brill said the pipes were Chinese."
)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("What did Brill say to Poole?", ["Stop"]),
        ("What did Brill tell Derek Poole?", ["Stop"]),
        ("What did Brill say on Radio Harlow?", ["sorry"]),
        ("What did Brill tell Radio Harlow?", ["sorry"]),
        ("What did Brill tell reporters in Davos?", ["done"]),
        ("What did Brill say in Switzerland?", ["done"]),
        ("What did Brill say on Fox Business?", ["new"]),
        ("What did Brill say on Fox Business about the pipes?", ["new"]),
        ("What did Brill say on China?", ["Chinese"]),
        ("What did Brill say in China?", []),
        ("What did Brill say to Vance?", []),
        ("What did Brill say on Radio Lund?", []),
        ("What did Brill say in Davos about the pipes?", []),
    ],
)
def test_words_are_given_that_are_told_to_have_been_said_there(question: str, quotes: list[str], home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(PIPES, uri="a")
        found = ask(question, index=index).citations
        assert len(found) == len(quotes)
        assert all(word in each.quote for word, each in zip(quotes, found, strict=True))


def test_nothing_said_there_is_told_to_be_so(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(PIPES, uri="a")
        text = ask("What did Brill say in China?", index=index).text
        assert text.startswith("I found no statement by Stephen Brill in China in")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What did Brill say to Poole about the pipes?", "the pipes"),
        ("What did Brill tell Poole?", ""),
        ("What did Brill say on China?", "China"),
        ("What did Brill tell reporters in Davos?", ""),
    ],
)
def test_an_addressee_is_no_topic(question: str, topic: str) -> None:
    assert parse(question).topic == topic


def test_a_day_that_is_spoken_of_is_found_where_it_is_named(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Ada Quill said a meeting would be held ahead of the April trip.", uri="a", date="2026-01-20")
        assert ask("What did Quill say about a meeting before April?", index=index).answered
