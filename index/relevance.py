"""How much a text has to do with a topic, by words: rare ones count for more."""

import math
from collections.abc import Callable

from index.terms import content_words, stem, stems

PRIOR_PASSAGES, PRIOR_RARITY = 100, 0.7  # what a word is worth before an index says how rare it is


class Topic:
    """The stems of a topic, each with how rare it is, from 0 to 1: its inverse passage frequency over the largest.

    `frequency` says how many of `total` passages hold a word. A small index says little about how rare a word is:
    it is believed in proportion to its size.
    """

    def __init__(self, words: str, frequency: Callable[[str], int], total: int) -> None:
        self.words = words
        largest = math.log(2 * total + 2)
        trust = total / (total + PRIOR_PASSAGES)
        self._rarity: dict[str, float] = {}
        for word in content_words(words):
            n = frequency(word)
            inverse = math.log(1 + (total - n + 0.5) / (n + 0.5)) / largest
            self._rarity[stem(word)] = trust * inverse + (1 - trust) * PRIOR_RARITY

    def share(self, text: str) -> float:
        """Give the share of the topic's words, weighed by how rare they are, that stand in a text: 0 to 1."""
        present = set(stems(text))
        total = sum(self._rarity.values())
        held = sum(weight for word, weight in self._rarity.items() if word in present)
        return held / total if total else 0.0
