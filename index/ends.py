"""Where what is said ends: with the sentence, or with a mark behind which the reporter speaks again."""

from collections.abc import Sequence

from index.cues import LEXICON, Verb
from index.phrases import (
    AUXILIARIES,
    DASHES,
    DAYS,
    ENDS,
    PERSONAL,
    SUBORDINATING,
    phrase_starting,
    predicate,
)
from index.tokens import Token

CLAUSE_OPENERS = frozenset("that whether if how what why".split())
_AFTER_QUOTED = frozenset("and but while as who which".split())
_AFTER_QUOTATION = frozenset("after until when while before moments minutes hours".split())
_LEAVING_OBJECT = frozenset("and but as so because since after when with for in at on though even".split())
_RELATIVE = frozenset("which who whose".split())
_LEAVING = frozenset("which who while whereas compared versus".split())
_OCCASIONS = DAYS | frozenset(
    """tweet tweets twitter statement interview interviews speech remarks email emails e-mail letter post posts
    facebook radio television tv video debate rally conference briefing memo op-ed column ad blog podcast
    appearance appearances book memoir report essay article debates rallies""".split()
)  # where or when something was said
_ANSWERING = frozenset(
    """agrees agreed concurs concurred disagrees disagreed dissents dissented demurs demurred differs differed objects
    objected""".split()
)  # of another speaker
_BASES = frozenset("let put set hit cut".split())  # in the past or not
_TO_OCCASION = 5  # words from the preposition


def content_end(tokens: Sequence[Token], at: int) -> int:
    """Give where content that begins at a token ends: with the sentence, or with a quotation that a comma closes."""
    if tokens[at].quotation is not None and tokens[at].ends_with_comma and at + 1 < len(tokens) and tokens[at + 1].word:
        return at + 1
    if tokens[at].quotation is not None and at + 1 < len(tokens) and tokens[at + 1].low in _AFTER_QUOTATION:
        return at + 1
    first = may_leave_after(tokens, at) if tokens[at].low == "that" else at
    end = next((place for place in range(first + 1, len(tokens)) if _leaves(tokens, place)), len(tokens))
    return max(at, min(end, sentence_end(tokens)))


def may_leave_after(tokens: Sequence[Token], at: int) -> int:
    """Give the verb of a that-clause; the sentence's end where an aside parts it from its subject."""
    for place in range(at + 1, len(tokens)):
        if tokens[place].low in {",", *DASHES}:
            return len(tokens)
        if predicate(tokens, place):
            return place
    return at


def sentence_end(tokens: Sequence[Token]) -> int:
    """Give the place after the last token that is no full stop."""
    end = len(tokens)
    while end > 0 and tokens[end - 1].low in ENDS:
        end -= 1
    return end


def _quoted_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether something is quoted further on in the sentence."""
    return any(token.quotation is not None for token in tokens[at:])


def _leaves(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends what is said: a participle, an apposition or an aside of the reporter's follows."""
    if tokens[at - 1].quotation is not None and _leaves_quotation(tokens, at):
        return True
    if tokens[at].low == ";" or _another_answers(tokens, at):
        return True
    if tokens[at].low != "," or at + 2 >= len(tokens):
        return False
    after = tokens[at + 1]
    if after.low in _RELATIVE and _quoted_on(tokens, at):
        return False
    if after.low in _LEAVING or _is_participle(after):
        return True
    if after.low.endswith("ly") and _is_participle(tokens[at + 2]):
        return True
    return after.low in ("a", "an", "another") and tokens[at + 2].word and not tokens[at + 2].capital


def _another_answers(tokens: Sequence[Token], at: int) -> bool:
    """Whether another speaker's assent or dissent is told: `Greer said it fell{, but Poe} disagreed.`."""
    join = at + (tokens[at].low == ",")
    if join + 2 >= len(tokens) or tokens[join].low not in ("and", "but", "yet"):
        return False
    subject = phrase_starting(tokens, join + 1)
    if subject is None or subject[1] >= len(tokens) or tokens[subject[1]].low not in _ANSWERING:
        return False
    return subject[1] + 1 >= len(tokens) or not tokens[subject[1] + 1].word


def _leaves_quotation(tokens: Sequence[Token], at: int) -> bool:
    """Whether the reporter speaks after a quotation: `"so," and left`, `"a mess" - the third`, `"so" as she left`."""
    low = tokens[at].low
    if tokens[at - 1].ends_with_comma:
        more = low in ("and", "but") and _quoted_on(tokens, at)
        return not more and (low in _AFTER_QUOTED or _is_participle(tokens[at]))
    if low == "as":
        return at + 1 < len(tokens) and tokens[at + 1].low in PERSONAL
    return low in {"-", "(", *DASHES} and not _quoted_on(tokens, at)


def _is_participle(token: Token) -> bool:
    low = token.low
    return low.endswith("ing") and len(low) > 5 and not token.capital and low not in ("including", "according")


def object_end(tokens: Sequence[Token], begin: int, verb: Verb) -> int:
    """Give where content ends that may be no clause but what the verb is about."""
    end = content_end(tokens, begin)
    opener = tokens[begin]
    if "say" in verb.classes or opener.low in CLAUSE_OPENERS | PERSONAL:
        return end
    return next((place for place in range(begin + 1, end) if _leaves_object(tokens, place)), end)


def _leaves_object(tokens: Sequence[Token], at: int) -> bool:
    low, after = tokens[at].low, tokens[at + 1 : at + 2]
    if tokens[at - 1].quotation is not None and (low == "during" or _tells_occasion(tokens, at)):
        return True
    if low == ":" and after and after[0].word:
        return True
    if low == "but" or (low in SUBORDINATING and _somebody_says(tokens, at + 1)):
        return True
    if low in {",", "and"} and after and after[0].low in AUXILIARIES:
        return True
    if low == "and":
        return bool(after) and not after[0].capital and (after[0].low in LEXICON or _acts(tokens, at + 1))
    return low == "," and bool(after) and after[0].low in _LEAVING_OBJECT


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb in the past that "and" joins tells what else somebody did: `called it "a mess" and {left}`."""
    joined = tokens[at - 2].low.endswith("ed")  # "the baffled and worried"
    return not joined and tokens[at].low not in _BASES and predicate(tokens, at)


def _somebody_says(tokens: Sequence[Token], at: int) -> bool:
    """Whether a subject and its report follow: `criticized Greer after {she said}`."""
    subject = phrase_starting(tokens, at)
    if subject is None or subject[1] >= len(tokens):
        return False
    verb = LEXICON.get(tokens[subject[1]].low)
    return verb is not None and "say" in verb.classes and "finite" in verb.forms and not verb.noun


def _tells_occasion(tokens: Sequence[Token], at: int) -> bool:
    """Whether "in a tweet" or "Tuesday" begins here, which is no part of what is said."""
    near = tokens[at : at + _TO_OCCASION] if tokens[at].low in ("in", "on", "during", "at") else tokens[at : at + 1]
    return any(token.low in _OCCASIONS for token in near)
