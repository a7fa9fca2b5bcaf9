"""Whether a sentence states that something happened: not what is denied, planned, tried, feared or alleged.

What a question takes for granted is not answered by a sentence that leaves it open: "Who stole the crates?" is not, by
"A court cleared Hanna Roth of stealing the crates". Where the question asks for just that, it is: "Who was cleared?".
"""

import re

from index.terms import STOP_WORDS, words
from qa.english.negation import DENIALS, MODALS, negates
from qa.english.verb_forms import families, lemma, told

REACH = 7  # words before a verb in which it is made open
_OPEN = families(
    """deny refuse fail decline doubt clear acquit exonerate accuse suspect charge allege claim plan intend hope want
    wish try attempt threaten seek aim propose consider fear expect vow promise pledge offer urge demand ask rumour
    rumor dispute reject prevent avoid stop ban forbid need"""
)[0]
_LEFT_OPEN = frozenset(
    """may might could would should if unless whether allegedly reportedly supposedly purportedly apparently perhaps
    possibly probably nearly almost wrongly falsely mistakenly rumours rumors rumour rumor claims allegations suspicion
    unlikely""".split()
)
_FUTURE = frozenset("will would shall going plan plans planned due set expected".split())
_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_DID = frozenset("did does do".split())
_BEFORE_VERBS = _DID | MODALS | {"to"}
_CLAUSE = re.compile(r"[,;:()—–]|\b(?:and|but|which|who|after|before|because|while|when)\b", re.IGNORECASE)
_MAY = re.compile(r"\bMay\b")  # the month
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def leaves_open(question: str, sentence: str) -> bool:
    """Whether a sentence leaves open what a question takes for granted, by its verb.

    "Who stole the crates?" takes a theft for granted; "roth crates" and "Is she a thief?" nothing.
    """
    given = words(question)
    if not _ASKS.search(question) or any(map(_marks, given)) or any(lemma(word) in _OPEN for word in given):
        return False
    asked = _verbs(given)
    for match in _WORD.finditer(sentence):
        if lemma(match[0].lower()) in asked and match[0].islower():
            before = _clause(_MAY.sub("", sentence[: match.start()]))
            if not _is_verb(match[0], before):
                continue
            if any(map(_marks, before)) or any(lemma(word) in _OPEN for word in before):
                return True
    return False


def _verbs(given: list[str]) -> set[str]:
    """Give what may be a question's verbs: forms of the past, and all behind "did"."""
    did = next((at for at, word in enumerate(given) if word in _DID), len(given))
    return {lemma(word) for at, word in enumerate(given) if word not in STOP_WORDS and (at > did or told(word))}


def _is_verb(word: str, before: list[str]) -> bool:
    """Whether a word has the form of a verb, or follows what a verb follows: "to open", "did not open"."""
    last = before[-1] if before else ""
    return told(word) or word.endswith("ing") or last in _BEFORE_VERBS or negates(last)


def states(question: str, sentence: str) -> bool:
    """Whether a sentence states all that it tells as a fact, or as what the question asks about."""
    given = set(words(question))
    around = [word for word in words(_MAY.sub("", sentence)) if word not in given]
    future = not given.isdisjoint(_FUTURE)
    return not any(
        _marks(word) or word in DENIALS or lemma(word) in _OPEN or (word in _FUTURE and not future) for word in around
    )


def _marks(word: str) -> bool:
    return word in _LEFT_OPEN or negates(word)


def _clause(before: str) -> list[str]:
    """Give the last words of the clause that a text ends with."""
    return words(_CLAUSE.split(before)[-1])[-REACH:]
