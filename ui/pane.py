"""What the source pane shows for what was clicked: a cited text, a document, who speaks in it, evidence.

What the browser sends is checked as anybody's would be.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from index import Document, DocumentNotFound, View
from index.sentences import Span
from qa import Answer
from ui import evidence, speakers
from ui.escape import failure
from ui.source import Place, Said, source
from ui.source import evidence as evidence_shown

Sent = Mapping[str, Any]
_NO_CONVERSATION = "This conversation is no longer here. Ask again"
_NO_DOCUMENT = "There is no such document here, or no longer. Choose one from the list"
_CHANGED = "This document has changed since it was cited."
_LISTED = "This document has changed since its speakers were listed."


class Pane:
    """The source pane over one view of an index."""

    def __init__(self, view: View) -> None:
        self._view = view

    def opened(self, history: Sequence[Answer], sent: Sent) -> str:
        """Show the source of a citation, of a statement, or a document, at a span if one is named."""
        turn, number = whole_number(sent.get("turn")), whole_number(sent.get("number"))
        if turn is not None and number is not None:
            return self.cited(history, turn, number)
        start, end = whole_number(sent.get("start")), whole_number(sent.get("end"))
        chosen = None if start is None or end is None else (start, end)
        name, speaker, seen = str(sent.get("doc")), sent.get("speaker"), sent.get("sha")
        if speaker is not None and chosen is not None:
            return self._said(name, str(speaker), chosen)
        return self._document(name, chosen, seen=None if seen is None else str(seen))

    def cited(self, history: Sequence[Answer], turn: int, number: int) -> str:
        """Show the source of a citation with all that its answer cites there, if it still stands there."""
        reply = reply_at(history, turn)
        cited = () if reply is None else reply.citations or reply.nearest
        if not 0 < number <= len(cited):
            return failure(_NO_CONVERSATION)
        chosen = cited[number - 1]
        place = Place(turn, number, len(cited))
        try:
            document = self._view.document(chosen.document_id)
        except DocumentNotFound:
            return failure(f"“{chosen.title}” was removed from the documents. Add it again to read it here")
        who = self._who(document)
        if document.text[chosen.start : chosen.end] != chosen.quote:
            return source(document, (), place=place, speakers=who, note=_CHANGED)
        spans = [(each.start, each.end) for each in cited if each.document_id == document.id]
        return source(document, spans, chosen=(chosen.start, chosen.end), place=place, speakers=who)

    def addressed(self, name: str, place: str | None) -> str:
        """Show what the page's address names; a place that is not in the document is said to be none."""
        if place is None:
            return self._document(name, None)
        span = _span(place)
        info = next((info for info in self._view.documents() if info.id == name), None)
        if info is None or (span is not None and span[0] < span[1] <= info.characters):
            return self._document(name, span)
        return self._document(name, None, note=f"The address names a place, {place}, that this document does not have.")

    def evidence(self, history: Sequence[Answer], sent: Sent) -> str:
        """Show where selected words stand, or what comes nearest."""
        words = str(sent.get("words", ""))[: evidence.LONGEST].strip()
        reply = reply_at(history, whole_number(sent.get("turn")))
        found = evidence.exact(self._view, words, reply.citations if reply else ())
        if found is None:
            return evidence_shown(words, evidence.nearest(self._view, words))
        return source(found[0], (), chosen=found[1], speakers=self._who(found[0]))

    def speakers(self, sent: Sent) -> str:
        """Show who speaks in a document, and what the chosen one is reported to say."""
        chosen = sent.get("speaker")
        try:
            document = self._view.document(str(sent.get("doc")))
        except DocumentNotFound:
            return failure(_NO_DOCUMENT)
        found = speakers.speakers(self._view.statements(document_id=document.id))
        return speakers.view(document, found, None if chosen is None else str(chosen))

    def _document(self, name: str, chosen: Span | None, *, seen: str | None = None, note: str = "") -> str:
        """Show a document; nothing is lit where it is another text than the one that was seen."""
        try:
            document = self._view.document(name)
        except DocumentNotFound:
            return failure(_NO_DOCUMENT)
        if seen is not None and seen != document.sha256:
            chosen, note = None, _CHANGED
        return source(document, (), chosen=chosen, speakers=self._who(document), note=note)

    def _said(self, name: str, key: str, chosen: Span) -> str:
        """Show a statement among all of its speaker's."""
        try:
            document = self._view.document(name)
        except DocumentNotFound:
            return failure(_NO_DOCUMENT)
        found = speakers.speakers(self._view.statements(document_id=name))
        speaker = next((each for each in found if each.key == key), None)
        if speaker is None or chosen not in speaker.spans:
            return source(document, (), speakers=self._who(document), note=_LISTED)
        at = next(at for at, each in enumerate(speaker.statements) if chosen in each.spans)
        of = len(speaker.statements)
        before, after = (speaker.statements[(at + by) % of].spans[0] for by in (-1, 1))
        said = Said(key, at + 1, of, before, after)
        return source(document, speaker.spans, chosen=chosen, place=said)

    def _who(self, document: Document) -> int | None:
        """How many speak in a document; None: nobody is reported to say anything."""
        found = speakers.speakers(self._view.statements(document_id=document.id))
        return sum(speaker.name is not None for speaker in found) if found else None


def reply_at(history: Sequence[Answer], turn: int | None) -> Answer | None:
    """Give the answer of a turn, if there is one."""
    return history[turn] if turn is not None and 0 <= turn < len(history) else None


def whole_number(value: object) -> int | None:
    """Give a number that a browser sent; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _span(text: str | None) -> Span | None:
    """Read "12-34"."""
    match = re.fullmatch(r"(\d{1,12})-(\d{1,12})", text or "", re.ASCII)
    return (int(match[1]), int(match[2])) if match else None
