"""Who speaks in a document, as HTML: its speakers, and of one of them all that they are reported to say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Document, Statement
from index.said import claimed_by
from index.sentences import Span
from qa.wording.listed import Told
from ui.escape import attribute, escaped

NOT_RESOLVED = "Speaker not resolved"
_KINDS = {"direct": "Quoted", "mixed": "Partly quoted", "indirect": "Reported"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks in a document, with their statements in its order.

    Without a name: all statements whose speaker is not resolved.
    """

    name: str | None
    statements: tuple[Statement, ...]

    @property
    def key(self) -> str:
        """What stands for the speaker in the page."""
        return self.name or ""

    @property
    def role(self) -> str | None:
        """The role that most of the statements give."""
        roles = Counter(each.role for each in self.statements if each.role)
        return roles.most_common(1)[0][0] if roles else None

    @property
    def spans(self) -> list[Span]:
        """Where the words stand that the speaker is reported to say."""
        return [span for statement in self.statements for span in statement.spans]


def speakers(statements: Iterable[Statement]) -> list[Speaker]:
    """Give each speaker their statements: who says most first, and last what nobody is known to have said."""
    held: dict[str | None, list[Statement]] = {}
    for statement in sorted(statements, key=lambda each: each.spans[0]):
        held.setdefault(statement.speaker, []).append(statement)
    found = [Speaker(name, tuple(said)) for name, said in held.items()]
    return sorted(found, key=lambda speaker: (speaker.name is None, -len(speaker.statements)))


def view(document: Document, found: Sequence[Speaker], chosen: str | None) -> str:
    """List the speakers of a document; below the chosen one stand all their statements."""
    everybody = [statement for speaker in found for statement in speaker.statements]
    items = "".join(_speaker(document, speaker, everybody if speaker.key == chosen else None) for speaker in found)
    total = sum(len(speaker.statements) for speaker in found)
    named = sum(speaker.name is not None for speaker in found)
    return (
        f'<section class="document" aria-label="Speakers" data-doc="{attribute(document.id)}"><header>'
        '<div class="tools"><button type="button" data-action="text" title="Esc">Back to the text</button>'
        '<button type="button" data-action="close" aria-label="Close the speakers">✕</button></div>'
        f'<h2 tabindex="-1">Who speaks in “{escaped(document.title)}”</h2>'
        f'<p class="about">{counted(named, "speaker")}, {counted(total, "statement")}</p></header>'
        f'<ul class="speakers">{items}</ul></section>'
    )


def counted(number: int, noun: str) -> str:
    """Give a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _speaker(document: Document, speaker: Speaker, everybody: Sequence[Statement] | None) -> str:
    """Give a speaker's line, open where all statements of the document are given."""
    role = f'<span class="role">{escaped(speaker.role)}</span>' if speaker.name and speaker.role else ""
    said = ""
    opened = everybody is not None
    if everybody is not None:
        items = "".join(_statement(document, speaker, statement, everybody) for statement in speaker.statements)
        said = f'<ol class="statements">{items}</ol>'
    return (
        f'<li><h3><button type="button" data-action="speakers" aria-expanded="{str(opened).lower()}" '
        f'data-doc="{attribute(document.id)}" data-speaker="{attribute(speaker.key)}">'
        f'<span class="who"><span class="name">{escaped(speaker.name or NOT_RESOLVED)}</span>{role}</span>'
        f'<span class="count">{counted(len(speaker.statements), "statement")}</span></button></h3>'
        f"{said}</li>"
    )


def _statement(document: Document, speaker: Speaker, statement: Statement, everybody: Sequence[Statement]) -> str:
    """Give a statement's words, each stretch of them leading to where it stands, and how it is attributed."""
    style = "citation reported" if statement.kind == "indirect" else "citation"
    words = "".join(
        f'<blockquote class="{style}" {_address(document, speaker, span)}>{escaped(document.text[slice(*span)])}'
        "</blockquote>"
        for span in statement.spans
    )
    attributed = Told(statement, document, claimed_by(statement, everybody, document.text)).attribution
    by = f'<span class="by">{escaped(attributed)}</span>' if attributed else ""
    return (
        f'<li>{words}<button type="button" class="about" {_address(document, speaker, statement.spans[0])}>'
        f'<span class="kind">{_KINDS[statement.kind]}</span>{by}</button></li>'
    )


def _address(document: Document, speaker: Speaker, span: Span) -> str:
    return (
        f'data-doc="{attribute(document.id)}" data-start="{span[0]}" data-end="{span[1]}" '
        f'data-speaker="{attribute(speaker.key)}"'
    )
