"""Which sentence answers a question, by words and by meaning.

A first reader: the share of the question's words, weighed by how rare they are in the index, that stand in the
sentence and in the passage around it, and the cosine of question and sentence. Weights and threshold were
chosen on news questions, the unanswerable ones not among those that the benchmark reports, and on ClapNQ's.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from index.embed import Embedder
from index.terms import content_words, stem, stems
from qa.evidence import Sentence

READ = 6  # sentences whose meaning is looked at: those with most of the question's words

PRIOR_PASSAGES, PRIOR_RARITY = 100, 0.7  # what a question's word is worth before an index says how rare it is

WEIGHTS = (2.0, 1.0, 3.0)  # words in the sentence, words in the passage, cosine
THRESHOLD = 3.25  # what they must come to where there is one passage; chosen on ClapNQ's (un)answerable ones
THRESHOLD_GROWTH = 0.016  # times ln(passages): the best of many comes high by chance; so that news' (13,497) is 3.4


@dataclass(frozen=True, slots=True)
class Reading:
    """How likely a text answers a question: `score` is comparable across texts, positive when it is held to."""

    score: float


class Reader(Protocol):
    """Scores (question, sentence) pairs once; the same number ranks, quotes and abstains."""

    def read(self, question: str, sentences: Sequence[Sentence]) -> list[Reading]:
        """Give each sentence its reading, in order."""


class OverlapReader:
    """Reads by rare words shared and by cosine; `frequency` says how many of `total` passages hold a word."""

    def __init__(self, embedder: Embedder, frequency: Callable[[str], int], total: int) -> None:
        self._embedder = embedder
        self._frequency = frequency
        self._total = total

    def read(self, question: str, sentences: Sequence[Sentence]) -> list[Reading]:
        """Score sentences; those that share fewest words with the question are not looked at for meaning."""
        weights = self._weights(question)
        inside = [_share(weights, sentence.text) for sentence in sentences]
        around = _shares_of_contexts(weights, sentences)
        promising = sorted(range(len(sentences)), key=lambda i: -(2 * inside[i] + around[i] - 0.02 * sentences[i].rank))
        cosine = dict.fromkeys(range(len(sentences)), 0.0)
        looked_at = promising[:READ]
        (asked,) = self._embedder.embed([question])
        vectors = self._embedder.embed([sentences[i].text for i in looked_at])
        for row, similarity in zip(looked_at, vectors @ asked, strict=True):
            cosine[row] = float(similarity)
        features = np.array([[inside[i], around[i], cosine[i]] for i in range(len(sentences))]).reshape(-1, 3)
        threshold = THRESHOLD + THRESHOLD_GROWTH * math.log(max(self._total, 1))
        return [Reading(float(score)) for score in features @ np.array(WEIGHTS) - threshold]

    def _weights(self, question: str) -> dict[str, float]:
        """How rare each stem of the question is, from 0 to 1: its inverse passage frequency over the largest.

        A small index says little about how rare a word is: it is believed in proportion to its size.
        """
        largest = math.log(2 * self._total + 2)
        trust = self._total / (self._total + PRIOR_PASSAGES)
        rarity: dict[str, float] = {}
        for word in content_words(question):
            n = self._frequency(word)
            inverse = math.log(1 + (self._total - n + 0.5) / (n + 0.5)) / largest
            rarity[stem(word)] = trust * inverse + (1 - trust) * PRIOR_RARITY
        return rarity


def _share(weights: dict[str, float], text: str) -> float:
    present = set(stems(text))
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in present) / total if total else 0.0


def _shares_of_contexts(weights: dict[str, float], sentences: Sequence[Sentence]) -> list[float]:
    shares = {context: _share(weights, context) for context in {sentence.context for sentence in sentences}}
    return [shares[sentence.context] for sentence in sentences]
