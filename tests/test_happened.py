"""What is denied, planned, tried or alleged answers no question that takes it for granted."""

import pytest

from qa.evidence.happened import leaves_open, states


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who stole the crates?", "A court cleared Hanna Roth of stealing the crates."),
        ("Who stole the crates?", "Roth has never stolen a crate, her lawyer told the court."),
        ("Who stole the crates?", "Police accused Roth of stealing the crates."),
        ("Who bought Zeta?", "Orion planned to buy Zeta in May."),
        ("Who bought Zeta?", "Orion may have bought Zeta."),
        ("When did the mill close?", "The owner threatened to close the mill in March."),
        ("Who burned the barn?", "Rumours that Stam burned the barn spread on Monday."),
        ("Who resigned?", "Quill denied that she had resigned."),
        ("How many people drowned?", "Two papers wrongly reported that 14 people had drowned."),
    ],
)
def test_what_is_left_open_does_not_answer_what_takes_it_for_granted(question: str, sentence: str) -> None:
    assert leaves_open(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who stole the crates?", "Hanna Roth stole the crates, the court found."),
        ("Who was cleared of stealing the crates?", "A court cleared Hanna Roth of stealing the crates."),
        ("Who planned to buy Zeta?", "Orion planned to buy Zeta in May."),
        ("Who never stole?", "Roth never stole a crate."),
        ("Who bought Zeta?", "Orion, which had planned to grow, bought Zeta in May."),
        ("Who bought Zeta?", "Orion denied nothing; it bought Zeta."),
        ("quill crates stolen", "Quill denied that the crates were stolen."),
        ("What is the price of the boat?", "Nobody may price boats here."),
        ("When did the mill close?", "The mill closed in March, though its owner had promised work for years."),
    ],
)
def test_what_is_told_or_asked_for_as_such_answers(question: str, sentence: str) -> None:
    assert not leaves_open(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "stated"),
    [
        ("How many came?", "Forty people came.", True),
        ("How many came?", "Perhaps forty people came.", False),
        ("How many came?", "Forty people were expected to come.", False),
        ("How many are expected?", "Forty people are expected.", True),
        ("When will it open?", "It will open in May.", True),
        ("When did it open?", "It will open in May.", False),
        ("Who won?", "Vale did not win, the jury ruled.", False),
        ("Who won?", "Vale won, according to claims on the network.", False),
    ],
)
def test_a_short_answer_stands_on_what_is_stated(question: str, sentence: str, stated: bool) -> None:
    assert states(question, sentence) is stated
