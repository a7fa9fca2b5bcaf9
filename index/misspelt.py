"""Names that are spelt in two ways: "Tyra McLennan" and, once, "McLenan"; and names that somebody asks for misspelt."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

_FAR = 2  # letters by which a long name may differ from one that is meant
_SHORT = 5  # letters of a name that may differ by one
_LEAST = 7  # letters; a shorter name that differs by one is more likely somebody else's
_MOST = 40  # letters; what is longer is no surname


class Spellings:
    """Surnames by what is left of each without one of its letters."""

    def __init__(self, surnames: Iterable[str]) -> None:
        self._whole = {surname for surname in surnames if _LEAST <= len(surname) <= _MOST}
        self._cut: dict[str, set[str]] = defaultdict(set)
        for surname in self._whole:
            for cut in _cuts(surname):
                self._cut[cut].add(surname)

    def near(self, word: str) -> list[str]:
        """Give the surnames that have one letter more or less; a plural is another word."""
        if not _LEAST <= len(word) <= _MOST:
            return []
        longer = {surname for surname in self._cut.get(word, ()) if surname != f"{word}s"}
        shorter = {cut for cut in _cuts(word) if cut in self._whole and word != f"{cut}s"}
        return sorted(longer | shorter)


def spelt_like(asked: str, speakers: Iterable[str]) -> list[str]:
    """Give the speakers whose names differ from the one asked for by a letter or, where they are long, two.

    The first letter is the same; of a full name both forename and surname are alike.
    """
    sought = asked.lower().split()
    found: dict[str, int] = {}
    for speaker in dict.fromkeys(speakers):
        told = speaker.lower().split()
        if not sought or not told or not speaker[0].isupper():
            continue
        if len(sought) == 1:
            apart = min(_apart(sought[0], told[-1]), _apart(sought[0], told[0]))
        else:
            apart = _apart(sought[-1], told[-1])
            if len(told) > 1 and min(_apart(sought[0], told[0]), _apart(sought[-2], told[0])) > _FAR:
                continue
        if 0 < apart <= _FAR:
            found[speaker] = apart
    least = min(found.values(), default=0)
    likest = [speaker for speaker, apart in found.items() if apart == least]
    return [name for name in likest if not any(other.endswith(f" {name}") for other in likest)]


def _apart(one: str, other: str) -> int:
    """Count the letters by which two words differ; too many to be one word is one more than `_FAR`."""
    allowed = _FAR if min(len(one), len(other)) >= _LEAST else 1 if len(one) >= _SHORT else 0
    if one == other:
        return 0
    if one[0] != other[0] or abs(len(one) - len(other)) > allowed:
        return _FAR + 1
    before = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, another in enumerate(other, 1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != another)))
        before = row
    return before[-1] if before[-1] <= allowed else _FAR + 1


def _cuts(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))
