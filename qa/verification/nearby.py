"""Statements of a text, looked up by where they stand."""

from collections import defaultdict
from collections.abc import Iterable

from index import Statement
from index.sentences import Span

_STRETCH = 1000  # characters


class Nearby:
    """Statements by the stretches of text that hold their words, so that a long text is not gone through for each."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._held: defaultdict[int, list[Statement]] = defaultdict(list)
        for statement in statements:
            stretches = (range(start // _STRETCH, end // _STRETCH + 1) for start, end in statement.spans)
            for stretch in dict.fromkeys(number for numbers in stretches for number in numbers):
                self._held[stretch].append(statement)

    def around(self, span: Span) -> list[Statement]:
        """Give the statements whose words may stand in a stretch, in order."""
        stretches = range(span[0] // _STRETCH, span[1] // _STRETCH + 1)
        found = (each for stretch in stretches for each in self._held.get(stretch, ()))
        return list({id(each): each for each in found}.values())
