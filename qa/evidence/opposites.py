"""Words of opposite sense, and whether a sentence tells the opposite of what a question asks."""

from index.phrases import PERSONAL
from index.terms import STOP_WORDS, words
from qa.english.negation import negates
from qa.english.verb_forms import families, lemma

_PAIRS = [
    pair.split("/")
    for pair in """first/last largest/smallest biggest/smallest highest/lowest most/least before/after more/less
    increase/decrease increased/decreased begin/end began/ended start/stop started/stopped north/south east/west
    northern/southern eastern/western oldest/newest oldest/youngest early/late earlier/later longest/shortest
    best/worst good/bad positive/negative won/lost win/lose founded/dissolved built/destroyed opened/closed open/close
    joined/left add/remove added/removed above/below inside/outside internal/external men/women male/female
    north/east maximum/minimum buy/sell bought/sold accept/reject accepted/rejected support/oppose
    supported/opposed import/export legal/illegal public/private ancient/modern rich/poor major/minor rise/fall
    rose/fell always/never like/dislike cheap/expensive summer/winter king/queen president/senator century/decade
    allowed/forbidden present/absent success/failure entered/left with/without born/buried""".split()
]
OPPOSITE = {word: other for one, two in _PAIRS for word, other in ((one, two), (two, one))}

# Of these only one is told of a thing at a time; where somebody buys another sells, and what is first is not last.
_EXCLUSIVE = frozenset(
    lemma(word)
    for word in """largest smallest biggest highest lowest increase decrease begin end start stop oldest newest youngest
    longest shortest best worst found dissolve build destroy open close add remove accept reject support oppose legal
    illegal rise fall allow forbid born bury cheap expensive maximum minimum""".split()
)
_ALIKE = families(
    "begin start open launch reopen inaugurate unveil kick",
    "end stop close finish conclude cease shut halt",
    "increase rise grow climb jump gain surge soar",
    "decrease fall drop decline shrink lose slump",
    "accept support back approve endorse agree allow",
    "reject oppose refuse decline forbid ban",
    "largest biggest highest best longest",
    "smallest lowest worst shortest",
    "build found establish create",
)
_NEAR = 4  # words from the opposite to what it is told of


def opposed(question: str, sentence: str) -> bool:
    """Whether a sentence tells the opposite of a word of the question of what the question is about, and not that."""
    asked, there = words(question), words(sentence)
    if any(map(negates, asked)) or any(map(negates, there)):
        return False
    lemmas = [lemma(word) for word in there]
    about = {lemma(word) for word in asked if word not in STOP_WORDS} | PERSONAL
    for word in map(lemma, asked):
        against = _AGAINST.get(word, frozenset())
        if against.isdisjoint(lemmas) or not _alike(word).isdisjoint(lemmas):
            continue
        if all(_told_of(lemmas, at, about) for at, each in enumerate(lemmas) if each in against):
            return True
    return False


def _told_of(lemmas: list[str], at: int, about: set[str]) -> bool:
    near = lemmas[max(0, at - _NEAR) : at] + lemmas[at + 1 : at + 1 + _NEAR]
    return not about.isdisjoint(near)


def _alike(word: str) -> frozenset[str]:
    return frozenset((word,)).union(*(group for group in _ALIKE if word in group))


def _against() -> dict[str, frozenset[str]]:
    """Give what excludes each word, in any of its forms."""
    found: dict[str, frozenset[str]] = {}
    for one, other in (pair for each in _PAIRS for pair in (each, reversed(each))):
        here, there = lemma(one), lemma(other)
        if here in _EXCLUSIVE and there in _EXCLUSIVE:
            found[here] = found.get(here, frozenset()) | {there}
    return found


_AGAINST = _against()
