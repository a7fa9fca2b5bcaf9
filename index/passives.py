"""Reports in the passive: "was praised by Greer as ...", "called 'a mess' by Greer"; "was quoted as saying"."""

from collections.abc import Iterator, Sequence

from index.contents import Clause, content_before
from index.cues import LEXICON
from index.ends import CLAUSE_OPENERS, content_end, sentence_end
from index.phrases import BE, Range, phrase_ending, phrase_starting
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


def quoted_as_saying(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Find whose words are quoted, by whomever: "{Greer} was quoted by the Post as saying", "Poe quoted {Greer} as"."""
    for at in range(2, len(tokens)):
        if tokens[at].low != "saying" or tokens[at - 1].low != "as":
            continue
        quoted = next((place for place in range(at - 2, 0, -1) if tokens[place].low == "quoted"), None)
        if quoted is None:
            continue
        passive = tokens[quoted - 1].low in BE
        mention = phrase_ending(tokens, quoted - 2) if passive else phrase_starting(tokens, quoted + 1)
        contents = _around(tokens, at, mention[0] if passive and mention else _clause_start(tokens, quoted))
        if mention is not None and contents:
            yield Clause((quoted, at + 1), mention, contents, "say")


def _around(tokens: Sequence[Token], at: int, start: int) -> list[Range]:
    """Give what is said behind "saying", or else before the clause that starts at a token."""
    after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].low in (",", ":"))
    if after < sentence_end(tokens):
        return [(after, content_end(tokens, after))]
    left = content_before(tokens, start)
    return [left] if left is not None else []


def _clause_start(tokens: Sequence[Token], verb: int) -> int:
    """Give where the subject of a verb begins, the verb itself where none stands before it."""
    subject = phrase_ending(tokens, verb - 1)
    return subject[0] if subject is not None else verb


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
