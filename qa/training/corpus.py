"""The training set: what the files hold, and texts that do not answer, from chance companions to near misses.

Two sets are made. `general` never sees SQuAD 2.0 or ClapNQ, on which the reader is measured; `special` adds
them, without the articles that are kept apart to choose and to measure with.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.sentences import sentences
from index.terms import stems
from qa.training import examples
from qa.training.apart import is_apart
from qa.training.examples import GENERIC, Example, unanswered
from qa.training.noise import led, turned, typed
from qa.training.search import TextSearch

AGAIN, RANKED_AGAIN = 0.15, 0.1  # of the general set's encyclopedia, in the special ones
MISSES = 2  # texts that an answered question's own is to outrank
RANKED_SENTENCES = 0.25  # of the questions, with a single sentence besides


@dataclass(frozen=True, slots=True)
class Shares:
    """How many examples of each kind are made for one that is answered."""

    near: float  # the nearest text by BM25 without the answer
    cut: float  # the text without the sentences that hold the answer
    turned: float  # the text with a question that asks for something else
    other: float  # any other text
    sentence: float  # the answering sentence alone; as often one of the others


GENERAL = Shares(near=0.35, cut=0.15, turned=0.2, other=0.05, sentence=0.25)
SPECIAL = Shares(near=0.35, cut=0.15, turned=0.05, other=0.03, sentence=0.3)
FROM_GENERIC = 0.35  # of Reddit and Amazon, which are least like what is asked here


class Texts:
    """Every training text by source, to take companions from."""

    def __init__(self, pool: Iterable[Example], passages: Iterable[str]) -> None:
        self.by_article: dict[str, list[str]] = defaultdict(list)
        for example in pool:
            if example.text not in self.by_article[example.article][-1:]:
                self.by_article[example.article].append(example.text)
        reference = {example.text for example in pool if example.source not in GENERIC}
        self.reference = sorted(reference | set(passages))
        self.generic = sorted({example.text for example in pool if example.source in GENERIC})
        self._search = TextSearch(self.reference)

    def near(self, question: str, answers: Sequence[str], not_this: str, chance: random.Random) -> str | None:
        """Give a text near to a question that holds none of its answers."""
        fit = self.misses(question, answers, not_this, 8)
        return chance.choice(fit[:4]) if fit else None

    def misses(self, question: str, answers: Sequence[str], not_this: str, k: int) -> list[str]:
        """Give those of the k texts nearest to a question that hold none of its answers, nearest first."""
        found = [self.reference[row] for row in self._search.nearest(question, k)]
        return [text for text in found if text != not_this and not _holds(text, answers)]

    def other(self, example: Example, chance: random.Random) -> str | None:
        """Give a text of the same kind that holds none of the answers."""
        text = chance.choice(self.generic if example.source in GENERIC else self.reference)
        return None if text == example.text or _holds(text, example.answers) else text


def general(data: Path, chance: random.Random) -> list[Example]:
    """Make the set that neither SQuAD 2.0 nor ClapNQ is in."""
    held = examples.squad1(data)
    held += [e for e in examples.shifts(data) if e.source not in GENERIC or chance.random() < FROM_GENERIC]
    passages = examples.mtrag_passages(data)
    texts = Texts(held, passages.values())
    made = [*held, *companions(held, texts, GENERAL, chance), *_foreign(data, texts, chance)]
    return _typed(made, chance)


def special(data: Path, chance: random.Random) -> list[Example]:
    """Make the set around SQuAD 2.0 and ClapNQ, without the articles kept apart."""
    held = _held(data, AGAIN, chance)
    passages = examples.mtrag_passages(data)
    made = [*held, *companions(held, Texts(held, passages.values()), SPECIAL, chance), *_relevant(data, passages)]
    return _typed(made, chance)


def ranked(data: Path, chance: random.Random) -> list[Example]:
    """Make the special set anew: each question that is answered with its text and near misses, to be ranked."""
    held = _held(data, RANKED_AGAIN, chance)
    passages = examples.mtrag_passages(data)
    texts = Texts(held, passages.values())
    made: list[Example] = []
    for rank, example in enumerate(held):
        asked = typed(led(example.question, example, chance), chance)
        made += [replace(each, question=asked, rank=rank) for each in (example, *_misses(example, texts, chance))]
        if chance.random() < RANKED_SENTENCES:
            made += _typed(_sentence_pair(example, chance), chance)
    return [*made, *_typed(_relevant(data, passages), chance)]


def _held(data: Path, share: float, chance: random.Random) -> list[Example]:
    """Give what is learned from of SQuAD 2.0 and ClapNQ, and a share of the general set's encyclopedia again."""
    kept = [e for e in (*examples.squad2(data), *examples.clapnq(data)) if not is_apart(e.article)]
    again = [e for e in (*examples.squad1(data), *examples.shifts(data)) if e.source not in GENERIC]
    return [*kept, *chance.sample(again, int(share * len(again)))]


