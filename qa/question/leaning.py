"""Whether a question leans on the one before it: a weight for each sign of it, fitted on conversations.

`python -m qa.training.leaning` fits the weights (`qa/model/leaning.json`).
"""

import json
import math
import re
from functools import lru_cache
from pathlib import Path

from index.terms import STOP_WORDS, stems, words
from qa.english.common import is_common

WEIGHTS = Path(__file__).parents[1] / "model" / "leaning.json"
SIGNS = (
    "bias", "joined", "pronoun", "possessive", "pointing", "other", "bare", "short", "content", "rare", "named",
    "shared", "number",
)  # fmt: skip
_JOINED = frozenset("and but so or also then".split())
_PRONOUNS = frozenset("he she it they him them himself herself itself themselves".split())
_POSSESSIVES = frozenset("his her hers its their theirs".split())
_POINTING = frozenset("that this these those there then such so".split())
_OTHERS = frozenset("other others else another same one ones more both two neither either instead".split())
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+")


def leans(question: str, before: str) -> bool:
    """Whether a question is to be read with the one before it.

    >>> leans("And why?", "Who signed the ban?"), leans("What did Greer say?", "Who signed the ban?")
    (True, False)
    """
    return sum(map(float.__mul__, _weights(), signs(question, before))) > 0


def signs(question: str, before: str) -> list[float]:
    """Give the signs of leaning, in the order of SIGNS."""
    found = words(question)
    content = [word for word in found if word not in STOP_WORDS]
    rare = [word for word in content if not is_common(word)]
    there = set(stems(before))
    shared = [word for word in stems(question) if word in there]
    return [
        1.0,
        float(bool(found) and found[0] in _JOINED),
        float(not _PRONOUNS.isdisjoint(found)),
        float(not _POSSESSIVES.isdisjoint(found)),
        float(not _POINTING.isdisjoint(found)),
        float(not _OTHERS.isdisjoint(found)),
        float(not content),
        float(len(found) <= 4),
        math.log1p(len(content)),
        math.log1p(len(rare)),
        math.log1p(len(_NAME.findall(question))),
        len(shared) / max(len(content), 1),
        float(any(word[0].isdigit() for word in found)),
    ]


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    found = json.loads(WEIGHTS.read_text("utf-8"))
    return tuple(float(found[name]) for name in SIGNS)
