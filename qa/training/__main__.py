"""The command that makes the reader's model: `python -m qa.training --data DIR`.

It learns from questions on open text first, then from those written for this on news and documents, at last with
short texts and such that do not answer beside. It measures on documents kept apart and writes the file that ships.
Stopped, it goes on where it was.
"""

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path

import torch

from qa.reading.reader import MODEL, SpanReader
from qa.training import corpus
from qa.training.examples import Asked
from qa.training.export import FULL, export
from qa.training.fit import Stage, fit
from qa.training.measure import auroc
from qa.training.network import untrained

MEASURED = 4  # one of so many questions kept apart is measured with
LOST_IN_BITS = 0.01  # of the questions whose right sentence comes first, that eight bits may cost


def main() -> int:
    """Train, choose, measure, write."""
    parser = argparse.ArgumentParser(prog="python -m qa.training", description="Make reader.onnx from the data.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder that holds the data")
    parser.add_argument("--work", type=Path, default=Path("build/reader"), metavar="DIR", help="folder of checkpoints")
    parser.add_argument("--to", type=Path, default=MODEL, metavar="FILE", help="the file to write")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(given.seed)
    network, data = untrained(), corpus.Data(given.data)
    for stage in stages(data):
        fit(network, stage, given.work, seed=given.seed, device=device)
    apart = corpus.kept_apart(data)[::MEASURED]
    shipped = export(network, given.work)
    lost = measured(given.work / FULL, apart) - measured(shipped, apart)
    if lost > LOST_IN_BITS:
        raise SystemExit(f"Eight bits cost {lost:.3f} of the order, more than {LOST_IN_BITS}: see {given.work}")
    given.to.parent.mkdir(parents=True, exist_ok=True)
    if given.to.resolve() != shipped.resolve():
        shutil.copyfile(shipped, given.to)
    return 0


def stages(data: corpus.Data) -> list[Stage]:
    """Give what is learned first, and what goes on from it."""
    return [
        Stage("general", partial(corpus.general, data), epochs=1, pieces=224, steps=800, rate=2e-4, ends=False),
        Stage("special", partial(corpus.special, data), epochs=2, pieces=320, steps=1_250, rate=2e-4, ends=True),
        Stage("whole", partial(corpus.whole, data), epochs=1, pieces=320, steps=1_600, rate=1.5e-4, ends=True),
    ]


def measured(model: Path, apart: list[Asked]) -> float:
    """Read what was kept apart with a file; say its figures, give how often a right sentence comes first."""
    reader = SpanReader(model)
    best, firsts, thirds = list[float](), list[bool](), list[bool]()
    for asked in apart:
        found = reader.judge(asked.question, [(text.text, text.spans) for text in asked.texts])
        ranked = sorted(
            (
                (judged.score, number in text.right or number in text.other)
                for text, read in zip(asked.texts, found, strict=True)
                for number, judged in enumerate(read.sentences)
            ),
            reverse=True,
        )
        best.append(ranked[0][0])
        if asked.answerable:
            firsts.append(ranked[0][1])
            thirds.append(any(right for _, right in ranked[:3]))
    first, third = (sum(each) / len(each) for each in (firsts, thirds))
    told = auroc(best, [asked.answerable for asked in apart])
    line = (
        f"{model.name}: right sentence first {first:.3f}, among three {third:.3f}, answerable told by AUROC {told:.3f}"
    )
    sys.stderr.write(f"{line}, n {len(apart)}\n")
    return first


if __name__ == "__main__":
    sys.exit(main())
