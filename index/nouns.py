"""Reports by a noun that its source owns: "Greer's claim that ...", "his opposition to the tariffs"."""

from collections.abc import Iterator, Sequence

from index.contents import Clause
from index.cues import OWNED
from index.ends import content_end
from index.phrases import AUXILIARIES, BE, CONJUNCTIONS, HAVE, Range, phrase_ending, predicate
from index.tokens import Token

_OWNERS = frozenset("his her their its my our".split())
_IS = frozenset(("is", "was", "'s"))
_VERDICTS = frozenset(
    """false untrue wrong true correct accurate inaccurate misleading baseless unfounded groundless absurd nonsense
    debunked disproved disproven refuted rejected disputed contradicted""".split()
)
_JUDGING = BE | HAVE
_NEAR = 4  # words between the owner and the noun


def owned(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Find the nouns that report, each with its owner before it and what it is about behind it."""
    for at, token in enumerate(tokens):
        if token.low not in OWNED or token.capital:
            continue
        owner = _owner(tokens, at)
        content = _content(tokens, at + 1, OWNED[token.low])
        if owner is not None and content is not None:
            yield Clause((at, max(at + 1, content[0])), owner, [content], "")


def _owner(tokens: Sequence[Token], at: int) -> Range | None:
    for place in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        token = tokens[place]
        if not token.word or token.low in AUXILIARIES or token.low in CONJUNCTIONS:
            return None
        if token.low in _OWNERS:
            return place, place + 1
        if token.possessive:
            return phrase_ending(tokens, place)
    return None


def _content(tokens: Sequence[Token], at: int, leads: str) -> Range | None:
    if at >= len(tokens) or (at + 1 == len(tokens) and tokens[at].quotation is None):
        return None
    opener = tokens[at]
    if opener.quotation is not None and leads == "that":
        return at, at + 1
    if opener.low in _IS:
        begin = at + 1 + (tokens[at + 1].low == ":")
    elif (opener.low == "that" and leads != "is") or opener.low == "to" == leads:
        begin = at
    elif opener.low == "for" == leads:
        begin = at + 1
    else:
        return None
    if begin >= len(tokens):
        return None
    end = content_end(tokens, begin)
    return begin, _verdict(tokens, begin, end) if opener.low == "that" else end


def _verdict(tokens: Sequence[Token], begin: int, end: int) -> int:
    """Give where a claim ends and what is told of it begins: `that "it held" drew laughs`, `that it held is false`."""
    told = False  # the claim's own verb has been met
    for at in range(begin + 1, end):
        quoted = tokens[at - 1].quotation is not None
        if quoted and (tokens[at].low == "as" or (at - 2 == begin and predicate(tokens, at))):
            return at
        if (
            told
            and tokens[at].low in _JUDGING
            and any(token.low in _VERDICTS for token in tokens[at + 1 : min(at + 4, end)])
        ):
            return at
        told = told or predicate(tokens, at)
    return end
