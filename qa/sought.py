"""Whether a document is about what a question names: its names and its numbers stand there, as whole words."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from index import Document, Hit
from index.terms import STOP_WORDS, unaccented, words
from qa.common import is_common
from qa.question import Question

NAMES_SHARE = 0.8  # of the names in a question must stand in the document
LIKE = 0.75  # how alike a word must be to one of the passages to be a slip of the finger

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Sought:
    """What a question names, whichever way it is typed; `frequency` says how many passages hold a word."""

    def __init__(self, question: Question, hits: Sequence[Hit], frequency: Callable[[str], int]) -> None:
        self._standing: dict[str, bool] = {}
        self._numbers = frozenset(_numbers(question.text))
        self._names = [word for name in question.names for word in _bare_words(name)]
        if not any(character.isupper() for character in question.text[1:]):
            self._names = list(_names_in_lower_case(question, [hit.passage.text for hit in hits], frequency))

    def stands_in(self, document: Document) -> bool:
        """Whether all of the numbers and most of the names stand in a document, its title or its date."""
        if document.id not in self._standing:
            self._standing[document.id] = self._stands_in(f"{document.title} {document.date or ''} {document.text}")
        return self._standing[document.id]

    def _stands_in(self, whole: str) -> bool:
        if not self._numbers <= frozenset(_numbers(whole)):
            return False
        present = frozenset(_bare_words(whole)) if self._names else frozenset[str]()
        return sum(name in present for name in self._names) >= NAMES_SHARE * len(self._names)

    def named_in(self, text: str) -> float:
        """Give the share of the names that stand in a text; 1 where there are none."""
        present = frozenset(_bare_words(text))
        return sum(name in present for name in self._names) / len(self._names) if self._names else 1.0


def _names_in_lower_case(question: Question, texts: Sequence[str], frequency: Callable[[str], int]) -> Iterable[str]:
    """Give the words that the passages write with a capital alone, and those beside them that stand nowhere.

    A common word that stands nowhere is no name: a small index lacks many.
    """
    together = " ".join(texts)
    there = set(_bare_words(together))
    plain = set(_bare_words(" ".join(re.findall(r"\b[a-z]\w*", together))))
    asked = _bare_words(question.text)
    capital = [word in there and word not in plain and not word.isdigit() for word in asked]
    for place, word in enumerate(asked):
        beside = any(capital[max(0, place - 1) : place + 2])
        unknown = not is_common(word) and not frequency(word) and not get_close_matches(word, there, 1, LIKE)
        if word not in STOP_WORDS and (capital[place] or (beside and unknown)):
            yield word


def _bare_words(text: str) -> list[str]:
    """Give the words of a text, however their accents are typed."""
    return words(unaccented(text))


def _numbers(text: str) -> Iterable[str]:
    """Give the numbers of a text, those of a date apart, no comma between thousands."""
    return (number.replace(",", "").lstrip("0") for number in _NUMBER.findall(text))
