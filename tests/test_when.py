"""Times in questions about words: they restrict or order what is given, and are no part of topic or name."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.question.question import parse
from qa.question.when import timed

PAPERS = {
    "2025-02-03": "Mayor Ada Quill said the stadium would cost no taxes.",
    "2025-04-22": "Mayor Ada Quill said the stadium would need a tax on steel.",
    "2026-01-15": "Ada Quill had said in November that the stadium was “open to all”.",
}
UNDATED = "Mayor Ada Quill said the stadium would be blue."


@pytest.fixture
def index(home: Path) -> Iterator[Index]:
    with Index.open(str(home)) as opened:
        for day, text in PAPERS.items():
            opened.add_text(text, uri=day, date=day)
        yield opened


@pytest.mark.parametrize(
    ("question", "left", "relation", "day"),
    [
        ("What did Quill say in April about the rain?", "What did Quill say about the rain?", "in", (None, 4, None)),
        ("What has Quill said since March 2025?", "What has Quill said ?", "since", (2025, 3, None)),
        ("What did Quill say on 3 May 2025 about it", "What did Quill say about it", "in", (2025, 5, 3)),
        ("What did Quill say before May 3, 2025, of it", "What did Quill say of it", "before", (2025, 5, 3)),
        ("What did Quill say after 2024 about it", "What did Quill say about it", "after", (2024, None, None)),
        ("What did Quill say last year about it", "What did Quill say about it", "in", (2025, None, None)),
        ("In April, what did Quill say about it", "what did Quill say about it", "in", (None, 4, None)),
    ],
)
def test_a_time_is_taken_out_of_a_question(
    question: str, left: str, relation: str, day: tuple[int | None, ...]
) -> None:
    found, when = timed(question, today=date(2026, 6, 1))
    assert when is not None
    assert (found, when.relation, when.day) == (left, relation, day)


@pytest.mark.parametrize(
    "question", ["What did the March report say?", "Will it sail?", "What of April's fall in 5 days?"]
)
def test_a_month_within_a_name_is_no_time(question: str) -> None:
    assert timed(question) == (question, None)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What did Quill say in April about the stadium?", ["2025-04-22"]),
        ("What did Quill say about the stadium in April?", ["2025-04-22"]),
        ("Quill say in April about the stadium", ["2025-04-22"]),
        ("What has Quill said since March 2025 about the stadium?", ["2025-04-22", "2026-01-15"]),
        ("What did Quill say before March 2025 about the stadium?", ["2025-02-03"]),
        ("What did Quill say in November?", ["2026-01-15"]),
        ("What did Quill most recently say about the stadium?", ["2026-01-15", "2025-04-22", "2025-02-03"]),
        ("What is the latest Quill said about the stadium?", ["2026-01-15", "2025-04-22", "2025-02-03"]),
        ("Has Quill changed her mind about the stadium?", ["2025-02-03", "2025-04-22", "2026-01-15"]),
        ("Has Quill's position on the stadium changed?", ["2025-02-03", "2025-04-22", "2026-01-15"]),
    ],
)
def test_what_was_said_then_is_given_or_all_in_its_order(index: Index, question: str, days: list[str]) -> None:
    cited = [citation.date for citation in ask(question, index=index).citations]
    assert cited == days if len(days) == len(PAPERS) else sorted(filter(None, cited)) == days


def test_of_another_time_nothing_is_said_but_when_it_was(index: Index) -> None:
    answer = ask("What did Quill say in June about the stadium?", index=index)
    assert answer.reason == "speaker_silent"
    assert "statement by Ada Quill in June about the stadium" in answer.text
    assert "3 February 2025" in answer.text
    assert "Quill in June about the rain" in ask("What did Quill say in June about the rain?", index=index).text
    assert answer.nearest


def test_what_carries_no_date_is_said_to_carry_none(index: Index) -> None:
    index.add_text(UNDATED, uri="undated", title="Plans")
    told = ask("What did Quill say in April about the stadium?", index=index)
    assert told.text.endswith("Left out, for want of a date: “Plans”.")
    assert {citation.date for citation in told.citations} == {"2025-04-22"}
    silent = ask("What did Quill say in June about the stadium?", index=index)
    assert not silent.answered
    assert "in documents without a date" in silent.text


def test_a_time_that_a_sentence_tells_counts_before_its_document_s(index: Index) -> None:
    cited = ask("What did Quill say in January about the stadium?", index=index)
    assert not cited.answered


def test_weekdays_are_read_as_they_stand(index: Index) -> None:
    asked = parse("What did Quill say on Tuesday about the stadium?").words
    assert asked is not None
    assert (asked.topic, asked.when is not None and asked.when.weekday) == ("the stadium", True)


def test_a_day_that_is_spoken_of_is_no_day_of_speaking(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Ada Quill said the king may visit Rome on his April trip. Quill spoke of his trip.", uri="a")
        assert ask("What did Quill say about the king's trip in April?", index=index).answered
        assert not ask("What did Quill say in April about the king's trip?", index=index).answered
        assert not ask("What did Quill say about the king's trip in May?", index=index).answered
