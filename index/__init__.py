"""Documents in, passages out: `Index` adds documents to Chroma and finds passages in them."""

from index.errors import (
    DocumentNotFound,
    EmbedderError,
    EmbedderMismatch,
    FormatMismatch,
    IndexBusy,
    IndexNotFound,
    IndexUnavailable,
    LoadError,
    OnRecordError,
    QuestionStopped,
)
from index.index import Index
from index.limit import Limit
from index.records import AddReport, Document, DocumentInfo, Hit, Passage, Statement
from index.reindex import reindex
from index.statements import statements_in
from index.view import View

__all__ = [
    "AddReport",
    "Document",
    "DocumentInfo",
    "DocumentNotFound",
    "EmbedderError",
    "EmbedderMismatch",
    "FormatMismatch",
    "Hit",
    "Index",
    "IndexBusy",
    "IndexNotFound",
    "IndexUnavailable",
    "Limit",
    "LoadError",
    "OnRecordError",
    "Passage",
    "QuestionStopped",
    "Statement",
    "View",
    "reindex",
    "statements_in",
]
