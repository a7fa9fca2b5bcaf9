"""The command that makes the reader's model: `python -m qa.training --data DIR`.

It learns from the general to the special; the special set is gone through twice from the general one's weights. From
the mean of both it learns to rank, and the mean of all three is kept. It measures on articles kept apart, chooses the
scale of the score on them, and writes the file that ships. Stopped, it goes on where it was.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from copy import deepcopy
from functools import partial
from pathlib import Path

import torch

from qa.reader import MODEL, SpanReader
from qa.training import corpus
from qa.training.choose import chosen_scale
from qa.training.examples import Example
from qa.training.export import FULL, export
from qa.training.fit import Stage, fit
from qa.training.measure import auroc, f1
from qa.training.network import untrained

RANKED_STEPS = 800
LOSS_IN_BITS = 0.5  # of F1, that eight bits may cost


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
    network = untrained()
    general, *specials, last = stages(given.data)
    fit(network, general, given.work, seed=given.seed, device=device)
    learned = deepcopy(network.state_dict())
    members = []
    for stage in specials:
        network.load_state_dict(learned)
        fit(network, stage, given.work, seed=given.seed, device=device)
        members.append(deepcopy(network.state_dict()))
    network.load_state_dict(mean_of(members))
    fit(network, last, given.work, seed=given.seed, device=device)
    network.load_state_dict(mean_of([*members, network.state_dict()]))
    apart = corpus.kept_apart(given.data)
    shipped = export(network, chosen_scale(network, apart, device), given.work)
    lost = measured(given.work / FULL, apart) - measured(shipped, apart)
    if lost > LOSS_IN_BITS:
        raise SystemExit(f"Eight bits cost {lost:.2f} F1, more than {LOSS_IN_BITS}: the file is left in {given.work}")
    given.to.parent.mkdir(parents=True, exist_ok=True)
    if given.to.resolve() != shipped.resolve():
        shutil.copyfile(shipped, given.to)
    return 0


def stages(data: Path) -> list[Stage]:
    """Give the general stage, the special ones that each go on from it, and the one that goes on from their mean."""
    return [
        Stage("general", partial(corpus.general, data), epochs=1, pieces=144, steps=1_100, rate=2e-4, ends=False),
        Stage("special", partial(corpus.special, data), epochs=3, pieces=224, steps=10_000, rate=2e-4, ends=True),
        Stage("special-short", partial(corpus.special, data), epochs=1, pieces=224, steps=10_000, rate=2e-4, ends=True),
        Stage("ranked", partial(corpus.ranked, data), epochs=1, pieces=224, steps=RANKED_STEPS, rate=1e-4, ends=True),
    ]


def mean_of(members: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Average weights that were learned from the same ones (Wortsman et al., "Model soups", 2022)."""
    return {name: torch.stack([member[name].float() for member in members]).mean(0) for name in members[0]}


def measured(model: Path, apart: list[Example]) -> float:
    """Read what was kept apart with a file; say its figures, give SQuAD 2.0's F1, 0 to 100."""
    reader = SpanReader(model)
    readings = [reader.read(example.question, [example.text])[0] for example in apart]
    figures: dict[str, float] = {}
    for source in ("squad2", "clapnq"):
        found = [pair for pair in zip(apart, readings, strict=True) if pair[0].source == source]
        figures[source] = auroc([reading.score for _, reading in found], [example.answerable for example, _ in found])
    overlap = [
        f1(example.text[reading.start : reading.end] if reading.score > 0 else "", example.answers)
        for example, reading in zip(apart, readings, strict=True)
        if example.source == "squad2"
    ]
    value = 100 * sum(overlap) / len(overlap)
    told = ", ".join(f"{source} AUROC {figure:.3f}" for source, figure in figures.items())
    sys.stderr.write(f"{model.name}: squad2 F1 {value:.2f}, {told}\n")
    return value


if __name__ == "__main__":
    sys.exit(main())
