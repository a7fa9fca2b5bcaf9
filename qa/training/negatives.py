"""BM25 over the training texts: what finds near misses, texts on a question's subject that do not answer it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from index.terms import content_words, stem, stems

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float32]]"

SATURATION, LENGTH_SHARE = 1.2, 0.75  # k1 and b of Robertson and Zaragoza 2009


class TextSearch:
    """Finds texts by the words of a question."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        lengths = np.zeros(len(texts), dtype=np.float32)
        for row, text in enumerate(texts):
            found = stems(text)
            lengths[row] = len(found)
            for word in found:
                counts[word][row] += 1
        penalty = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / max(float(lengths.mean()), 1.0))
        self._total = len(texts)
        self._postings = {
            word: (rows, self._weights(np.fromiter(held.values(), np.float32), penalty[rows]))
            for word, held in counts.items()
            for rows in (np.fromiter(held, np.int64),)
        }

    def _weights(self, counts: Numbers, penalty: Numbers) -> Numbers:
        rarity = np.float32(np.log(1 + (self._total - len(counts) + 0.5) / (len(counts) + 0.5)))
        return rarity * counts * (SATURATION + 1) / (counts + penalty)

    def nearest(self, question: str, k: int) -> list[int]:
        """Give the numbers of the k texts that come nearest, best first."""
        scores = np.zeros(self._total, dtype=np.float32)
        for word in content_words(question):
            if stem(word) in self._postings:
                rows, weights = self._postings[stem(word)]
                scores[rows] += weights
        best = np.argpartition(-scores, min(k, self._total - 1))[:k]
        return [int(row) for row in best[np.argsort(-scores[best], kind="stable")] if scores[row] > 0]
