"""The cited reply: an Answer is Parts, and each claim in them stands on numbered Citations."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any, Literal

Reason = Literal["no_documents", "nothing_found", "speaker_silent", "not_a_question"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered, verified span of a document: `quote == document.text[start:end]`.

    `number` counts from 1 and `citations[n - 1]` is [n]. `sha256` is of the document's text when it was
    cited. `quote` is whole sentences where it can be, at most 500 characters. `focus` is the answering words
    inside it. `speaker` is whose words they are; None: the article's own, or not resolved.
    """

    number: int
    document_id: str
    uri: str
    title: str
    source: str | None
    date: str | None
    sha256: str
    start: int
    end: int
    quote: str
    focus: tuple[int, int] | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an answer's text; `quoted` when it is verbatim from the documents it cites."""

    text: str
    quoted: bool
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question; an abstention is one with a reason and no citations.

    `parts` is what user interfaces render from; `text` is the same as plain text. `nearest` is what comes
    closest when nothing answers. `short`, `unanswered` and `understood_as` are None where they do not apply.
    """

    question: str
    text: str
    parts: tuple[Part, ...]
    answered: bool
    reason: Reason | None
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...] = ()
    short: str | None = None
    unanswered: str | None = None
    understood_as: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as JSON-ready dicts and lists, with the fields' own names."""
        return asdict(self)


def with_markers(parts: Sequence[Part]) -> Iterator[tuple[Part, tuple[int, ...]]]:
    """Give each part with the citation numbers that stand after it: those of the claim that ends with it.

    A claim is a run of parts that cite the same: a quotation and the mark that closes it are one.
    """
    for part, following in zip_longest(parts, parts[1:]):
        ends = following is None or following.citations != part.citations
        yield part, part.citations if ends else ()


def plain_text(parts: Sequence[Part]) -> str:
    """Join parts to plain text, with " [n]" where a claim ends."""
    pieces = (part.text + "".join(f" [{number}]" for number in numbers) for part, numbers in with_markers(parts))
    return "".join(pieces).strip()
