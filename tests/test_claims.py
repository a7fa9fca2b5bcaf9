"""In which words a draft names the speaker of a quotation, or denies that anybody said it."""

from pathlib import Path

import pytest

from index import Index
from qa import verify

RECORD = "“This is a bad deal,” Tom Ridley said. “The bill is a mess,” Marisol Vega said."


def checked(draft: str, home: Path, record: str = RECORD) -> list[str]:
    with Index.open(str(home)) as index:
        index.add_text(record, uri="a")
        return [each.verdict for each in verify(draft, index=index)]


@pytest.mark.parametrize(
    "draft",
    [
        "In {name}’s words, “this is a bad deal.”",
        "In {name}'s own words, “this is a bad deal.”",
        "Per {name}, “this is a bad deal.”",
        "For {name}, it is “a bad deal.”",
        "To {name}, it is “a bad deal.”",
        "It was “a bad deal,” in the view of {name}.",
        "“This is a bad deal” was {name}'s reply.",
        "“This is a bad deal,” were {name}’s words.",
        "“This is a bad deal,” was how {name} put it.",
        "{name} reacted. “This is a bad deal.”",
        "{name} on the plan: “This is a bad deal.”",
        "The plan, wrote {name}, “is a bad deal.”",
    ],
)
def test_whoever_a_draft_names_in_these_ways_is_claimed(draft: str, home: Path) -> None:
    for name, verdict in (("Ridley", "found"), ("Vega", "other_speaker")):
        assert checked(draft.format(name=name), home) == [verdict]


@pytest.mark.parametrize(
    "draft", ["Ridley never said it is “a bad deal.”", "Nobody heard Ridley say it is “a bad deal.”"]
)
def test_a_draft_that_denies_what_was_said_is_altered(draft: str, home: Path) -> None:
    assert checked(draft, home) == ["altered"]
    assert checked(draft, home, draft) == ["found"]


@pytest.mark.parametrize("draft", ["For Europe, it is “a bad deal.”", "Per Monday, it is “a bad deal.”"])
def test_whom_the_record_does_not_know_to_speak_is_not_claimed(draft: str, home: Path) -> None:
    assert checked(draft, home) == ["found"]


OFFICES = """Norvik's finance chief Lars Bakke spoke in Oslo. “I am worried about the quarter,” Bakke said.

The shadow transport secretary, Priya Nair, disagreed. “It is a broken promise,” Nair said.

A former captain, Jorge Lima, told the Ledger: “We turned off the radio.”
"""


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("The finance chief said: “I am worried about the quarter.”", "found"),
        ("Norvik’s finance chief said: “I am worried about the quarter.”", "found"),
        ("“We turned off the radio,” the captain said.", "found"),
        ("“It is a broken promise,” said the shadow transport secretary.", "found"),
        ("“It is a broken promise,” said the transport secretary.", "other_speaker"),
        ("“It is a broken promise,” the captain said.", "other_speaker"),
        ("Volvo’s finance chief said: “I am worried about the quarter.”", "other_speaker"),
        ("“We turned off the radio,” the finance chief said.", "other_speaker"),
    ],
)
def test_a_role_that_the_record_gives_a_speaker_is_that_speaker(draft: str, verdict: str, home: Path) -> None:
    assert checked(draft, home, OFFICES) == [verdict]
