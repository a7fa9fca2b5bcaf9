"""Questions with their answers as HTML: prose with chips, quotations with their credits, abstentions as cards.

A turn is known by its place in the conversation, a citation by its number in the turn.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from index import DocumentNotFound, View
from index.sentences import sentences
from index.speakers import same_speaker
from qa import Answer, Citation, Part
from qa.answer import with_markers
from qa.conversation import last_of
from qa.question.question import Question
from ui.credit import address, credit, origin
from ui.escape import attribute, escaped, failure
from ui.speakers import NOT_RESOLVED

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


def around(view: View, citation: Citation) -> Around:
    """Find the sentences on either side of a citation."""
    try:
        text = view.document(citation.document_id).text
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


def turn(place: int, history: Sequence[Answer], view: View) -> str:
    """Give a question and its answer."""
    reply = history[place]
    if reply.answered:
        shown = _answer(place, reply) + _quotations(place, reply.citations, view)
    else:
        asked = last_of([each.question for each in history[: place + 1]], view)
        nearest = _nearest(place, reply, asked, view)
        shown = f'<section class="card">{_abstention(reply, asked, view)}{nearest}</section>'
    return _turn(place, reply.question, shown + _tools(place, reply))


def failed(place: int, question: str, error: str) -> str:
    """Give a question that could not be asked, with what is wrong."""
    return _turn(place, question, failure(error))


def written(reply: Answer) -> str:
    """Give an answer as text to paste elsewhere, its citations written out."""
    lines = [reply.text]
    for citation in reply.citations:
        credit = ", ".join(part for part in (citation.speaker, *origin(citation)) if part)
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
        whole = next((c for c in citations if c.number in part.citations and c.quote == part.text), None)
        text = f'<q class="quoted">{text if whole is None else _focused(whole)}</q>'
    return text + "".join(_chip(place, citations[number - 1]) for number in numbers)


def _focused(citation: Citation) -> str:
    """Give a quotation with its answering words marked."""
    quote = citation.quote
    if citation.focus is None:
        return escaped(quote)
    start, end = (offset - citation.start for offset in citation.focus)
    return f'{escaped(quote[:start])}<b class="focus">{escaped(quote[start:end])}</b>{escaped(quote[end:])}'


def _chip(place: int, citation: Citation) -> str:
    label = f"Citation {citation.number}: {', '.join(part for part in (citation.speaker, *origin(citation)) if part)}"
    return (
        f' <button type="button" class="chip" aria-label="{attribute(label)}" '
        f"{_address(place, citation)}>[{citation.number}]</button>"
    )


def _abstention(reply: Answer, asked: Question, view: View) -> str:
    parts = "".join(escaped(part.text) for part in reply.parts)
    heading = _HEADINGS[reply.reason or "nothing_found"]
    sought = _sought(asked, view) if reply.reason in ("nothing_found", "speaker_silent") else ""
    return f'<h3 class="verdict">{heading}</h3><p class="abstention">{parts}</p>{sought}'


def _sought(question: Question, view: View) -> str:
    """Say what was looked for, where, and which of its words no document holds."""
    count = len(view.documents())
    whose = f"words of {escaped(question.speaker)} on " if question.speaker else ""
    words = list(dict.fromkeys(question.content))
    topic = ", ".join(escaped(word) for word in words) or "what the question asks"
    lines = f"<dt>Looked for</dt><dd>{whose}{topic}; in {count:,} {'document' if count == 1 else 'documents'}</dd>"
    if missing := [escaped(word) for word in words if not view.frequency(word)]:
        lines += f"<dt>In none of them</dt><dd>{', '.join(missing)}</dd>"
    return f'<dl class="sought">{lines}</dl>'


def _nearest(place: int, reply: Answer, asked: Question, view: View) -> str:
    """Give what comes nearest; where somebody is silent, what others say apart from what is theirs."""
    if not reply.nearest:
        return ""
    heading = "<h3>Related, does not answer</h3>"
    if reply.reason != "speaker_silent" or asked.speaker is None:
        return heading + _quotations(place, reply.nearest, view, "nearest")
    names = {statement.speaker for statement in view.statements(speaker=asked.speaker)}
    theirs = [each for each in reply.nearest if each.speaker and _is_theirs(each.speaker, asked.speaker, names)]
    others = [each for each in reply.nearest if each not in theirs]
    named = theirs[0].speaker if theirs else None
    groups = (
        (f"On this topic, but not by {escaped(named or asked.speaker)}", others),
        (f"By {escaped(named or asked.speaker)}, but on other topics", theirs),
    )
    return heading + "".join(
        f"<h4>{title}</h4>{_quotations(place, group, view, 'nearest', named=True)}" for title, group in groups if group
    )


def _is_theirs(name: str, speaker: str, names: Container[str | None]) -> bool:
    return name in names or same_speaker(speaker, name, None)


def _quotations(
    place: int, cited: Sequence[Citation], view: View, kind: str = "citation", *, named: bool = False
) -> str:
    items = "".join(_quotation(place, each, around(view, each), kind, named=named) for each in cited)
    return f'<ol class="citations">{items}</ol>' if items else ""


def _quotation(place: int, citation: Citation, around: Around, kind: str, *, named: bool) -> str:
    """Give a quotation, its credit, and for whoever points at its number what stands around it.

    `named`: the speaker stands before the words.
    """
    gone = "" if around.stands else '<p class="gone">The document has changed or was removed since.</p>'
    where = _address(place, citation)
    who = f'<p class="speaker">{escaped(citation.speaker or NOT_RESOLVED)}</p>' if named else ""
    return (
        f'<li value="{citation.number}">{who}<blockquote class="{kind}" {where}>{_focused(citation)}</blockquote>'
        f'<button type="button" class="about" {where}>{credit(citation, named=named)}</button>{gone}'
        f'<div class="context" id="context-{place}-{citation.number}" hidden><p>{escaped(around.before)}'
        f"<mark>{escaped(citation.quote)}</mark>{escaped(around.after)}</p>"
        f'<p class="about">{credit(citation)}</p></div></li>'
    )


def _address(place: int, citation: Citation) -> str:
    return f'{address(citation)} data-turn="{place}" data-number="{citation.number}"'


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
