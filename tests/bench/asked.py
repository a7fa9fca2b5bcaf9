"""Questions as people type them on real news: is what answers cited, and briefly, and by whom is it said?

One index holds the articles that the questions name and OTHERS more; each question is asked as it stands, a follow-up
in a conversation. `--set train` asks those written for the training on documents that are kept apart from it.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from index import Index
from qa import Conversation, ask
from qa.answer import Answer, Citation
from qa.training.apart import is_apart
from tests.bench import article
from tests.bench.data import Article, articles, iso_date, read_records
from tests.bench.process import progress
from tests.bench.table import number, print_json, print_table

OTHERS = 150  # articles that no question is about
BROAD = frozenset({"list", "overview", "everyone", "vague", "quoted"})  # kinds whose replies may be longer
MOST, LONGEST = 4, 700  # citations and characters of a reply
MOST_BROAD, LONGEST_BROAD = 8, 1300
SMALL = frozenset("a an and as at by for from in is it its of on or s that the to was were with".split())


@dataclass(frozen=True, slots=True)
class Row(article.Row):
    """A question and what a right reply to it holds; `evidence` are sentences, of which one is cited, or each."""

    document: str = ""
    any_cite: tuple[str, ...] = ()
    some_cite: tuple[str, ...] = ()
    some: int = 0
    speaker: str | None = None
    paraphrased: bool = False
    evidence: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    yes: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, its reply, the seconds it took and why it is wrong; no reason: it is right."""

    row: Row
    answer: Answer
    seconds: float
    reasons: tuple[str, ...]


def run(data: Path, limit: int | None, which: str) -> None:
    """Ask every question, print the tables, the misses and the JSON line."""
    rows, texts = _training(data, limit) if which == "train" else _asked(data, limit)
    with tempfile.TemporaryDirectory() as home, Index.open(home) as index:
        for done, each in enumerate(texts):
            index.add_text(each.text, uri=each.doc_id, title=each.title, date=each.date)
            progress(done + 1, len(texts), "added")
        ask(rows[0].question, index=index)  # the first question loads the models
        judged = []
        for row in rows:
            judged.append(_judged(row, index, judge if which != "train" else judge_trained))
            progress(len(judged), len(rows), "asked")
    _print(judged, which)


def judge(row: Row, answer: Answer) -> tuple[str, ...]:
    """Give the reasons why a reply is wrong, none if it is right; quotes in this case, text in any."""
    quotes = [citation.quote for citation in answer.citations]
    reasons = [*article.missed(row, answer), *_long(row, answer)]
    if row.any_cite and not any(article.within(words, quotes) for words in row.any_cite):
        reasons.append(f"none cited: {row.any_cite[0]!r} ...")
    held = sum(article.within(words, quotes) for words in row.some_cite)
    if held < row.some:
        reasons.append(f"cited {held} of {row.some}: {row.some_cite[0]!r} ...")
    gold = [each for each in answer.citations if any(words in each.quote for words in (*row.must_cite, *row.any_cite))]
    if row.speaker is not None and gold and not any(_by(row.speaker, each) for each in gold):
        reasons.append(f"not by {row.speaker}: {gold[0].speaker}")
    return tuple(reasons)


def judge_trained(row: Row, answer: Answer) -> tuple[str, ...]:
    """Give the same where sentences are given as evidence: a citation lies in one or holds one."""
    reasons = list(article.missed(row, answer))
    if row.answerable and answer.answered:
        found = [any(_overlap(each.quote, words) for each in answer.citations) for words in row.evidence]
        other = any(_overlap(each.quote, words) for words in row.also for each in answer.citations)
        if not (all(found) if row.kind == "list" else any(found) or other):
            reasons.append(f"not cited: {row.evidence[0]!r}")
    return tuple(reasons)


def short_is_right(row: Row, short: str) -> bool:
    """Whether a short answer has a word of the right one and stands in a sentence that answers."""
    said = _words(short)
    stands = any(short.lower().strip(" .") in " ".join(words.lower().split()) for words in (*row.evidence, *row.also))
    return stands and any(said & _words(gold) for gold in row.gold)


def wrong_speaker(row: Row, answer: Answer) -> bool:
    """Whether what answers is said to be another's, or another's words are cited."""
    others = [each for each in answer.citations if any(words in each.quote for words in row.must_not_cite)]
    return bool(others) or any(
        each.speaker is not None and not _by(row.speaker or "", each) for each in answer.citations
    )


def asked_row(row: dict[str, Any]) -> Row:
    """Read one question on real news."""
    names = ("history", "must_cite", "any_cite", "must_say", "must_not_cite")
    lists: dict[str, Any] = {name: tuple(row.get(name) or ()) for name in names}
    some = row.get("some_cite") or {"n": 0, "of": ()}
    found = Row(row["id"], row["kind"], row["question"], row["answerable"], document=row["doc"], **lists)
    return replace(
        found,
        some_cite=tuple(some["of"]),
        some=some["n"],
        speaker=row.get("speaker"),
        paraphrased=row.get("paraphrased", False),
    )


def trained_row(row: dict[str, Any]) -> Row:
    """Read one question that was written for the training."""
    lists: dict[str, Any] = {name: tuple(row.get(name) or ()) for name in ("history", "evidence", "also", "gold")}
    kind = row.get("kind", "followup")
    found = Row(row["id"], kind, row["question"], row["answerable"], document=row["doc"], **lists)
    return replace(found, speaker=row.get("speaker"), yes=row.get("yes"))


