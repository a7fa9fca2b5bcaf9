"""Three rankings, one list: BM25 over passages, BM25 over whole documents, cosine over passages.

Fused by reciprocal rank (Cormack, Clarke, Büttcher, SIGIR 2009, whose offset of 60 is kept), times a factor for how
recent the document is, larger where the question speaks of the present ("this week"). Weights and factors were
chosen on news questions (`python -m tests.bench news`) among neighbours that did about as well.
"""

import math
import re
from collections import defaultdict
from datetime import date
from functools import lru_cache

import numpy as np

from index.embed import Embedder
from index.records import Hit
from index.rows import Rows
from index.terms import content_words

DEPTH = 500  # of each ranking
RANK_OFFSET = 60
PASSAGE_WEIGHT, VECTOR_WEIGHT, DOCUMENT_WEIGHT = 0.5, 0.5, 2.0
RECENCY, RECENCY_IF_PRESENT = 0.25, 1.0  # how much more the newest document counts than an old one
HALF_YEAR = 182.0  # days in which that falls to 1/e

_PRESENT = re.compile(
    r"\b(?:this (?:week|month|year|weekend|summer|autumn|fall|winter|spring)|recent(?:ly)?|latest|today|yesterday|now|"
    r"current(?:ly)?|newly|new|just|(?:last|next) (?:week|month|year)|so far)\b",
    re.IGNORECASE,
)


def search(rows: Rows, embedder: Embedder, query: str, k: int) -> list[Hit]:
    """Give the k best passages; fewer only if there are fewer."""
    match = match_expression(query)
    depth = max(DEPTH, k)
    scores: dict[int, float] = defaultdict(float)
    for weight, ranking in (
        (PASSAGE_WEIGHT, rows.lexical_passages(match, depth) if match else []),
        (VECTOR_WEIGHT, _nearest(rows, embedder, query, depth)),
    ):
        for rank, (number, _) in enumerate(ranking):
            scores[number] += weight * _reciprocal(rank)
    documents = rows.documents_of(list(scores))
    factors = _document_factors(rows, query)
    for rank, (document, _) in enumerate(rows.lexical_documents(match, depth) if match else []):
        factors[document] = factors.get(document, (1.0, 0.0))[0], DOCUMENT_WEIGHT * _reciprocal(rank)
    for number, document in documents.items():
        recency, whole = factors.get(document, (1.0, 0.0))
        scores[number] = (scores[number] + whole) * recency
    best = sorted(scores, key=lambda number: (-scores[number], number))[:k]
    return [Hit(passage, scores[number]) for number, passage in zip(best, rows.passages(best), strict=True)]


def match_expression(query: str) -> str:
    """Word a query for FTS5: its content words, each quoted, any of them; nothing in it is syntax."""
    return " OR ".join(f'"{word}"' for word in content_words(query))


def _document_factors(rows: Rows, query: str) -> dict[int, tuple[float, float]]:
    """Recency factor of each dated document, by number, beside a score still to come."""
    dates = {number: day for number, text in rows.dates().items() if (day := _day(text)) is not None}
    if not dates:
        return {}
    weight = RECENCY_IF_PRESENT if _PRESENT.search(query) else RECENCY
    newest = max(dates.values())
    return {number: (1 + weight * math.exp(-(newest - day) / HALF_YEAR), 0.0) for number, day in dates.items()}


@lru_cache(maxsize=65536)
def _day(text: str) -> int | None:
    """Give the day's number of an ISO date as precise as known, "2026" being its last."""
    year, month, day = ([int(part) for part in text.split("-")[:3]] + [12, 28])[:3] if _ISO.match(text) else (0, 0, 0)
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def _nearest(rows: Rows, embedder: Embedder, query: str, depth: int) -> list[tuple[int, float]]:
    matrix = rows.matrix()
    if not len(matrix.numbers):
        return []
    similarity = matrix.vectors @ embedder.embed([query])[0]
    count = min(depth, len(similarity))
    top = np.argpartition(-similarity, count - 1)[:count]
    top = top[np.argsort(-similarity[top], kind="stable")]
    return [(int(matrix.numbers[row]), float(similarity[row])) for row in top]


def _reciprocal(rank: int) -> float:
    return 1.0 / (RANK_OFFSET + rank + 1)


_ISO = re.compile(r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?$")
