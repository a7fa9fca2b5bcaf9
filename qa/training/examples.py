"""Questions with texts as the reader learns from them, and the files they come from.

Only what may ship as weights is read: SQuAD 2.0's training part (CC BY-SA 4.0), Natural Questions by way of QED
(CC BY-SA 3.0), TyDi QA (Apache-2.0), Wikinews (CC BY 2.5), and documents and questions written for this project.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from index.passages import cut
from index.records import Document
from index.sentences import Span, sentences
from qa.reading.context import MARK, InContext, in_context

OPEN = ("squad2_part", "natural_questions_part", "tydiqa_english")
ASKED = ("news", "written")
BEFORE = 2  # questions that one which leans is read with, as in a conversation


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the spans of its sentences; `right` are those that answer, by number.

    `other` answer too, less well: they count neither way. `words` are where the answering words stand: none if none
    do, and None if that is not known.
    """

    text: str
    spans: tuple[Span, ...]
    right: tuple[int, ...] = ()
    other: tuple[int, ...] = ()
    words: tuple[Span, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with texts, of which some or none answer; `article` is what is kept apart together."""

    question: str
    texts: tuple[Text, ...]
    answers: tuple[str, ...]
    source: str
    article: str

    @property
    def answerable(self) -> bool:
        """Whether any of the texts answers."""
        return any(text.right for text in self.texts)


@dataclass(frozen=True, slots=True)
class Written:
    """A question on one document, as it was written: sentences that answer it, and that nearly do, as spans."""

    question: str
    document: str
    gold: tuple[str, ...]
    evidence: tuple[Span, ...]
    also: tuple[Span, ...]
    near: tuple[Span, ...]


class Page:
    """A document cut as an index cuts it: its passages in their context, each by its place in the list."""

    def __init__(self, name: str, title: str, text: str) -> None:
        self.name = name
        self.title = title
        self.text = text
        passages = [each.passage for each in cut(_document(name, title, text))]
        self.stretches = [in_context(title, text, each.start, each.end) for each in passages]
        self.bounds = [(each.start, each.end) for each in passages]

    def holding(self, spans: Sequence[Span]) -> list[int]:
        """Give the passages in which one of these spans begins."""
        return [
            place
            for place, (start, end) in enumerate(self.bounds)
            if any(start <= span[0] < end or span[0] < start < span[1] for span in spans)
        ]

    def text_for(self, place: int, asked: Written) -> Text:
        """Give a passage as it is read for a question."""
        return as_read(self.stretches[place], asked)


def as_read(stretch: InContext, asked: Written) -> Text:
    """Give a stretch of a document as it is read for a question on the document."""
    placed = [stretch.in_document(span) for span in stretch.spans]
    right = _touching(placed, asked.evidence)
    other = tuple(number for number in _touching(placed, asked.also) if number not in right)
    words = [
        (span[0] + at, span[0] + at + len(gold))
        for number, span in enumerate(stretch.spans)
        if number in right
        for gold in asked.gold
        if (at := stretch.text[slice(*span)].find(gold)) >= 0
    ]
    return Text(stretch.text, stretch.spans, right, other, tuple(words) if words or not (right or other) else None)


def open_questions(data: Path) -> list[Asked]:
    """Give the questions on open text, each with its paragraph."""
    return [_open(row, name) for name in OPEN for row in rows(data / "train" / f"{name}.jsonl.gz")]


def pages(data: Path) -> dict[str, Page]:
    """Give the documents that questions were written on, by id."""
    found = [
        row for name in ("news_articles", "written_documents") for row in rows(data / "train" / f"{name}.jsonl.gz")
    ]
    return {row["doc_id"]: Page(row["doc_id"], row["title"], row["text"]) for row in found}


def written(data: Path, known: dict[str, Page]) -> list[Written]:
    """Give the questions, those that lean behind the ones before them; and such turns as they are worded alone."""
    found = [row for name in ASKED for row in rows(data / "train" / f"{name}_questions.jsonl.gz")]
    turns = list(rows(data / "train" / "conversations.jsonl.gz"))
    found += [row if row["leans"] else row | {"history": []} for row in turns]
    alone = [row | {"question": row["standalone"], "history": []} for row in turns if row["leans"]]
    return [_written(row, known[row["doc"]].text) for row in (*found, *alone)]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Give the rows of a file of JSON lines."""
    opened: Callable[..., IO[str]] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def titled(title: str, text: Text) -> Text:
    """Put a title before a text, as passages are read after theirs."""
    led = f"{title.replace('_', ' ')}{MARK}" if title else ""

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple((start + len(led), end + len(led)) for start, end in spans)

    words = None if text.words is None else moved(text.words)
    return Text(led + text.text, moved(text.spans), text.right, text.other, words)


def plain(text: str, words: Sequence[Span] = ()) -> Text:
    """Give a text of whose answering words the first span counts, and the sentences that hold it."""
    spans = tuple(sentences(text))
    return Text(text, spans, _touching(spans, words[:1]), (), tuple(words))


def _open(row: dict[str, Any], source: str) -> Asked:
    words = [(start, start + len(words)) for words, start in zip(row["answers"], row["starts"], strict=True)]
    return Asked(row["question"], (plain(row["context"], words),), tuple(row["answers"]), source, row["title"] or "")


def _written(row: dict[str, Any], text: str) -> Written:
    def places(name: str) -> tuple[Span, ...]:
        return tuple((at, at + len(words)) for words in row[name] if (at := text.find(words)) >= 0)

    question = " ".join([*(row.get("history") or ())[-BEFORE:], row["question"]])
    return Written(question, row["doc"], tuple(row["gold"]), places("evidence"), places("also"), places("near"))


def _touching(spans: Sequence[Span], wanted: Sequence[Span]) -> tuple[int, ...]:
    return tuple(
        number
        for number, (left, right) in enumerate(spans)
        if any(left < end and start < right for start, end in wanted)
    )


def _document(name: str, title: str, text: str) -> Document:
    return Document(name, name, title, None, None, None, "", len(text), text)
