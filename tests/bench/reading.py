"""Reading: are the answering words found, and is a text that does not answer told from one that does?

SQuAD 2.0 by its official figures at the threshold that ships; how well the score parts texts that answer from
others on SQuAD 2.0, ClapNQ and RGB. The model was trained on ClapNQ and SQuAD 2.0 but for the articles that its
training keeps apart, so only the second column says how it reads what it has not seen.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.reader import Reading, read
from qa.training.apart import is_apart
from qa.training.measure import auroc, exact, f1
from tests.bench.data import read_records
from tests.bench.process import progress
from tests.bench.table import number, print_json, print_table

RGB = "rgb"  # never trained on


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a text; `answers` are the words that answer, `title` the article's."""

    question: str
    text: str
    answerable: bool
    answers: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Squad:
    """SQuAD 2.0's figures, 0 to 100; `unanswerable` is the share not answered."""

    f1: float | None
    exact: float | None
    answerable_f1: float | None
    unanswerable: float | None
    n: int
    n_answerable: int


@dataclass(frozen=True, slots=True)
class Auroc:
    """How well the score parts texts that answer from those that do not; None where one kind is missing."""

    value: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Parted:
    """The same on all rows and on those whose articles were not trained on (of RGB none was)."""

    all: Auroc
    apart: Auroc


def run(data: Path, limit: int | None) -> None:
    """Read every pair; print the table and the JSON line. `limit` keeps the first rows of each file."""
    sets = {"squad2": squad2(data, limit), "clapnq": clapnq(data, limit), RGB: rgb(data, limit)}
    found = {name: list(zip(pairs, read_all(pairs, name), strict=True)) for name, pairs in sets.items()}
    unseen = {name: [each for each in both if name == RGB or is_apart(each[0].title)] for name, both in found.items()}
    squads = {"all": judged(found["squad2"]), "apart": judged(unseen["squad2"])}
    parted = {name: Parted(parts(both), parts(unseen[name])) for name, both in found.items()}
    _print(squads, parted)


def squad2(data: Path, limit: int | None = None) -> list[Pair]:
    """Read SQuAD 2.0's questions, each with its paragraph."""
    return read_records(data / "reading" / "squad2.jsonl.gz", _squad_row, limit=limit)


def clapnq(data: Path, limit: int | None = None) -> list[Pair]:
    """Read ClapNQ's questions, each with its passage: those that it answers, then those that it does not."""
    folder = data / "sentences"
    answered = read_records(folder / "clapnq_answerable.jsonl", lambda row: _clapnq_row(row, True), limit=limit)
    others = read_records(folder / "clapnq_unanswerable.jsonl", lambda row: _clapnq_row(row, False), limit=limit)
    return [*answered, *others]


def rgb(data: Path, limit: int | None = None) -> list[Pair]:
    """Read RGB's questions, each with its first document that answers and its first near miss."""
    pairs = read_records(data / "noise" / "rgb.jsonl.gz", _rgb_row, limit=limit)
    return [pair for both in pairs for pair in both]


def read_all(pairs: Sequence[Pair], name: str) -> list[Reading]:
    """Read each question with its text, one after the other."""
    readings = []
    for pair in pairs:
        readings += read(pair.question, [pair.text])
        progress(len(readings), len(pairs), f"read of {name}")
    return readings


def judged(found: Sequence[tuple[Pair, Reading]]) -> Squad:
    """Give the official figures: what is read is the span's text where the score is positive, else nothing."""
    said = [pair.text[reading.start : reading.end] if reading.score > 0 else "" for pair, reading in found]
    overlap = [f1(words, pair.answers) for words, (pair, _) in zip(said, found, strict=True)]
    same = [exact(words, pair.answers) for words, (pair, _) in zip(said, found, strict=True)]
    answerable = [value for value, (pair, _) in zip(overlap, found, strict=True) if pair.answerable]
    others = [value for value, (pair, _) in zip(overlap, found, strict=True) if not pair.answerable]
    every, equal, of_answerable, declined = map(_percent, (overlap, same, answerable, others))
    return Squad(every, equal, of_answerable, declined, len(found), len(answerable))


def parts(found: Sequence[tuple[Pair, Reading]]) -> Auroc:
    """Say how well the score parts texts that answer from the others."""
    labels = [pair.answerable for pair, _ in found]
    both = any(labels) and not all(labels)
    return Auroc(auroc([reading.score for _, reading in found], labels) if both else None, len(found))


def _percent(values: Sequence[float]) -> float | None:
    return 100 * sum(values) / len(values) if values else None


def _squad_row(row: dict[str, Any]) -> Pair:
    return Pair(row["question"], row["context"], bool(row["answers"]), tuple(row["answers"]), row["title"])


def _clapnq_row(row: dict[str, Any], answerable: bool) -> Pair:
    (passage,) = row["passages"]
    return Pair(row["input"], passage["text"], answerable, (), passage["title"])


def _rgb_row(row: dict[str, Any]) -> list[Pair]:
    kinds = ((row["positive"], True), (row["negative"], False))
    return [Pair(row["query"], documents[0], answers) for documents, answers in kinds if documents]


def _print(squads: dict[str, Squad], parted: dict[str, Parted]) -> None:
    names = {"f1": "F1", "exact": "exact", "answerable_f1": "F1, answerable", "unanswerable": "unanswerable, declined"}
    n = [str(squads[part].n) for part in ("all", "apart")]
    lines = [
        [f"SQuAD 2.0, {title}", *(number(getattr(squads[part], name), 1) for part in ("all", "apart")), *n]
        for name, title in names.items()
    ]
    for name, found in parted.items():
        values = [number(found.all.value), number(found.apart.value)]
        lines.append([f"AUROC, {name}", *values, str(found.all.n), str(found.apart.n)])
    print_table(["reading", "all", "apart", "n", "n apart"], lines)
    aurocs = {name: asdict(found) for name, found in parted.items()}
    print_json({"bench": "reading", "squad2": {name: asdict(each) for name, each in squads.items()}, "auroc": aurocs})
