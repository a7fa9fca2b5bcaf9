"""Reading: are the answering words found, and is a text that does not answer told from one that does?

SQuAD 2.0 by its official figures at the threshold that ships; how well the score parts texts that answer from
others on SQuAD 2.0, ClapNQ and RGB; on NewsQA's stories, which are long, the best words whatever their score, and
whether the judge ranks the sentence that holds the answer first. The model was trained on none of these, but on other
articles of SQuAD 2.0.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.sentences import Span, sentences
from qa.reading.reader import Reading, read, span_reader
from qa.training.measure import auroc, exact, f1
from tests.bench.data import read_records
from tests.bench.process import progress
from tests.bench.table import number, print_json, print_table

RGB = "rgb"
STORIES = 800  # of NewsQA


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a text; `answers` are the words that answer, `title` the article's."""

    question: str
    text: str
    answerable: bool
    answers: tuple[str, ...] = ()
    title: str = ""
    spans: tuple[Span, ...] = ()


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
class Stories:
    """NewsQA: F1 and exact match, 0 to 100, of the best words; how often a right sentence is first, and among three."""

    f1: float | None
    exact: float | None
    first: float | None
    among_three: float | None
    n: int


def run(data: Path, limit: int | None) -> None:
    """Read every pair; print the table and the JSON line. `limit` keeps the first rows of each file."""
    sets = {"squad2": squad2(data, limit), "clapnq": clapnq(data, limit), RGB: rgb(data, limit)}
    found = {name: list(zip(pairs, read_all(pairs, name), strict=True)) for name, pairs in sets.items()}
    parted = {name: parts(both) for name, both in found.items()}
    _print(judged(found["squad2"]), parted, stories(newsqa(data, limit)))


def newsqa(data: Path, limit: int | None = None) -> list[Pair]:
    """Read NewsQA's questions, each with its story."""
    return read_records(data / "reading" / "newsqa.jsonl.gz", _newsqa_row, limit=limit or STORIES)


def stories(pairs: Sequence[Pair]) -> Stories:
    """Read stories, and rank their sentences by the judge."""
    overlap, same, firsts, thirds = list[float](), list[float](), list[float](), list[float]()
    for pair in pairs:
        spans = sentences(pair.text)
        (judgement,) = span_reader().judge(pair.question, [(pair.text, spans)])
        reading = judgement.reading
        words = pair.text[reading.start : reading.end]
        overlap.append(f1(words, pair.answers))
        same.append(exact(words, pair.answers))
        order = sorted(range(len(spans)), key=[-each.score for each in judgement.sentences].__getitem__)
        right = {at for at, (start, end) in enumerate(spans) if any(start < e and s < end for s, e in pair.spans)}
        firsts.append(float(not right.isdisjoint(order[:1])))
        thirds.append(float(not right.isdisjoint(order[:3])))
        progress(len(overlap), len(pairs), "read of newsqa")
    words_f1, words_exact, first, third = map(_percent, (overlap, same, firsts, thirds))
    return Stories(words_f1, words_exact, first, third, len(pairs))


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


def _newsqa_row(row: dict[str, Any]) -> Pair:
    spans = tuple((start, start + len(words)) for words, start in zip(row["answers"], row["starts"], strict=True))
    return Pair(row["question"], row["context"], True, tuple(row["answers"]), row["title"], spans)


def _print(squad: Squad, parted: dict[str, Auroc], story: Stories) -> None:
    names = {"f1": "F1", "exact": "exact", "answerable_f1": "F1, answerable", "unanswerable": "unanswerable, declined"}
    lines = [[f"SQuAD 2.0, {title}", number(getattr(squad, name), 1), str(squad.n)] for name, title in names.items()]
    lines += [[f"AUROC, {name}", number(found.value), str(found.n)] for name, found in parted.items()]
    shown = {"f1": "F1", "exact": "exact", "first": "right sentence first", "among_three": "right sentence among three"}
    lines += [[f"NewsQA, {title}", number(getattr(story, name), 1), str(story.n)] for name, title in shown.items()]
    print_table(["reading", "value", "n"], lines)
    aurocs = {name: asdict(found) for name, found in parted.items()}
    print_json({"bench": "reading", "squad2": asdict(squad), "auroc": aurocs, "newsqa": asdict(story)})
