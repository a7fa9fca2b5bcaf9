"""Words of a question and of a sentence, made comparable.

The stop words are the function words of English and what questions are worded with; the stemmer is Snowball's
English one (https://snowballstem.org/algorithms/english/stemmer.html), next of kin to FTS5's Porter.
"""

import re
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

_WORD = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?")  # the ending of a possessive is left out
_STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
STOP_WORDS = frozenset(
    """a about after again all also am an and any are aren't as at be because been before being between both but by
    can could did do does doing down during each few for from further had has have having he her here hers
    herself him himself his how i if in into is isn't it its itself just me more most my myself no nor not now
    of off on once only or other our ours ourselves out over own s same she should so some such t than that
    the their theirs them themselves then there these they this those through to too under until up us very
    was we were what when where which while who whom whose why will with would you your yours yourself
    according following tell said say says does many much please thanks thank hello hi hey""".split()
)


def words(text: str) -> list[str]:
    """Give the words of a text in order, lower case, possessive endings gone."""
    return _WORD.findall(text.lower().replace("’", "'"))


def unaccented(text: str) -> str:
    """Give a text in lower case, its letters without accents and strokes, as they are often typed."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.lower()).translate(_STROKED)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def content_words(question: str) -> list[str]:
    """Give the words that a question is about, each once; all its words if they are all function words."""
    found = dict.fromkeys(words(question))
    return [word for word in found if word not in STOP_WORDS] or list(found)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give a lower-case word's stem."""
    return str(_stemmer().stemWord(word))


def stems(text: str) -> list[str]:
    """Give the stems of a text's words, in order."""
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    return Stemmer("english")
