"""Sentences: are those cited that annotators chose (ClapNQ), and ranked first that answer (WikiQA)?

On ClapNQ a passage is the only document and its question goes through `ask`; on WikiQA `read` sees each sentence
by itself. WikiQA is never trained on; of ClapNQ, the second line holds what the reader's training kept apart.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from index import Index
from qa import ask
from qa.reading.reader import read
from qa.training.apart import is_apart
from qa.training.measure import average_precision, reciprocal_rank
from tests.bench.data import BenchError, read_records
from tests.bench.process import progress
from tests.bench.table import number, print_json, print_table


@dataclass(frozen=True, slots=True)
class Passage:
    """A question, a passage's sentences and those that annotators selected."""

    question: str
    title: str
    text: str
    sentences: tuple[str, ...]
    selected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question and one of the sentences that may answer it."""

    question_id: str
    question: str
    text: str
    answers: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """Counted over the sentences of `n` passages: shares of those cited and of those selected that are both."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Mean average precision and mean reciprocal rank over `n` questions that have right and wrong sentences."""

    map: float
    mrr: float
    n: int


def run(data: Path, limit: int | None) -> None:
    """Ask on every passage, rank every question's sentences; print the table and the JSON line."""
    passages = read_records(data / "sentences" / "clapnq_answerable.jsonl", _passage, limit=limit)
    rows = read_records(data / "sentences" / "wikiqa_dev.jsonl.gz", _sentence)
    cited = [(passage, chosen) for passage, chosen in zip(passages, cite_all(passages), strict=True)]
    figures = {"clapnq": overlap(cited), "clapnq_apart": overlap([each for each in cited if is_apart(each[0].title)])}
    ranked = rank(rows, limit)
    lines = [[name, number(c.precision), number(c.recall), number(c.f1), str(c.n)] for name, c in figures.items()]
    print_table(["cited", "P", "R", "F1", "n"], lines)
    print_table(["ranked", "MAP", "MRR", "n"], [["wikiqa", number(ranked.map), number(ranked.mrr), str(ranked.n)]])
    each = {name: asdict(found) for name, found in figures.items()}
    print_json({"bench": "sentences", **each, "wikiqa": asdict(ranked)})


def cite_all(passages: Sequence[Passage]) -> list[set[str]]:
    """Give the sentences that the answer to each passage's question cites, the passage being all there is."""
    found = []
    with tempfile.TemporaryDirectory() as home, Index.open(home) as index:
        for number_of, passage in enumerate(passages, 1):
            info = index.add_text(passage.text, uri="passage", title=passage.title)
            text = index.document(info.id).text
            spans = [(citation.start, citation.end) for citation in ask(passage.question, index=index).citations]
            found.append(within(text, passage.sentences, spans))
            index.remove(info.id)
            progress(number_of, len(passages), "asked")
    return found


def within(text: str, sentences: Sequence[str], spans: Sequence[tuple[int, int]]) -> set[str]:
    """Give the sentences that a span covers by half or more."""
    found, at = set(), 0
    for sentence in sentences:
        start = text.find(sentence, at)
        if start < 0:
            continue
        at = start + len(sentence)
        covered = sum(max(0, min(at, right) - max(start, left)) for left, right in spans)
        if 2 * covered >= len(sentence):
            found.add(sentence)
    return found


def overlap(cited: Sequence[tuple[Passage, set[str]]]) -> Cited:
    """Count the sentences cited and selected."""
    both = sum(len(chosen & passage.selected) for passage, chosen in cited)
    said = sum(len(chosen) for _, chosen in cited)
    wanted = sum(len(passage.selected) for passage, _ in cited)
    return Cited(both / max(said, 1), both / max(wanted, 1), 2 * both / max(said + wanted, 1), len(cited))


def rank(rows: Sequence[Sentence], limit: int | None) -> Ranked:
    """Rank each question's sentences by their readings; `limit` keeps the first questions."""
    groups = [list(group) for _, group in groupby(rows, lambda row: row.question_id)]
    mixed = [group for group in groups if 0 < sum(row.answers for row in group) < len(group)][:limit]
    if not mixed:
        raise BenchError("No question has right and wrong sentences. Fetch WikiQA's file again.")
    precisions, ranks = [], []
    for group in mixed:
        scores = [reading.score for reading in read(group[0].question, [row.text for row in group])]
        labels = [row.answers for row in group]
        precisions.append(average_precision(scores, labels))
        ranks.append(reciprocal_rank(scores, labels))
        progress(len(ranks), len(mixed), "ranked")
    return Ranked(sum(precisions) / len(mixed), sum(ranks) / len(mixed), len(mixed))


def _passage(row: dict[str, Any]) -> Passage:
    (passage,) = row["passages"]
    chosen = frozenset(row["output"][0]["selected_sentences"])
    return Passage(row["input"], passage["title"], passage["text"], tuple(passage["sentences"]), chosen)


def _sentence(row: dict[str, Any]) -> Sentence:
    return Sentence(row["QuestionID"], row["Question"], row["Sentence"], row["Label"] == "1")
