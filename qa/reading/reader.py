"""Which sentences of a text answer a question, and which words: the trained judge.

A small encoder (MiniLM, 22 million parameters; `qa/model/MODEL_CARD.md` says how it was trained) sees question
and text together. Each text is read by itself, so its scores are the same whatever is read beside it, and scores
of different texts compare. Long texts are read in windows that overlap.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np

from index.embed import tokenizer
from index.limit import UNLIMITED, Limit
from index.runtime import session
from index.sentences import Span, sentences
from index.settings import settings
from qa.errors import ReaderError

MODEL = Path(__file__).parents[1] / "model" / "reader.onnx"
QUESTION_PIECES = 64  # of a longer question the first are read
WINDOW = 384  # word pieces: question, text and three marks; a passage of an index fits in one
OVERLAP = 128  # word pieces that two windows share
LONGEST_ANSWER = 30  # word pieces
FIRST, BETWEEN = 101, 102  # the marks [CLS] and [SEP] in MiniLM's vocabulary
NOTHING = float("-inf")  # the score of a text without a word

Scores: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float32]]"
Table: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float32]]"
Places: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.intp]]"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sentence says to a question: `score` is how far it answers, in log odds.

    `start` and `end` are where its words stand in the text that come nearest to an answer, `words` how far these do.
    """

    score: float
    words: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says to a question: how far it answers, and its words that come nearest to an answer.

    `score` compares across texts and questions: log odds that the text answers; positive exactly when it is held to.
    `start` and `end` are offsets in the text in any case.
    """

    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A text as a whole, and its sentences that were asked about, in order."""

    reading: Reading
    sentences: tuple[Judged, ...]


class Reader(Protocol):
    """Judges the sentences of texts for a question; `qa/reading/hub.py` makes one of other people's models."""

    def judge(
        self, question: str, texts: Sequence[tuple[str, Sequence[Span]]], limit: Limit = UNLIMITED
    ) -> list[Judgement]:
        """Judge each text with the spans of its sentences. Raises ReaderError and QuestionStopped."""


@dataclass(frozen=True, slots=True)
class _Window:
    """Some of a text's pieces, where each stands in the text, how far each is a start and an end, and sentences."""

    spans: list[Span]
    start: Scores
    end: Scores
    sentences: list[Judged]


class SpanReader:
    """Reads texts for a question; threads may share one. The model is loaded at first use."""

    def __init__(self, model: Path = MODEL) -> None:
        self._model = model

    def read(self, question: str, texts: Iterable[str], limit: Limit = UNLIMITED) -> list[Reading]:
        """Give each text its reading, in order.

        Raises ReaderError if the model cannot be loaded, and QuestionStopped.
        """
        judged = self.judge(question, [(text, sentences(text)) for text in texts], limit)
        return [each.reading for each in judged]

    def judge(
        self, question: str, texts: Sequence[tuple[str, Sequence[Span]]], limit: Limit = UNLIMITED
    ) -> list[Judgement]:
        """Give each text its reading, in order, with the log odds of each of these spans in it: its sentences.

        Raises ReaderError if the model cannot be loaded, and QuestionStopped.
        """
        found = self._windows(question, texts, limit)
        return [_best(windows, len(spans)) for windows, (_, spans) in zip(found, texts, strict=True)]

    def _windows(self, question: str, texts: Sequence[tuple[str, Sequence[Span]]], limit: Limit) -> list[list[_Window]]:
        """Read every window of every text, beside each other on the machine's cores."""
        asked, *pieces = _pieces([question, *(text for text, _ in texts)])
        ids = [piece for piece, _ in asked[:QUESTION_PIECES]]
        parts = [(row, part) for row, found in enumerate(pieces) for part in _parts(found, WINDOW - len(ids) - 3)]
        parts.sort(key=lambda each: len(each[1]), reverse=True)  # so that no core waits for a long last one
        run = map if len(parts) < 2 else _pool().map

        def window(each: tuple[int, list[tuple[int, Span]]]) -> _Window:
            limit.check()  # here, or what waits in the pool for a question that was stopped would hold up the next
            return self._read(ids, each[1], texts[each[0]][1])

        windows: list[list[_Window]] = [[] for _ in texts]
        for (row, _), found in zip(parts, run(window, parts), strict=True):
            windows[row].append(found)
        return windows

    def _read(self, asked: list[int], part: list[tuple[int, Span]], wanted: Sequence[Span]) -> _Window:
        ids = np.array([[FIRST, *asked, BETWEEN, *(piece for piece, _ in part), BETWEEN]], dtype=np.int64)
        types = np.zeros_like(ids)
        types[0, len(asked) + 2 :] = 1
        spans = [span for _, span in part]
        means, inside = _means(spans, wanted, len(asked) + 2, ids.shape[1])
        inputs = {"input_ids": ids, "token_type_ids": types, "means": means}
        start, end, scores = self._session.run(["start", "end", "sentences"], inputs)
        text = slice(len(asked) + 2, -1)
        start, end = start[0, text], end[0, text]
        found = [_judged(float(score), held, spans, start, end) for score, held in zip(scores, inside, strict=True)]
        return _Window(spans, start, end, found)

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401
        try:
            return session(self._model)
        except (RuntimeError, OSError) as error:
            raise ReaderError(f"{self._model} cannot be loaded: {error}. Install again") from error


