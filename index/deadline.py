"""How long one file may take to be read: it is given up where it takes longer, and holds up none of the others.

Nothing can stop what runs in a thread from outside. So whatever reads a text asks every now and then whether it may go
on; what it does between two such questions takes a time that grows as the text does.
"""

import time
from collections.abc import Callable

from index.errors import LoadError

Check = Callable[[], None]  # returns while there is time, and raises LoadError when there is none left

SECONDS = 60.0  # of the processor, so that no file is given up because a machine is busy with others
SECONDS_PER_CHARACTER = 100e-6  # about ten times what prose takes


class Deadline:
    """The time that one file has, counted from here."""

    def __init__(self) -> None:
        self._begun = time.thread_time()
        self._seconds = SECONDS

    def allow(self, characters: int) -> None:
        """Give a text the time that one of its length may take, and check it."""
        self._seconds = SECONDS + characters * SECONDS_PER_CHARACTER
        self()

    def __call__(self) -> None:
        """Raise LoadError where the time is up."""
        if time.thread_time() - self._begun > self._seconds:
            raise LoadError(
                f"takes more than {self._seconds:,.0f} seconds to be read. Save its text alone and add that"
            )


def unchecked() -> None:
    """Let what is read take its time."""
