"""The benchmark data as records: news articles and questions. Files are JSON lines, .gz ones gzipped."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

T = TypeVar("T")


class BenchError(Exception):
    """What stops a benchmark, as the one line that the terminal shows."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article; `date` is ISO 8601."""

    doc_id: str
    title: str | None
    date: str | None
    text: str


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """A quiz question, the documents it was made from and those that hold its answer."""

    question: str
    answers: tuple[str, ...]
    gold_docs: tuple[str, ...]
    answer_docs: tuple[str, ...]


def read_records(path: Path, make: Callable[[dict[str, Any]], T], *, limit: int | None = None) -> list[T]:
    """Read the first `limit` lines of a file as records; raises BenchError with the line that is wrong."""
    if not path.is_file():
        raise BenchError(f"No file '{path}'. Name the folder that holds the benchmark data: --data DIR")
    records: list[T] = []
    try:
        records.extend(make(json.loads(line)) for line in islice(_lines(path), limit))
    except (OSError, EOFError) as error:
        raise BenchError(f"Cannot read '{path}': {error}. Fetch the file again.") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        where = f"'{path}', line {len(records) + 1}"
        raise BenchError(f"{where} is no row of this benchmark: {error!r}. Fetch the file again.") from error
    if not records:
        raise BenchError(f"'{path}' holds no rows. Fetch the file again.")
    return records


def articles(data: Path, limit: int | None = None) -> list[Article]:
    """Read the news articles, in the order of the file."""
    return read_records(data / "news" / "articles.jsonl.gz", _article, limit=limit)


def questions(data: Path, limit: int | None = None) -> list[NewsQuestion]:
    """Read the quiz questions on the news articles."""
    return read_records(data / "news" / "questions.jsonl", _news_question, limit=limit)


def off_corpus(data: Path, limit: int) -> list[str]:
    """Read questions that none of the news articles answers."""
    return read_records(data / "news" / "off_corpus.jsonl", lambda row: str(row["question"]), limit=limit)


def iso_date(date: str) -> str | None:
    """Give "2022/06/12" as "2022-06-12", nothing as None."""
    return date.replace("/", "-") or None


def _lines(path: Path) -> Iterator[str]:
    opened: Callable[..., IO[str]] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (line for line in lines if line.strip())


def _article(row: dict[str, Any]) -> Article:
    return Article(row["doc_id"], row["title"] or None, iso_date(row["date"]), row["text"])


def _news_question(row: dict[str, Any]) -> NewsQuestion:
    documents = (tuple(row["gold_docs"]), tuple(row["answer_docs"]))
    return NewsQuestion(row["question"], tuple(row["answers"]), *documents)
