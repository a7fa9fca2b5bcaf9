"""What stands between commas, dashes or brackets behind the name that it tells of: "Ann Poe, 44, of Cork,"."""

from collections.abc import Sequence

from index.phrases import (
    CONJUNCTIONS,
    DASHES,
    DAYS,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVE,
    Range,
    phrase_ending,
    phrase_starting,
    segment_start,
)
from index.titles import LETTERS
from index.tokens import Token

_ARTICLES = frozenset(("a", "an", "the"))
_LETTERS = frozenset(map(str.lower, LETTERS))


def before_aside(tokens: Sequence[Token], last: int) -> Range | None:
    """Find the subject that asides follow: "Ann Poe, 44, of Cork," or "Greer — in Davos —"."""
    mark = tokens[last].low
    marks = {","} if mark == "," else ({"("} if mark == ")" else DASHES)
    end = last
    for _ in range(4):
        begin = end - 1
        while begin >= 0 and tokens[begin].low not in marks and tokens[begin].quotation is None:
            begin -= 1
        segment = tokens[begin + 1 : end]
        if not segment:
            return None
        if end < last and segment[0].low in ("and", "but") and segment[-1].capital:
            return phrase_ending(tokens, end - 1)  # "and {Ann Poe}, a lawyer, said"
        if end < last and begin < 0 and segment[0].low in PREPOSITIONS and tokens[end + 1].low in _ARTICLES:
            return phrase_starting(tokens, end + 1)  # "In Cork, {an official}, asked of it, said"
        place = (
            len(segment) <= 2
            and begin > 0
            and tokens[begin - 1].capital
            and tokens[begin - 1].low not in DAYS
            and tokens[begin].low == ","
            and (segment_start(tokens, begin) > 0)
        )
        owned = begin > 0 and tokens[begin - 1].capital and _describes(segment) and begins_clause(tokens, begin)
        if begin < 0 or not (_is_aside(segment) or place or owned):
            return phrase_ending(tokens, end - 1) if end < last or begin < 0 else _named(tokens, end - 1, begin)
        end = begin
        if mark != ",":
            return phrase_ending(tokens, end - 1)
    return None


def _describes(segment: Sequence[Token]) -> bool:
    """Whether words between commas tell of somebody by whose: "Florida's former governor"."""
    return segment[0].capital and not segment[-1].capital and any(token.possessive for token in segment[:-1])


def begins_clause(tokens: Sequence[Token], end: int) -> bool:
    """Whether a name that ends before a token is the first of its sentence."""
    found = phrase_ending(tokens, end - 1)
    return found is not None and found[0] == 0


def _named(tokens: Sequence[Token], last: int, begin: int) -> Range | None:
    """Give what stands just before the comma if it can be a subject ("..., Greer, said")."""
    found = phrase_ending(tokens, last)
    return found if found is not None and found[0] == begin + 1 else None


def _is_aside(segment: Sequence[Token]) -> bool:
    first = segment[0]
    if first.low[0].isdigit() or first.low in PREPOSITIONS | RELATIVE | {
        "whose",
        "where",
        "when",
        "now",
        "once",
        "then",
    }:
        return True
    if first.low in DETERMINERS | {"not"} or (len(segment) == 1 and first.capital and first.low in _LETTERS):
        return True
    if first.low in PERSONAL or first.low in CONJUNCTIONS:
        return False
    if not first.capital:
        return True
    return first.low in ("jr", "sr", "jr.", "sr.") or first.low.startswith(("r-", "d-"))


def past_aside(tokens: Sequence[Token], at: int) -> int:
    """Give the place after "(D-Ohio)" or ", an aside,"; the same place where there is none."""
    if at >= len(tokens) or tokens[at].word or tokens[at].quotation is not None:
        return at
    closing = {"(": ")", ",": ","}.get(tokens[at].low)
    if closing is None:
        return at
    end = next((place for place in range(at + 1, len(tokens)) if tokens[place].low == closing), None)
    return at if end is None else end + 1
