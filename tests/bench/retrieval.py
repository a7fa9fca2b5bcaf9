"""Whether the right documents are found, and SQLite's full-text search to hold our figures against."""

import hashlib
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass

from index.records import DocumentInfo, Hit
from tests.bench.data import Article, NewsQuestion


@dataclass(frozen=True, slots=True)
class Hits:
    """Share of `n` questions with a gold document among the first k documents."""

    at_1: float
    at_5: float
    at_10: float
    n: int


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits on the documents a question was made from and on those that hold its answer."""

    gold_docs: Hits
    answer_docs: Hits


def document_ids(held: Iterable[Article], infos: Iterable[DocumentInfo]) -> dict[str, str]:
    """Map each article's doc_id to its id in the index; an index may hold the same text once only."""
    infos = list(infos)
    by_uri = {info.uri: info.id for info in infos}
    by_text = {info.sha256: info.id for info in infos}
    ids = {}
    for article in held:
        found = by_uri.get(article.doc_id) or by_text.get(hashlib.sha256(article.text.encode()).hexdigest())
        if found:
            ids[article.doc_id] = found
    return ids


def ranked_documents(hits: Iterable[Hit]) -> list[str]:
    """Give the ids of the documents in order of their best passage; the hits come best first."""
    return list(dict.fromkeys(hit.passage.document_id for hit in hits))


def retrieved(asked: Sequence[NewsQuestion], found: Sequence[Sequence[str]]) -> Retrieved:
    """Compare what was found for each question with its documents."""
    gold = [(ranked, question.gold_docs) for question, ranked in zip(asked, found, strict=True)]
    answer = [(ranked, question.answer_docs) for question, ranked in zip(asked, found, strict=True)]
    return Retrieved(hits(gold), hits(answer))


def hits(pairs: Iterable[tuple[Sequence[str], Collection[str]]]) -> Hits:
    """Sum up pairs of ranked documents and gold ones; a pair without gold does not count."""
    counted = [(ranked, gold) for ranked, gold in pairs if gold]
    at_1, at_5, at_10 = (sum(hit_at(k, *pair) for pair in counted) / max(1, len(counted)) for k in (1, 5, 10))
    return Hits(at_1, at_5, at_10, len(counted))


def hit_at(k: int, ranked: Sequence[str], gold: Collection[str]) -> bool:
    """Tell whether any gold document is among the first k."""
    return any(document in gold for document in ranked[:k])


def baseline(held: Sequence[Article], asked: Sequence[NewsQuestion]) -> Retrieved:
    """Measure SQLite's full-text search over whole articles."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE article USING fts5(title, text, tokenize='porter unicode61')")
        rows = [(number, each.title or "", each.text) for number, each in enumerate(held)]
        database.executemany("INSERT INTO article (rowid, title, text) VALUES (?, ?, ?)", rows)
        select = "SELECT rowid FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT 10"
        found = []
        for question in asked:
            terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question.question))
            found.append([held[rowid].doc_id for (rowid,) in database.execute(select, (terms,))])
    return retrieved(asked, found)
