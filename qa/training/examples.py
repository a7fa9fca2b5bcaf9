"""A question and a text as the reader learns from them, and the files they come from.

Only what may ship as weights is read: SQuAD (CC BY-SA 4.0), SQuADShifts (CC BY 4.0), ClapNQ and MTRAG
(Apache-2.0), CANARD's questions (CC BY-SA 4.0).
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from index.sentences import Span, sentences
from index.terms import stems

SHIFTS = ("new_wiki", "reddit", "amazon_reviews")
GENERIC = frozenset({"reddit", "amazon_reviews"})  # their questions fit many texts: "what does the poster want?"


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a text.

    `starts` and `ends` are where an answer may start and end, offsets in `text`; none: the text does not
    answer. `evidence` are the spans of the sentences that answer; None: not known. `article` is what is kept
    apart together. Examples of one `rank` follow each other: one question, of whose texts the one that answers is to
    come first.
    """

    question: str
    text: str
    starts: tuple[Span, ...]
    ends: tuple[Span, ...]
    evidence: tuple[Span, ...] | None
    answers: tuple[str, ...]
    source: str
    article: str
    rank: int | None = None

    @property
    def answerable(self) -> bool:
        """Whether the text answers the question."""
        return bool(self.starts)


def unanswered(question: str, text: str, source: str, article: str) -> Example:
    """Give a question with a text that does not answer it."""
    return Example(question, text, (), (), (), (), source, article)


def answered(question: str, text: str, spans: Sequence[Span], source: str, article: str) -> Example:
    """Give a question with a text that answers it in these spans; the sentences around them are the evidence."""
    starts = tuple(dict.fromkeys((start, start + 1) for start, _ in spans))
    ends = tuple(dict.fromkeys((end - 1, end) for _, end in spans))
    around = tuple(s for s in sentences(text) if any(s[0] < end and start < s[1] for start, end in spans[:1]))
    answers = tuple(text[start:end] for start, end in spans)
    return Example(question, text, starts, ends, around, answers, source, article)


def squad1(data: Path) -> list[Example]:
    """SQuAD 1.1 articles that SQuAD 2.0 left out."""
    return [_squad(row, "squad1") for row in rows(data / "reading" / "squad1_other_articles.jsonl.gz")]


def squad2(data: Path) -> list[Example]:
    """SQuAD 2.0, half of it unanswerable."""
    return [_squad(row, "squad2") for row in rows(data / "reading" / "squad2.jsonl.gz")]


def shifts(data: Path) -> list[Example]:
    """SQuADShifts: Wikipedia, Reddit and Amazon."""
    found: list[Example] = []
    for name in SHIFTS:
        for row in rows(data / "reading" / f"squadshifts_{name}.jsonl.gz"):
            article = row["title"] if name == "new_wiki" else f"{name} {hash_of(row['context'])}"
            found.append(answered(row["question"], row["context"], _given(row), name, article))
    return found


def clapnq(data: Path) -> list[Example]:
    """ClapNQ: passages of Wikipedia with the sentences that answer; half of the questions have none."""
    found: list[Example] = []
    for name in ("clapnq_answerable", "clapnq_unanswerable"):
        for row in rows(data / "sentences" / f"{name}.jsonl"):
            passage = row["passages"][0]
            text, chosen = passage["text"], row["output"][0]["selected_sentences"]
            spans = tuple((at, at + len(s)) for s in chosen if (at := text.find(s)) >= 0)
            if name == "clapnq_answerable" and not spans:
                continue
            found.append(Example(row["input"], text, spans, spans, spans, (), "clapnq", passage["title"]))
    return found


def mtrag_passages(data: Path) -> dict[str, str]:
    """MTRAG's passages by id."""
    return {row["id"]: row["text"] for row in rows(data / "chat" / "passages.jsonl.gz")}


def mtrag_first_turns(data: Path) -> list[tuple[str, tuple[str, ...], bool]]:
    """MTRAG's questions that stand alone: the question, ids of relevant passages, whether they answer."""
    return [
        (row["last_turn"].strip(), tuple(row["rel"]), row["answerability"] == "ANSWERABLE")
        for row in rows(data / "chat" / "mtrag_un.jsonl.gz")
        if row["turn"] == 1 and row["answerability"] in ("ANSWERABLE", "UNANSWERABLE")
    ]


def canard(data: Path) -> list[str]:
    """CANARD's stand-alone questions."""
    return list(dict.fromkeys(row["Rewrite"] for row in rows(data / "chat" / "canard.jsonl.gz")))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Give the rows of a file of JSON lines."""
    opened: Callable[..., IO[str]] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def hash_of(text: str) -> str:
    """Give a short name for a text, the same in every run."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _squad(row: dict[str, Any], source: str) -> Example:
    if not row["answers"]:
        return unanswered(row["question"], row["context"], source, row["title"])
    return answered(row["question"], row["context"], _placed(row), source, row["title"])


def _given(row: dict[str, Any]) -> list[Span]:
    return [(start, start + len(words)) for words, start in zip(row["answers"], row["starts"], strict=True)]


def _placed(row: dict[str, Any]) -> list[Span]:
    """Place answers whose starts are first occurrences in the sentence that shares most with the question."""
    text, asked = row["context"], set(stems(row["question"]))
    shared = {span: len(asked & set(stems(text[slice(*span)]))) for span in sentences(text)}
    spans = []
    for words in row["answers"]:
        places = [at for at in range(len(text)) if text.startswith(words, at)]
        best = max(places, key=lambda at: max((n for s, n in shared.items() if s[0] <= at < s[1]), default=0))
        spans.append((best, best + len(words)))
    return spans
