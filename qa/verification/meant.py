"""Whom a pronoun of the record means, as far as the text before it makes that plain."""

from bisect import bisect_right
from functools import lru_cache

from index.names import Name, names_in
from index.sentences import Span, paragraphs

_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_FARTHEST = 3  # paragraphs


def may_mean(pronoun: str, named: frozenset[str], text: str, place: int, speaker: str) -> bool:
    """Whether a pronoun at a place in somebody's words means whom a draft names: nobody else is named nearest to it."""
    there = paragraphs(text)
    last = bisect_right(there, place, key=lambda each: each[0])
    own = frozenset(speaker.split())
    for paragraph in reversed(there[max(0, last - _FARTHEST) : last]):
        people = _people(text, paragraph, _GENDERS[pronoun], own)
        if people:
            return len(people) == 1 and not named.isdisjoint(people[0])
    return False


def is_person(named: frozenset[str], text: str) -> bool:
    """Whether a text names a person so."""
    return any(name.kind == "person" and not named.isdisjoint(name.words) for name in _names(text))


def has_office(named: frozenset[str], job: str, text: str) -> bool:
    """Whether a text gives somebody a job: by a title, or in words around the name."""
    return any(
        not named.isdisjoint(name.words) and job in text[max(0, name.start - 40) : name.end + 40].lower()
        for name in _names(text)
    )


def _people(text: str, paragraph: Span, gender: str, own: frozenset[str]) -> list[set[str]]:
    """Give the people that a paragraph names besides one, each by all words of their names."""
    people: list[set[str]] = []
    known = {word for name in _names(text) if name.kind == "person" for word in name.words}
    for name in _names(text):
        if not paragraph[0] <= name.start < paragraph[1] or name.kind not in ("person", "unknown"):
            continue
        if known.isdisjoint(name.words):
            continue
        if name.gender not in (None, gender) or not own.isdisjoint(name.words):
            continue
        same = next((each for each in people if not each.isdisjoint(name.words)), None)
        if same is None:
            people.append(set(name.words))
        else:
            same.update(name.words)
    return people


@lru_cache(maxsize=64)
def _names(text: str) -> tuple[Name, ...]:
    return tuple(names_in(text))
