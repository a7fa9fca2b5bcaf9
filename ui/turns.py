"""Questions with their answers as HTML: prose with chips, quotations with their credits, abstentions as cards.

A turn is known by its place in the conversation, a citation by its number in the turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index import DocumentNotFound, Index
from index.sentences import sentences
from qa import Answer, Citation, Part
from qa.answer import with_markers
from qa.question import parse
from ui.escape import attribute, escaped, failure, joined

REASONS = {
    "right": "Right and useful",
    "wrong-source": "Wrong source",
    "wrong-speaker": "Wrong speaker",
    "not-supported": "The quote does not support it",
    "should-abstain": "Should have said not found",
}
LONGEST_CONTEXT = 300  # characters of the sentence on either side of a quotation
_HEADINGS = {
    "nothing_found": "Not on the record",
    "speaker_silent": "Silent on this",
    "no_documents": "Nothing is indexed yet",
    "not_a_question": "Not a question",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before and after a quotation; `stands` is False when the document has changed or gone."""

    before: str = ""
    after: str = ""
    stands: bool = True


def around(index: Index, citation: Citation) -> Around:
    """Find the sentences on either side of a citation."""
    try:
        text = index.document(citation.document_id).text
    except DocumentNotFound:
        return Around(stands=False)
    if text[citation.start : citation.end] != citation.quote:
        return Around(stands=False)
    spans = sentences(text)
    before = [span for span in spans if span[1] <= citation.start]
    after = [span for span in spans if span[0] >= citation.end]
    return Around(
        text[before[-1][0] : citation.start][-LONGEST_CONTEXT:] if before else "",
        text[citation.end : after[0][1]][:LONGEST_CONTEXT] if after else "",
    )


def turn(place: int, reply: Answer, index: Index) -> str:
    """Give a question and its answer."""
    shown = _answer(place, reply) if reply.answered else _abstention(reply, index)
    cited = reply.citations or reply.nearest
    kind = "citation" if reply.answered else "nearest"
    quoted = "".join(_quotation(place, citation, around(index, citation), kind) for citation in cited)
    if quoted:
        heading = "" if reply.answered else "<h3>Related, does not answer</h3>"
        quoted = f'{heading}<ol class="citations">{quoted}</ol>'
    if not reply.answered:
        shown, quoted = f'<section class="card">{shown}{quoted}</section>', ""
    return _turn(place, reply.question, shown + quoted + _tools(place, reply))


def failed(place: int, question: str, error: str) -> str:
    """Give a question that could not be asked, with what is wrong."""
    return _turn(place, question, failure(error))


def written(reply: Answer) -> str:
    """Give an answer as text to paste elsewhere, its citations written out."""
    lines = [reply.text]
    for citation in reply.citations:
        credit = ", ".join(part for part in (citation.speaker, *_origin(citation)) if part)
        quote = citation.quote if citation.quote[:1] in '“"' else f"“{citation.quote}”"
        lines.append(f"[{citation.number}] {quote} — {credit} ({citation.uri})")
    return "\n\n".join(lines)


def _turn(place: int, question: str, body: str) -> str:
    asked = f'<h2 class="asked" id="turn-{place}">{escaped(question)}</h2>'
    return f'<article class="turn" data-turn="{place}" aria-labelledby="turn-{place}">{asked}{body}</article>'


def _answer(place: int, reply: Answer) -> str:
    parts = (_part(place, part, numbers, reply.citations) for part, numbers in with_markers(reply.parts))
    return f'<p class="answer">{"".join(parts)}</p>'


def _part(place: int, part: Part, numbers: Sequence[int], citations: Sequence[Citation]) -> str:
    text = escaped(part.text)
    if part.quoted:
        text = f'<q class="quoted">{text}</q>'
    return text + "".join(_chip(place, citations[number - 1]) for number in numbers)


def _chip(place: int, citation: Citation) -> str:
    label = f"Citation {citation.number}: {', '.join(part for part in (citation.speaker, *_origin(citation)) if part)}"
    return (
        f' <button type="button" class="chip" aria-label="{attribute(label)}" '
        f"{_address(place, citation)}>[{citation.number}]</button>"
    )


def _abstention(reply: Answer, index: Index) -> str:
    parts = "".join(escaped(part.text) for part in reply.parts)
    heading = _HEADINGS[reply.reason or "nothing_found"]
    return f'<h3 class="verdict">{heading}</h3><p class="abstention">{parts}</p>{_sought(reply, index)}'


def _sought(reply: Answer, index: Index) -> str:
    """Say what was looked for, where, and which of its words no document holds."""
    if reply.reason not in ("nothing_found", "speaker_silent"):
        return ""
    question = parse(reply.question)
    count = len(index.documents())
    whose = f"words of {escaped(question.speaker)} on " if question.speaker else ""
    words = list(dict.fromkeys(question.content))
    topic = ", ".join(escaped(word) for word in words) or "what the question asks"
    lines = f"<dt>Looked for</dt><dd>{whose}{topic}; in {count:,} {'document' if count == 1 else 'documents'}</dd>"
    if missing := [escaped(word) for word in words if not index.frequency(word)]:
        lines += f"<dt>In none of them</dt><dd>{', '.join(missing)}</dd>"
    return f'<dl class="sought">{lines}</dl>'


def _quotation(place: int, citation: Citation, around: Around, kind: str) -> str:
    """Give a quotation, its credit, and for whoever points at its number what stands around it."""
    gone = "" if around.stands else '<p class="gone">The document has changed or was removed since.</p>'
    address = _address(place, citation)
    return (
        f'<li><blockquote class="{kind}" {address}>{escaped(citation.quote)}</blockquote>'
        f'<button type="button" class="about" {address}>{_credit(citation)}</button>{gone}'
        f'<div class="context" id="context-{place}-{citation.number}" hidden><p>{escaped(around.before)}'
        f"<mark>{escaped(citation.quote)}</mark>{escaped(around.after)}</p>"
        f'<p class="about">{_credit(citation)}</p></div></li>'
    )


def _address(place: int, citation: Citation) -> str:
    return (
        f'data-doc="{attribute(citation.document_id)}" data-start="{citation.start}" data-end="{citation.end}" '
        f'data-turn="{place}" data-number="{citation.number}"'
    )


def _credit(citation: Citation) -> str:
    speaker = f"<strong>{escaped(citation.speaker)}</strong>" if citation.speaker else ""
    return " · ".join(part for part in (speaker, joined(_origin(citation))) if part)


def _origin(citation: Citation) -> tuple[str | None, ...]:
    return citation.source, citation.date, citation.title


def _tools(place: int, reply: Answer) -> str:
    reasons = "".join(
        f'<button type="button" data-action="feedback" data-turn="{place}" data-reason="{reason}">{label}</button>'
        for reason, label in REASONS.items()
    )
    return (
        f'<div class="tools"><button type="button" data-action="copy">Copy with citations</button>'
        f'<details class="feedback"><summary>Feedback</summary><div class="reasons">{reasons}</div></details></div>'
        f'<template class="written">{escaped(written(reply))}</template>'
    )
