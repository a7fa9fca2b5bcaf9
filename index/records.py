"""The nouns of the index: documents, passages, hits. Offsets are characters of the document's text."""

from dataclasses import dataclass, fields
from typing import Literal


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of a document without its text.

    `id` is derived from `uri`, so adding the same uri again replaces the document. `source` is the
    publisher. `date` is ISO 8601, as precise as known: "2026", "2026-01-20". `sha256` is of the text.
    """

    id: str
    uri: str
    title: str
    source: str | None
    author: str | None
    date: str | None
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Document(DocumentInfo):
    """One source with its whole text."""

    text: str

    @classmethod
    def of(cls, info: DocumentInfo, text: str) -> "Document":
        """Join what is known of a document with its text."""
        return cls(**{field.name: getattr(info, field.name) for field in fields(DocumentInfo)}, text=text)

    @property
    def info(self) -> DocumentInfo:
        """The document without its text."""
        return DocumentInfo(**{field.name: getattr(self, field.name) for field in fields(DocumentInfo)})


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document, the unit that is retrieved; `text == document.text[start:end]`.

    A document's passages, joined in order, are its text.
    """

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score in one ranking; higher is better, comparable within that ranking only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Statement:
    """What one speaker is reported to say, as spans of a document's text.

    `spans` is the content, in order: one unless the quotation is interrupted. `mention` is the words that
    name the source here ("he", "Bessent"), `cue` the reporting words ("said"). `speaker` is the resolved
    name, None when it is not resolved; `role` is theirs ("Treasury Secretary").
    """

    document_id: str | None
    kind: Literal["direct", "mixed", "indirect"]
    spans: tuple[tuple[int, int], ...]
    mention: tuple[int, int] | None
    cue: tuple[int, int] | None
    speaker: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class AddReport:
    """What `Index.add` did with each document it met.

    `duplicates` are (uri, uri that holds the same text), not stored twice; `failed` are (uri, what happened
    and what to do).
    """

    added: tuple[DocumentInfo, ...] = ()
    replaced: tuple[DocumentInfo, ...] = ()
    unchanged: tuple[DocumentInfo, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()

    def joined(self, other: "AddReport") -> "AddReport":
        """Give both reports as one."""
        return AddReport(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(AddReport)))
