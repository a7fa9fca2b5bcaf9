"""Paragraphs that are one statement by their form: a turn of a transcript, an item of a digest."""

import re

from index.cueless import LABELS
from index.sentences import Span

_TURN = re.compile(r"((?:[A-Z][A-Z.'’-]+\s){0,4}[A-Z][A-Z.'’-]{2,})(:)\s+(?=[^\s“\"'‘][^\n]*[.?!…-])")
_ITEM = re.compile(r"[A-Z][^a-z“”\"\n]{8,120}\s([“\"][^“”\"\n]+[”\"])\s(\[)([A-Z][^\[\]\n]{1,40}?)\.?\]\.?\s*\Z")


def turn(text: str, span: Span) -> tuple[Span, Span, Span] | None:
    """Give source, cue and content of `VALE: It held. Nobody doubts it.`, all of which is spoken."""
    match = _TURN.match(text, *span)
    if match is None or match[1].split()[0].lower() in LABELS:
        return None
    return match.span(1), match.span(2), (match.end(), span[1])


def item(text: str, span: Span) -> tuple[Span, Span, Span] | None:
    """Give source, cue and content of `THE DAM HOLDS "..." [River Post]`."""
    match = _ITEM.match(text, *span)
    return None if match is None else (match.span(3), match.span(2), match.span(1))
