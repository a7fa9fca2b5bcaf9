"""Questions of who takes a stand ("Who opposes the tax?"), and whose words show it.

Words show a stand where its verb has the speaker for its subject, "I", "he" or the name, and what it is about stands
behind it; denied, they show the opposite. What they leave open is not guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Statement
from index.phrases import ADVERBS, AUXILIARIES, BE
from index.sentences import Span
from index.terms import STOP_WORDS, content_words, stem, words
from index.tokens import Token, tokens
from qa.english.negation import negates
from qa.english.verb_forms import families, lemma

_AGAINST, _FOR, _EXPECT, _WANT, _FEAR = families(
    "oppose object reject resist condemn denounce criticize criticise slam blast attack scrap disagree dispute against",
    "support back favor favour endorse welcome approve champion praise agree advocate",
    "expect predict forecast anticipate foresee think believe reckon",
    "want demand seek favor favour urge",
    "fear worry",
)
_OF_THINGS = (_AGAINST, _FOR)  # others are of what is so, or will be
_OTHERWISE = {_AGAINST: _FOR, _FOR: _AGAINST}
_ASKED = {
    _AGAINST: "oppose object reject criticize criticise disagree against",
    _FOR: "support back favor favour endorse agree for",
    _EXPECT: "expect predict forecast anticipate think believe",
    _WANT: "want",
    _FEAR: "fear worry",
}
_BY_VERB = {lemma(verb): group for group, verbs in _ASKED.items() for verb in verbs.split()}
_WHO = re.compile(
    r"""^\W*(?:(?:and|so|but)\s+)?
    (?:who(?:['’]s)?(?:\s+all)?|(?:is|does|did|do|has)\s+(?:anyone|anybody|someone|somebody))\s+(?P<rest>.+)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_WITH = re.compile(
    r"^with\s+(?P<name>[^?,]{2,60}?)(?:\s+(?:about|on|over|regarding)\s+(?P<topic>[^?]+))?\W*$", re.IGNORECASE
)
_LEAD = re.compile(r"^(?:(?:to|of|for|in\s+favou?r\s+of|against|about|on|that|with)\s+)*", re.IGNORECASE)
_LIGHT = (
    AUXILIARIES | ADVERBS | BE | frozenset("to that strongly firmly publicly also still vote voted voting come".split())
)
_STANDS = frozenset("stand stands stood came out coming firmly".split())
_SUPPOSING = frozenset("if whether unless should would could might did do does why".split())
_FORMERLY = frozenset("once previously earlier".split())
_QUOTING = frozenset(map(lemma, "say tell ask write reply claim promise call".split()))
_UNSAID = frozenset(map(lemma, "deny refuse decline doubt stop cease".split()))
_FIRST, _THIRD, _THINGS = frozenset(("i", "we")), frozenset(("he", "she")), frozenset(("it", "they"))
_POINTING = frozenset("it that this them those these".split())
_WHO_DOES = re.compile(
    r"^\W*who(?:['’](?:ll|s|d))?\s+(?:(?:will|would|can|is|has|have|going|to|also|not|been)\s+)*(?P<rest>[a-z].*)$",
    re.IGNORECASE,
)
_MOST = 0.75  # of the words behind the verb
_REACH = 9  # words behind a verb in which it is told what it is about


@dataclass(frozen=True, slots=True)
class _Use:
    """A verb's subject, empty where it comes first, where that stands, whether it is denied, and told as it is."""

    place: int
    subject: str
    denied: bool
    firm: bool


@dataclass(frozen=True, slots=True)
class Stance:
    """The verbs that show what is asked for, or, where it is denied, what does not: "who does not expect it?"."""

    verbs: frozenset[str]
    denied: bool = False

    def contradicted(self, statement: Statement, text: str, topic: str) -> bool:
        """Whether a statement's words show the opposite stand on a topic, and never this one."""
        return set(self._signs(statement, text, topic)) == {self.denied}

    def _signs(self, statement: Statement, text: str, worded: str) -> Iterator[bool]:
        """Give for each verb that tells a stand on the topic whether it is this one."""
        topic = {stem(word) for word in content_words(worded)}
        negated = any(map(negates, words(worded)))
        content = [token for span in statement.spans for token in _plain(text, span)]
        cue = [] if statement.cue is None else [token.low for token in _plain(text, statement.cue)]
        about = {stem(token.low) for token in content} & topic
        if cue and (about or _points(content)) and self._is_alike(content, negated):
            yield from self._told(cue[-1], any(map(negates, cue)))
        unsaid = not _UNSAID.isdisjoint(map(lemma, cue))
        for at, token in enumerate(content):
            use = _use(content, at)
            if self._sign(token.low) is None or not use.firm or not _is_speaker_s(content, use, statement):
                continue
            behind = content[at + 1 : at + 1 + _REACH]
            told_of = topic & {stem(each.low) for each in behind} or (not about and _points(behind))
            if told_of and self._is_alike(content[at + 1 :], negated):
                yield from self._told(token.low, use.denied != unsaid)

    def _is_alike(self, behind: Sequence[Token], negated: bool) -> bool:
        """Whether what is thought is denied as the question has it: who thinks it is enough, not that it is not."""
        return self.verbs in _OF_THINGS or negated == any(negates(each.low) for each in behind)

    def _told(self, word: str, denied: bool) -> Iterator[bool]:
        sign = self._sign(word)
        if sign is not None:
            yield sign != denied

    def _sign(self, word: str) -> bool | None:
        """Whether a verb shows this stand, or the opposite one; None of any other."""
        form = lemma(word)
        if form in self.verbs:
            return True
        return False if form in _OTHERWISE.get(self.verbs, frozenset()) else None


def _plain(text: str, span: Span) -> list[Token]:
    """Give the words of a stretch, those in quotation marks too; none of what asks a question."""
    found = [] if "?" in text[slice(*span)] else tokens(text, *span, [])
    return [token for token in found if token.word]


def stance_of(worded: str) -> tuple[Stance, str, str] | None:
    """Understand who takes which stand is asked: the stance, its topic, and with whom one agrees or not, if anybody."""
    match = _WHO.match(worded.strip())
    if match is None:
        return None
    rest = match["rest"].rstrip(" ?.!").split()
    at = next((at for at, word in enumerate(rest) if word.lower() not in _LIGHT - {"for"} | _STANDS), len(rest))
    verb = lemma(rest[at].lower()) if at < len(rest) else ""
    helpers = [word.lower().replace("’", "'") for word in rest[:at]]
    if verb == "in" and len(rest) > at + 1 and rest[at + 1].lower() in ("favor", "favour"):
        verb, at = "favour", at + 2
    stands = bool(BE.intersection(helpers) or _STANDS.intersection(helpers)) or match[0].lower().startswith(
        ("who’s", "who's")
    )
    group = _BY_VERB.get(verb) or _BY_VERB.get(lemma(verb))
    if group is None or (verb == "for" and not stands):
        return None
    behind = " ".join(rest[at + 1 :])
    other = _WITH.match(behind)
    topic = (other["topic"] or other["name"]) if other is not None else _LEAD.sub("", behind)
    if not any(word not in STOP_WORDS for word in words(topic)):
        return None
    return Stance(group, any(map(negates, helpers))), topic.strip(), other["name"] if other is not None else ""


def _use(found: Sequence[Token], at: int) -> _Use:
    """Read a verb: the word before it and its helpers, whether they deny it, and whether it is told as it is."""
    start = at
    while start > 0 and found[start - 1].low in _LIGHT | _STANDS:
        start -= 1
    helpers = {token.low for token in found[start:at]}
    subject = found[start - 1].low if start else ""
    supposed = start > 1 and found[start - 2].low in _SUPPOSING
    passive = at + 1 < len(found) and found[at + 1].low == "by"
    firm = not supposed and not passive and _FORMERLY.isdisjoint(helpers)
    return _Use(start - 1, subject.split("'")[0], any(map(negates, helpers)), firm)


def _is_speaker_s(content: Sequence[Token], use: _Use, statement: Statement) -> bool:
    """Whether a verb within what is said is told of who says it, not of whom that one quotes or names."""
    before = content[: max(0, use.place)]
    own = words(statement.speaker or "")
    if not use.subject:
        return True
    if use.subject in own[-1:]:
        return True
    quoting = any(lemma(token.low) in _QUOTING for token in before)
    if use.subject in _FIRST:
        return not quoting
    if use.subject in _THIRD:
        return not any(token.capital and token.low not in own for token in before[1:]) and not (
            before[:1] and before[0].capital and before[0].low not in own and statement.kind == "indirect"
        )
    return use.subject in _THINGS and len(before) <= 1


def _points(found: Sequence[Token]) -> bool:
    """Whether words point back to what was told before: "opposed it", "disputed that figure"."""
    return any(token.low in _POINTING for token in found[:2])
