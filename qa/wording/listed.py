"""Statements with the words they stand for, to be listed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from index import Document, Statement, View
from index.said import claimed_by

LONGEST_ATTRIBUTION = 60  # characters, from who is named to the word that reports


@dataclass(frozen=True, slots=True)
class Told:
    """A statement in its document; `quote` is its content, the stretches of an interrupted one joined by "…".

    `claimed` is the statement that it is a part of: what another claims the speaker said, or the speaker denies.
    """

    statement: Statement
    document: Document
    claimed: Statement | None = None

    @property
    def quote(self) -> str:
        """What is said, as it is written."""
        return " … ".join(self.document.text[start:end] for start, end in self.statement.spans)

    @property
    def attribution(self) -> str:
        """Who is named here, and the word that reports: "Quill denied", "Poe claimed: Quill had said"."""
        own = attribution(self.document.text, self.statement)
        return own if self.claimed is None else f"{attribution(self.document.text, self.claimed)}: {own}"

    def to_dict(self) -> dict[str, Any]:
        """Give it JSON-ready: the statement's fields, and where it stands."""
        document = self.document
        where = {"uri": document.uri, "title": document.title, "source": document.source, "date": document.date}
        return {**asdict(self.statement), "quote": self.quote, "attribution": self.attribution, **where}


def attribution(text: str, statement: Statement) -> str:
    """Give the words that name the speaker and report: "the minister said"."""
    parts = sorted(part for part in (statement.mention, statement.cue) if part is not None)
    if not parts:
        return ""
    start, end = parts[0][0], parts[-1][1]
    between = any(start <= span[0] < end for span in statement.spans)
    if between or end - start > LONGEST_ATTRIBUTION:
        return " … ".join(text[slice(*part)] for part in parts)
    return " ".join(text[start:end].split())


def told_in(view: View, statements: Iterable[Statement]) -> list[Told]:
    """Give statements with their documents; last what others claim was said."""
    documents: dict[str, Document] = {}
    everybody: dict[str, list[Statement]] = {}
    found: list[Told] = []
    for statement in statements:
        name = statement.document_id or ""
        documents[name] = view.document(name)
        if name not in everybody:
            everybody[name] = view.statements(document_id=name)
        found.append(Told(statement, documents[name], claimed_by(statement, everybody[name], documents[name].text)))
    return sorted(found, key=lambda told: told.claimed is not None)
