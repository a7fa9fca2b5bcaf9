"""Surnames that a text spells in two ways: "Tyra McLennan" and, once, "McLenan"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

_LEAST = 7  # letters; a shorter name that differs by one is more likely somebody else's


class Spellings:
    """Surnames by what is left of each without one of its letters."""

    def __init__(self, surnames: Iterable[str]) -> None:
        self._whole = {surname for surname in surnames if len(surname) >= _LEAST}
        self._cut: dict[str, set[str]] = defaultdict(set)
        for surname in self._whole:
            for cut in _cuts(surname):
                self._cut[cut].add(surname)

    def near(self, word: str) -> list[str]:
        """Give the surnames that have one letter more or less; a plural is another word."""
        if len(word) < _LEAST:
            return []
        longer = {surname for surname in self._cut.get(word, ()) if surname != f"{word}s"}
        shorter = {cut for cut in _cuts(word) if cut in self._whole and word != f"{cut}s"}
        return sorted(longer | shorter)


def _cuts(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))
