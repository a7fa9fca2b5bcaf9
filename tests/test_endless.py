"""Texts without sentence ends, without spaces or all marks: read in a time that grows as they do, in little memory."""

import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from index import Index
from index.embed import PORTION, Vectors, embedded, tokenizer
from index.errors import LoadError
from index.html import extract
from index.ingest import LONGEST_FIELD
from index.load import LOADERS, Loaded, load
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


@pytest.mark.parametrize("unit", ["x", "word ", "สวัสดี", "x. y “z ", "👩\u200d", "\u0301"])
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


class Counting:
    """Tells a text by its length, and how many it was given each time."""

    name = "counting"

    def __init__(self) -> None:
        self.given: list[int] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.given.append(len(texts))
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_texts_are_embedded_in_portions_equal_ones_once_and_it_is_told_how_far_it_is() -> None:
    embedder, told = Counting(), list[tuple[int, int]]()
    texts = [*("a" * (1 + n % (2 * PORTION + 1)) for n in range(3 * PORTION)), "b"]
    vectors = embedded(embedder, texts, lambda done, of: told.append((done, of)))
    assert vectors[:, 0].tolist() == list(map(len, texts))
    assert embedder.given == [PORTION, PORTION, 2]
    assert told == [(PORTION, 2 * PORTION + 2), (2 * PORTION, 2 * PORTION + 2)]
    assert len(embedded(embedder, [])) == 0


def test_a_file_that_takes_too_long_is_given_up_and_the_others_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.deadline.SECONDS", 0.5)
    monkeypatch.setattr("index.deadline.SECONDS_PER_CHARACTER", 0.0)
    for name, text in {
        "a.txt": "The dam holds.",
        "b.txt": "Ann said “a” to Poe. \n" * 50_000,
        "c.txt": "It rains.",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    with Index.open() as index:
        report = index.add(str(tmp_path))
    assert [Path(info.uri).name for info in report.added] == ["a.txt", "c.txt"]
    ((uri, why),) = report.failed
    assert uri == str(tmp_path / "b.txt")
    assert "takes more than" in why


def test_a_file_that_no_parser_can_read_is_told_of_and_the_others_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deep(content: bytes) -> Loaded:
        return deep(content)

    def large(content: bytes) -> Loaded:
        return Loaded("", content.decode() * (1 << 55))

    monkeypatch.setitem(LOADERS, ".deep", deep)
    monkeypatch.setitem(LOADERS, ".large", large)
    for name in ("a.txt", "b.deep", "c.large", "d.txt"):
        (tmp_path / name).write_text(f"The dam of {name} holds.", "utf-8")
    with Index.open() as index:
        report = index.add(str(tmp_path))
    assert [Path(info.uri).name for info in report.added] == ["a.txt", "d.txt"]
    assert ["deeply" in report.failed[0][1], "memory" in report.failed[1][1]] == [True, True]


def test_a_page_with_a_title_without_end_is_added_under_its_beginning(tmp_path: Path) -> None:
    page = (
        f"<html><head><title>{'The dam ' * 50_000}</title></head><body><p>It holds, the mayor said.</p></body></html>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    with Index.open() as index:
        (info,) = index.add(str(tmp_path)).added
    assert info.title.startswith("The dam The dam")
    assert len(info.title) <= LONGEST_FIELD


@pytest.mark.parametrize(
    "page",
    [
        f"<p {' '.join(f'a{n}=1' for n in range(60_000))}>The mayor said it holds.</p>",
        f"<p title='{'x' * 1_000_000}'>The mayor said it holds.</p>",
        "<" * 100_000 + "<p>The mayor said it holds.</p>",
    ],
    ids=["attributes", "a value", "brackets"],
)
def test_a_page_of_endless_marks_is_read_in_seconds(page: str) -> None:
    start = time.process_time()
    assert "The mayor said it holds." in extract(page).text
    assert time.process_time() - start < 20


def test_a_page_that_is_no_article_for_its_size_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>word</p>" * 1_000_000, "utf-8")
    with pytest.raises(LoadError, match="too large for a page"):
        load(tmp_path / "a.html")


def test_a_page_of_elements_in_elements_without_end_is_told_to_hold_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 20_000 + "The mayor said it holds.", "utf-8")
    with pytest.raises(LoadError, match="holds no text"):
        load(tmp_path / "a.html")
