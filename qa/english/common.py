"""Common words of English: what a question that is typed in lower case does not mean as a name."""

from functools import lru_cache
from pathlib import Path

from index.terms import stem
from qa.english.verb_forms import lemma

LIST = Path(__file__).parents[1] / "model" / "common.txt"  # made by `python -m qa.training.common`


def is_common(word: str) -> bool:
    """Whether English texts write a lower-case word, or the verb that it is a form of, mostly without a capital."""
    return not {stem(word), lemma(word)}.isdisjoint(_common())


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(LIST.read_text(encoding="utf-8").split())
