"""Headlines in which whoever says it comes last, with or without an article."""

import pytest

from index import statements_in
from tests.readings import read

STORY = "\n\nThe town slept. Nobody had asked Ruth Vale.\n"


@pytest.mark.parametrize(
    ("heading", "kind", "mention", "content"),
    [
        ("‘Unsafe’, hospital insists", "direct", "hospital", "‘Unsafe’"),
        ("Taxes must fall, minister says", "indirect", "minister", "Taxes must fall"),
        ("# Taxes must fall, minister says", "indirect", "minister", "Taxes must fall"),
        ("Cuts will hurt: analysts", "indirect", "analysts", "Cuts will hurt"),
        ("'I NEVER took it…': Soap star", "direct", "Soap star", "'I NEVER took it…'"),
        ("“I never took it”: soap star speaks out", "direct", "soap star", "“I never took it”"),
        ("Dam is ‘a death trap’ - residents", "mixed", "residents", "Dam is ‘a death trap’"),
        ("Dam safe, says Vale", "indirect", "Vale", "Dam safe"),
        ("DAM IS A DEATH TRAP, SAYS VALE", "indirect", "VALE", "DAM IS A DEATH TRAP"),
        ("Man killed, two hurt, police say", "indirect", "police", "Man killed, two hurt"),
        ("Dam to be sold, Vale claims", "indirect", "Vale", "Dam to be sold"),
        ("Dam will hold: Vale", "indirect", "Vale", "Dam will hold"),
    ],
)
def test_a_headline_may_name_last_who_says_it(heading: str, kind: str, mention: str, content: str) -> None:
    assert read(heading + STORY) == [(kind, mention, [content])]


@pytest.mark.parametrize(
    "heading",
    [
        "Rain, wind and snow forecast",
        "Politics: analysis",
        "‘Death trap’: Dam closed to all",
        "‘A farce’: How Vale lost the dam",
        "The dam that ‘never was’ - River Post",
        "Vale ‘was wrong’, court told",
    ],
)
def test_what_comes_last_in_a_headline_may_be_nobody(heading: str) -> None:
    assert read(heading + STORY) == []


@pytest.mark.parametrize("headline", ["Senator Denies Wrongdoing in Land Sale", "Senator Says Taxes Will Fall"])
def test_a_verb_in_capitals_is_no_name(headline: str) -> None:
    text = f"{headline}\n\nSenator Tom Ridley rejected the claims. “I did nothing,” he said."
    assert {each.speaker for each in statements_in(text)} == {"Tom Ridley"}
