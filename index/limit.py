"""How long a question may take, and whether its answer is still wanted."""

import time
from collections.abc import Iterable, Iterator
from threading import Event
from typing import TypeVar

from index.errors import QuestionStopped

Thing = TypeVar("Thing")


class Limit:
    """A number of seconds from now, and a way to stop sooner, from any thread; without either it is never reached.

    Work under a limit calls `check` often: it cannot be ended from outside.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._ends = None if seconds is None else time.monotonic() + seconds
        self._stopped = Event()

    def stop(self) -> None:
        """Have the work end at its next check."""
        self._stopped.set()

    def each(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Give things one by one, with a check before each."""
        for thing in things:
            self.check()
            yield thing

    def check(self) -> None:
        """Raise QuestionStopped once the time is up or somebody has stopped the work."""
        if self._stopped.is_set():
            raise QuestionStopped("The question was stopped before it was answered")
        if self._ends is not None and time.monotonic() > self._ends:
            raise QuestionStopped(
                f"No answer was found within {self._seconds:g} seconds, so looking was stopped; nothing can be said "
                "of what the documents hold. Ask more narrowly: name a person, a subject or a time"
            )


UNLIMITED = Limit()
