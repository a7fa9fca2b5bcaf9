"""Texts without end: the news, PolNeAR's articles, and seeded variants of both in which names and numbers are others.

A variant changes each name and number alike wherever it stands, so that its text is as real as its original's and yet
another. In some variants of PolNeAR's articles the man who is quoted most becomes `PERSON`, whose statements so come to
thousands, with titles, offices and namesakes. Of these articles one in eight never gives his full name.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count
from pathlib import Path
from zlib import crc32

from index.given import GIVEN, given_gender
from tests.bench.attribution import Annotated, article_from, last_name, mostly_lower
from tests.bench.data import Article, articles, read_records

PERSON = "Aldous Quenby"
CALLED = ("Quenby", "Mr. Quenby", "Secretary Quenby", "Dr. Quenby")
BY_SURNAME = 8  # one in so many articles

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_FULL_NAME = re.compile(r"\b([A-Z][^\W\d_]+) (?:[A-Z]\.? )?([A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*)")
_PERSON = re.compile(PERSON.replace(" ", r" (?:[A-Z]\.? )?"))
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the corpus; `original` is the id of the article it is a variant of, None for an original."""

    article: Article
    original: str | None = None


class Corpus:
    """The texts by two streams, each in an order of its own that is the same every time."""

    def __init__(self, data: Path, limit: int | None = None) -> None:
        polnear = data / "attribution" / "polnear_train.jsonl.gz"
        self._annotated = read_records(polnear, article_from, limit=limit)
        self._articles = [*articles(data, limit), *map(_article, self._annotated)]
        self._originals = {article.doc_id for article in self._articles}

    def has(self, uri: str) -> bool:
        """Whether a name is one of a text of this corpus."""
        return uri.partition("/")[0] in ("variant", "quoting") or uri in self._originals

    def texts(self) -> Iterator[Text]:
        """Give the originals, then round after round of their variants."""
        originals = map(Text, self._articles)
        pairs = ((article, self._variant(article, number, {})) for number in count(1) for article in self._articles)
        return chain(originals, (text for article, text in pairs if text.article.text != article.text))

    def quoting(self) -> Iterator[Text]:
        """Give variants in which the man who is quoted most is `PERSON`, round after round."""
        common = mostly_lower(each.text for each in self._annotated)
        given, surname = PERSON.split()
        for number in count(1):
            for place, annotated in enumerate(self._annotated, number):
                quoted = most_quoted(annotated, common)
                if quoted is not None:
                    renamed = {quoted[0]: given, quoted[1]: surname}
                    text = self._variant(_article(annotated), -number, renamed)
                    yield text if place % BY_SURNAME else by_surname(text)

    def _variant(self, article: Article, number: int, renamed: Mapping[str, str]) -> Text:
        """Change an article's names and numbers; by the same `number` the same name becomes the same other one."""
        changed = variant(article, number, self._names, renamed)
        return Text(changed, article.doc_id)

    @cached_property
    def _names(self) -> "Names":
        return Names.of(article.text for article in self._articles)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that persons have in some texts, which are given to one another's bearers."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Names":
        """Collect them."""
        given, surnames = set[str](), set[str]()
        for text in texts:
            for first, last in full_names(text):
                given.add(first)
                surnames.add(last)
        men, women = (tuple(sorted(name for name in given if given_gender(name) == each)) for each in "mf")
        return cls(men, women, tuple(sorted(surnames)))

    def others(self, text: str, number: int) -> dict[str, str]:
        """Give each name in a text another of its kind."""
        found: dict[str, str] = {}
        for first, last in full_names(text):
            pool = {"m": self.men, "f": self.women}.get(given_gender(first) or "", ())
            found |= {first: _drawn(first, number, pool), last: _drawn(last, number, self.surnames)}
        return found


def full_names(text: str) -> Iterator[tuple[str, str]]:
    """Give the names of persons whose first is a given name."""
    for match in _FULL_NAME.finditer(text):
        if match[1].lower() in GIVEN and match[2].lower() not in GIVEN:
            yield match[1], match[2]


def variant(article: Article, number: int, names: Names, renamed: Mapping[str, str]) -> Article:
    """Give a text and its title other names and numbers, save those that `renamed` gives; its date stays."""
    words = {**names.others(article.text, number), **renamed}
    change = _changing(words, f"{article.doc_id} {number}")
    title = None if article.title is None else _WORD.sub(change, article.title)
    kind = "quoting" if renamed else "variant"
    uri = f"{kind}/{abs(number)}/{article.doc_id}"
    return Article(uri, title, article.date, _WORD.sub(change, article.text))


def most_quoted(article: Annotated, common: frozenset[str]) -> tuple[str, str] | None:
    """Give the given name and the surname of the man who is quoted most in an article, None if it names none."""
    counts = Counter(last_name(relation.words, common) for relation in article.relations if relation.words)
    of_man = {last: first for first, last in full_names(article.text) if given_gender(first) == "m"}
    return next(((of_man[name], name) for name, _ in counts.most_common() if name in of_man), None)


def by_surname(text: Text) -> Text:
    """Call the person by the surname alone, or with a title or an office."""
    article = text.article
    called = CALLED[crc32(article.doc_id.encode()) % len(CALLED)]
    return replace(text, article=replace(article, text=_PERSON.sub(called, article.text)))


def _changing(words: Mapping[str, str], seed: str) -> Callable[[re.Match[str]], str]:
    def changed(match: re.Match[str]) -> str:
        word = match[0]
        return _other_number(word, seed) if word.isdecimal() else words.get(word, word)

    return changed


def _other_number(digits: str, seed: str) -> str:
    """Change a number; years stay, and what may be a day stays one, or dates would be none."""
    drawn = crc32(f"{seed} {digits}".encode())
    if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
        return digits
    if len(digits) < 3:
        return str(1 + drawn % 28) if int(digits) <= 31 else str(32 + drawn % 68)
    lowest = 10 ** (len(digits) - 1)
    return str(lowest + drawn % (9 * lowest))


def _drawn(word: str, number: int, pool: Sequence[str]) -> str:
    return pool[crc32(f"{number} {word}".encode()) % len(pool)] if pool else word


def _article(annotated: Annotated) -> Article:
    dated = _DATE.search(annotated.id)
    return Article(annotated.id, None, dated[0] if dated else None, annotated.text)
