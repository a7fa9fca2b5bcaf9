"""Statements of any text at all: whatever the marks, with spans that fit it, in time that grows with its length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Statement, statements_in
from tests.readings import MARKS, read

PIECES = [
    *"“”„«»‹›「」'\"‘’",
    "''",
    " ",
    "\n",
    ". ",
    ", ",
    ": ",
    "; ",
    " — ",
    "(",
    ")",
    "Ms. Vale",
    "she",
    "said",
    "that",
]
PIECES += ["according to", "officials", "the plan", "was", "wants", "’s", "1.", "…", "\u2028", "é", "漢", "adding"]


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS.keys())
@pytest.mark.parametrize(
    "text",
    [
        "<The dam will hold,> Vale said.",
        "Vale said: <The dam will hold.>",
        "<The dam,> Vale said, <will hold until spring.>",
        "Vale said the dam was <in very good shape> before the rain.",
    ],
)
def test_statements_are_the_same_whatever_the_marks(text: str, marks: tuple[str, str]) -> None:
    marked = text.replace("<", marks[0]).replace(">", marks[1])
    assert [(kind, mention, [bare(each, marks) for each in contents]) for kind, mention, contents in read(marked)] == [
        (kind, mention, [bare(each, MARKS["curly"]) for each in contents])
        for kind, mention, contents in read(text.replace("<", "“").replace(">", "”"))
    ]


def bare(content: str, marks: tuple[str, str]) -> str:
    return content.replace(marks[0], "").replace(marks[1], "")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=60).map("".join))
def test_spans_lie_in_the_text_in_order_and_hold_something(text: str) -> None:
    for statement in statements_in(text):
        assert_fits(statement, text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_whoever_speaks_stands_outside_what_is_said(text: str) -> None:
    for statement in statements_in(text):
        assert statement.mention is not None
        assert all(statement.mention[1] <= start or end <= statement.mention[0] for start, end in statement.spans)


def assert_fits(statement: Statement, text: str) -> None:
    assert statement.spans
    ends = 0
    for start, end in statement.spans:
        assert ends <= start < end <= len(text)
        ends = end
    for span in (statement.mention, statement.cue):
        assert span is not None
        assert 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        '"',
        "‘",
        "'a ",
        '"a," he said. ',
        "he said, ",
        "said ",
        "Bob said,",
        "According to X, ",
        "— Bob said ",
        "he said ",
    ],
)
def test_a_long_line_of_marks_takes_no_longer_than_its_length(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    found = statements_in(text)
    assert time.process_time() - begun < 8
    for statement in found:
        assert_fits(statement, text)
