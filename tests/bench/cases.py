"""Small documents that readers tripped on, each alone in an index, with a question and what a right answer holds."""

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index import Index
from qa.answer import Answer
from tests.bench import article
from tests.bench.data import read_records
from tests.bench.process import progress
from tests.bench.table import print_json, print_table

LISTS = ("must_cite", "must_not_cite", "history")


@dataclass(frozen=True, slots=True)
class Row(article.Row):
    """A question on one document; `short_must_not_be` are wrong short answers to it."""

    document: str = ""
    speaker: str | None = None
    short_must_not_be: tuple[str, ...] = ()


def run(data: Path, limit: int | None) -> None:
    """Ask each question of its document, print the table, the misses and the JSON line."""
    folder = data / "cases"
    rows = read_records(folder / "cases.jsonl", row_from, limit=limit)
    misses: dict[str, tuple[str, ...]] = {}
    for row in rows:
        answer = _answer(row, folder)
        if reasons := judge(row, answer):
            misses[row.id] = reasons
            told = f"answer: {' '.join(answer.text.split())}"
            print("\n  ".join([f"\nmiss {row.id}: {row.question}", *reasons, told]))
        progress(rows.index(row) + 1, len(rows), "asked")
    n = Counter(row.kind for row in rows)
    right = Counter(row.kind for row in rows if row.id not in misses)
    lines = [[kind, str(right[kind]), str(n[kind])] for kind in n]
    print_table(["issue", "right", "n"], [*lines, ["all", str(right.total()), str(n.total())]])
    kinds = {kind: {"right": right[kind], "n": n[kind]} for kind in n}
    print_json({"bench": "cases", "right": right.total(), "n": n.total(), "kinds": kinds, "misses": misses})


def judge(row: Row, answer: Answer) -> tuple[str, ...]:
    """Give the reasons why an answer is wrong, none if it is right."""
    reasons = list(article.missed(row, answer))
    if row.speaker is not None and answer.answered and not any(row.speaker == c.speaker for c in answer.citations):
        reasons.append(f"not by {row.speaker}: {[each.speaker for each in answer.citations]}")
    if answer.short in row.short_must_not_be:
        reasons.append(f"short: {answer.short!r}")
    return tuple(reasons)


def row_from(row: dict[str, Any]) -> Row:
    """Read one question; its kind is the part of the product that is to answer it."""
    lists: dict[str, Any] = {name: tuple(row.get(name, ())) for name in LISTS}
    made = Row(row["id"], row["issue"], row["question"], row["answerable"], document=row["document"], **lists)
    return replace(made, speaker=row.get("speaker"), short_must_not_be=tuple(row.get("short_must_not_be", ())))


def _answer(row: Row, folder: Path) -> Answer:
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as alone:
        shutil.copyfile(folder / row.document, Path(alone) / row.document)
        with Index.open(home) as index:
            index.add(str(Path(alone) / row.document))
            return article.answer_to(row, index)