def _asked(data: Path, limit: int | None) -> tuple[list[Row], list[Article]]:
    rows = read_records(data / "asked" / "questions.jsonl", asked_row, limit=limit)
    named = {row.document for row in read_records(data / "asked" / "questions.jsonl", asked_row)}
    every = [*read_records(data / "attribution" / "polnear_train.jsonl.gz", _polnear), *articles(data)]
    known = {each.doc_id: each for each in every}
    others = islice((each for each in known.values() if each.doc_id not in named), OTHERS)
    return rows, [*(known[name] for name in known if name in named), *others]


def _training(data: Path, limit: int | None) -> tuple[list[Row], list[Article]]:
    folder = data / "train"
    read = [read_records(folder / f"{name}_questions.jsonl.gz", trained_row) for name in ("news", "written")]
    turns = read_records(folder / "conversations.jsonl.gz", lambda row: (row["leans"], trained_row(row)))
    rows = [row for part in read for row in part] + [row for leans, row in turns if leans]
    kept = [row for row in rows if is_apart(row.document)][:limit]
    names = ("news_articles", "written_documents")
    texts = [each for name in names for each in read_records(folder / f"{name}.jsonl.gz", _document)]
    return kept, [each for each in texts if is_apart(each.doc_id)]


def _polnear(row: dict[str, Any]) -> Article:
    return Article(row["id"], row.get("title") or None, row.get("date") or None, row["text"])


def _document(row: dict[str, Any]) -> Article:
    return Article(row["doc_id"], row.get("title") or None, iso_date(row.get("date") or ""), row["text"])


def _judged(row: Row, index: Index, judged_by: Callable[[Row, Answer], tuple[str, ...]]) -> Judged:
    conversation = Conversation(index=index)
    for question in row.history:
        conversation.ask(question)
    began = perf_counter()
    answer = conversation.ask(row.question) if row.history else ask(row.question, index=index)
    return Judged(row, answer, perf_counter() - began, judged_by(row, answer))


def _long(row: Row, answer: Answer) -> list[str]:
    most, longest = (MOST_BROAD, LONGEST_BROAD) if row.kind in BROAD else (MOST, LONGEST)
    reasons = [f"{len(answer.citations)} citations, more than {most}"] if len(answer.citations) > most else []
    return [*reasons, *([f"{len(answer.text)} characters"] if answer.answered and len(answer.text) > longest else [])]


def _by(speaker: str, citation: Citation) -> bool:
    names = speaker.lower().split()
    return bool(names) and citation.speaker is not None and names[-1] in citation.speaker.lower()


def _overlap(quote: str, sentence: str) -> bool:
    quote, sentence = quote.strip(), sentence.strip()
    return quote in sentence or sentence in quote


def _words(text: str) -> set[str]:
    bare = "".join(character if character.isalnum() else " " for character in text.lower())
    return {word for word in bare.split() if word not in SMALL}


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
    can = [each for each in judged if each.row.answerable]
    cannot = [each for each in judged if not each.row.answerable]
    named = [each for each in can if each.row.speaker and each.answer.answered]
    given = [each for each in judged if each.answer.answered]
    shorts = [each for each in given if each.answer.short and each.row.gold]
    yes = [each for each in given if each.row.yes is not None and each.answer.short in ("Yes", "No")]
    return {
        "right": _share([not each.reasons for each in judged]),
        "n": len(judged),
        "refused": _share([not each.answer.answered for each in can]),
        "n_answerable": len(can),
        "declined": _share([not each.answer.answered for each in cannot]),
        "n_unanswerable": len(cannot),
        "wrong_speakers": sum(wrong_speaker(each.row, each.answer) for each in named),
        "n_speakers": len(named),
        "short_right": _share([short_is_right(each.row, each.answer.short or "") for each in shorts]),
        "n_short": len(shorts),
        "yes_no_right": _share([(each.answer.short == "Yes") == each.row.yes for each in yes]),
        "n_yes_no": len(yes),
        "characters": _mean([len(each.answer.text) for each in given]),
        "citations": _mean([len(each.answer.citations) for each in given]),
        "p50_ms": 1000 * float(np.percentile([each.seconds for each in judged], 50)),
        "p95_ms": 1000 * float(np.percentile([each.seconds for each in judged], 95)),
    }


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def _print(judged: Sequence[Judged], which: str) -> None:
    sets: dict[str, list[Judged]] = {}
    for each in judged:
        for name in _sets(each.row, which):
            sets.setdefault(name, []).append(each)
    figures = {name: _figures(some) for name, some in sets.items()}
    for name, found in figures.items():
        print(f"\n{name}")
        print_table(["figure", "value"], [[key, number(value)] for key, value in found.items()])
        kinds = Counter(each.row.kind for each in sets[name])
        right = Counter(each.row.kind for each in sets[name] if not each.reasons)
        print_table(["kind", "right", "n"], [[kind, str(right[kind]), str(kinds[kind])] for kind in kinds])
    for miss in (each for each in judged if each.reasons):
        print(f"\nmiss {miss.row.id} ({miss.row.kind}): {' / '.join([*miss.row.history, miss.row.question])}")
        print("\n".join(f"  {reason}" for reason in miss.reasons))
        print(f"  answer: {' '.join(miss.answer.text.split())}")
    print_json({"bench": "asked", "set": which, **figures})


def _sets(row: Row, which: str) -> list[str]:
    if which == "train":
        return ["train, kept apart"]
    one = "what people type first" if row.id.startswith("qe-") else "one thing"
    return [one, *(["paraphrased"] if row.paraphrased else [])]
