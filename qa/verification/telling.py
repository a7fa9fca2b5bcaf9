"""How a text tells that words were said: plainly, with a denial, or as what one says that another said.

"Smith denied that she had promised X" and "Jones claimed that Smith had said X" hold the words X and the name of Smith,
and in neither does Smith say X.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index import Statement
from index.cues import LEXICON
from index.sentences import Span, overlap
from index.speakers import same_speaker
from qa.english.negation import negates
from qa.verification.framing import denies, framed, unsaid

_DENYING = frozenset("deny refuse decline".split())  # of all that follows them
_REJECTING = frozenset("reject dismiss dispute rebut disavow repudiate question doubt".split())  # of a claim
_SUPPOSING = frozenset("if whether unless might may could should must would false untrue wrong".split())
_CLAIM = (
    r"(?:claim|report|allegation|accusation|suggestion|assertion|idea|notion|rumou?r|charge|statement|speculation"
    r"|insinuation|theory|contention|talk)"
)
_OF_CLAIM = re.compile(rf"\W*(?:that\b|(?:[\w’'-]+\s+){{0,4}}?{_CLAIM}s?\b)", re.IGNORECASE)
_BEFORE_CLAIM = re.compile(rf"\W*(?:\w+\s+)?{_CLAIM}s?\b", re.IGNORECASE)
_ASSERTED = re.compile(r"[:;]|,\W*\Z|,\s+\w+ing\b|\b(?:as|because|but)\s+(?:an?\s+|the\s+)?\W*\Z")
_LEADS = re.compile(r"\A(?:[^,;:“”„«»\"]{0,80}\b(?:that|how|saying|claiming|suggesting|alleging))?\s*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Telling:
    """The statement that words belong to, and what stands between its speaker and the words.

    `cue` is the reporting verb with its helpers, `denial` the same where it denies; `teller` is another's statement
    that reports this one; `named` and `named_teller` are how each is worded, "Smith had said" and "Jones claimed".
    `frame` is what leaves open that it was said, "Rumours that".
    """

    statement: Statement | None = None
    cue: str = "said"
    denial: str | None = None
    teller: Statement | None = None
    named: str = ""
    named_teller: str = ""
    frame: str | None = None

    @classmethod
    def of(cls, text: str, span: Span, statements: Iterable[Statement]) -> "Telling":
        """Read how a text tells what stands in a stretch of it."""
        chain = _chain(text, span, statements)
        if not chain:
            denied = unsaid(text, span[0])
            return cls(denial=denied[0]) if denied is not None else UNTOLD
        inner = chain[0]
        teller = next((each for each in chain[1:] if not _one_person(text, inner, each)), None)
        return cls(
            inner,
            _cue(text, inner),
            next((_cue(text, each) for each in chain if _denies(text, each, span)), None),
            teller,
            _named(text, inner),
            _named(text, teller) if teller is not None else "",
            framed(text, span, inner),
        )

    def is_told_by(self, claimed: str) -> bool:
        """Whether the one who is claimed reports the statement of another."""
        return self.teller is not None and _is(claimed, self.teller, self.named_teller)

    def changed(self, draft: "Telling", claimed: str) -> str | None:
        """Say what a draft that quotes these words changes of how they are told, "denied -> said"."""
        if self.denial is not None and draft.denial is None:
            return f"{self.denial} -> {draft.cue}"
        if self.denial is None and draft.denial is not None:
            return f"{self.cue} -> {draft.denial}"
        if denies(draft.frame) and self.denial is None and not denies(self.frame):
            return f"{self.cue} -> {draft.frame}"
        if self.frame is not None and draft.frame is None and draft.denial is None and draft.teller is None:
            return f"{self.frame} {self.named} -> {draft.named or claimed}"
        if self.teller is None:
            return None
        if self.is_told_by(claimed):
            return f"{self.named} -> {draft.named or claimed}"
        kept = draft.teller is not None and self.is_told_by(draft.teller.speaker or draft.named_teller)
        return None if kept else f"{self.named_teller} -> {draft.named or claimed}"


def doubted(words: Iterable[str]) -> bool:
    """Whether words around a quotation, in lower case, deny it or only suppose it."""
    return any(negates(word) or word in _SUPPOSING or _lemma(word) in _DENYING | _REJECTING for word in words)


UNTOLD = Telling()  # words that nobody is told to have said


def _chain(text: str, span: Span, statements: Iterable[Statement]) -> list[Statement]:
    """Give the statement that a stretch belongs to, and those that lead to it, from the inside to the outside."""
    around = sorted((each for each in statements if _holds(each, span)), key=_size)
    chain = around[:1]
    for outer in around[1:]:
        inner = chain[-1]
        if _misreads(inner, outer):
            chain[-1] = outer
        elif _leads(text, outer, inner):
            chain.append(outer)
    return chain


def _holds(statement: Statement, span: Span) -> bool:
    return 2 * sum(overlap(span, each) for each in statement.spans) >= span[1] - span[0]


def _misreads(inner: Statement, outer: Statement) -> bool:
    """Whether the cue of one statement stands within what another takes for a source: "Smith rejected"."""
    return outer.cue is not None and inner.mention is not None and overlap(outer.cue, inner.mention) > 0


def _leads(text: str, outer: Statement, inner: Statement) -> bool:
    """Whether what somebody says begins with that another says something: "claimed that Smith had said"."""
    if outer.cue is None or inner.cue is None or inner.mention is None:
        return False
    begin = outer.spans[0][0]
    first = min(inner.mention[0], inner.cue[0])
    return outer.cue[1] <= begin <= first and _LEADS.match(text[begin:first]) is not None


def _denies(text: str, statement: Statement, span: Span) -> bool:
    """Whether a reporting clause denies the words of a stretch that it leads to."""
    if statement.cue is None:
        return False
    cue = [word.lower().replace("’", "'") for word in _WORD.findall(text[slice(*statement.cue)])]
    negated = any(map(negates, cue)) or any(_lemma(word) in _DENYING for word in cue[:-1])
    lemma = _lemma(cue[-1]) if cue else ""
    if span[0] < statement.cue[0]:
        return negated and lemma not in _DENYING
    between = text[statement.cue[1] : span[0]]
    if _ASSERTED.search(between):
        return False
    denies = lemma in _DENYING and not _BEFORE_CLAIM.match(text, span[1])
    return (denies or (lemma in _REJECTING and _OF_CLAIM.match(between) is not None)) != negated


def _lemma(word: str) -> str:
    return LEXICON[word].lemma if word in LEXICON else ""


def _one_person(text: str, one: Statement, other: Statement) -> bool:
    if one.speaker is None or other.speaker is None:
        return one.mention == other.mention
    return same_speaker(one.speaker, other.speaker, other.role)


def _is(claimed: str, statement: Statement, named: str) -> bool:
    if statement.speaker is not None:
        return same_speaker(claimed, statement.speaker, statement.role)
    return bool(named) and named.lower().startswith(claimed.lower())


def _named(text: str, statement: Statement) -> str:
    """Give a source with its cue, as the text words them."""
    mention = "" if statement.mention is None else text[slice(*statement.mention)]
    return f"{mention} {_cue(text, statement)}".strip()


def _cue(text: str, statement: Statement) -> str:
    """Give the words of a cue; a colon says."""
    cue = "" if statement.cue is None else " ".join(text[slice(*statement.cue)].split())
    return cue if any(map(str.isalpha, cue)) else "said"


def _size(statement: Statement) -> int:
    return sum(end - start for start, end in statement.spans)