def reader(name: str | None = None) -> Reader:
    """Give a reader: the shipped one, or another's by its name on a model hub or its folder; each is loaded once.

    Without a name $ONRECORD_READER counts. Raises ReaderError when it first reads, if there is none of that name.
    """
    wanted = name or settings().reader
    return span_reader() if wanted is None else _of_hub(wanted)


@lru_cache(maxsize=2)
def _of_hub(name: str) -> Reader:
    from qa.reading.hub import HubReader

    return HubReader(name)


def read(question: str, texts: Iterable[str]) -> list[Reading]:
    """Read texts for a question, in order: how far each answers, and the words that do.

    >>> [reading] = read("Where did they meet?", ["The envoys met in Geneva on Monday."])
    >>> reading.score > 0, "The envoys met in Geneva on Monday."[reading.start : reading.end]
    (True, 'Geneva')
    """
    return span_reader().read(question, texts)


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


def _means(spans: Sequence[Span], wanted: Sequence[Span], at: int, width: int) -> tuple[Table, list[Places]]:
    """Give what each piece counts in the mean of each sentence, (sentences, pieces), and the pieces of each."""
    starts, ends = (np.array([span[side] for span in spans], dtype=np.int64) for side in (0, 1))
    lefts, rights = (np.array([span[side] for span in wanted], dtype=np.int64) for side in (0, 1))
    held = (starts < rights[:, None]) & (lefts[:, None] < ends)
    means = np.zeros((len(wanted), width), dtype=np.float32)
    means[:, at : at + len(spans)] = held / np.maximum(held.sum(1, keepdims=True), 1)
    return means, [np.flatnonzero(each) for each in held]


def _judged(score: float, held: Places, spans: Sequence[Span], start: Scores, end: Scores) -> Judged:
    """Judge a sentence by its score and by the best words of its pieces; the lowest where it has none here."""
    if not len(held):
        return Judged(NOTHING, NOTHING, 0, 0)
    words, first, last = best_span(start[held], end[held])
    return Judged(score, words, spans[held[first]][0], spans[held[last]][1])


def _best(windows: Sequence[_Window], count: int) -> Judgement:
    """Join windows: each sentence counts as where it scores best; of the text, the sentence whose words do."""
    seen = zip(*(window.sentences for window in windows), strict=True)
    found = tuple(max(each, key=lambda judged: judged.score) for each in seen)
    found = found or (Judged(NOTHING, NOTHING, 0, 0),) * count  # a text without a word
    score = float(np.logaddexp.reduce([each.score for each in found])) if found else NOTHING
    best = max(found, key=lambda each: each.score + each.words, default=None)
    return Judgement(Reading(score, *((0, 0) if best is None else (best.start, best.end))), found)


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return ThreadPoolExecutor(cores or 1, thread_name_prefix="read")
