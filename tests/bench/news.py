"""News: is the right article found, does the answer hold the gold one, are foreign questions declined?

Indexing and asking run in a process each, whose peak memory is reported. Beside our hits stand those of
SQLite's FTS5 over whole articles: porter unicode61, any of the question's words, bm25.
"""

import re
import string
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from index import Index
from qa import ask
from tests.bench.data import BenchError, NewsQuestion, articles, off_corpus, questions
from tests.bench.process import Latency, in_own_process, latency, progress
from tests.bench.retrieval import Retrieved, baseline, document_ids, ranked_documents, retrieved
from tests.bench.table import number, print_json, print_table

PASSAGES = 50  # searched for each question
OFF_CORPUS = 200  # questions
LONGEST_TEXT = 600  # characters; a longer answer is a miss, whatever it holds


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `n` questions."""

    value: float
    n: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """What indexing took; `n` articles, none if the index was ready."""

    seconds: float | None
    characters: int
    n: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ready index gave; `answered` is the share of the `contained` questions not declined."""

    retrieved: Retrieved
    contained: Share
    answered: Share
    off_corpus: Share
    latency: Latency


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is printed; memory in MB, None where the index was ready."""

    indexed: Indexed
    asked: Asked
    fts5: Retrieved
    indexing_mb: float | None
    asking_mb: float


def run(data: Path, limit: int | None, home: Path | None) -> None:
    """Index into `home` or a temporary folder, ask, and print the table and the JSON line.

    What `home` already holds is not indexed again. `limit` keeps the first articles and their questions.
    """
    _check(data)
    with ExitStack() as stack:
        folder = str(home) if home else stack.enter_context(tempfile.TemporaryDirectory())
        indexing = in_own_process(build, data, limit, folder)
        asking = in_own_process(question_all, data, limit, folder)
    fts5 = baseline(articles(data, limit), questions_on(data, limit))
    indexing_mb = indexing.peak_mb if indexing.value.n else None
    _print(Figures(indexing.value, asking.value, fts5, indexing_mb, asking.peak_mb))


def build(data: Path, limit: int | None, home: str) -> Indexed:
    """Add the articles that the index does not hold yet, one by one."""
    wanted = articles(data, limit)
    with Index.open(home) as index:
        held = index.documents()
        others = {info.uri for info in held} - {article.doc_id for article in wanted}
        if others:
            what = f"The index in '{home}' holds {len(others)} other documents"
            raise BenchError(f"{what}. Name an empty folder: --index DIR")
        there = document_ids(wanted, held)
        missing = [article for article in wanted if article.doc_id not in there]
        began = time.perf_counter()
        for done, article in enumerate(missing, 1):
            index.add_text(article.text, uri=article.doc_id, title=article.title, date=article.date)
            progress(done, len(missing), "indexed")
        seconds = time.perf_counter() - began if missing else None
    return Indexed(seconds, sum(len(article.text) for article in missing), len(missing))


def question_all(data: Path, limit: int | None, home: str) -> Asked:
    """Search and ask on the ready index."""
    asked = questions_on(data, limit)
    with Index.open(home, create=False) as index:
        ids = document_ids(articles(data, limit), index.documents())
        uris = {document_id: uri for uri, document_id in ids.items()}
        index.search(asked[0].question, k=PASSAGES)  # the first search loads the model
        found = []
        for question in asked:
            ranked = ranked_documents(index.search(question.question, k=PASSAGES))
            found.append([uris[document_id] for document_id in ranked])
            progress(len(found), len(asked), "searched")
        canonical = [_with_documents(question, ids, uris) for question in asked]
        foreign = off_corpus(data, min(limit or OFF_CORPUS, OFF_CORPUS))
        return _ask_all(index, canonical, retrieved(canonical, found), foreign)


def questions_on(data: Path, limit: int | None) -> list[NewsQuestion]:
    """Give the questions that name a document, with a limit those that name one of the first articles."""
    asked = [question for question in questions(data) if question.gold_docs or question.answer_docs]
    if limit is None:
        return asked
    kept = {article.doc_id for article in articles(data, limit)}
    named = [question for question in asked if kept.intersection(question.gold_docs + question.answer_docs)]
    if not named:
        raise BenchError(f"No question is on the first {limit} articles. Raise the limit: --limit N")
    return named


def contains(text: str, answers: Iterable[str]) -> bool:
    """Tell whether a text of at most 600 characters holds one of the answers, both normalised."""
    if len(text) > LONGEST_TEXT:
        return False
    said = normalised(text)
    return any(answer in said for answer in map(normalised, answers) if answer)


def normalised(text: str) -> str:
    """Give a text in lower case, without punctuation and a, an, the; one space between words."""
    kept = "".join(character for character in text.lower() if not _is_punctuation(character))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", kept).split())


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def _with_documents(question: NewsQuestion, ids: dict[str, str], uris: dict[str, str]) -> NewsQuestion:
    """Name each document as the index does, where two have the same text."""
    gold, answer = (
        tuple(uris[ids[name]] if name in ids else name for name in names)
        for names in (question.gold_docs, question.answer_docs)
    )
    return NewsQuestion(question.question, question.answers, gold, answer)


def _ask_all(index: Index, asked: list[NewsQuestion], found: Retrieved, foreign: list[str]) -> Asked:
    answerable = [question for question in asked if question.answer_docs]
    ask(asked[0].question, index=index)  # the first one loads what is left to load
    texts = [*(question.question for question in answerable), *foreign]
    answers, seconds = [], []
    for text in texts:
        began = time.perf_counter()
        answers.append(ask(text, index=index))
        seconds.append(time.perf_counter() - began)
        progress(len(answers), len(texts), "asked")
    own, others = answers[: len(answerable)], answers[len(answerable) :]
    return Asked(
        found,
        _share([contains(each.text, of.answers) for each, of in zip(own, answerable, strict=True)]),
        _share([each.answered for each in own]),
        _share([not each.answered for each in others]),
        latency(seconds),
    )


def _share(outcomes: Sequence[bool]) -> Share:
    return Share(sum(outcomes) / len(outcomes) if outcomes else 0.0, len(outcomes))


def _check(data: Path) -> None:
    """Fail before the long work, not after it."""
    articles(data, 1)
    questions(data, 1)
    off_corpus(data, 1)


def _print(figures: Figures) -> None:
    asked, indexed, fts5 = figures.asked, figures.indexed, figures.fts5
    pairs = {
        "gold_docs": (asked.retrieved.gold_docs, fts5.gold_docs),
        "answer_docs": (asked.retrieved.answer_docs, fts5.answer_docs),
    }
    lines = []
    for name, (ours, theirs) in pairs.items():
        shares = [(1, ours.at_1, theirs.at_1), (5, ours.at_5, theirs.at_5), (10, ours.at_10, theirs.at_10)]
        lines += [[f"hits@{k}, {name}", number(own), number(other), str(ours.n)] for k, own, other in shares]
    for name, share in (("contained", asked.contained), ("answered of these", asked.answered)):
        lines.append([name, number(share.value), "-", str(share.n)])
    lines.append(["off_corpus, declined", number(asked.off_corpus.value), "-", str(asked.off_corpus.n)])
    lines.append(["ask, p50 ms (warm)", number(asked.latency.p50_ms, 1), "-", str(asked.latency.n)])
    lines.append(["ask, p95 ms (warm)", number(asked.latency.p95_ms, 1), "-", str(asked.latency.n)])
    lines.append(["indexing, s", number(indexed.seconds, 1), "-", str(indexed.n)])
    lines.append(["indexing, peak MB", number(figures.indexing_mb, 0), "-", "1" if indexed.n else "0"])
    lines.append(["asking, peak MB", number(figures.asking_mb, 0), "-", "1"])
    print_table(["news", "ours", "FTS5", "n"], lines)
    print_json({"bench": "news", **asdict(figures)})
