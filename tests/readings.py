"""Statements of a text in words, and the marks that quotations stand in."""

from index import statements_in

MARKS = {
    "straight": ('"', '"'),
    "curly": ("“", "”"),
    "single": ("‘", "’"),
    "typewritten": ("''", "''"),
    "German": ("„", "“"),
    "French": ("«", "»"),
    "Swiss": ("‹", "›"),
    "Japanese": ("「", "」"),
}


def read(text: str) -> list[tuple[str, str | None, list[str]]]:
    """Kind, mention and contents of each statement, in words."""
    return [
        (each.kind, words(text, each.mention), [text[slice(*span)] for span in each.spans])
        for each in statements_in(text)
    ]


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else text[slice(*span)]


def only(text: str) -> tuple[str, str | None, list[str]]:
    [found] = read(text)
    return found


def speakers(text: str) -> list[str | None]:
    """Who speaks in each statement that names a source."""
    return [each.speaker for each in statements_in(text) if each.mention is not None]
