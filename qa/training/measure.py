"""How well a reader reads: the figures that the training chooses by and the benchmarks print."""

import re
import string
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

RIDGE, ROUNDS = 1.0, 25  # of a logistic regression


def exact(found: str, answers: Sequence[str]) -> float:
    """SQuAD's exact match: 1 if the words found are one of the answers'; no answers ask for no words."""
    return float(any(normalised(found) == normalised(answer) for answer in answers or ("",)))


def f1(found: str, answers: Sequence[str]) -> float:
    """SQuAD 2.0's F1 (Rajpurkar et al. 2018): overlap of words with the answer that is nearest."""
    return max(_f1(normalised(found).split(), normalised(answer).split()) for answer in answers or ("",))


def normalised(text: str) -> str:
    """Give a text as SQuAD compares it: lower case, without punctuation and articles, one space between words."""
    kept = "".join(character for character in text.lower() if character not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", kept).split())


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """How often what answers scores above what does not; ties count half. Both kinds must be there."""
    values, right = np.asarray(scores), np.asarray(labels, dtype=bool)
    order = np.argsort(values, kind="stable")
    _, which, counts = np.unique(values[order], return_inverse=True, return_counts=True)
    ranks = np.empty(len(values))
    ranks[order] = (np.cumsum(counts) - (counts - 1) / 2)[which]
    n, m = int(right.sum()), int((~right).sum())
    return float((ranks[right].sum() - n * (n + 1) / 2) / (n * m))


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Average precision of one question's sentences by falling score; one label at least is true."""
    ranked = [labels[i] for i in sorted(range(len(scores)), key=lambda i: -scores[i])]
    hits = [place for place, right in enumerate(ranked, 1) if right]
    return sum(found / place for found, place in enumerate(hits, 1)) / len(hits)


def reciprocal_rank(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """One over the place of the first right sentence by falling score; one label at least is true."""
    ranked = sorted(range(len(scores)), key=lambda i: -scores[i])
    return 1 / next(place for place, row in enumerate(ranked, 1) if labels[row])


def _f1(found: list[str], answer: list[str]) -> float:
    if not found or not answer:
        return float(found == answer)
    same = sum((Counter(found) & Counter(answer)).values())
    return 2 * same / (len(found) + len(answer))


def logistic(features: Numbers, labels: Numbers) -> Numbers:
    """Give the weights of a logistic regression (Newton's method), the last column's that of the constant."""
    weights = np.zeros(features.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(features @ weights)))
        slope = features.T @ (labels - chance) - RIDGE * weights
        curve = (features.T * (chance * (1 - chance))) @ features + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights
