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
)
from index.index import Index
from index.records import AddReport, Document, DocumentInfo, Hit, Passage, Statement
from index.reindex import reindex
from index.statements import statements_in

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
    "LoadError",
    "OnRecordError",
    "Passage",
    "Statement",
    "reindex",
    "statements_in",
]
