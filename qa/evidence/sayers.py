"""Questions of who said a certain thing, "Who called the plan dead?": not who denied it, nor who said the opposite."""

import re
from dataclasses import dataclass

from index import Statement
from index.cues import DENYING, LEXICON, lemmas
from index.terms import content_words, stem, stems, words
from qa.english.negation import negates
from qa.evidence.opposites import opposed

FEW, SOME = 2, 0.3  # words that all must stand there; the share of more

_GROUPS = [
    frozenset(group.split())
    for group in (
        "call describe brand label dub term",
        "praise applaud hail",
        "criticize criticise denounce condemn slam blast",
        "deny dispute rebut",
        "promise pledge vow swear",
        "say claim state insist maintain assert contend",
    )
]
_DENYING = _GROUPS[3]
_WHO = re.compile(
    r"""^\W*(?:(?:and|so|but)\s+)?who(?:\s+(?:has|have|had|all|else|also|ever|once|first))*\s+(?P<verb>[a-z]+)\s+
    (?!(?:about|on|anything|something|of|regarding|concerning)\b)(?:that\s+)?(?P<clause>[^?]+)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Sayer:
    """What somebody is to have said, as the verbs that tell it and the words behind the verb."""

    verbs: frozenset[str]
    clause: str

    def may_say(self, statement: Statement, text: str) -> bool:
        """Whether what a statement says is not the opposite, and not denied."""
        said = _content(statement, text)
        negated = any(map(negates, words(said)))
        denied = not self.tells(statement, text) or any(map(negates, words(self.clause))) != negated
        return not denied and not opposed(self.clause, said)

    def holds(self, sentence: str) -> bool:
        """Whether a sentence holds enough of what is to have been said: all of one word or two, some of more."""
        plain = re.sub(r"\b[A-Z]\w+", "", self.clause)  # names may stand there as "her"
        wanted = {stem(word) for word in content_words(plain)}
        held = len(wanted & set(stems(sentence)))
        return held >= (len(wanted) if len(wanted) <= FEW else SOME * len(wanted))

    def tells(self, statement: Statement, text: str) -> bool:
        """Whether a statement is told as said, or where a denial is asked for, as denied."""
        cue = set() if statement.cue is None else lemmas(words(text[slice(*statement.cue)]))
        return cue.isdisjoint(DENYING) != (self.verbs is _DENYING)


def sayer_of(worded: str) -> Sayer | None:
    """Understand who is asked to have said what; None of another question."""
    match = _WHO.match(worded)
    verb = LEXICON.get(match["verb"].lower()) if match is not None else None
    verbs = next((group for group in _GROUPS if verb is not None and verb.lemma in group), None)
    return None if match is None or verbs is None else Sayer(verbs, match["clause"].strip(" ."))


def _content(statement: Statement, text: str) -> str:
    return " ".join(text[slice(*span)] for span in statement.spans)
