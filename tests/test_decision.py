"""Answer or abstain: one decision, in one place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.evidence.kind import holds_kind


@pytest.fixture
def seed(seeded: Path) -> Iterator[Index]:
    assert seeded.exists()
    with Index.open() as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("How much did China pay for it?", "It paid $5.", "It bought 25 million tons."),
        ("How many people came?", "About twelve came.", "People came."),
        ("What percentage agreed?", "Some 45% did.", "Most agreed."),
        ("When did it end?", "It ended on Monday.", "It ended badly."),
        ("In which year did it begin?", "It began in 1995.", "It began."),
        ("Who won?", "Anything.", ""),
    ],
)
def test_a_sentence_must_hold_the_kind_of_thing_asked_for(question: str, holds: str, lacks: str) -> None:
    assert holds_kind(question, holds)
    assert not lacks or not holds_kind(question, lacks)


def test_another_person_s_words_never_answer(seed: Index) -> None:
    for question in ("What did Bessent say about foreign drones?", "What did Greer say about soybeans?"):
        answer = ask(question, index=seed)
        assert (answer.answered, answer.reason) == (False, "speaker_silent")
    for person, other in (("Greer", "Scott Bessent"), ("Bessent", "Jamieson Greer")):
        for topic in ("China", "trade", "the meeting", "agreements", "Davos"):
            cited = ask(f"What did {person} say about {topic}?", index=seed).citations
            assert other not in {citation.speaker for citation in cited}


def test_somebody_the_documents_do_not_name_says_nothing(seed: Index) -> None:
    assert not ask("What did Janet Yellen say about tariffs?", index=seed).answered
    assert not ask("How much did China pay for the soybeans?", index=seed).answered


def test_a_paraphrase_or_the_quotation_that_follows_it_comes_first(seed: Index) -> None:
    quotes = [c.quote for c in ask("What did Greer say about another round of talks?", index=seed).citations]
    assert "floated another potential round" in quotes[0] or "There’s a chance that we might meet" in quotes[0]


def test_who_said_a_quotation_is_answered_with_its_sentence_and_speaker(seed: Index) -> None:
    answer = ask("Who said \"They've done everything that they said they're going to do\"?", index=seed)
    assert [citation.speaker for citation in answer.citations] == ["Scott Bessent"]
    assert not ask('Who said "we will never surrender"?', index=seed).answered


def test_nobody_said_words_that_are_cut_off_from_their_not_and_the_near_ones_are_shown(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("“It is not a bad offer for the town,” said Ada Quill. Rain fell.", uri="offer")
        for words in ("a bad offer for the town", "a bad offer for the city"):
            reply = ask(f'Who said "{words}"?', index=index)
            assert (reply.answered, reply.reason) == (False, "nothing_found")
            assert "not a bad offer" in reply.nearest[0].quote
        assert ask('Who said "not a bad offer for the town"?', index=index).citations[0].speaker == "Ada Quill"


def test_who_made_the_article_is_answered_from_its_byline(seed: Index) -> None:
    assert "Rabello" in ask("Who helped with this article?", index=seed).text


@pytest.mark.parametrize("name", ["Xi Jinping", "Donald Trump", "Guy Parmelin"])
def test_nobody_s_words_become_those_of_one_who_is_only_spoken_of(seed: Index, name: str) -> None:
    reply = ask(f"What did {name} say about Greer?", index=seed)
    assert reply.reason == "speaker_silent"


def test_a_question_of_fact_gets_the_words_beside_the_quotation_too(seed: Index) -> None:
    assert "Davos" in ask("Where is Greer attending the forum?", index=seed).text


@pytest.mark.parametrize("greeting", ["hello", "Thanks!", "Hi there."])
def test_a_greeting_is_not_a_question(seed: Index, greeting: str) -> None:
    assert ask(greeting, index=seed).reason == "not_a_question"


def test_what_somebody_promised_is_told_as_a_promise_or_nothing_is(home: Path) -> None:
    text = "Berg spoke on Monday. “Taxes are too high,” Berg said. Holm pledged to widen the road. Holm said it rained."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="council")
        silent = ask("What did Berg promise?", index=index)
        assert (silent.answered, silent.reason) == (False, "speaker_silent")
        assert silent.text.startswith("I found no statement by Berg of what Berg promised in the one document")
        assert "What Berg did speak about: Taxes" in silent.text
        assert ask("What did Holm promise?", index=index).citations[0].quote == "Holm pledged to widen the road."
        assert ask("What did Berg say?", index=index).answered
