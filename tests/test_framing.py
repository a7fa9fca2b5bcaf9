"""Quotations that the record gives as hearsay, or denies: a draft that says them plainly is altered."""

from pathlib import Path

import pytest

from index import Index
from qa import verify

PLAIN = "Ferro called the plan “dead for good.”"


def checked(draft: str, record: str, home: Path) -> list[str]:
    with Index.open(str(home)) as index:
        index.add_text(f"Report on the dam\n\n{record}\n\nIt rained on Sunday.", uri="a")
        return [each.verdict for each in verify(draft, index=index)]


HEARSAY = [
    "Asked about reports that Bram Ferro had called the plan “dead for good,” his aide, Kim Adler, said nothing.",
    "Bram Ferro is alleged to have called the plan “dead for good.”",
    "Bram Ferro reportedly called the plan “dead for good.”",
    "Bram Ferro was expected to say that the plan was “dead for good.”",
    "Bram Ferro will say: “The plan is dead for good.”",
    "“The plan is dead for good,” Bram Ferro wrote, according to the indictment.",
    "Rumours that Bram Ferro said “the plan is dead for good” are untrue, police said.",
    "It is not true that Bram Ferro called the plan “dead for good.”",
]


@pytest.mark.parametrize("record", HEARSAY)
def test_hearsay_told_plainly_is_not_found_and_told_as_hearsay_is_found(record: str, home: Path) -> None:
    assert checked(PLAIN, record, home)[0] in ("altered", "other_speaker")
    assert checked(record, record, home) == ["found"]


@pytest.mark.parametrize(
    "record",
    [
        "“The plan is dead for good,” Bram Ferro wrote, according to a transcript.",
        "Bram Ferro apologised for calling the plan “dead for good.”",
        "Bram Ferro said the plan, which was expected to pass, was “dead for good.”",
        "Reports that sales fell were wrong. Bram Ferro called the plan “dead for good.”",
        "Bram Ferro, who was said to be ill, called the plan “dead for good.”",
    ],
)
def test_what_is_only_said_beside_hearsay_is_found(record: str, home: Path) -> None:
    assert checked(PLAIN, record, home) == ["found"]


def test_a_draft_that_denies_what_the_record_tells_plainly_is_altered(home: Path) -> None:
    record = "Bram Ferro called the plan “dead for good.”"
    assert checked("It is not true that Bram Ferro called the plan “dead for good.”", record, home) == ["altered"]


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("My critics say I am hiding the bill", "I am hiding the bill"),
        ("My boss said we must burn the ledgers", "we must burn the ledgers"),
        ("I regret that some people think I am a crook", "I am a crook"),
        ("They accuse me of taking bribes", "taking bribes"),
        ("I was told to burn the ledgers", "burn the ledgers"),
        ("The only people who say it’s unsafe are people who never came", "it’s unsafe"),
    ],
)
def test_what_a_speaker_gives_as_another_s_is_not_their_own_word(said: str, quoted: str, home: Path) -> None:
    record = f"“{said},” Bram Ferro said."
    assert checked(f"“{quoted},” Ferro said.", record, home) == ["altered"]
    assert checked(f"“{said},” Ferro said.", record, home) == ["found"]


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("I also say the dam is unsafe", "the dam is unsafe"),
        ("We really think that we must pay", "we must pay"),
        ("It is fair to say the dam is unsafe", "the dam is unsafe"),
        ("My fear is the dam breaks in June", "the dam breaks in June"),
        ("They say little, and we must pay", "we must pay"),
        ("This is a call for peace and unity", "peace and unity"),
    ],
)
def test_what_a_speaker_says_or_thinks_is_their_own_word(said: str, quoted: str, home: Path) -> None:
    assert checked(f"“{quoted},” Ferro said.", f"“{said},” Bram Ferro said.", home) == ["found"]
