"""Offices, roles and groups by which a speaker is asked for."""

from pathlib import Path

import pytest

from index import Index
from index.offices import besides_name
from index.speakers import same_speaker

ONE = [
    ("police chief", "Police Chief"),
    ("the Kremlin spokesman", "the Kremlin spokesman"),
    ("the Danish foreign minister", "Foreign Minister of Denmark"),
    ("Denmark's foreign minister", "Danish foreign minister"),
    ("the Turkish foreign minister", "Turkey's foreign minister"),
    ("UN secretary-general", "United Nations secretary general"),
    ("the UN secretary general", "Secretary-General of the United Nations"),
    ("Corvane's CFO", "Chief Financial Officer of Corvane Motors"),
    ("the finance chief", "chief financial officer"),
    ("the CEO", "Chief Executive"),
    ("the chief executive", "chief executive officer of Corvane"),
    ("the Fed chair", "Federal Reserve Chairman"),
    ("the shadow health secretary", "Shadow Health Secretary"),
    ("the opposition leader", "leader of the opposition"),
    ("economists", "Economist"),
]
TWO = [
    ("the health secretary", "shadow health secretary"),
    ("the shadow health secretary", "health secretary"),
    ("the president", "former president"),
    ("the mayor", "deputy mayor"),
    ("the minister", "junior minister"),
    ("the leader", "opposition leader"),
    ("the attorney general", "assistant attorney general"),
    ("the Danish foreign minister", "Norway's foreign minister"),
    ("the spokesman", "spokeswoman"),
    ("the home secretary", "homeland secretary"),
    ("the economist", "Economy minister"),
]


@pytest.mark.parametrize(("asked", "role"), ONE)
def test_an_office_is_found_however_it_is_worded(asked: str, role: str) -> None:
    assert same_speaker(asked, "Ada Quill", role)


@pytest.mark.parametrize(("asked", "role"), TWO)
def test_another_office_is_not_the_one_asked_for(asked: str, role: str) -> None:
    assert not same_speaker(asked, "Ada Quill", role)


@pytest.mark.parametrize(
    ("asked", "source", "same"),
    [
        ("critics", "Critics of the tunnel", True),
        ("critics", "some critics", True),
        ("analysts", "Analysts at Corvane Bank", True),
        ("backbenchers", "One Tory backbencher", True),
        ("officials", "a senior official", True),
        ("analysts", "Critics of analysts", False),
        ("shadow health secretary", "The health secretary", False),
        ("the health secretary", "The shadow health secretary", False),
        ("Ed Tarrant", "A spokesman for Gov. Ed Tarrant", False),
        ("the governor's spokesman", "A spokesman for Gov. Ed Tarrant", True),
    ],
)
def test_those_without_a_name_are_found_by_what_they_are(asked: str, source: str, same: bool) -> None:
    assert same_speaker(asked, source, None) == same


def test_what_stands_before_or_for_a_name_is_a_way_to_ask_for_it(home: Path) -> None:
    text = (
        "Police Chief Daniel Okoro said he needed officers.\n\n“There are no talks,” said the Kremlin spokesman, "
        "Viktor Malek.\n\nForeign Minister Bo Katz of Denmark said the weather was fine."
    )
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        for asked, name in (
            ("the police chief", "Daniel Okoro"),
            ("Kremlin spokesman", "Viktor Malek"),
            ("the Danish foreign minister", "Bo Katz"),
        ):
            assert {each.speaker for each in index.statements(speaker=asked)} == {name}


@pytest.mark.parametrize(
    ("text", "name", "role", "told"),
    [
        ("{Police Chief Daniel Okoro}", "Daniel Okoro", "Chief", "Police Chief"),
        ("Then former {President Ada Quill}", "Ada Quill", None, "former President"),
        ("Then {the mayor}", "Ada Quill", "deputy mayor", None),
        ("Then {the mayor}", "Ada Quill", "Mayor", "the mayor"),
        ("Then {Quill}", "Ada Quill", "Mayor", None),
    ],
)
def test_whoever_held_or_shadows_an_office_is_not_called_by_it(
    text: str, name: str, role: str | None, told: str | None
) -> None:
    start, end = text.index("{"), text.index("}") - 1
    assert besides_name(name, role, text.replace("{", "").replace("}", ""), (start, end)) == told
