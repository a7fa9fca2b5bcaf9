"""What is learned from in an epoch: each question with texts that answer it and texts that nearly do.

The texts beside the right one are drawn anew in each epoch: others of the same document, those that were noted as near
misses first, and what a search over all documents finds first in another.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from qa.training.apart import is_apart
from qa.training.brief import Spoken, clipped, said_about
from qa.training.examples import Asked, Page, Text, Written, open_questions, pages, titled, written
from qa.training.negatives import TextSearch
from qa.training.noise import turned, typed

T = TypeVar("T")

BESIDE, TITLED, TURNED = 0.5, 0.5, 0.06  # shares of the open questions
AGAIN = 0.15  # of the open questions, learned from beside the written ones
CLIPPED, FOREIGN, SAID = 0.5, 0.25, 0.3  # for each written one: of few sentences, of other documents, of what is said
TEXTS = 4  # for a written question
NEAREST = 6  # of what a search finds, one is drawn


class Data:
    """All that is learned from, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def open(self) -> list[Asked]:
        """Questions on open text."""
        return [each for each in open_questions(self.folder) if not is_apart(each.article)]

    @cached_property
    def texts(self) -> list[Text]:
        """Every open text once."""
        return list({each.texts[0].text: each.texts[0] for each in self.open}.values())

    @cached_property
    def open_search(self) -> TextSearch:
        """Finds open texts."""
        return TextSearch([each.text for each in self.texts])

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Documents that questions were written on."""
        return pages(self.folder)

    @cached_property
    def written(self) -> list[Written]:
        """Questions on them."""
        return written(self.folder, self.pages)

    @cached_property
    def spoken(self) -> list[Spoken]:
        """What is said in each document that may be learned from."""
        found = [Spoken(page) for name, page in self.pages.items() if not is_apart(name)]
        return [each for each in found if each.statements]

    @cached_property
    def passages(self) -> list[tuple[str, int]]:
        """Document and place of every passage that may be learned from."""
        names = [name for name in self.pages if not is_apart(name)]
        return [(name, place) for name in names for place in range(len(self.pages[name].stretches))]

    @cached_property
    def search(self) -> TextSearch:
        """Finds passages."""
        return TextSearch([self.pages[name].stretches[place].text for name, place in self.passages])


def general(data: Data, chance: random.Random) -> list[Asked]:
    """Make an epoch of the open questions."""
    return [_open(each, data, chance) for each in data.open]


def special(data: Data, chance: random.Random) -> list[Asked]:
    """Make an epoch of the written questions, and a share of the open ones again."""
    again = chance.sample(data.open, int(AGAIN * len(data.open)))
    own = [each for each in data.written if not is_apart(each.document)]
    return [*(_open(each, data, chance) for each in again), *(asked_of(each, data, chance) for each in own)]


def whole(data: Data, chance: random.Random) -> list[Asked]:
    """Make an epoch of the written questions, of short texts beside, and of what no text answers."""
    own = [each for each in data.written if not is_apart(each.document)]
    made = [asked_of(each, data, chance) for each in own]
    made += [_open(each, data, chance) for each in chance.sample(data.open, int(AGAIN * len(data.open)))]
    for each in own:
        if chance.random() < CLIPPED:
            made.append(clipped(each, data.pages[each.document], chance))
        if chance.random() < FOREIGN:
            made.append(_foreign(each, data, chance))
    for _ in range(int(SAID * len(own)) if len(data.spoken) > 1 else 0):
        spoken, other = chance.sample(data.spoken, 2)
        topics = [topic for each in other.statements[:4] for topic in other.topics(each)]
        if topics and (asked := said_about(spoken, other.speakers, chance.choice(topics), chance)):
            made.append(asked)
    return [replace(each, question=typed(each.question, chance)) for each in made]


def _foreign(question: Written, data: Data, chance: random.Random) -> Asked:
    """Ask a question of texts of other documents, which a search finds."""
    none = _none(question)
    texts = [data.pages[name].text_for(place, none) for name, place in _elsewhere(question, data, chance)]
    return Asked(question.question, tuple(texts[: TEXTS - 1]), (), "foreign", question.document)


def kept_apart(data: Data) -> list[Asked]:
    """Make the questions on documents that are never learned from, always the same."""
    chance = random.Random(0)
    return [_asked(each, data, chance) for each in data.written if is_apart(each.document)]


def asked_of(question: Written, data: Data, chance: random.Random) -> Asked:
    """Give a question as it may be typed, with texts drawn for it."""
    made = _asked(question, data, chance)
    return replace(made, question=typed(made.question, chance))


def _asked(question: Written, data: Data, chance: random.Random) -> Asked:
    page = data.pages[question.document]
    right = page.holding(question.evidence)
    chosen = chance.sample(right, min(2, len(right)))
    for place in (*_shuffled(page.holding(question.near), chance), *_others(question, page, chance)):
        if len(chosen) < TEXTS - 1 and place not in chosen and place not in right:
            chosen.append(place)
    texts = [page.text_for(place, question) for place in chosen]
    texts += [data.pages[name].text_for(place, _none(question)) for name, place in _elsewhere(question, data, chance)]
    return Asked(question.question, tuple(texts[:TEXTS]), question.gold, "written", question.document)


def _none(question: Written) -> Written:
    return replace(question, gold=(), evidence=(), also=(), near=())


def _others(question: Written, page: Page, chance: random.Random) -> Iterator[int]:
    """Give passages of the same document: the nearest first, but for one in three that is any."""
    nearest = TextSearch([each.text for each in page.stretches]).nearest(question.question, len(page.stretches))
    rest = _shuffled(range(len(page.stretches)), chance)
    yield from nearest[:1] if chance.random() < 2 / 3 else rest[:1]
    yield from (*nearest[:2], *rest)


def _elsewhere(question: Written, data: Data, chance: random.Random) -> list[tuple[str, int]]:
    """Give passages of other documents that a search for the question finds first, the drawn one before the others."""
    found = [data.passages[row] for row in data.search.nearest(question.question, 40)]
    return _shuffled([each for each in found if each[0] != question.document][:NEAREST], chance)


def _open(asked: Asked, data: Data, chance: random.Random) -> Asked:
    (own,) = asked.texts
    question, texts = asked.question, [own]
    if own.right and chance.random() < TURNED and (other := turned(question, [own.text], chance)):
        question, texts = other, [replace(own, right=(), words=())]
    elif chance.random() < BESIDE:
        texts += _near(asked, own, data, chance)
    if chance.random() < TITLED:
        texts = [titled(asked.article, text) for text in texts]
    return replace(asked, question=typed(question, chance), texts=tuple(texts))


def _near(asked: Asked, own: Text, data: Data, chance: random.Random) -> list[Text]:
    """Give a text near to a question that holds none of its answers."""
    found = [data.texts[row] for row in data.open_search.nearest(asked.question, NEAREST + 2)]
    fit = [each for each in found if each.text != own.text and not _holds(each.text, asked.answers)]
    return [replace(each, right=(), words=()) for each in _shuffled(fit[:NEAREST], chance)[:1]]


def _holds(text: str, answers: Sequence[str]) -> bool:
    lowered = text.lower()
    return any(answer.lower() in lowered for answer in answers)


def _shuffled(values: Sequence[T], chance: random.Random) -> list[T]:
    return chance.sample(values, len(values))
