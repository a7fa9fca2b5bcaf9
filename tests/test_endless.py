"""Texts without sentence ends, without spaces or all marks: read in a time that grows as they do, in little memory."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from index.embed import tokenizer
from index.passages import LONGEST_UNIT, cut
from index.records import Document
from index.sentences import LONGEST_SENTENCE, paragraphs, sentences
from index.statements import statements_in

SMALL = 30_000  # characters
TIMES_LARGER = 4
GROWTH = 9  # times the seconds at most: 4 where a text is read once, 16 where its rest is read again at every step


def document(text: str) -> Document:
    return Document("id", "uri", "A title", None, None, None, "", len(text), text)


def filled(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def numbered(unit: str, length: int) -> str:
    """Fill a text with a unit in which "#" is another word each time."""
    times = range(length // len(unit))
    return "".join(unit.replace("#", "".join("bcdfghjklm"[int(digit)] for digit in str(each))) for each in times)


def growth(work: Callable[[str], object], unit: str, small: int = SMALL) -> float:
    """Say how many times as long work takes on a text that is TIMES_LARGER, in time of the processor."""

    def seconds(length: int) -> float:
        text = numbered(unit, length) if "#" in unit else filled(unit, length)
        work(text[:500])
        start = time.process_time()
        work(text)
        return max(time.process_time() - start, 0.02)

    return seconds(TIMES_LARGER * small) / seconds(small)


@pytest.mark.parametrize("unit", ["(", "&amp;", "word ", "a-", "Mr. Poe’s … ", "a. b “c ", "漢"])
def test_a_text_without_sentence_ends_is_cut_in_a_time_that_grows_as_it_does(unit: str) -> None:
    assert growth(lambda text: cut(document(text)), unit) < GROWTH


@pytest.mark.parametrize("unit", ["a\n", "a\n\n", "\n \n", "a,\nb "])
def test_paragraphs_are_found_in_a_time_that_grows_as_the_text_does(unit: str) -> None:
    assert growth(paragraphs, unit) < GROWTH


@pytest.mark.parametrize("unit", ["x", "word ", "สวัสดี", "x. y “z ", "👩\u200d"])
def test_no_sentence_and_no_passage_is_endless_and_none_is_lost(unit: str) -> None:
    text = filled(unit, 3 * LONGEST_SENTENCE)
    spans = sentences(text)
    assert max(end - start for start, end in spans) <= LONGEST_SENTENCE
    assert "".join("".join(text[slice(*span)] for span in spans).split()) == "".join(text.split())
    cuts = [item.passage.text for item in cut(document(text))]
    assert "".join(cuts) == text
    assert max(map(len, cuts)) <= LONGEST_UNIT + 1
    assert all(passage.strip() for passage in cuts)
    assert not any(encoding.overflowing for encoding in tokenizer().encode_batch(cuts))


def test_white_space_without_end_makes_no_passages() -> None:
    text = "The dam" + " " * 100_000 + "held." + "\n" * 100_000 + "Nobody left."
    cuts = cut(document(text))
    assert "".join(item.passage.text for item in cuts) == text
    assert all(item.passage.text.strip() for item in cuts)


def test_a_sentence_that_is_too_long_is_cut_at_a_space() -> None:
    text = "Rain fell. " + "and it rained " * 3000
    assert all(text[end - 1] in ".dt" and text[start] in "Rair" for start, end in sentences(text))


@pytest.mark.parametrize(
    "unit",
    [
        "Zork#: It rains.\n\nNo dam held.\n\n",
        "Taxes must fall, Zork# says\n\n",
        "Ann# Poe said it fell. Poe denied it. ",
    ],
)
def test_statements_of_ever_more_people_are_found_in_a_time_that_grows_as_the_text_does(unit: str) -> None:
    assert growth(statements_in, unit, SMALL // 2) < GROWTH


@pytest.mark.parametrize("unit", [" `word", " `don’t", "“a ‘b", "“a” b. ", "said Poe, “a” and "])
def test_statements_among_marks_without_end_are_found_in_a_time_that_grows_as_the_text_does(unit: str) -> None:
    assert growth(statements_in, unit, SMALL // 6) < GROWTH


def test_a_name_without_end_is_read_in_bounded_memory() -> None:
    tracemalloc.start()
    statements_in("Ann A" + "a" * 10_000 + " said it fell.")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000
