"""Answers, sources and lists as HTML.

Everything that comes from a document or a question is escaped here, and spans are marked by their offsets,
never by searching for their words.
"""

import html
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index import Document, DocumentInfo
from qa import Answer, Citation, Part
from qa.answer import with_markers

Span = tuple[int, int]

DOCUMENTS_SHOWN = 200  # in the list, which travels with every answer


def conversation(history: Sequence[Answer], *, question: str = "", error: str = "") -> str:
    """Give the answers, the latest first; above them the question that failed, with its error, if one did."""
    turns = [_answer(reply) for reply in reversed(history)]
    if error:
        turns.insert(0, _turn(question, f'<p class="error" role="alert">{_escaped(error)}</p>'))
    return "".join(turns)


def source(document: Document, spans: Iterable[Span], *, chosen: Span | None = None, reveal: bool = False) -> str:
    """Give a document's text with its cited spans marked, one of them as the chosen one.

    With `reveal` the page scrolls to it, for somebody who has asked to see it.
    """
    kind = "document reveal" if reveal else "document"
    return (
        f'<section class="{kind}"><h2>{_escaped(document.title)}</h2>{_about(document)}'
        f'<div class="text">{_marked(document.text, spans, chosen)}</div></section>'
    )


def documents(found: Sequence[DocumentInfo]) -> str:
    """Give the list of what is indexed."""
    if not found:
        return "<h2>Documents</h2><p>None yet. Add some: <code>onrecord add PATH</code></p>"
    items = "".join(f"<li>{_document(info)}</li>" for info in found[:DOCUMENTS_SHOWN])
    more = len(found) - DOCUMENTS_SHOWN
    rest = f"<p>and {more:,} more: <code>onrecord list</code></p>" if more > 0 else ""
    return f"<h2>Documents</h2><ul>{items}</ul>{rest}"


def failure(error: str) -> str:
    """Give an error in one line."""
    return f'<p class="error" role="alert">{_escaped(error)}</p>'


def _turn(question: str, body: str) -> str:
    return f'<article class="turn"><h2 class="asked">{_escaped(question)}</h2>{body}</article>'


def _answer(reply: Answer) -> str:
    kind = "answer" if reply.answered else "abstention"
    parts = "".join(_part(part, numbers, reply.citations) for part, numbers in with_markers(reply.parts))
    body = f'<p class="{kind}">{parts}</p>' + _citations(reply.citations, "citation")
    if reply.nearest:
        body += f"<h3>Nearest passages</h3>{_citations(reply.nearest, 'nearest')}"
    return _turn(reply.question, body)


def _part(part: Part, numbers: Sequence[int], citations: Sequence[Citation]) -> str:
    text = _escaped(part.text)
    if part.quoted:
        text = f'<span class="quoted">{text}</span>'
    return text + "".join(_chip(citations[number - 1]) for number in numbers)


def _chip(citation: Citation) -> str:
    return f' <button type="button" class="chip" {_place(citation)}>[{citation.number}]</button>'


def _citations(citations: Sequence[Citation], kind: str) -> str:
    items = "".join(
        f'<li><blockquote class="{kind}" {_place(citation)}>{_escaped(citation.quote)}</blockquote>'
        f"{_credit(citation)}</li>"
        for citation in citations
    )
    return f'<ol class="citations">{items}</ol>' if items else ""


def _place(citation: Citation) -> str:
    return f'data-doc="{_escaped(citation.document_id)}" data-start="{citation.start}" data-end="{citation.end}"'


def _credit(citation: Citation) -> str:
    speaker = f"<strong>{_escaped(citation.speaker)}</strong>" if citation.speaker else None
    rest = (citation.source, citation.date, citation.title)
    known = [speaker, *(f"<span>{_escaped(part)}</span>" for part in rest if part)]
    return f'<p class="about">{" · ".join(part for part in known if part)}</p>'


def _document(info: DocumentInfo) -> str:
    return (
        f'<button type="button" class="title" data-doc="{_escaped(info.id)}">{_escaped(info.title)}</button>'
        f"{_about(info)}"
    )


def _about(info: DocumentInfo) -> str:
    known = (part for part in (info.source, info.author, info.date, info.uri) if part)
    return f'<p class="about">{" · ".join(f"<span>{_escaped(part)}</span>" for part in known)}</p>'


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
    piece = _escaped(text[start:end])
    if not cited:
        return piece
    style = ' class="chosen"' if chosen else ""
    return f'<mark{style} data-start="{start}" data-end="{end}">{piece}</mark>'


def _escaped(text: str) -> str:
    """Escape for HTML text and attributes; a carriage return would else be read as a line feed."""
    return html.escape(text).replace("\r", "&#13;")
