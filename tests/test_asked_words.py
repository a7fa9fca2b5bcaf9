"""Questions about words that are worded otherwise: for two speakers, for what was left unsaid, for an office."""

from pathlib import Path

from index import Index
from qa import ask

TRIAL = (
    "The judge, Mrs Justice Sorrel, told jurors that the case was hard. Ada Quill said the ferry would sail in May. "
    "Boris Tandy said the money was spent.\n\nA sign on the gate read: “The harbour is a monument to folly.”"
)


def test_each_of_two_speakers_is_asked_on_a_topic_of_their_own(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TRIAL, uri="a")
        answer = ask("What did Quill say about the ferry and Tandy about the money?", index=index)
        assert [citation.speaker for citation in answer.citations] == ["Ada Quill", "Boris Tandy"]


def test_what_somebody_did_not_say_is_on_no_record(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TRIAL, uri="a")
        for question in ("What did Quill not say?", "What didn't Quill say about the ferry?"):
            assert ask(question, index=index).reason == "nothing_found"


def test_a_judge_is_found_by_the_title_of_justice_and_whoever_was_told(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TRIAL, uri="a")
        for question in ("What did the judge say?", "What did the judge tell jurors?"):
            assert "the case was hard" in ask(question, index=index).text


def test_words_of_nobody_who_is_named_are_said_to_be_so(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TRIAL, uri="a")
        answer = ask("Who said “The harbour is a monument to folly”?", index=index)
        named = answer.citations[0].speaker is not None
        assert named or answer.text.startswith("The documents do not name who said this: ")


def test_a_quotation_that_its_source_interrupts_is_one_and_two_sentences_are_two(home: Path) -> None:
    text = "“A ferry,” Ada Quill said, “needs much deep water.”\n\n“The pier is old,” Boris Tandy said. “We mend it.”"
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        assert "“A ferry … needs much deep water.”" in ask("What did Quill say?", index=index).text
        assert "“The pier is old”; “We mend it.”" in ask("What did Tandy say?", index=index).text


def test_silence_after_something_is_worded_so(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("“The pier is old,” Boris Tandy said.", uri="a")
        told = ask("What did Tandy say after the verdict?", index=index).text
        assert told.startswith("I found no statement by Boris Tandy after the verdict in")
        told = ask("Did Tandy say he was angry?", index=index).text
        assert told.startswith("I found no statement by Boris Tandy about whether he was angry in")


def test_a_secretary_of_state_is_an_office_and_states_nothing_by_it(home: Path) -> None:
    text = "The secretary of state, Ada Quill, said that the pier was old. She took office on 3 May 2021."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        told = ask("what did the secretary of state say about the pier?", index=index)
        assert [citation.speaker for citation in told.citations] == ["Ada Quill"]
        assert ask("When did the secretary of state take office?", index=index).reason != "speaker_silent"
