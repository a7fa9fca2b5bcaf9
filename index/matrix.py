"""All vectors of a state in one matrix, kept in memory: exact search is one product with it."""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.embed import Vectors
    from index.rows import Rows


@dataclass(frozen=True, slots=True)
class Matrix:
    """All passages' vectors of one state, (passages, dimensions), with their numbers and their documents'."""

    numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    documents: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    vectors: "Vectors"


class Matrices:
    """The matrix of the state that was looked at last; of the next one only what is new is read. Threads share it."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._state = ""
        self._last = Matrix(np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 0), np.float32))

    def of(self, rows: "Rows") -> Matrix:
        """Give a state's matrix."""
        with self._guard:
            if self._state != rows.state:
                self._last = _after(self._last, rows)
                self._state = rows.state
            return self._last


def _after(last: Matrix, rows: "Rows") -> Matrix:
    """Give the matrix of a state from that of another: passages' numbers only grow, and none is given twice."""
    numbers, documents = (np.array(each, np.int64) for each in rows.places())
    kept = np.isin(last.numbers, numbers, assume_unique=True)
    newest = int(last.numbers[-1]) if len(last.numbers) else 0
    if int(kept.sum()) + int((numbers > newest).sum()) != len(numbers):
        return Matrix(numbers, documents, rows.vectors_from(0))  # an older state than the last
    added = rows.vectors_from(newest + 1)
    if not kept.any():
        return Matrix(numbers, documents, added)
    old = last.vectors if kept.all() else last.vectors[kept]
    return Matrix(numbers, documents, np.concatenate([old, added]) if len(added) else old)
