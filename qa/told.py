"""Statements with the words they stand for, to be listed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from index import Document, DocumentNotFound, Index, Statement


@dataclass(frozen=True, slots=True)
class Told:
    """A statement in its document; `quote` is its content, the stretches of an interrupted one joined by "…"."""

    statement: Statement
    document: Document

    @property
    def quote(self) -> str:
        """What is said, as it is written."""
        return " … ".join(self.document.text[start:end] for start, end in self.statement.spans)

    def to_dict(self) -> dict[str, Any]:
        """Give it JSON-ready: the statement's fields, and where it stands."""
        document = self.document
        where = {"uri": document.uri, "title": document.title, "source": document.source, "date": document.date}
        return {**asdict(self.statement), "quote": self.quote, **where}


def told_in(index: Index, statements: Iterable[Statement]) -> list[Told]:
    """Give statements with their documents, but for those removed a moment ago."""
    documents: dict[str, Document] = {}
    found: list[Told] = []
    for statement in statements:
        name = statement.document_id or ""
        try:
            documents[name] = documents.get(name) or index.document(name)
        except DocumentNotFound:
            continue
        found.append(Told(statement, documents[name]))
    return found
