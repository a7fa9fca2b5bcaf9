"""What everybody types first: summaries, who is quoted, what everybody says, small talk."""

from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.question.broad import Broad, asks_for_help, broad

GATES = (
    "The gates of the Orrin dam were shut on Monday after a night of rain.\n\n"
    "“We have checked every gate twice,” Mayor Ada Quill told reporters. The river rose by two metres.\n\n"
    "“Nobody told the farmers,” said Otto Brandt, who grows beans below the dam. The dam was built in 1931.\n\n"
    "Engineers from the county will look at the walls on Friday."
)
FERRY = (
    "A ferry ran aground off Cape Venn on Sunday with 80 people on board.\n\nAll were brought ashore by fishermen. "
    "“I thought of my children,” said Ines Toral, a passenger.\n\nThe ferry's owner would not comment."
)


@pytest.mark.parametrize(
    ("question", "kind", "about"),
    [
        ("summarise the article", "overview", ""),
        ("Can you give me a short summary of the story on heat pumps?", "overview", "heat pumps"),
        ("tl;dr marburg", "overview", "marburg"),
        ("what is this about?", "overview", ""),
        ("What is the piece about the DNC fundraiser about?", "overview", "the DNC fundraiser"),
        ("key points", "overview", ""),
        ("what happened?", "overview", ""),
        ("tell me more", "overview", ""),
        ("explain the soybean deal", "overview", "soybean deal"),
        ("who is quoted?", "quoted", ""),
        ("who speaks in the article on the climate report?", "quoted", "the climate"),
        ("what does everyone say about tariffs?", "everyone", "tariffs"),
        ("reactions to Tom Brady retiring", "everyone", "Tom Brady retiring"),
    ],
)
def test_a_question_that_wants_no_one_thing_is_known_with_what_it_is_about(
    question: str, kind: str, about: str
) -> None:
    found = broad(question)
    assert found is not None
    assert (found.kind, found.about) == (kind, about)


@pytest.mark.parametrize(
    "question",
    [
        "what did Greer say about tariffs?",
        "who speaks for the ministry?",
        "what happened in Orrin on Monday?",
        "explain why the gates were shut",
        "export controls",
        "who opposed the deal?",
    ],
)
def test_a_question_that_wants_one_thing_is_not(question: str) -> None:
    assert broad(question) is None


def test_help_is_asked_for_in_many_words() -> None:
    assert all(map(asks_for_help, ("help", "What can you do?", "what can I ask here", "how does this work?")))
    assert not any(map(asks_for_help, ("help for farmers", "who can help the farmers?")))
    assert broad("help") is None
    assert Broad("overview", "") == broad("summarize")


@pytest.fixture
def two(home: Path) -> Path:
    with Index.open(str(home)) as index:
        index.add_text(GATES, uri="gates", title="Dam gates shut after rain")
        index.add_text(FERRY, uri="ferry", title="Ferry aground off Cape Venn")
    return home


def test_a_summary_begins_as_its_document_does_and_is_cited(two: Path) -> None:
    reply = ask("summarise the story on the dam gates")
    assert reply.answered
    assert reply.citations[0].quote.startswith("The gates of the Orrin dam were shut")
    assert 3 <= len(reply.citations) <= 5
    assert {each.uri for each in reply.citations} == {"gates"}
    assert [each.start for each in reply.citations] == sorted(each.start for each in reply.citations)


def test_of_several_documents_one_is_to_be_chosen(two: Path) -> None:
    for question in ("summarise the article", "who is quoted?"):
        reply = ask(question)
        assert (reply.answered, reply.reason) == (False, "not_a_question")
        assert "There are 2 documents. Which one?" in reply.text
        assert "Ferry aground off Cape Venn" in reply.text


def test_a_story_that_is_not_there_is_not_summed_up(two: Path) -> None:
    for question in ("summarise the story on the Titan submersible", "who is quoted on the Baltimore bridge?"):
        assert not ask(question).answered


def test_who_is_quoted_is_told_with_their_words(two: Path) -> None:
    reply = ask("who is quoted in the story on the dam?")
    assert [each.speaker for each in reply.citations] == ["Ada Quill", "Otto Brandt"]
    assert "We have checked every gate twice" in reply.text


def test_who_is_quoted_is_named_where_the_text_says_he(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Otto Brandt came on Monday. But he suggested the gates were too old to be mended.", uri="a")
        assert "But [Otto Brandt] suggested the gates were too old" in ask("who is quoted?", index=index).text


def test_small_talk_is_met_with_what_can_be_asked(two: Path) -> None:
    for question in ("what can you do?", "help", "thanks", "hello"):
        reply = ask(question)
        assert (reply.answered, reply.reason) == (False, "not_a_question")
    assert "Every sentence of an answer is quoted" in ask("what can you do?").text


def test_a_long_question_is_none_of_these_and_takes_no_time() -> None:
    assert broad("summarise " * 900) is None
    assert not asks_for_help("what can you do " + "now " * 2000)
