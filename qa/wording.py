"""Chosen sentences to prose: quotations in marks with who said them, each claim followed by its citation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.sentences import Span
from qa.answer import Citation, Part
from qa.evidence import LONGEST_QUOTE, Sentence, voices

_MARKED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_MOSTLY = 0.5  # of a sentence in quotation marks: then only those words are given, and who said them


@dataclass(slots=True)
class Wording:
    """Parts and citations as they grow; a sentence cited twice keeps its number."""

    parts: list[Part] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    _named: set[str] = field(default_factory=set)

    def say(self, words: str) -> None:
        """Add words of our own."""
        self.parts.append(Part(words, quoted=False))

    def report(self, sentence: Sentence, *, whole: bool) -> None:
        """Add a sentence of the record, unless it is cited already.

        It is given as its quotation with its speaker, or as it stands: `whole`, where a fact was asked for that
        may stand beside the quotation.
        """
        citation = cite(len(self.citations) + 1, sentence)
        if any(_overlap(citation, other) for other in self.citations):
            return
        self.citations.append(citation)
        if self.parts:
            self.say(" ")
        inner = _quotations(sentence.document.text, (citation.start, citation.end))
        marked = sum(end - start for start, end in inner)
        if whole or citation.speaker is None or marked < _MOSTLY * len(citation.quote) or citation.quote[0] not in '“"':
            self.parts.append(Part(citation.quote, quoted=True, citations=(citation.number,)))
            return
        self.say(f"{self._name(citation.speaker)} said: ")
        cites = (citation.number,)
        for place, (start, end) in enumerate(inner):
            self.parts.append(Part("“" if place == 0 else "; “", quoted=False, citations=cites if place else ()))
            self.parts.append(Part(sentence.document.text[start:end], quoted=True, citations=cites))
            self.parts.append(Part("”", quoted=False, citations=cites))
        if sentence.document.text[inner[-1][1] - 1] not in ".?!…":
            self.say(".")

    def _name(self, speaker: str) -> str:
        """Give the full name first, then the surname."""
        if speaker in self._named:
            return f"{speaker.split()[-1]} also"
        self._named.add(speaker)
        return speaker


def cite(number: int, sentence: Sentence) -> Citation:
    """Cite a sentence, with those after it in its paragraph in which its quotation goes on."""
    document = sentence.document
    start, end = sentence.span
    speaker = sentence.speaker
    for voice in voices(document).within(start, end):
        if voice.span[0] == start:
            speaker = voice.speaker
        elif voice.continues and voice.span[0] > start and voice.speaker == speaker and speaker is not None:
            if voice.span[1] - start > LONGEST_QUOTE or document.text[end : voice.span[0]].strip():
                break
            end = voice.span[1]
    return Citation(
        number=number,
        document_id=document.id,
        uri=document.uri,
        title=document.title,
        source=document.source,
        date=document.date,
        sha256=document.sha256,
        start=start,
        end=end,
        quote=document.text[start:end],
        speaker=speaker,
    )


def cite_all(chosen: Sequence[Sentence]) -> tuple[Citation, ...]:
    """Cite sentences in order, each span once."""
    found: list[Citation] = []
    for sentence in chosen:
        citation = cite(len(found) + 1, sentence)
        if not any(_overlap(citation, other) for other in found):
            found.append(citation)
    return tuple(found)


def _overlap(one: Citation, other: Citation) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end


def _quotations(text: str, span: Span) -> list[Span]:
    """Spans of the words inside quotation marks, the mark that joins them to the sentence left out."""
    found: list[Span] = []
    for match in _MARKED.finditer(text, *span):
        group = 1 if match[1] is not None else 2
        start, end = match.span(group)
        while end > start and text[end - 1] in ", ":
            end -= 1
        found.append((start, end))
    return found
