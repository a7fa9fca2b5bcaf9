"""The command that fits how leaning is told: `python -m qa.training.leaning --data DIR`.

Logistic regression over the signs of `qa/question/leaning.py`, on the conversations that are not kept apart; measured
on those that are. Beside them the questions written with their history, all of which lean, and some of those without,
each after another on its document, which do not.
"""

import argparse
import json
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np

from qa.question.leaning import SIGNS, WEIGHTS, signs
from qa.training.apart import is_apart
from qa.training.examples import ASKED, rows
from qa.training.measure import auroc, logistic

EVERY = 3  # of the pairs of questions that stand alone, one is taken


def main() -> int:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m qa.training.leaning", description="Fit how leaning is told.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder that holds the data")
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE", help="the file to write")
    given = parser.parse_args()
    turns = [row for row in rows(given.data / "train" / "conversations.jsonl.gz") if row["history"]]
    lean = [row for name in ASKED for row in rows(given.data / "train" / f"{name}_questions.jsonl.gz")]
    turns += [row | {"leans": True} for row in lean if row.get("history")]
    alone = [row for row in lean if not row.get("history")]
    pairs = [(one, other) for one, other in pairwise(alone) if one["doc"] == other["doc"]]
    turns += [other | {"leans": False, "history": [one["question"]]} for one, other in pairs[::EVERY]]
    learned = [row for row in turns if not is_apart(row["doc"])]
    values = np.array([signs(row["question"], row["history"][-1]) for row in learned])
    weights = logistic(values, np.array([float(row["leans"]) for row in learned]))
    apart = [row for row in turns if is_apart(row["doc"])]
    told = [float(np.array(signs(row["question"], row["history"][-1])) @ weights) for row in apart]
    right = [(value > 0) == row["leans"] for value, row in zip(told, apart, strict=True)]
    labels = [bool(row["leans"]) for row in apart]
    line = f"leaning told from not: {np.mean(right):.3f}, AUROC {auroc(told, labels):.3f}, n {len(apart)}"
    sys.stderr.write(f"{line}\n")
    found = {name: round(float(weight), 3) for name, weight in zip(SIGNS, weights, strict=True)}
    given.to.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
