"""How much a text has to do with a topic, by words: rare ones count for more."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from index.nations import NATIONS
from index.spelling import alike, american
from index.terms import content_words, stem, words

SPELT = 7  # letters of a word that may be spelt otherwise
PRIOR_PASSAGES, PRIOR_RARITY = 100, 0.7  # what a word is worth before an index says how rare it is


class Topic:
    """The stems of a topic, each with how rare it is, from 0 to 1: its inverse passage frequency over the largest.

    `frequency` says how many of `total` passages hold a word. A small index says little about how rare a word is:
    it is believed in proportion to its size. What is of a country counts as the country: "Swiss" for Switzerland.
    """

    def __init__(self, worded: str, frequency: Callable[[str], int], total: int) -> None:
        self.words = worded
        largest = math.log(2 * total + 2)
        trust = total / (total + PRIOR_PASSAGES)
        self._rarity: dict[str, float] = {}
        for word in content_words(worded):
            n = frequency(word)
            inverse = math.log(1 + (total - n + 0.5) / (n + 0.5)) / largest
            self._rarity[_root(word)] = trust * inverse + (1 - trust) * PRIOR_RARITY

    def share(self, text: str) -> float:
        """Give the share of the topic's words, weighed by how rare they are, that stand in a text: 0 to 1."""
        told = [_root(word) for word in words(text)]
        present = set(told)
        total = sum(self._rarity.values())
        held = sum(weight for word, weight in self._rarity.items() if word in present or _otherwise(word, told))
        return held / total if total else 0.0


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    return stem(american(NATIONS.get(word, word)))


def _otherwise(root: str, told: Sequence[str]) -> bool:
    """Whether a word stands in a text in two parts, as "soy bean" for "soybean", or spelt a little otherwise."""
    if len(root) < SPELT:
        return False
    for at, other in enumerate(told):
        if other[0] == root[0] and (
            alike(root, other) or (root.startswith(other) and root[len(other) :] in told[at + 1 : at + 2])
        ):
            return True
    return False
