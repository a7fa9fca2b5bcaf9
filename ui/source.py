"""A document as HTML, its cited spans marked by their offsets, never by searching for their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index import Document
from index.sentences import Span
from ui.escape import attribute, escaped, joined


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the conversation a source was opened from: a turn, the number of a citation, and how many there are."""

    turn: int
    number: int
    of: int


def source(
    document: Document, spans: Iterable[Span], *, chosen: Span | None = None, place: Place | None = None, note: str = ""
) -> str:
    """Give a document's text with its cited spans marked softly and the chosen one strongly."""
    address = f'data-doc="{attribute(document.id)}"'
    if chosen is not None:
        address += f' data-start="{chosen[0]}" data-end="{chosen[1]}"'
    if place is not None:
        address += f' data-turn="{place.turn}" data-number="{place.number}"'
    warning = f'<p class="gone" role="alert">{escaped(note)}</p>' if note else ""
    return (
        f'<section class="document" aria-label="Source" {address}><header>{_tools(place)}'
        f'<h2>{escaped(document.title)}</h2><p class="about">{joined(_known(document))}'
        f'<span class="uri">{escaped(document.uri)}</span></p>{warning}</header>'
        f'<div class="text" tabindex="0" role="region" aria-label="Text of the document">'
        f"{_marked(document.text, spans, chosen)}</div></section>"
    )


def evidence(words: str, found: Sequence[tuple[Document, Span]]) -> str:
    """Give what comes nearest to words that stand nowhere as they are."""
    items = "".join(
        f'<li><blockquote class="nearest" data-doc="{attribute(document.id)}" data-start="{start}" data-end="{end}">'
        f'{escaped(document.text[start:end])}</blockquote><button type="button" class="about" '
        f'data-doc="{attribute(document.id)}" data-start="{start}" data-end="{end}">'
        f"{joined((document.source, document.date, document.title))}</button></li>"
        for document, (start, end) in found
    )
    return (
        '<section class="document" aria-label="Evidence"><header><div class="tools">'
        '<button type="button" data-action="close" aria-label="Close">✕</button></div>'
        f"<h2>Evidence for “{escaped(words)}”</h2>"
        '<p class="about">These words stand nowhere as they are. The nearest sentences:</p></header>'
        f'<ol class="citations">{items}</ol></section>'
    )


def nothing() -> str:
    """Say what this place is for, before a source is opened."""
    return '<p class="hint">Click a number in an answer, or a title, to read the words in their document.</p>'


def _tools(place: Place | None) -> str:
    steps = ""
    if place is not None:
        steps = (
            '<button type="button" data-action="step" data-step="-1" title="p" '
            'aria-label="Previous citation">‹</button>'
            f'<span class="position">{place.number} of {place.of}</span>'
            '<button type="button" data-action="step" data-step="1" title="n" aria-label="Next citation">›</button>'
            '<button type="button" data-action="back" title="Esc">Back to the answer</button>'
        )
    return (
        f'<div class="tools">{steps}<label class="find"><input type="search" data-find placeholder="Find (f)" '
        'aria-label="Find in this document"><span class="found" role="status"></span></label>'
        '<button type="button" data-action="link">Copy link</button>'
        '<button type="button" data-action="close" aria-label="Close the source">✕</button></div>'
    )


def _known(document: Document) -> tuple[str | None, ...]:
    return document.source, document.author, document.date


def _marked(text: str, spans: Iterable[Span], chosen: Span | None) -> str:
    """Cut the text wherever a span begins or ends, so that spans may overlap, and mark what any covers."""
    best = [chosen] if chosen else []
    cited = [*spans, *best]
    cuts = sorted({0, len(text), *(min(max(offset, 0), len(text)) for span in cited for offset in span)})
    return "".join(
        _piece(text, (start, end), cited=_covers(cited, start), chosen=_covers(best, start))
        for start, end in pairwise(cuts)
    )


def _covers(spans: Iterable[Span], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


def _piece(text: str, span: Span, *, cited: bool, chosen: bool) -> str:
    start, end = span
    piece = escaped(text[start:end])
    if not cited:
        return piece
    style = ' class="chosen" tabindex="-1"' if chosen else ""
    return f'<mark{style} data-start="{start}" data-end="{end}">{piece}</mark>'
