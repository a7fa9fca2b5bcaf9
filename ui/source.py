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


@dataclass(frozen=True, slots=True)
class Said:
    """Among which statements of a speaker a source was opened: the number of one, how many, and its neighbours."""

    speaker: str  # what stands for the speaker in the page
    number: int
    of: int
    before: Span
    after: Span


def source(
    document: Document,
    spans: Iterable[Span],
    *,
    chosen: Span | None = None,
    place: Place | Said | None = None,
    speakers: int | None = None,
    note: str = "",
) -> str:
    """Give a document's text with its cited spans marked softly and the chosen one strongly.

    `speakers` is how many speak in it; None: nobody is reported to say anything.
    """
    address = f'data-doc="{attribute(document.id)}"'
    if chosen is not None:
        address += f' data-start="{chosen[0]}" data-end="{chosen[1]}"'
    if isinstance(place, Place):
        address += f' data-turn="{place.turn}" data-number="{place.number}"'
    elif place is not None:
        address += f' data-speaker="{attribute(place.speaker)}"'
    warning = f'<p class="gone" role="alert">{escaped(note)}</p>' if note else ""
    return (
        f'<section class="document" aria-label="Source" {address}><header>{_tools(document, place, speakers)}'
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
    return (
        '<p class="hint">Click a number in an answer, a quotation, or a title, to read the words in their document.</p>'
    )


def _tools(document: Document, place: Place | Said | None, speakers: int | None) -> str:
    steps = _citation_steps(place) if isinstance(place, Place) else _statement_steps(document, place) if place else ""
    who = ""
    if speakers is not None and not isinstance(place, Said):
        label = f"Speakers ({speakers:,})" if speakers else "Speakers"
        who = f'<button type="button" data-action="speakers" data-doc="{attribute(document.id)}">{label}</button>'
    return (
        f'<div class="tools">{steps}<label class="find"><input type="search" data-find placeholder="Find (f)" '
        f'aria-label="Find in this document"><span class="found" role="status"></span></label>{who}'
        '<button type="button" data-action="link">Copy link</button>'
        '<button type="button" data-action="close" aria-label="Close the source">✕</button></div>'
    )


def _citation_steps(place: Place) -> str:
    return (
        '<button type="button" data-action="step" data-step="-1" title="p" aria-label="Previous citation">‹</button>'
        f'<span class="position">{place.number} of {place.of}</span>'
        '<button type="button" data-action="step" data-step="1" title="n" aria-label="Next citation">›</button>'
        '<button type="button" data-action="back" title="Esc">Back to the answer</button>'
    )


def _statement_steps(document: Document, said: Said) -> str:
    name = f'data-doc="{attribute(document.id)}" data-speaker="{attribute(said.speaker)}"'
    before, after = (f'{name} data-start="{start}" data-end="{end}"' for start, end in (said.before, said.after))
    return (
        f'<button type="button" {before} data-step="-1" title="p" aria-label="Previous statement">‹</button>'
        f'<span class="position">{said.number} of {said.of}</span>'
        f'<button type="button" {after} data-step="1" title="n" aria-label="Next statement">›</button>'
        f'<button type="button" data-action="speakers" {name} title="Esc">Back to the speakers</button>'
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
