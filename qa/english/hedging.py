"""Words that make less of what follows them: "may", "if", "hope to", "too", and the "about" of a number."""

import re
from collections.abc import Sequence

from index.phrases import ADVERBS, BE, HAVE
from qa.english.negation import MODALS, SCALES, counts

_HEDGES = frozenset("may might could should perhaps maybe possibly probably almost nearly reportedly allegedly".split())
_SEEMING = frozenset("seem seems seemed appear appears appeared".split())
_CONDITIONS = frozenset("if unless whether until".split())
_ROUGHLY = frozenset("about around roughly approximately some only nearly almost over under".split())
_DEGREES = frozenset("less too hardly".split())
_TENTATIVE = frozenset(
    """hope hopes hoped hoping want wants wanted wanting plan plans planned planning try tries tried trying fail fails
    failed failing expect expects expected expecting intend intends intended wish wishes wished threaten threatened
    pretend pretended aim aims""".split()
)  # to do something
_BOUNDS = frozenset(
    (("at", "least"), ("at", "most"), ("more", "than"), ("less", "than"), ("fewer", "than"), ("up", "to"))
)
HEDGING = (
    _HEDGES
    | _SEEMING
    | _CONDITIONS
    | _ROUGHLY
    | _DEGREES
    | _TENTATIVE
    | frozenset("can would least most than up used".split())
)
_THINKING = frozenset(
    "think thinks believe believes hope hopes suppose guess feel feels expect expects wish doubt".split()
)
_SUBJECTS = frozenset("i we you he she they it there".split())
_SHORTEST_CLAUSE = 2  # words behind an "if"
_FEW = 4  # words left out that may be a thought alone
_BEHIND = re.compile(
    r",?\s+(?:(?:if|unless)\s+(?!(?:necessary|possible|anything|any|needed|ever|not|only|you\s+(?:will|like))\b)"
    r"|provided\s+(?:that\s+)?\w|as\s+long\s+as\b|or\s+so\s+(?:they|I|we|he|she|it)\b)",
    re.IGNORECASE,
)
_ASKS = frozenset("know knew ask asked see wonder tell say said sure clear decide as even what and or check".split())
_REST = re.compile(r"[”\"’']*(?:[^.?!\n]{0,100}?)\b(?:if|unless|provided|as\s+long\s+as|or\s+so)\b", re.IGNORECASE)


def hedge(before: Sequence[str], begins: str, size: int) -> int:
    """Count the words that hedge, at the end of those before a stretch of so many words; 0: none do."""
    last, two = "".join(before[-1:]), tuple(before[-2:])
    if last in _SEEMING | _DEGREES or (last in _HEDGES and not (last in MODALS and begins in _SUBJECTS)):
        return 1
    if last in _CONDITIONS - {"until"} and size >= _SHORTEST_CLAUSE + (last == "whether"):
        return 1
    if two == ("used", "to") and not BE.intersection(before[-3:-2]):
        return 2
    if len(two) > 1 and ((two[0] in MODALS and last == "have") or (two[0] in _TENTATIVE and last == "to")):
        return 2
    if not counts(begins) or begins in SCALES:
        return 0
    return 1 if last in _ROUGHLY else 2 * (two in _BOUNDS)


def hides_hedge(left_out: Sequence[str], following: str) -> bool:
    """Whether words left out before others, all in lower case, make less of these or of what stands before them."""
    if not left_out:
        return False
    if left_out[0] in _CONDITIONS - {"whether"} or (len(left_out) <= _FEW and not _THINKING.isdisjoint(left_out)):
        return True
    led = list(left_out)
    while led and (led[-1] in ADVERBS | BE | HAVE or led[-1].endswith("ly")) and not hedge(led, following, 3):
        led.pop()
    weighs = led[-1:] and led[-1] in MODALS | _CONDITIONS | {"only", "almost", "nearly", "fewer"}
    return bool(weighs) or hedge(led, following, 3) > 0


def conditioned(text: str, end: int, last: str) -> bool:
    """Whether a text goes on with a condition right behind what ends there with a word: "June unless it rains"."""
    return last not in _ASKS and _BEHIND.match(text, end) is not None


def keeps_condition(text: str, end: int) -> bool:
    """Whether a draft goes on with a condition behind a quotation."""
    return _REST.match(text, end) is not None