def _misses(example: Example, texts: Texts, chance: random.Random) -> Iterator[Example]:
    """Give near misses of a question that is answered, and now and then its text without the answer."""
    if not example.answerable:
        return
    fit = texts.misses(example.question, example.answers, example.text, 10)[:6]
    for text in chance.sample(fit, min(MISSES, len(fit))):
        yield from _without(example, text, "near")
    if chance.random() < SPECIAL.cut:
        yield from _without(example, _cut(example), "cut")


def kept_apart(data: Path) -> list[Example]:
    """Give the rows of SQuAD 2.0 and ClapNQ that choose the threshold."""
    return [e for e in (*examples.squad2(data), *examples.clapnq(data)) if is_apart(e.article)]


def companions(held: Sequence[Example], texts: Texts, shares: Shares, chance: random.Random) -> Iterator[Example]:
    """Make texts that do not answer and sentences by themselves, as often as `shares` say."""
    for example in held:
        if chance.random() < shares.sentence:
            yield from _sentence_pair(example, chance)
        if not example.answerable:
            continue
        if example.source not in GENERIC and chance.random() < shares.near:
            yield from _without(example, texts.near(example.question, example.answers, example.text, chance), "near")
        if chance.random() < shares.cut:
            yield from _without(example, _cut(example), "cut")
        if chance.random() < shares.turned:
            question = turned(example.question, [example.text], chance)
            if question is not None:
                yield unanswered(question, example.text, "turned", example.article)
        if chance.random() < shares.other:
            yield from _without(example, texts.other(example, chance), "other")


def _without(example: Example, text: str | None, kind: str) -> Iterator[Example]:
    if text is not None:
        yield unanswered(example.question, text, kind, example.article)


def _cut(example: Example) -> str | None:
    """Give the text without the sentences that answer, if enough is left and no answer stands in it."""
    gone = example.evidence or ()
    kept = [span for span in sentences(example.text) if not any(s[0] < span[1] and span[0] < s[1] for s in gone)]
    text = " ".join(example.text[start:end] for start, end in kept)
    return None if len(kept) < 2 or _holds(text, example.answers) else text


def _sentence_pair(example: Example, chance: random.Random) -> Iterator[Example]:
    """Give the answering sentence alone, or the other one that shares most words with the question."""
    gone = example.evidence or ()
    if gone and chance.random() < 0.5:
        start, end = chance.choice(gone)
        inside = [[s for s in spans if start <= s[0] and s[1] <= end] for spans in (example.starts, example.ends)]
        if all(inside):
            starts, ends = (tuple((left - start, right - start) for left, right in spans) for spans in inside)
            text = example.text[start:end]
            yield replace(example, text=text, starts=starts, ends=ends, evidence=((0, len(text)),), source="sentence")
        return
    asked = set(stems(example.question))
    rest = [s for s in sentences(example.text) if not any(g[0] < s[1] and s[0] < g[1] for g in gone)]
    others = [text for text in (example.text[slice(*span)] for span in rest) if not _holds(text, example.answers)]
    if others:
        text = max(others, key=lambda text: (len(asked & set(stems(text))), text))
        yield unanswered(example.question, text, "sentence", example.article)


def _foreign(data: Path, texts: Texts, chance: random.Random) -> Iterator[Example]:
    """Give questions from elsewhere, each with the nearest text."""
    for question in examples.canard(data):
        text = texts.near(question, (), "", chance)
        if text is not None:
            yield unanswered(question, text, "canard", "canard")
    for question, _, answerable in examples.mtrag_first_turns(data):
        text = texts.near(question, (), "", chance)
        if text is not None and not answerable:
            yield unanswered(question, text, "mtrag", "mtrag")


def _relevant(data: Path, passages: dict[str, str]) -> Iterator[Example]:
    """Give MTRAG's first turns with a passage that answers, nobody says where."""
    for question, relevant, answerable in examples.mtrag_first_turns(data):
        for name in relevant if answerable else ():
            if name in passages:
                whole = ((0, len(passages[name])),)
                yield Example(question, passages[name], whole, whole, None, (), "mtrag", "mtrag")


def _holds(text: str, answers: Sequence[str]) -> bool:
    lowered = text.lower()
    return any(answer.lower() in lowered for answer in answers)


def _typed(made: Iterable[Example], chance: random.Random) -> list[Example]:
    return [replace(example, question=typed(example.question, chance)) for example in made]
