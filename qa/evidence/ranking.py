"""In which order candidates answer, and whether any does: weights that `python -m qa.training.ranking` fits.

The order is a conditional logit over `qa/evidence/candidates.py`'s features: the share of a candidate in the sum of
all. Whether to answer is the judge's to say: it was trained to tell one of the sentences from none of them, so their
odds are added. "What did X say about Y?" tells little of what answers it; there the words of Y in what X says count
too.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from qa.evidence.candidates import FEATURES, LOWEST, Candidate

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

OWN = FEATURES.index("own")
WEIGHTS = Path(__file__).parents[1] / "model" / "ranking.json"


@dataclass(frozen=True, slots=True)
class Ranking:
    """A weight for each feature, and the least log odds that anything answers at which an answer is given.

    Where somebody's words about a topic are asked for, `own` times the share of its words in what they say is added to
    the judge's log odds, and `said` in any case.
    """

    weights: tuple[float, ...]
    own: float
    said: float
    least: float

    @classmethod
    def read(cls, path: Path) -> "Ranking":
        """Read what the fit wrote."""
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        weights = tuple(float(found["weights"][name]) for name in FEATURES)
        return cls(weights, float(found["own"]), float(found["said"]), float(found["least"]))

    def chances(self, candidates: Sequence[Candidate]) -> list[float]:
        """Say of each candidate how likely it is the one that answers, if one does; together 1."""
        scores = [sum(map(float.__mul__, self.weights, each.features)) for each in candidates]
        highest = max(scores, default=0.0)
        shares = [math.exp(score - highest) for score in scores]
        return [share / sum(shares) for share in shares]

    def answers(self, candidates: Iterable[Candidate], *, about: bool) -> bool:
        """Whether any of these is held to answer; `about`: a question of what somebody says about something."""
        some = list(candidates)
        odds = together([max(each.judged.score, LOWEST) for each in some])
        own = self.said + self.own * max((each.features[OWN] for each in some), default=0.0)
        return odds + (own if about else 0.0) >= self.least


def together(scores: "Sequence[float] | Numbers") -> float:
    """Give the log odds that one of several answers, from those of each against none: log of the sum of their odds.

    >>> round(together([0.0, 0.0]), 3)
    0.693
    """
    return float(np.logaddexp.reduce(np.asarray(scores, dtype=np.float64), initial=-np.inf))


@lru_cache(maxsize=1)
def ranking() -> Ranking:
    """Give the ranking that ships."""
    return Ranking.read(WEIGHTS)
