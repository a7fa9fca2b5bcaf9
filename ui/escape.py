"""Text from documents, questions and file names as HTML: the one place where it is escaped."""

import html
from collections.abc import Iterable


def escaped(text: str) -> str:
    """Escape for HTML text and attributes; a carriage return would else be read as a line feed."""
    return html.escape(text).replace("\r", "&#13;")


def joined(parts: Iterable[str | None]) -> str:
    """Give what is known in one line, each part kept from turning the direction of the others."""
    return " · ".join(f"<span>{escaped(part)}</span>" for part in parts if part)


def failure(error: str) -> str:
    """Give an error in one line."""
    return f'<p class="error" role="alert">{escaped(error)}</p>'
