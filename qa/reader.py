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
from index.relevance import Topic
from qa.evidence import Sentence

READ = 6  # sentences whose meaning is looked at: those with most of the question's words

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
        topic = Topic(question, self._frequency, self._total)
        inside = [topic.share(sentence.text) for sentence in sentences]
        around = _shares_of_contexts(topic, sentences)
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


def _shares_of_contexts(topic: Topic, sentences: Sequence[Sentence]) -> list[float]:
    shares = {context: topic.share(context) for context in {sentence.context for sentence in sentences}}
    return [shares[sentence.context] for sentence in sentences]
