"""Noun phrases that name a source, found from the verb: backwards before it, forwards after it."""

from collections.abc import Sequence

from index.cues import LEXICON, Verb
from index.tokens import Token

Range = tuple[int, int]  # of tokens

PRONOUNS = frozenset(
    "he she they it i we you who which this that these those others many some most one both neither".split()
)
PERSONAL = frozenset("he she they it i we you".split())
RELATIVE = frozenset(("who", "which", "that"))
DETERMINERS = frozenset(
    """the a an his her their its our my your this that these those some many several most all both each every any no
    another other few two three four five six seven eight nine ten dozens numerous""".split()
)
PREPOSITIONS = frozenset(
    """of for at from in with to on by about against into over under after before between during through among as like
    near outside inside behind without within across toward towards upon since until off than via despite around
    amid""".split()
)
_JOINS = frozenset("and or & nor".split())
CONJUNCTIONS = frozenset(
    """but because although though while when where whether if unless so yet once even what how why whose then however
    just not only""".split()
)
SUBORDINATING = frozenset("after when while although though if because since before whenever once as".split())
AUXILIARIES = frozenset(
    """is are was were be been being am has have had having do does did will would can could may might must shall
    should 's 've 'd isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't
    couldn't cannot shouldn't not never""".split()
)
BE = frozenset("is are was were be been being am isn't aren't wasn't weren't got".split())
HAVE = frozenset("has have had having hasn't haven't hadn't 've 'd".split())
ADVERBS = frozenset(
    """also later then earlier previously repeatedly recently now still again often once even just further soon never
    always instead meanwhile nonetheless nevertheless however too first himself herself themselves itself already
    since today yesterday ever all both long famously has-since thus therefore simply""".split()
)
_NO_ADVERBS = frozenset(("family", "only", "july", "ally", "fly", "rely", "reply", "supply", "apply"))
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight january february march april
    may june july august september october november december week month year night day morning afternoon evening
    weekend mon tue tues wed thu thurs fri sat sun""".split()
)
ENDS = frozenset((".", "?", "!", ";"))
DASHES = frozenset(("—", "–", "--", "―"))
_ARTICLES = frozenset("the a an his her their its".split())
PASTS = frozenset(
    """went came took gave made got ran met held kept left lost paid put sent set sat spent stood struck taught threw
    won wore broke brought built bought caught chose drew drove fell flew forgot grew heard hit laid led let meant
    rose shook shot slept sold stole swung tore woke began became blew laughed looks says comes goes makes takes
    gives gets has does seems appears wants needs remains becomes""".split()
)
BREAKERS = PREPOSITIONS | _JOINS | CONJUNCTIONS | AUXILIARIES | PERSONAL | RELATIVE | frozenset(("there", "here"))
_PARTS = frozenset("of for at from in with".split())


def qualifies(token: Token) -> bool:
    """Whether a word looks like an adverb of manner: not "Kelly", "family"."""
    return token.low.endswith("ly") and not token.capital and token.low not in _NO_ADVERBS


def contracted(token: Token) -> str:
    """Give the pronoun of "he's" and "who've", else the word itself."""
    return token.low.split("'")[0]


def segment_start(tokens: Sequence[Token], end: int) -> int:
    """Give the first token of the stretch without comma, dash or conjunction that ends before `end`."""
    first = end
    while first > 0:
        before = tokens[first - 1]
        if not before.word and before.low not in {"(", ")", "'"}:
            break
        if before.low in CONJUNCTIONS | {"and", "but", "as", "that"} and before.low != "not":
            break
        first -= 1
    return first


def phrase_ending(tokens: Sequence[Token], last: int) -> Range | None:
    """Find the noun phrase whose last token is given; None where none ends."""
    end = last + 1
    if last >= 0 and tokens[last].low == ")":
        last = _before_bracket(tokens, last)
    if last < 0 or not tokens[last].word:
        return None
    if contracted(tokens[last]) in PRONOUNS:
        return last, last + 1
    start = _start(tokens, last)
    if start > last:
        return None
    joined = _joined(tokens, start)
    return (joined, end) if joined is not None else (start, end)


def phrase_starting(tokens: Sequence[Token], first: int) -> Range | None:
    """Find the noun phrase that begins at a token: up to a mark, verb or adverbial; "of", "for" and "at" go on."""
    if first >= len(tokens) or not tokens[first].word:
        return None
    if contracted(tokens[first]) in PERSONAL | {"him", "them"}:
        return first, first + 1
    at = first
    while at < len(tokens) and tokens[at].word and not _ends_phrase(tokens, at, first):
        at += 1
    while at > first and (tokens[at - 1].low in _PARTS or (_determines(tokens[at - 1]) and at - 1 > first)):
        at -= 1
    if at == first + 1 and tokens[first].low in DETERMINERS - PRONOUNS - {"another", "all"}:
        return None
    return (first, at) if at > first else None


def _determines(token: Token) -> bool:
    """Whether a noun must follow a word: "four", but not the end of a name, "Radio Four"."""
    return token.low in DETERMINERS and not token.capital


def _ends_phrase(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether a noun phrase that began at `first` does not go on with this word."""
    low = tokens[at].low
    if low in _PARTS:
        return at == first or (low in ("in", "with", "from") and not _names(tokens, at + 1))
    if low in ("less", "more", "fewer") and at > first and at + 1 < len(tokens) and tokens[at + 1].low == "than":
        return True
    if low in PREPOSITIONS or low in AUXILIARIES or low in CONJUNCTIONS or low in RELATIVE:
        return True
    if low in _JOINS:
        return not (at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at - 1].capital)
    if low in DAYS:
        return at > first and not (tokens[at].capital and tokens[at - 1].low in _ARTICLES)
    return at > first and (low in PERSONAL or predicate(tokens, at))


