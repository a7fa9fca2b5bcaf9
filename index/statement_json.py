"""Statements as one line of JSON, the form in which they are stored."""

import json
from collections.abc import Iterable

from index.records import Statement


def to_json(statements: Iterable[Statement]) -> str:
    """Write statements down, without the document that they belong to."""
    rows = [[s.kind, s.spans, s.mention, s.cue, s.speaker, s.role] for s in statements]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_json(line: str, document_id: str) -> tuple[Statement, ...]:
    """Read statements of a document back."""
    return tuple(
        Statement(
            document_id,
            kind,
            tuple((start, end) for start, end in spans),
            None if mention is None else (mention[0], mention[1]),
            None if cue is None else (cue[0], cue[1]),
            speaker,
            role,
        )
        for kind, spans, mention, cue, speaker, role in json.loads(line)
    )
