"""The place, date and agency that a story opens with are nobody's words."""

import pytest

from tests.readings import only

DATELINES = [
    "LONDON (Reuters) -",
    "LONDON, March 3 (Reuters) -",
    "GENEVA, Jan 5 —",
    "NEW YORK --",
    "ST. LOUIS, Mo. (AP) —",
    "Stoke-on-Trent, Sept. 5, 2022 –",
    "Cork, 4 May 2021 -",
    "CORK, Ohio, March 3, 2026 /PRNewswire/ --",
    "(Reuters) -",
]


@pytest.mark.parametrize("dateline", DATELINES)
@pytest.mark.parametrize(
    ("story", "content"),
    [
        ("The dam would hold until spring, Vale said on Monday.", "The dam would hold until spring"),
        ("The dam will hold, according to Vale.", "The dam will hold"),
        ("“The dam will hold,” Vale said.", "“The dam will hold,”"),
    ],
)
def test_what_is_said_begins_behind_the_dateline(dateline: str, story: str, content: str) -> None:
    assert only(f"{dateline} {story}")[1:] == ("Vale", [content])


def test_a_name_before_an_aside_is_no_dateline() -> None:
    assert only("Vale — the owner’s son — said the dam will hold.") == ("indirect", "Vale", ["the dam will hold"])
