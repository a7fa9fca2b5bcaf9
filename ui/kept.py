"""A conversation as a browser tab keeps it, so that a reload does not lose it."""

from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from qa import Answer

MOST = 40  # answers, the latest; a browser gives a page some megabytes
_ANSWERS = TypeAdapter(list[Answer])


def kept(history: Sequence[Answer]) -> str:
    """Give answers as JSON."""
    return _ANSWERS.dump_json(list(history[-MOST:])).decode()


def restored(text: str) -> list[Answer]:
    """Give the answers back; none if what the browser sent is not what was kept, or of another version."""
    try:
        return _ANSWERS.validate_json(text or "[]")[-MOST:]
    except ValidationError:
        return []
