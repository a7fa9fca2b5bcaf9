"""Quotations that lose a word which makes less of them: left behind at an edge, or under an ellipsis."""

from pathlib import Path

import pytest

from index import Index
from qa import verify


def checked(draft: str, said: str, home: Path) -> list[str]:
    with Index.open(str(home)) as index:
        index.add_text(f"“{said},” Bram Ferro said.", uri="a")
        return [each.verdict for each in verify(draft, index=index)]


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("I used to think we could pay", "I ... think we could pay"),
        ("It is too late to save the dam", "It is ... late to save the dam"),
        ("We would have opened the dam in May", "we ... opened the dam in May"),
        ("I hope to retire in May", "I ... retire in May"),
        ("We may help the town", "We ... help the town"),
        ("We should really help the town", "We ... help the town"),
        ("We have fewer than 30 beds", "We have ... 30 beds"),
        ("We will stay in town unless the board decides otherwise", "We will stay ... the board decides otherwise"),
        ("The dam, we hope, will hold until June", "The dam ... will hold until June"),
        ("I am less worried about the dam", "worried about the dam"),
        ("I would be surprised if revenue fell", "revenue fell"),
        ("I plan to leave in May", "leave in May"),
        ("We would have opened the dam", "opened the dam"),
        ("The dam will hold until June unless it rains", "The dam will hold until June"),
        ("The dam will hold until June, if it stays dry", "The dam will hold until June"),
        ("The dam will hold until June, or so they tell us", "The dam will hold until June"),
    ],
)
def test_what_loses_a_hedge_is_altered(said: str, quoted: str, home: Path) -> None:
    assert checked(f"Ferro said: “{quoted}.”", said, home) == ["altered"]
    assert checked(f"Ferro said: “{said}.”", said, home) == ["found"]


@pytest.mark.parametrize(
    ("said", "draft"),
    [
        ("I am less worried about the dam", "Ferro is less “worried about the dam”, Ferro said."),
        ("I hope to retire in May", "Ferro said he hopes to “retire in May”."),
        (
            "The dam will hold until June unless it rains",
            "“The dam will hold until June,” Ferro said, unless it rains.",
        ),
        ("The dam will hold until June, if necessary", "“The dam will hold until June,” Ferro said."),
        ("I do not know if it will rain", "“I do not know,” Ferro said."),
        (
            "We did what we could in May and then we went home",
            "“We did what we could ... and then we went home,” Ferro said.",
        ),
        (
            "We looked at the dam, which was old, and none of it held",
            "“We looked at the dam ... none of it held,” Ferro said.",
        ),
    ],
)
def test_what_keeps_its_hedge_or_never_had_one_is_found(said: str, draft: str, home: Path) -> None:
    assert checked(draft, said, home) == ["found"]
