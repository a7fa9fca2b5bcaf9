"""A conversation as the browser keeps it, so that a reload does not lose it."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qa import Answer

MOST = 40  # answers, the latest; a browser gives a page some megabytes
_ANSWERS = TypeAdapter(list[Answer])


def kept(history: Sequence[Answer]) -> list[dict[str, Any]]:
    """Give answers as JSON-ready values."""
    return [reply.to_dict() for reply in history[-MOST:]]


def restored(values: object) -> list[Answer]:
    """Give the answers back; none if what the browser sent is not what was kept, or of another version."""
    try:
        return _ANSWERS.validate_python(values or [])
    except ValidationError:
        return []