def predicate(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word looks like the verb that follows its subject."""
    if at >= len(tokens) or tokens[at].capital or not tokens[at].word:
        return False
    low = tokens[at].low
    verb = LEXICON.get(low)
    before = tokens[at - 1].low if at > 0 else ""
    if before in _ARTICLES or (verb is not None and verb.noun and before in _PARTS):
        return False
    if low in AUXILIARIES or low in PASTS or (verb is not None and not verb.noun):
        return True
    if verb is None and not low.endswith("ed"):
        return False
    if verb is not None and (_singular(tokens, at, verb) or (at + 1 < len(tokens) and tokens[at + 1].low == "of")):
        return False
    return at + 1 >= len(tokens) or not tokens[at + 1].word or _opens_object(tokens[at + 1]) or tokens[at - 1].capital


def _singular(tokens: Sequence[Token], at: int, verb: Verb) -> bool:
    """Whether a form that may be a noun stands where only a plural's verb could: "Greer's fundraising {email}"."""
    if "base" not in verb.forms or verb.forms & {"finite", "done"} or at == 0:
        return False
    before = tokens[at - 1]
    owned = any(token.possessive or token.low in ("a", "an") for token in tokens[max(0, at - 3) : at])
    return owned and before.word and not before.low.endswith("s")


def _opens_object(token: Token) -> bool:
    return token.low in DETERMINERS | PREPOSITIONS | PERSONAL | {"that", "him", "them", "whether"} or token.capital


def _start(tokens: Sequence[Token], last: int) -> int:
    at = last
    while at >= 0:
        token = tokens[at]
        if not token.word or token.low in BREAKERS:
            break
        if token.low in DETERMINERS:
            return at
        if at < last and _is_verb(tokens, at):
            break
        if token.low in DAYS and token.capital and at < last and not tokens[at + 1].low.endswith("s"):
            break
        at -= 1
    return at + 1


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.capital:
        return False
    verb = LEXICON.get(token.low)
    if verb is not None and not verb.noun:
        return True
    return token.low.endswith("ed") and tokens[at + 1].capital


def _joined(tokens: Sequence[Token], start: int) -> int | None:
    """Extend over "and" and over "of the ministry" to where the whole phrase starts."""
    before = start - 1
    if before < 1:
        return None
    low = tokens[before].low
    if low in _JOINS:
        if not tokens[before - 1].word or tokens[before - 1].low in BREAKERS or _is_verb(tokens, before - 1):
            return None
        whole = phrase_ending(tokens, before - 1)
        return whole[0] if whole is not None and _opens_clause(tokens, whole[0]) else None
    if low in _PARTS and tokens[before - 1].word and tokens[before - 1].low not in BREAKERS:
        whole = phrase_ending(tokens, before - 1)
        if whole is not None and (_opens_clause(tokens, whole[0]) or low == "of"):
            return whole[0]
    return None


def _opens_clause(tokens: Sequence[Token], start: int) -> bool:
    if start == 0:
        return True
    before = tokens[start - 1]
    return (
        not before.word
        or before.low in CONJUNCTIONS
        or before.low in ("that", "and", "but", "as")
        or (before.low in LEXICON)
    )


def _names(tokens: Sequence[Token], at: int) -> bool:
    if at < len(tokens) and tokens[at].low in DETERMINERS:
        at += 1
    return at < len(tokens) and tokens[at].capital and tokens[at].low not in DAYS


def _before_bracket(tokens: Sequence[Token], last: int) -> int:
    at = last
    while at >= 0 and tokens[at].low != "(":
        at -= 1
    return at - 1
