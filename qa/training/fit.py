"""One stage of training: seeded, resumed from its last checkpoint, on a processor or a graphics card."""

import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import nn

from qa.training.examples import Asked
from qa.training.features import Group, batches, grouped, stacked
from qa.training.network import loss

WARM_UP = 0.06  # of the steps
DECAY = 0.01
CLIP = 1.0
SAVED_EVERY = 180  # seconds
SAID_EVERY = 20  # steps


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its name, how its examples are made for an epoch, and how it learns from them.

    `pieces` is how long they may be; `steps` how many batches are learned from at most; `rate` the learning rate after
    the warm-up; `ends` that it then falls to nothing.
    """

    name: str
    make: Callable[[random.Random], Sequence[Asked]]
    epochs: int
    pieces: int
    steps: int
    rate: float
    ends: bool


class _Resumable(Protocol):
    def load_state_dict(self, state_dict: dict[str, Any], /) -> object: ...


def fit(network: nn.Module, stage: Stage, work: Path, *, seed: int, device: str) -> None:
    """Train in place and keep the result in `work`; what was trained already is loaded, not trained again."""
    done = work / f"{stage.name}.pt"
    if done.exists():
        network.load_state_dict(torch.load(done, map_location=device))
        return
    chance = random.Random(f"{seed} {stage.name}")
    torch.manual_seed(seed)
    epochs = [grouped(stage.make(chance), stage.pieces, chance) for _ in range(stage.epochs)]
    plan = [(n, rows) for n, made in enumerate(epochs) for rows in batches(made, seed + n)][: stage.steps]
    _say(f"{stage.name}: {[len(made) for made in epochs]} examples in {len(plan)} steps")
    _run(network, stage, [[epochs[n][row] for row in rows] for n, rows in plan], work, device)
    torch.save(network.state_dict(), done)
    (work / f"{stage.name}.part").unlink(missing_ok=True)


def _run(network: nn.Module, stage: Stage, plan: Sequence[Sequence[Group]], work: Path, device: str) -> None:
    network.to(device).train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=stage.rate, weight_decay=DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, len(plan), stage.ends))
    part = work / f"{stage.name}.part"
    first = _resumed(part, (network, optimizer, schedule), device)
    saved = began = time.monotonic()
    mean = 0.0
    for step in range(first, len(plan)):
        value = _step(network, optimizer, plan[step], device)
        schedule.step()
        mean = value if step == first else 0.95 * mean + 0.05 * value
        if step % SAID_EVERY == 0:
            left = (time.monotonic() - began) / (step - first + 1) * (len(plan) - step - 1)
            _say(f"{stage.name}: step {step} of {len(plan)}, loss {mean:.3f}, {left / 60:.0f} minutes left")
        if time.monotonic() - saved > SAVED_EVERY:
            saved = time.monotonic()
            parts = (network, optimizer, schedule)
            torch.save({"step": step + 1, "parts": [p.state_dict() for p in parts]}, part.with_suffix(".new"))
            part.with_suffix(".new").replace(part)


def _step(network: nn.Module, optimizer: torch.optim.Optimizer, chosen: Sequence[Group], device: str) -> float:
    with torch.autocast(device, dtype=torch.bfloat16):
        value = loss(network, stacked(chosen).to(device))
    optimizer.zero_grad()
    value.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
    optimizer.step()
    return value.item()


def _resumed(part: Path, parts: Sequence[_Resumable], device: str) -> int:
    """Give the step to go on with, every part as it was then; the first where nothing was kept."""
    if not part.exists():
        return 0
    kept = torch.load(part, map_location=device)
    for one, state in zip(parts, kept["parts"], strict=True):
        one.load_state_dict(state)
    return int(kept["step"])


def _pace(step: int, steps: int, ends: bool) -> float:
    """Rise for the first steps, then stay, or fall to nothing along a line."""
    warm = max(1, math.ceil(WARM_UP * steps))
    return min((step + 1) / warm, (steps - step) / max(1, steps - warm) if ends else 1.0)


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()
