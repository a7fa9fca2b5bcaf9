"""Whether a document is about what a question names: its names and its numbers stand there, or words like them."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from index import Document, Hit
from index.terms import STOP_WORDS, unaccented, words
from qa.english.common import is_common
from qa.question.question import Question

NAMES_SHARE = 0.7  # of the names in a question must stand in the document
BEGINNING = 4  # letters that a longer name shares with others of its kind: "Britain" and "British"
LIKE = 0.75  # how alike a word must be to one of the passages to be a slip of the finger

_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*(?!\w)")  # no decade: "the 1980s"


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
        if not self._names:
            return True
        present = frozenset(_bare_words(whole))
        beginnings = frozenset(word[:BEGINNING] for word in present if len(word) > BEGINNING)
        found = [name in present or (len(name) > BEGINNING and name[:BEGINNING] in beginnings) for name in self._names]
        return sum(found) >= NAMES_SHARE * len(found)


def _names_in_lower_case(question: Question, texts: Sequence[str], frequency: Callable[[str], int]) -> Iterable[str]:
    """Give the words that the passages write with a capital alone, and those that stand nowhere beside one or another.

    A common word that stands nowhere is no name: a small index lacks many.
    """
    together = " ".join(texts)
    there = set(_bare_words(together))
    plain = set(_bare_words(" ".join(re.findall(r"\b[a-z]\w*", together))))
    asked = _bare_words(question.text)
    capital = [word in there and word not in plain and not word.isdigit() for word in asked]
    unknown = [
        word not in STOP_WORDS
        and not is_common(word)
        and not frequency(word)
        and not get_close_matches(word, there, 1, LIKE)
        for word in asked
    ]
    named = [one or other for one, other in zip(capital, unknown, strict=True)]
    for place, word in enumerate(asked):
        beside = sum(named[max(0, place - 1) : place + 2]) > 1
        if word not in STOP_WORDS and (capital[place] or (unknown[place] and beside)):
            yield word


def _bare_words(text: str) -> list[str]:
    """Give the words of a text, however their accents are typed."""
    return words(unaccented(text))


def _numbers(text: str) -> Iterable[str]:
    """Give the numbers of a text, those of a date apart, no comma between thousands."""
    return (number.replace(",", "").lstrip("0") for number in _NUMBER.findall(text))
