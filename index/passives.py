"""Reports in the passive: "was praised by Greer as ...", "called 'a mess' by Greer"."""

from collections.abc import Iterator, Sequence

from index.contents import Clause
from index.cues import LEXICON
from index.ends import CLAUSE_OPENERS, content_end
from index.phrases import Range, phrase_starting
from index.tokens import Token


def passives(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Find the participles that report, each with the one who does so behind "by"."""
    for at, token in enumerate(tokens):
        verb = LEXICON.get(token.low)
        if verb is None or "done" not in verb.forms or token.capital:
            continue
        clause = _by_then_said(tokens, at, verb.lemma) or _said_then_by(tokens, at, verb.lemma)
        if clause is not None:
            yield clause


def _by_then_said(tokens: Sequence[Token], at: int, lemma: str) -> Clause | None:
    source = _source(tokens, at + 1)
    if source is None or source[1] >= len(tokens):
        return None
    opener = source[1]
    if tokens[opener].low in CLAUSE_OPENERS and "say" in LEXICON[tokens[at].low].classes:
        return Clause((at, at + 1), source, [(opener, content_end(tokens, opener))], lemma)
    begin = opener + (tokens[opener].low in ("as", ",", ":"))
    if begin >= len(tokens) or (tokens[begin].quotation is None and tokens[opener].low != "as"):
        return None
    return Clause((at, at + 1), source, [(begin, max(begin + 1, content_end(tokens, begin)))], lemma)


def _said_then_by(tokens: Sequence[Token], at: int, lemma: str) -> Clause | None:
    begin = at + 1
    if begin < len(tokens) and tokens[begin].low == "as":
        begin += 1
    if begin >= len(tokens) or tokens[begin].quotation is None:
        return None
    source = _source(tokens, begin + 1)
    return Clause((at, at + 1), source, [(begin, begin + 1)], lemma) if source is not None else None


def _source(tokens: Sequence[Token], by: int) -> Range | None:
    if by + 1 >= len(tokens) or tokens[by].low != "by":
        return None
    return phrase_starting(tokens, by + 1)
