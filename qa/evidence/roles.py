"""Who did what to whom: whether a sentence gives the verb that is asked for the same subject and object.

"Who bought Zeta?" is not answered by "Zeta bought Orion", nor "Whom did Weber sue?" by "Weber was sued by Holm". A
light parse, without a tagger: what stands beside the verb is its subject and its object. Where it is not plain, nothing
is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.phrases import ADVERBS, AUXILIARIES, BE, CONJUNCTIONS, DAYS, DETERMINERS, PERSONAL, PREPOSITIONS
from index.tokens import Token, tokens
from qa.english.verb_forms import BASES, lemma, told

_THINGS = frozenset("who whom what which".split())
_CIRCUMSTANCES = frozenset("when where why how".split())
_DO = frozenset("do does did".split())
_WILL = AUXILIARIES - BE - _DO - frozenset(("not", "never"))
_EITHER_WAY = frozenset(
    lemma(verb)
    for verb in """marry wed meet divorce date fight face play border join resemble equal say do have be get become
    tell call happen mean go come""".split()
)  # who married whom is all the same; or too light to have an object
_NO_VERBS = PREPOSITIONS | DETERMINERS | CONJUNCTIONS | PERSONAL
_RELATIVE = frozenset(("who", "which", "that"))
_SELF = frozenset("himself herself itself themselves".split())
_PLURAL = frozenset(("and", "or", "&", ","))
_LONGEST_NOUN = 4  # words between "which" and the verb: "which small Danish company bought"
_ASIDE = 12  # tokens between two commas behind a subject


@dataclass(frozen=True, slots=True)
class Roles:
    """The verb of a question, as `lemma` gives it, and the last word of its subject and of its object.

    None for what is asked for, or not named.
    """

    verb: str
    agent: str | None = None
    patient: str | None = None


@dataclass(frozen=True, slots=True)
class _Use:
    """A verb in a sentence with the words that may name who does it, and those that may name to whom it is done."""

    agents: frozenset[str]
    patients: frozenset[str]
    transitive: bool


def agree(question: str, sentence: str) -> bool | None:
    """Whether who does it and to whom is as asked in a sentence: True or False where that is plain, else None."""
    asked = roles(question)
    if asked is None:
        return None
    found = [_agrees(asked, use) for use in _uses(tokens(sentence, 0, len(sentence), []), asked.verb)]
    if True in found:
        return True
    return False if found and None not in found else None


def tells(question: str, sentence: str) -> bool:
    """Whether the verb of a question that has a subject or an object stands in a sentence."""
    asked = roles(question)
    return asked is not None and any(_uses(tokens(sentence, 0, len(sentence), []), asked.verb))


def _agrees(asked: Roles, use: _Use) -> bool | None:
    right = asked.agent in use.agents or asked.patient in use.patients
    wrong = (use.transitive and asked.patient in use.agents) or asked.agent in use.patients
    return right if right != wrong else None


@lru_cache(maxsize=64)
def roles(question: str) -> Roles | None:
    """Find the verb that is asked for with its subject or its object; None where that is not plain."""
    found = [token for token in tokens(question, 0, len(question), []) if token.low not in ("?", "“", "”", '"')]
    by = bool(found) and found[0].low == "by"
    found = found[by:]
    if len(found) < 3 or found[0].low not in _THINGS | _CIRCUMSTANCES:
        return None
    at = _verb_of_question(found)
    asked = None if at is None else _asked(found, at, by=by)
    plain = asked is not None and (asked.agent or asked.patient) and asked.verb not in _EITHER_WAY | _NO_VERBS
    return asked if plain else None


def _verb_of_question(found: Sequence[Token]) -> int | None:
    """Find where the first verb or auxiliary stands: behind "who", or behind the noun that "which" asks for."""
    most = _LONGEST_NOUN if found[0].low in ("what", "which") else 1
    for at in range(1, min(len(found), most + 2)):
        low = found[at].low
        if low in AUXILIARIES or (not found[at].capital and told(low)):
            return at
    return 1 if found[0].low == "who" and found[1].word and not found[1].capital else None


def _asked(found: Sequence[Token], at: int, *, by: bool) -> Roles | None:
    low = found[at].low
    thing = found[0].low in _THINGS
    if low in BE:
        return _of_passive(found, at + 1, by=by)
    if low in _DO or (low in _WILL and _opens_noun(found, at + 1)):
        return _of_clause(found, at + 1, thing=thing)
    if not thing:
        return None
    at = _past_helpers(found, at)
    patient = _head(found, at + 1)
    return Roles(lemma(found[at].low), patient=patient) if at < len(found) and patient else None


def _past_helpers(found: Sequence[Token], at: int) -> int:
    while at < len(found) and found[at].low in AUXILIARIES | ADVERBS:
        at += 1
    return at


def _of_clause(found: Sequence[Token], at: int, *, thing: bool) -> Roles | None:
    """Understand "(what did) Zeta buy", "(when did) Zeta buy Orion"."""
    verb = base_of(found, at)
    if verb is None or (told(found[verb].low) and found[verb].low not in BASES):
        return None
    agent = _head(found[:verb], at)
    patient = None if thing else _head(found, verb + 1)
    return Roles(lemma(found[verb].low), agent, patient) if agent and (thing or patient) else None


def base_of(found: Sequence[Token], at: int) -> int | None:
    """Find the verb behind its subject: the first word behind a name; else the last one before what follows it."""
    begin = at + (at < len(found) and found[at].low in DETERMINERS)
    if begin < len(found) and found[begin].capital:
        end = next((i for i in range(begin, len(found)) if not found[i].capital), len(found))
        end = _past_helpers(found, end)
        plain = end < len(found) and found[end].word and found[end].low not in PREPOSITIONS | _PLURAL | CONJUNCTIONS
        return end if plain else None
    ends = (i for i in range(begin + 1, len(found)) if _ends_clause(found[i]))
    last = next(ends, len(found)) - 1
    plain = last > begin and (found[last].low in BASES or last == len(found) - 1 or found[last + 1].low in PREPOSITIONS)
    return last if plain or (last > begin and found[last + 1].capital) else None


def _ends_clause(token: Token) -> bool:
    return not token.word or token.capital or token.low in (PREPOSITIONS - {"of"}) | DETERMINERS | DAYS | CONJUNCTIONS


def _of_passive(found: Sequence[Token], at: int, *, by: bool) -> Roles | None:
    """Understand "(who was) bought by Acme", "(who was) Zeta bought by", "(by whom was) Zeta bought"."""
    verb = next((i for i in range(at, len(found)) if not found[i].capital and told(found[i].low)), None)
    if verb is None:
        return None
    follows = verb + 1 < len(found) and found[verb + 1].low == "by"
    if verb == at or all(token.low in ADVERBS for token in found[at:verb]):
        agent = _head(found, verb + 2) if follows else None
        return Roles(lemma(found[verb].low), agent=agent) if agent else None
    patient = _head(found[:verb], at)
    if patient is None or not (by or follows):
        return None
    agent = _head(found, verb + 2)
    return Roles(lemma(found[verb].low), agent, patient) if by or verb + 2 == len(found) or agent else None


def _opens_noun(found: Sequence[Token], at: int) -> bool:
    return at < len(found) and (found[at].capital or found[at].low in DETERMINERS | PERSONAL)


def _head(found: Sequence[Token], at: int) -> str | None:
    """Give the last word of the noun phrase there: of a name, or of words up to a preposition; None of several."""
    end = at
    while end < len(found) and found[end].word and found[end].low not in PREPOSITIONS | AUXILIARIES | DAYS | ADVERBS:
        if end > at and found[end - 1].capital and not found[end].capital:
            break
        end += 1
    phrase = found[at:end]
    following = found[end].low if end < len(found) else ""
    if not phrase or following in {"of", "to", *_PLURAL} or any(t.low in _PLURAL | CONJUNCTIONS for t in phrase):
        return None
    head = phrase[-1]
    light = (
        head.low.endswith("ly")
        or head.low in PERSONAL | DETERMINERS | _RELATIVE | _SELF
        or head.possessive
        or head.low.isdigit()
    )
    return None if light else head.low


def _uses(found: Sequence[Token], verb: str) -> Iterator[_Use]:
    for at, token in enumerate(found):
        if token.word and lemma(token.low) == verb and (not token.capital or at == 0):
            use = _use(found, at)
            if use is not None:
                yield use


def _use(found: Sequence[Token], at: int) -> _Use | None:
    start = at
    while start > 0 and found[start - 1].low in AUXILIARIES | ADVERBS | {"to"}:
        start -= 1
    helpers = {token.low for token in found[start:at]}
    before = found[start - 1] if start else None
    if before is not None and (before.low in DETERMINERS | PREPOSITIONS or before.possessive) and not helpers:
        return None
    if found[at].low.endswith("ing") and not helpers & BE:
        return None
    if not helpers and not _finite(found[at].low, before):
        return None
    by = next((i for i in range(at + 1, min(at + 4, len(found))) if found[i].low == "by"), None)
    subject = _subject(found, start)
    if (helpers & BE and not found[at].low.endswith("ing")) or by == at + 1:
        if by is None and not helpers & BE:
            return None
        return _Use(_phrase(found, by + 1) if by is not None else frozenset(), subject, transitive=True)
    patients = _phrase(found, at + 1)
    if patients & _SELF:
        return None
    return _Use(subject, patients, transitive=bool(patients))


def _finite(low: str, before: Token | None) -> bool:
    """Whether a word has a form that needs no auxiliary: "bought", "buys", "they buy"; else it may be a noun."""
    return told(low) or low.endswith("s") or (before is not None and before.low.endswith(("s", "y", "we", "people")))


def _subject(found: Sequence[Token], start: int) -> frozenset[str]:
    """Give the word before a verb that names who does it; behind an aside, or for "which", the one before."""
    at = start - 1
    if at > 0 and found[at].low == "," and _comma_before(found, at) is not None:
        at = (_comma_before(found, at) or 0) - 1
    if at > 0 and found[at].low in _RELATIVE:
        at -= 1 + (found[at - 1].low == ",")
    if at < 0 or not found[at].word or found[at].low in PERSONAL | _RELATIVE:
        return frozenset()
    return frozenset((found[at].low,))


def _comma_before(found: Sequence[Token], at: int) -> int | None:
    return next((i for i in range(at - 1, max(0, at - _ASIDE), -1) if found[i].low == ","), None)


def _phrase(found: Sequence[Token], at: int) -> frozenset[str]:
    """Give the words of the noun phrase there; none where there is none."""
    end = at
    while end < len(found) and _goes_on(found, at, end):
        end += 1
    return frozenset(token.low for token in found[at:end] if token.low not in DETERMINERS)


def _goes_on(found: Sequence[Token], at: int, end: int) -> bool:
    token = found[end]
    ends = token.low in PREPOSITIONS | AUXILIARIES | CONJUNCTIONS | PERSONAL | _RELATIVE | ADVERBS | DAYS
    name_over = end > at and found[end - 1].capital and not token.capital
    return token.word and not ends and not name_over and token.low != "to"
