"""Work in a process of its own, so that its peak memory is its own; the times of many calls in two numbers.

The caller has to stay small: on Linux a new process starts with the peak of the one that made it.
"""

import math
import resource
import statistics
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Generic, ParamSpec, TypeVar

from tests.bench.data import BenchError

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """What a function gave back, and the peak memory of the process it ran in, in MB (a million bytes)."""

    value: T
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Half of `n` calls took at most `p50_ms`, 95 of a hundred at most `p95_ms`."""

    p50_ms: float
    p95_ms: float
    n: int


def in_own_process(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Measured[T]:
    """Run a module's function in a fresh interpreter and wait for it; its exceptions come through."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            value = pool.submit(function, *args, **kwargs).result()
            return Measured(value, pool.submit(peak_memory_mb).result())
        except BrokenProcessPool as error:
            message = "The measured process was killed, most likely for want of memory. Try --limit N."
            raise BenchError(message) from error


def peak_memory_mb() -> float:
    """Give the peak resident memory of this process in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6  # bytes on macOS, kibibytes elsewhere


def latency(seconds: Sequence[float]) -> Latency:
    """Sum up the times of single calls; p95 is by nearest rank."""
    ordered = sorted(seconds)
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
    return Latency(statistics.median(ordered) * 1000, p95 * 1000, len(ordered))


def progress(done: int, total: int, what: str) -> None:
    """Tell the terminal how far the work is, about twenty times in all."""
    if done == total or done % max(1, total // 20) == 0:
        print(f"{what}: {done}/{total}", file=sys.stderr, flush=True)
