"""Whether a word that can report does so here, and where its verb group starts."""

from collections.abc import Sequence

from index.contents import leads_to_quotation
from index.cues import CATENATIVES, LEXICON, PARTICLES, Verb
from index.issued import issued
from index.phrases import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DASHES,
    DETERMINERS,
    ENDS,
    HAVE,
    PERSONAL,
    PREPOSITIONS,
    RELATIVE,
    qualifies,
)
from index.titles import UTTERANCES
from index.tokens import Token

_RECORDS = frozenset("records polls documents figures data emails surveys results filings".split())
_SINGULAR = frozenset(("to", "he", "she", "it"))
_BEFORE_NOUN = frozenset(("to", "of", "for", "with", "in", "by"))
_PART_PARTICIPLE = frozenset((",", "and", "or", "as", "while", "by", "before", "after", "when", "in")) | DASHES


def verb_group(tokens: Sequence[Token], at: int, verb: Verb) -> tuple[int, bool] | None:
    """Find where the verb's group starts and whether it is a participle; None where it is no reporting verb."""
    start, helpers = _helpers(tokens, at)
    before = tokens[start - 1] if start > 0 else None
    if "ing" in verb.forms:
        if helpers & BE:
            return start, False
        led = before is None or _leads_participle(before) or issued(tokens, start) is not None
        return (start, True) if led else None
    if helpers & BE and not ("base" in verb.forms or "to" in helpers):
        return None
    if verb.forms == {"done"} and not helpers & HAVE:
        return None
    if verb.forms <= {"base", "done"} and not helpers and before is not None and before.low in _SINGULAR:
        return None
    if verb.noun and not helpers and not _used_as_verb(tokens, start, at, verb):
        return None
    if before is not None and before.low in _BEFORE_NOUN:
        return None
    return start, False


def _helpers(tokens: Sequence[Token], at: int) -> tuple[int, frozenset[str]]:
    """Give where the group of a verb starts, and the auxiliaries in it with "to" of an infinitive."""
    start = at
    helpers: set[str] = set()
    while start > 0:
        low = tokens[start - 1].low
        if low in AUXILIARIES or low.endswith("n't"):
            helpers.add(low)
        elif low == "to" and start > 1 and tokens[start - 2].low in CATENATIVES:
            helpers.add(low)
            start -= 1
        elif not (low in ADVERBS or low == "only" or qualifies(tokens[start - 1])):
            break
        start -= 1
    return _without_adverbs(tokens, start, at), frozenset(helpers)


def _leads_participle(before: Token) -> bool:
    """Whether what stands before a participle can be its subject or parts it from its clause."""
    if before.quotation is not None or before.low in _PART_PARTICIPLE:
        return True
    named = (
        before.capital
        or before.low.endswith("s")
        or before.low in UTTERANCES
        or before.low in PERSONAL | {"him", "them"}
    )
    return before.word and named and not before.possessive and before.low not in DETERMINERS


def _used_as_verb(tokens: Sequence[Token], start: int, at: int, verb: Verb) -> bool:
    """Whether a form that may be a noun has a subject that fits before it and an object after it."""
    if start == 0 or at + 1 >= len(tokens):
        return False
    if tokens[at + 1].low in ENDS and tokens[0].ends_with_comma:
        return tokens[start - 1].low not in DETERMINERS
    if verb.lemma == "show" and start > 1 and tokens[start - 1].low in _RECORDS and tokens[at + 1].low in ENDS | {","}:
        return True
    subject, after = tokens[start - 1], tokens[at + 1]
    if subject.low in DETERMINERS or subject.possessive or (subject.word and subject.low in PREPOSITIONS):
        return False
    if _takes_object(subject):
        return False  # "dismissed {reports} that it fell"
    plural = subject.low in ("i", "we", "they", "you", "who", "people") or subject.low.endswith("s")
    if "base" in verb.forms and "finite" not in verb.forms and not plural:
        return False
    if (
        subject.word
        and not subject.capital
        and subject.low not in PERSONAL | RELATIVE
        and "finite" in verb.forms
        and plural
    ):
        return False
    wanted = (
        PARTICLES.get(verb.lemma, frozenset(("for", "on")))
        if verb.lemma in PARTICLES or verb.lemma == "call"
        else frozenset()
    )
    return (
        leads_to_quotation(tokens, at + 1)
        or after.quotation is not None
        or after.capital
        or after.low
        in DETERMINERS | PERSONAL | wanted | {"that", ":", "to", "him", "them", "whether", "how", "why", "what"}
    )


def _takes_object(token: Token) -> bool:
    """Whether a word is a verb, so that what follows is its object: `dismissed`, `rejects`."""
    verb = LEXICON.get(token.low)
    return not token.capital and verb is not None and not verb.noun and bool(verb.forms & {"finite", "ing"})


def _without_adverbs(tokens: Sequence[Token], start: int, at: int) -> int:
    """Do not begin a verb group with an adverb that opens the clause."""
    while start < at and start == 0 and tokens[start].low in ADVERBS:
        start += 1
    return start
