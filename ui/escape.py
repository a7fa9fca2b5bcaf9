"""Text from documents, questions and file names as HTML: the one place where it is escaped."""

import html
import re
from collections.abc import Iterable

_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def escaped(text: str) -> str:
    """Escape for HTML text; a character that turns the direction of writing acts on nothing but itself."""
    return _TURNS.sub(r'<bdi class="control">\g<0></bdi>', attribute(text))


def attribute(text: str) -> str:
    """Escape for an attribute's value; a carriage return would else be read as a line feed."""
    return html.escape(text).replace("\r", "&#13;")


def joined(parts: Iterable[str | None]) -> str:
    """Give what is known in one line, each part kept from turning the direction of the others."""
    return " · ".join(f"<span>{escaped(part)}</span>" for part in parts if part)


def failure(error: str) -> str:
    """Give an error in one line."""
    return f'<p class="error" role="alert">{escaped(error)}</p>'
