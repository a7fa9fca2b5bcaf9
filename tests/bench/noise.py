"""Noise, on RGB: is the answer read from the one document of five that holds it, and from none where none does?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.sentences import sentences
from qa.reading.reader import Reading, read
from tests.bench.data import BenchError, read_records
from tests.bench.process import progress
from tests.bench.table import number, print_json, print_table

NEGATIVES = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A question, a document that answers it and near misses; `answer` holds groups of names for one thing."""

    question: str
    positive: str
    negatives: tuple[str, ...]
    answer: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `n` questions."""

    value: float
    n: int


def run(data: Path, limit: int | None) -> None:
    """Read every question's documents; print the table and the JSON line."""
    rows = [row for row in read_records(data / "noise" / "rgb.jsonl.gz", _row, limit=limit) if row.negatives]
    if not rows:
        raise BenchError("No row has near misses. Raise the limit: --limit N")
    right, answered, silent = [], [], []
    for row in rows:
        texts = [row.positive, *row.negatives]
        readings = read(row.question, texts)
        right.append(is_right(row, texts, readings))
        answered.append(any(reading.score > 0 for reading in readings))
        silent.append(all(reading.score <= 0 for reading in readings[1:]))
        progress(len(right), len(rows), "questions")
    shares = {"right": _share(right), "answered": _share(answered), "abstained_from_noise": _share(silent)}
    lines = [[name.replace("_", " "), number(share.value), str(share.n)] for name, share in shares.items()]
    print_table(["noise", "share", "n"], lines)
    print_json({"bench": "noise"} | {name: asdict(share) for name, share in shares.items()})


def is_right(row: Row, texts: Sequence[str], readings: Sequence[Reading]) -> bool:
    """Whether the sentence around the best reading's span holds every part of the answer, by any of its names."""
    text, reading = max(zip(texts, readings, strict=True), key=lambda pair: pair[1].score)
    around = " ".join(text[start:end] for start, end in sentences(text) if start < reading.end and reading.start < end)
    return all(any(name.lower() in around.lower() for name in names) for names in row.answer)


def _row(row: dict[str, Any]) -> Row:
    groups = tuple(tuple(group) if isinstance(group, list) else (group,) for group in row["answer"])
    return Row(row["query"], row["positive"][0], tuple(row["negative"][:NEGATIVES]), groups)


def _share(outcomes: Sequence[bool]) -> Share:
    return Share(sum(outcomes) / len(outcomes), len(outcomes))
