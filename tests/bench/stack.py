"""What is measured of an indexing and searching stack, so that two of them can be compared."""

from dataclasses import dataclass
from pathlib import Path

from tests.bench.data import questions
from tests.bench.process import Latency

FOUND = 10  # passages a search gives
SEARCHES = 50
WARM_UP = "This sentence is indexed and removed before the clock starts, so that the model is loaded."


@dataclass(frozen=True, slots=True)
class Stack:
    """Seconds to index `characters` of `n` articles, without imports and model load; the time of a search."""

    seconds: float
    characters: int
    n: int
    search: Latency

    @property
    def thousand_characters_per_second(self) -> float:
        """The indexing speed."""
        return self.characters / 1000 / self.seconds


def search_questions(data: Path, limit: int) -> list[str]:
    """Give the questions both stacks search for."""
    return [question.question for question in questions(data, min(SEARCHES, limit))]
