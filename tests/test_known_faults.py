"""What the answers are to hold and do not yet: each is asked, and the test fails on the day that it holds.

Then the case goes to the file whose law it is.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from qa import Conversation, ask, read
from tests.test_claimed import FEUD
from tests.test_follow_up import FLOOD
from tests.test_reader import GENEVA, QUESTION
from tests.test_sayers import HYSTERIC, PLAN
from tests.test_several import FERRY

FAULT = pytest.mark.xfail(raises=AssertionError, strict=True, reason="a fault that is known")
DEEDS = "Acme bought Zeta for $4m. Zeta bought Orion in 2019."
FINAL = "Norland beat Ostia 3-2 in the final. Marta Lind scored before Ostia's captain, Ivo Karas, was sent off."
TREATY = "The treaty was signed on 3 June in Lausanne."


@pytest.fixture
def seed(seeded: Path) -> Iterator[Index]:
    assert seeded.exists()
    with Index.open() as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        pytest.param(DEEDS, "Who bought Zeta?", "Acme", marks=FAULT),
        pytest.param(DEEDS, "Who did Acme buy?", "Zeta", marks=FAULT),
        pytest.param(FINAL, "Who beat Ostia?", "Norland", marks=FAULT),
        pytest.param(FINAL, "Who did Norland beat?", "Ostia", marks=FAULT),
        pytest.param(TREATY, "When was the treaty signed?", "On 3 June", marks=FAULT),
        (FLOOD, "How many people died on Tuesday?", "20"),
    ],
)
def test_one_thing_that_is_told_is_the_short_answer(text: str, question: str, short: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        assert ask(question, index=index).short == short


@pytest.mark.parametrize(
    ("text", "question", "speakers"),
    [
        pytest.param(PLAN, "Who promised a pool?", {"Tom Reed"}, marks=FAULT),
        pytest.param(f"Ann Lowe fell ill. {HYSTERIC}", "Who called Lowe a hysteric?", set(), marks=FAULT),
        pytest.param(FERRY, "What was Joan Frey's response to the ferry?", set(), marks=FAULT),
    ],
)
def test_those_are_named_who_said_it(text: str, question: str, speakers: set[str], home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        assert {each.speaker for each in ask(question, index=index).citations} == speakers


@pytest.mark.parametrize(
    ("text", "questions", "speakers"),
    [
        pytest.param(FERRY, ("What did Quill say about the ferry?", "and the soup?"), set(), marks=FAULT),
        pytest.param(FLOOD, ("Who is Ann Poe?", "Where is it?"), set(), marks=FAULT),
        pytest.param(
            f"{FERRY}\n\nMary Frey said that the sea was calm.",
            ("What did Frey say about the ferry?", "What else did she say?"),
            {"Mary Frey"},
            marks=FAULT,
        ),
    ],
)
def test_what_leans_asks_for_the_same(text: str, questions: tuple[str, ...], speakers: set[str], home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        talk = Conversation(index=index)
        replies = [talk.ask(question) for question in questions]
        assert {each.speaker for each in replies[-1].citations} == speakers


@FAULT
def test_one_s_own_words_come_with_the_denial_and_what_another_claims(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(FEUD, uri="a")
        cited = ask("What did Sorrel say about the ferry?", index=index).citations
        assert [each.speaker for each in cited] == ["Ruth Sorrel", "Ruth Sorrel", "Orde"]


@FAULT
def test_what_is_no_promise_is_not_told_beside_one(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Holm pledged to widen the road. Holm said it rained.", uri="a")
        assert len(ask("What did Holm promise?", index=index).citations) == 1


@FAULT
def test_a_paraphrase_comes_with_the_quotation_that_follows_it(seed: Index) -> None:
    quotes = [each.quote for each in ask("What did Greer say about another round of talks?", index=seed).citations]
    assert len(quotes) > 1
    assert quotes[1].startswith("“There’s a chance that we might meet before then")


@FAULT
def test_who_met_him_has_a_short_answer(seed: Index) -> None:
    talk = Conversation(index=seed)
    talk.ask("Who is He Lifeng?")
    assert "Bessent" in (talk.ask("Who met him in Davos?").short or "")


@FAULT
def test_a_text_that_does_not_answer_scores_below_none() -> None:
    others = ["Shares of the car maker fell by 4% in Tokyo.", "The envoys were chosen by their parliaments in 2019."]
    assert read(QUESTION, [GENEVA])[0].score > 0
    assert max(reading.score for reading in read(QUESTION, others)) < 0


@FAULT
def test_what_stands_beside_copies_is_not_taken_for_them(home: Path) -> None:
    sank = "The Dorset ferry sank off Poole on Sunday, killing nine people."
    with Index.open(str(home)) as index:
        for number, rest in enumerate(("Divers came at noon.", "Snow fell in the hills.")):
            index.add_text(f"{sank}\n\n{rest}", uri=f"paper {number}")
        cited = ask("What happened to the Dorset ferry?", index=index).citations
        assert [each.quote for each in cited] == [sank, sank]
