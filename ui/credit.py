"""Whose words a citation gives and where they stand, as HTML."""

from qa import Citation
from ui.escape import attribute, escaped, joined


def credit(citation: Citation, *, named: bool = False) -> str:
    """Give the speaker and the origin in one line; `named`: the speaker stands there already."""
    speaker = f"<strong>{escaped(citation.speaker)}</strong>" if citation.speaker and not named else ""
    return " · ".join(part for part in (speaker, joined(origin(citation))) if part)


def origin(citation: Citation) -> tuple[str | None, ...]:
    """Give what is known of the document."""
    return citation.source, citation.date, citation.title


def address(citation: Citation) -> str:
    """Give the attributes by which the page opens the document there, if its text is still the one cited."""
    return (
        f'data-doc="{attribute(citation.document_id)}" data-start="{citation.start}" data-end="{citation.end}" '
        f'data-sha="{attribute(citation.sha256)}"'
    )
