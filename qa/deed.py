"""The verb that is asked for in a question of when or where, and whether a sentence tells of that deed."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.phrases import ADVERBS, AUXILIARIES, BE, PERSONAL
from index.terms import words
from index.tokens import Token, tokens
from qa.roles import base_of
from qa.verb_forms import families, lemma, told

_DO = frozenset("do does did will would can could should".split())
_LIGHT = frozenset(map(lemma, "be have do get take place part locate situate know".split()))
_ASKED = frozenset(("when", "where"))
_KIN = families(
    "go travel visit fly arrive come head land tour trip leave move drive sail return attend in",
    "happen occur hold stage host place begin start open",
    "live reside home resident settle stay base dwell",
    "locate base situate headquarter lie stand site",
    "bear birth native hometown birthplace",
    "study graduate student school university college degree educate education alumnus learn",
    "attend graduate student school university college degree alumnus",  # who attends a forum does not study there
    "die kill dead death murder perish fatal",
    "work job employ office career",
    "found establish create start begin launch open build set",
    "come originate origin derive descend base name",
    "start begin rise source spring origin",
    "end finish conclude close mouth reach empty",
    "find discover detect identify record report",
    "invent develop devise design create",
    "shoot film record",
    "meet hold talk summit gather convene",
    "crash hit strike collide",
    "marry wed wedding wife husband",
)
_ALIKE = 4  # letters at the beginning of two words that make them of one family: "marry", "marriage"


def tells_of_deed(question: str, sentence: str) -> bool:
    """Whether the verb of a question of when or where stands in a sentence, by its stem or one of the same meaning."""
    asked = deed(question)
    if asked is None:
        return True
    there = {lemma(word) for word in words(sentence)}
    alike = frozenset((asked,)).union(*(group for group in _KIN if asked in group))
    return not alike.isdisjoint(there) or any(word[:_ALIKE] == asked[:_ALIKE] for word in there if len(word) >= _ALIKE)


@lru_cache(maxsize=64)
def deed(question: str) -> str | None:
    """Give the verb of a question of when or where, as `lemma` gives it; None of another, or where it is not plain."""
    found = [token for token in tokens(question, 0, len(question), []) if token.word]
    at = next((i for i, token in enumerate(found[:3]) if token.low in _ASKED), None)
    if at is None or at + 2 >= len(found):
        return None
    helper = found[at + 1].low
    if helper in _DO:
        verb = _behind(found, at + 3) if found[at + 2].low in PERSONAL else base_of(found, at + 2)
    elif helper in BE:
        verb = next((i for i in range(at + 2, len(found)) if not found[i].capital and told(found[i].low)), None)
    else:
        return None
    if verb is None or found[verb].low in AUXILIARIES | ADVERBS:
        return None
    asked = lemma(found[verb].low)
    return None if asked in _LIGHT or re.search(r"\d", asked) else asked


def _behind(found: Sequence[Token], at: int) -> int | None:
    """Find the verb behind "did they": what is no adverb."""
    return next((i for i in range(at, len(found)) if found[i].low not in ADVERBS), None)
