"""Which words of a text answer a question, and whether any do: the trained reader.

A small encoder (MiniLM, 22 million parameters; `qa/model/MODEL_CARD.md` says how it was trained) sees question
and text together. Each text is read by itself, so its score is the same whatever is read beside it, and scores
of different texts compare. Long texts are read in windows that overlap. To the network's score is added what the
answering words are worth for what they give whole (`qa/complete.py`).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from index.embed import tokenizer
from index.limit import UNLIMITED, Limit
from index.runtime import session
from index.sentences import Span
from qa.complete import completeness
from qa.errors import ReaderError

MODEL = Path(__file__).parent / "model" / "reader.onnx"
QUESTION_PIECES = 64  # of a longer question the first are read
WINDOW = 384  # word pieces: question, text and three marks; a passage of an index fits in one
OVERLAP = 128  # word pieces that two windows share
LONGEST_ANSWER = 30  # word pieces
FIRST, BETWEEN = 101, 102  # the marks [CLS] and [SEP] in MiniLM's vocabulary
NOTHING = float("-inf")  # the score of a text without a word

Scores: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float32]]"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says to a question: how far it answers, and its words that come nearest to an answer.

    `score` compares across texts and questions: the log odds, less the threshold, that the text answers, and what is
    given whole; positive exactly when it is held to answer. `start` and `end` are offsets in the text in any case.
    """

    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Some of a text's pieces, where each stands in the text, and how far each is a start and an end."""

    spans: list[Span]
    start: Scores
    end: Scores
    answers: float


class SpanReader:
    """Reads texts for a question; threads may share one. The model is loaded at first use."""

    def __init__(self, model: Path = MODEL) -> None:
        self._model = model

    def read(self, question: str, texts: Iterable[str], limit: Limit = UNLIMITED) -> list[Reading]:
        """Give each text its reading, in order.

        Raises ReaderError if the model cannot be loaded, and QuestionStopped.
        """
        texts = list(texts)
        found = map(_best, self._windows(question, texts, limit))
        return [
            replace(reading, score=reading.score + completeness(question, text, (reading.start, reading.end)))
            for text, reading in zip(texts, found, strict=True)
        ]

    def read_parts(self, question: str, text: str, parts: Sequence[Span]) -> list[float]:
        """Say of each part of a text, read as a whole, how far its words begin and end what answers.

        Log odds, to compare the parts of one text by; the lowest that there is for a part without a word.
        """
        (windows,) = self._windows(question, [text], UNLIMITED)
        return [max((_peak(window, part) for window in windows), default=NOTHING) for part in parts]

    def _windows(self, question: str, texts: Sequence[str], limit: Limit) -> list[list[_Window]]:
        """Read every window of every text, beside each other on the machine's cores."""
        asked, *pieces = _pieces([question, *texts])
        ids = [piece for piece, _ in asked[:QUESTION_PIECES]]
        parts = [(row, part) for row, found in enumerate(pieces) for part in _parts(found, WINDOW - len(ids) - 3)]
        parts.sort(key=lambda each: len(each[1]), reverse=True)  # so that no core waits for a long last one
        run = map if len(parts) < 2 else _pool().map

        def window(each: tuple[int, list[tuple[int, Span]]]) -> _Window:
            limit.check()  # here, or what waits in the pool for a question that was stopped would hold up the next
            return self._read(ids, each[1])

        windows: list[list[_Window]] = [[] for _ in texts]
        for (row, _), found in zip(parts, run(window, parts), strict=True):
            windows[row].append(found)
        return windows

    def _read(self, asked: list[int], part: list[tuple[int, Span]]) -> _Window:
        ids = np.array([[FIRST, *asked, BETWEEN, *(piece for piece, _ in part), BETWEEN]], dtype=np.int64)
        types = np.zeros_like(ids)
        types[0, len(asked) + 2 :] = 1
        inputs = {"input_ids": ids, "token_type_ids": types}
        start, end, answers = self._session.run(["start", "end", "answers"], inputs)
        text = slice(len(asked) + 2, -1)
        spans = [span for _, span in part]
        return _Window(spans, start[0, text], end[0, text], float(answers[0]))

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401
        try:
            return session(self._model)
        except (RuntimeError, OSError) as error:
            raise ReaderError(f"{self._model} cannot be loaded: {error}. Install again") from error


def read(question: str, texts: Iterable[str]) -> list[Reading]:
    """Read texts for a question, in order: how far each answers, and the words that do.

    >>> [reading] = read("Where did they meet?", ["The envoys met in Geneva on Monday."])
    >>> reading.score > 0, "The envoys met in Geneva on Monday."[reading.start : reading.end]
    (True, 'Geneva')
    """
    return span_reader().read(question, texts)


def read_parts(question: str, text: str, parts: Sequence[Span]) -> list[float]:
    """Say of each part of a text how far its words begin and end what answers, in log odds."""
    return span_reader().read_parts(question, text, parts)


def best_span(start: Scores, end: Scores) -> tuple[float, int, int]:
    """Give the score, first and last piece of the best span of at most LONGEST_ANSWER pieces; there is one piece."""
    padded = np.pad(end, (0, LONGEST_ANSWER - 1), constant_values=-np.inf)
    ends = np.lib.stride_tricks.sliding_window_view(padded, LONGEST_ANSWER)
    total = start + ends.max(1)
    first = int(total.argmax())
    return float(total[first]), first, first + int(ends[first].argmax())


@lru_cache(maxsize=1)
def span_reader() -> SpanReader:
    """Give the shipped reader, one for all who ask."""
    return SpanReader()


def _pieces(texts: Sequence[str]) -> list[list[tuple[int, Span]]]:
    """Give each text's word pieces, all of them, and where they stand; the tokenizer's own cut is undone."""
    encodable = [text.encode("utf-8", "replace").decode() for text in texts]
    found = tokenizer().encode_batch(encodable, add_special_tokens=False)
    return [
        [pair for part in (encoding, *encoding.overflowing) for pair in zip(part.ids, part.offsets, strict=True)]
        for encoding in found
    ]


def _parts(pieces: list[tuple[int, Span]], room: int) -> Iterator[list[tuple[int, Span]]]:
    """Give windows that overlap; the last one is as full as the others."""
    for left in range(0, max(len(pieces) - OVERLAP, min(len(pieces), 1)), room - OVERLAP):
        left = max(0, min(left, len(pieces) - room))
        yield pieces[left : left + room]


def _best(windows: Sequence[_Window]) -> Reading:
    best = Reading(NOTHING, 0, 0)
    for window in windows:
        above, first, last = best_span(window.start, window.end)
        if window.answers + above > best.score:
            best = Reading(window.answers + above, window.spans[first][0], window.spans[last][1])
    return best


def _peak(window: _Window, part: Span) -> float:
    """Give the best start and the best end among the pieces of a window that stand in a part of its text."""
    inside = [at for at, (start, _) in enumerate(window.spans) if part[0] <= start < part[1]]
    if not inside:
        return NOTHING
    return window.answers + float(window.start[inside].max() + window.end[inside].max())


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return ThreadPoolExecutor(cores or 1, thread_name_prefix="read")
