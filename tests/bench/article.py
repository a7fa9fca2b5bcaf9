"""The questions on the seed article, through `ask` and `Conversation`, on an index of nothing else."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import Index
from qa import Conversation, ask
from qa.answer import Answer
from tests.bench.data import BenchError, read_records
from tests.bench.process import progress
from tests.bench.table import print_json, print_table

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LONGEST_QUOTE = 500  # characters
MOST_CITATIONS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A question and what a right answer to it holds."""

    id: str
    kind: str
    question: str
    answerable: bool
    must_cite: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    must_not_cite: tuple[str, ...] = ()
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, its answer's text and why the answer is wrong; no reason: it is right."""

    row: Row
    text: str
    reasons: tuple[str, ...]


def run(data: Path, limit: int | None) -> None:
    """Ask every question, print the table, the misses and the JSON line."""
    rows = read_records(data / "article_questions.jsonl", row_from, limit=limit)
    with tempfile.TemporaryDirectory() as home, Index.open(home) as index:
        report = index.add(str(SEEDS))
        if report.failed or not report.added:
            raise BenchError(f"No article in '{SEEDS}' could be indexed: {report.failed or 'it is empty'}")
        judged = []
        for row in rows:
            answer = answer_to(row, index)
            judged.append(Judged(row, answer.text, judge(row, answer)))
            progress(len(judged), len(rows), "asked")
    _print(judged)


def judge(row: Row, answer: Answer) -> tuple[str, ...]:
    """Give the reasons why an answer is wrong, none if it is right; quotes in this case, text in any."""
    reasons = list(missed(row, answer))
    quotes = [citation.quote for citation in answer.citations]
    if len(quotes) > MOST_CITATIONS:
        reasons.append(f"{len(quotes)} citations, more than {MOST_CITATIONS}")
    reasons += [f"a quote of {len(q)} characters" for q in quotes if len(q) > LONGEST_QUOTE]
    return tuple(reasons)


def missed(row: Row, answer: Answer) -> Iterator[str]:
    """Give what a row asks for and an answer does not hold, however long it is."""
    quotes = [citation.quote for citation in answer.citations]
    if answer.answered != row.answerable:
        yield "answered, not abstained" if answer.answered else f"abstained: {answer.reason}"
    yield from (f"not cited: {words!r}" for words in row.must_cite if not within(words, quotes))
    yield from (f"not said: {words!r}" for words in row.must_say if words.lower() not in answer.text.lower())
    yield from (f"wrongly cited: {words!r}" for words in row.must_not_cite if within(words, quotes))


def row_from(row: dict[str, Any]) -> Row:
    """Read one question."""
    lists = {name: tuple(row.get(name, ())) for name in ("must_cite", "must_say", "must_not_cite", "history")}
    return Row(row["id"], row["kind"], row["question"], row["answerable"], **lists)


def answer_to(row: Row, index: Index) -> Answer:
    """Ask a question, after those before it in the same conversation."""
    if not row.history:
        return ask(row.question, index=index)
    conversation = Conversation(index=index)
    for question in row.history:
        conversation.ask(question)
    return conversation.ask(row.question)


def within(words: str, quotes: Iterable[str]) -> bool:
    """Whether words stand in one of some quotes."""
    return any(words in quote for quote in quotes)


def _print(judged: list[Judged]) -> None:
    right = Counter(each.row.kind for each in judged if not each.reasons)
    n = Counter(each.row.kind for each in judged)
    lines = [[kind, str(right[kind]), str(n[kind])] for kind in n]
    print_table(["kind", "right", "n"], [*lines, ["all", str(right.total()), str(n.total())]])
    misses = [each for each in judged if each.reasons]
    for miss in misses:
        print(f"\nmiss {miss.row.id} ({miss.row.kind}): {' / '.join([*miss.row.history, miss.row.question])}")
        print("\n".join(f"  {reason}" for reason in miss.reasons))
        print(f"  answer: {' '.join(miss.text.split())}")
    kinds = {kind: {"right": right[kind], "n": n[kind]} for kind in n}
    reasons = {miss.row.id: miss.reasons for miss in misses}
    figures = {"right": right.total(), "n": n.total(), "kinds": kinds, "misses": reasons}
    print_json({"bench": "article", **figures})
