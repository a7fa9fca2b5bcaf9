"""From the network's two opinions to one score: the log odds that a text answers, above the threshold.

Logistic regression (Newton's method) over how far the best span is above no answer and over the answer head, on
what is kept apart from the training. The threshold asks for odds of OWED to 1 that a text answers: SQuAD 2.0's F1 on
what is kept apart is highest and flat from 1.4 to 1.6.
"""

import math
import random
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import torch

from qa.reader import WINDOW, best_span
from qa.training.examples import Example
from qa.training.features import Feature, batches, features, stacked
from qa.training.network import Network, Scale

OWED = 1.6  # to 1
RIDGE = 1.0
ROUNDS = 25

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"


def chosen_scale(network: Network, apart: Sequence[Example], device: str) -> Scale:
    """Fit the scale of the scores on examples that the network never saw."""
    cut = features(apart, WINDOW, random.Random(0))
    opinions = _opinions(network.to(device).eval(), cut, device)
    labels = np.array([float(feature.answerable) for feature in cut])
    weights = _logistic(np.column_stack([opinions, np.ones(len(opinions))]), labels)
    return Scale(float(weights[0]), float(weights[1]), float(weights[2]) - math.log(OWED))


@torch.no_grad()
def _opinions(network: Network, cut: Sequence[Feature], device: str) -> Numbers:
    """Give (examples, 2): the best span above no answer, and the answer head."""
    found = np.zeros((len(cut), 2))
    for rows in batches(cut, seed=0):
        batch = stacked([cut[row] for row in rows]).to(device)
        with torch.autocast(device, dtype=torch.bfloat16):
            start, end, _, answers = (s.float().cpu().numpy() for s in network(batch.ids, batch.mask, batch.types))
        for place, row in enumerate(rows):
            text = slice(cut[row].text_at, len(cut[row].ids) - 1)
            best, _, _ = best_span(start[place, text], end[place, text])
            found[row] = best - start[place, 0] - end[place, 0], answers[place]
    return found


def _logistic(features: Numbers, labels: Numbers) -> Numbers:
    """Give the weights of a logistic regression, the last column's that of the constant."""
    weights = np.zeros(features.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(features @ weights)))
        slope = features.T @ (labels - chance) - RIDGE * weights
        curve = (features.T * (chance * (1 - chance))) @ features + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights
