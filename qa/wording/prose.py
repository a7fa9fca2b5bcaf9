"""Chosen sentences to prose: quotations in marks with who said them, each claim followed by its citation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index import Document, Statement
from index.quotations import quotations
from index.sentences import Span
from qa.answer import Citation, Part
from qa.english.words import Words
from qa.evidence.citable import Sentence
from qa.wording.names import Called

_HE_OR_SHE = frozenset(("he", "she"))
MOST_CITATIONS = 8
_MOSTLY = 0.5  # of a sentence in quotation marks: then only those words are given, and who said them


@dataclass(slots=True)
class Wording:
    """Parts and citations as they grow; a sentence cited twice keeps its number."""

    parts: list[Part] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    called: Called = field(default_factory=Called)
    _said: Counter[str] = field(default_factory=Counter)
    _waiting: list[Citation] = field(default_factory=list)

    def say(self, words: str, citations: tuple[int, ...] = ()) -> None:
        """Add words of our own."""
        self.parts.append(Part(words, quoted=False, citations=citations))

    def lead(self, short: str, sentences: Sequence[Sentence]) -> None:
        """Open with a short answer, which stands on these sentences; `report` gives their words later."""
        standing = [self._standing(sentence) for sentence in sentences]
        new = [self._cited(each) for each, there in zip(sentences, standing, strict=True) if there is None]
        cited = [citation for citation in (*standing, *new) if citation is not None]
        if not cited:
            return
        self._space()
        self.say(short, tuple(sorted({citation.number for citation in cited})))
        self.say(".")
        self._waiting += [citation for citation in new if citation is not None]

    def _standing(self, sentence: Sentence) -> Citation | None:
        """Give the citation whose quote holds a sentence already."""
        span = sentence.focus or sentence.span
        here = (c for c in self.citations if c.document_id == sentence.document.id)
        return next((c for c in here if c.start <= span[0] and span[1] <= c.end), None)

    def report(self, sentence: Sentence, *, whole: bool, before: str = "") -> None:
        """Add a sentence of the record, unless its words are given already, after our own words `before` it.

        It is given as its quotation with its speaker, or as it stands: `whole`, where a fact was asked for that
        may stand beside the quotation.
        """
        citation = next((c for c in self._waiting if _is_of(c, sentence)), None) or self._cited(sentence)
        if citation is None:
            return
        self._waiting = [other for other in self._waiting if other is not citation]
        twins = [other.number for other in self.citations if other.quote == citation.quote and other is not citation]
        if any(part.quoted and not set(twins).isdisjoint(part.citations) for part in self.parts):
            self._cite_too(citation.number, set(twins))
            return
        self._space()
        if before:
            self.say(before)
        inner = _quotations(sentence.document.text, (citation.start, citation.end))
        marked = sum(end - start for start, end in inner)
        if (
            not whole
            and citation.speaker
            and marked >= _MOSTLY * len(citation.quote)
            and _opens_quoted(citation, inner)
        ):
            self._quote(citation, sentence, inner)
        elif not whole and citation.speaker and self._stands_for_name(sentence, citation):
            self._with_name(citation, sentence)
        elif sentence.whom is not None and citation.start <= sentence.whom[0][0]:
            self._beside_pronoun(citation, sentence.document.text, *sentence.whom)
        else:
            self.parts.append(Part(citation.quote, quoted=True, citations=(citation.number,)))
            self._count(self.called.name(sentence))

    def _cite_too(self, number: int, twins: set[int]) -> None:
        """Cite a copy of a sentence that is given already, in another document, where that one is cited."""
        for at, part in enumerate(self.parts):
            if part.citations and twins.issuperset(part.citations):
                self.parts[at] = replace(part, citations=(*part.citations, number))

    def _space(self) -> None:
        if self.parts:
            self.say(" ")

    def _cited(self, sentence: Sentence) -> Citation | None:
        """Give a sentence its number; None where it, or its words, are cited already, or there are enough.

        A copy in another document, word for word, has a number of its own.
        """
        citation = cite(len(self.citations) + 1, sentence)
        known = self._standing(sentence) is not None or any(_repeats(citation, other) for other in self.citations)
        known = known or (sentence.focus is None and any(_overlap(citation, other) for other in self.citations))
        if known or citation.number > MOST_CITATIONS:
            return None
        self.citations.append(citation)
        return citation

    def _quote(self, citation: Citation, sentence: Sentence, inner: Sequence[Span]) -> None:
        """Give the words in quotation marks after the speaker's name."""
        text, cites = sentence.document.text, (citation.number,)
        self.say(f"{self._name(sentence)} said: ")
        for place, (start, end) in enumerate(inner):
            interrupted = place > 0 and text[start].islower() and _is_one(sentence.statement, inner[place - 1], start)
            if interrupted:
                self.parts.pop()
                self.say(" … ", cites)
            else:
                self.say("“" if place == 0 else "; “", cites if place else ())
            self.parts.append(Part(text[start:end], quoted=True, citations=cites))
            self.say("”", cites)
        if text[inner[-1][1] - 1] not in ".?!…":
            self.say(".")

    def _with_name(self, citation: Citation, sentence: Sentence) -> None:
        """Give the sentence with the name in brackets where a pronoun stands for it."""
        text, cites = sentence.document.text, (citation.number,)
        start, end = _mention(sentence)
        for words, quoted in (
            (text[citation.start : start], True),
            (f"[{self.called.name(sentence)}]", False),
            (text[end : citation.end], True),
        ):
            if words:
                self.parts.append(Part(words, quoted=quoted, citations=cites))
        self._count(self.called.name(sentence))

    def _beside_pronoun(self, citation: Citation, text: str, pronoun: Span, name: str) -> None:
        """Give the sentence with the name in brackets behind the pronoun that stands for it."""
        cites = (citation.number,)
        self.parts.append(Part(text[citation.start : pronoun[1]], quoted=True, citations=cites))
        self.say(f" [{name}]", cites)
        self.parts.append(Part(text[pronoun[1] : citation.end], quoted=True, citations=cites))

    def _stands_for_name(self, sentence: Sentence, citation: Citation) -> bool:
        """Whether a pronoun in the cited words stands where the speaker would be named, or a surname of several."""
        start, end = _mention(sentence)
        inside = citation.start <= start < end <= citation.end
        words = sentence.document.text[start:end]
        bare = self.called.is_shared(sentence) and words.lower() == (sentence.speaker or "").split()[-1].lower()
        return inside and (words.lower() in _HE_OR_SHE or (bare and self.called.name(sentence) != words))

    def _name(self, sentence: Sentence) -> str:
        """Give the full name first, then the short one, unless it is another speaker's too."""
        name = self.called.name(sentence)
        short = name if self.called.is_shared(sentence) or name != sentence.speaker else _short(sentence)
        said = self._said[name]
        self._count(name)
        shown = name if said == 0 else f"{short} also" if said == 1 else short
        return shown if name == sentence.speaker else shown[0].upper() + shown[1:]

    def _count(self, speaker: str | None) -> None:
        self._said[speaker or ""] += 1


def cite(number: int, sentence: Sentence) -> Citation:
    """Cite a sentence."""
    document: Document = sentence.document
    start, end = sentence.span
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
        focus=sentence.focus and (max(sentence.focus[0], start), min(sentence.focus[1], end)),
        speaker=sentence.speaker,
    )


def cite_all(chosen: Sequence[Sentence]) -> tuple[Citation, ...]:
    """Cite sentences in order, each span once."""
    found: list[Citation] = []
    for sentence in chosen:
        citation = cite(len(found) + 1, sentence)
        if not any(_overlap(citation, other) for other in found):
            found.append(citation)
    return tuple(found)


def _is_one(statement: Statement | None, first: Span, start: int) -> bool:
    """Whether a statement holds both a quotation and the one that begins there: "A ferry," she said, "needs water"."""
    spans = () if statement is None else statement.spans
    return all(any(each[0] <= place < each[1] for each in spans) for place in (first[0], start))


def _overlap(one: Citation, other: Citation) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end


def _is_of(citation: Citation, sentence: Sentence) -> bool:
    return (citation.document_id, citation.start, citation.end) == (sentence.document.id, *sentence.span)


def _repeats(one: Citation, other: Citation) -> bool:
    """Whether two citations give the same words, and not two documents the very same sentence."""
    copy = one.document_id != other.document_id and one.quote == other.quote
    return not copy and Words.of(one.quote).tokens == Words.of(other.quote).tokens


def _short(sentence: Sentence) -> str:
    """Give the part of a name that the document calls its bearer by, else the last one: "Xi" of Xi Jinping."""
    parts = (sentence.speaker or "").split()
    start, end = _mention(sentence)
    named = sentence.document.text[start:end]
    return named if named in parts else parts[-1] if sentence.speaker and len(parts) == 2 else sentence.speaker or ""


def _mention(sentence: Sentence) -> Span:
    statement: Statement | None = sentence.statement
    return (0, 0) if statement is None or statement.mention is None else statement.mention


def _opens_quoted(citation: Citation, inner: Sequence[Span]) -> bool:
    return bool(inner) and inner[0][0] - citation.start <= 1


def _quotations(text: str, span: Span) -> list[Span]:
    """Spans of the words inside quotation marks, the mark that joins them to the sentence left out."""
    found: list[Span] = []
    for each in quotations(text, *span):
        start, end = each.inner
        while end > start and text[end - 1] in ", ":
            end -= 1
        if end > start:
            found.append((start, end))
    return found
