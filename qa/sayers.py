"""Questions of who said a certain thing, "Who called the plan dead?": those to whom a text gives these words.

Not who denied them, whom another claims to have said them, of whom they are said, or who said the opposite.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Statement, View
from index.continued import reach
from index.cues import DENYING, LEXICON, lemmas
from index.names import names_in
from index.phrases import PERSONAL
from index.said import claimed_by
from index.sentences import overlap
from index.terms import content_words, stem, words
from qa.evidence import Sentence
from qa.negation import negates
from qa.opposites import opposed

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
_SAYING = _GROUPS[-1]
_WHO = re.compile(
    r"""^\W*(?:(?:and|so|but)\s+)?who(?:\s+(?:has|have|had|all|else|also|ever|once|first))*\s+(?P<verb>[a-z]+)\s+
    (?!(?:about|on|anything|something|of|regarding|concerning)\b)(?:that\s+)?(?P<clause>[^?]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEANING = PERSONAL | frozenset("him her them".split())
_MOST = 0.7  # of the words asked for, in what is said
_BEFORE = 3000  # characters before a pronoun in which whom it stands for is named


@dataclass(frozen=True, slots=True)
class Sayer:
    """What somebody is to have said, as the verbs that tell it and the words behind the verb."""

    verbs: frozenset[str]
    clause: str

    def told_by(self, statement: Statement, text: str) -> bool:
        """Whether a statement says so: reported by such a verb, not denied, of another than its speaker."""
        cue = [] if statement.cue is None else words(text[slice(*statement.cue)])
        asked = words(self.clause)
        if any(map(negates, cue)):
            return False
        if self.verbs is not _SAYING and set(words(statement.speaker or "")[-1:]) & set(asked):
            return False
        if not self.may_say(statement, text):
            return False
        said = _content(statement, text)
        return self._share(said, statement, text) >= _MOST

    def may_say(self, statement: Statement, text: str) -> bool:
        """Whether what a statement says is not the opposite, and not denied."""
        said = _content(statement, text)
        negated = any(map(negates, words(said)))
        denied = not self.tells(statement, text) or any(map(negates, words(self.clause))) != negated
        return not denied and not opposed(self.clause, said)

    def tells(self, statement: Statement, text: str) -> bool:
        """Whether a statement is reported by such a verb, whatever it says."""
        cue = set() if statement.cue is None else lemmas(words(text[slice(*statement.cue)]))
        return cue.isdisjoint(DENYING) if self.verbs is _SAYING else not cue.isdisjoint(self.verbs)

    def answers(self, short: str | None, sentence: Sentence, everybody: Sequence[Statement]) -> bool:
        """Whether a sentence in which a reader finds an answer may give it."""
        asked = words(self.clause)
        if short is not None and set(words(short)[-1:]) & set(asked):
            return False
        text = sentence.document.text
        told = [each for each in everybody if self.tells(each, text) and _stands_in(each, sentence)]
        if told:
            return any(self.told_by(each, text) and claimed_by(each, everybody, text) is None for each in told)
        return not self.verbs.isdisjoint(lemmas(words(sentence.text)))

    def _share(self, said: str, statement: Statement, text: str) -> float:
        """Give the share of the words asked for in what is said; a pronoun there stands for who was named last."""
        there = {stem(word) for word in words(said)}
        named = {word.lower() for word in re.findall(r"\b[A-Z][\w’'-]*", self.clause)}
        asked = content_words(self.clause)
        missing = [word for word in asked if stem(word) not in there]
        leaning = not named.isdisjoint(missing) and not _LEANING.isdisjoint(words(said))
        meant = named & set(_named_last(statement, text)) if leaning else set[str]()
        return 1 - len([word for word in missing if word not in meant]) / len(asked) if asked else 0.0


def sayer_of(worded: str) -> Sayer | None:
    """Understand who is asked to have said what; None of another question."""
    match = _WHO.match(worded)
    verb = LEXICON.get(match["verb"].lower()) if match is not None else None
    verbs = next((group for group in _GROUPS if verb is not None and verb.lemma in group), None)
    return None if match is None or verbs is None else Sayer(verbs, match["clause"].strip(" ."))


def sayings(sayer: Sayer, view: View) -> Iterator[Statement]:
    """Give the statements that say it."""
    for each in view.statements(about=sayer.clause):
        text = view.document(each.document_id or "").text
        if sayer.told_by(each, text):
            everybody = view.statements(document_id=each.document_id)
            if claimed_by(each, everybody, text) is None:
                yield each


def _named_last(statement: Statement, text: str) -> list[str]:
    """Give the words of the name of the last person named before a statement, but its speaker."""
    start = reach(statement)[0]
    before = text[max(0, start - _BEFORE) : start]
    own = (statement.speaker or "").lower().split()[-1:]
    names = sorted(names_in(before), key=lambda name: name.start)
    people = [[word.lower() for word in name.words] for name in names if name.kind == "person"]
    return next((each for each in reversed(people) if each[-1:] != own), [])


def _content(statement: Statement, text: str) -> str:
    return " ".join(text[slice(*span)] for span in statement.spans)


def _stands_in(statement: Statement, sentence: Sentence) -> bool:
    return any(overlap(span, sentence.span) for span in statement.spans)
