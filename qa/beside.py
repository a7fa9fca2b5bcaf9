"""Which other sentences answer beside the one that was found: an explanation has more of them than a name.

The text around is read once, as a whole, so that the reader sees what "it" and "they" are: a sentence answers too where
words of it come near to those that begin and end the answer, and it is near to the question in meaning. Weight and
limits were chosen on ClapNQ's articles that the reader is trained on.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.sentences import overlap
from qa.evidence import LONGEST_QUOTE, Sentence
from qa.kind import one_thing, yes_or_no
from qa.reader import read_parts

CLOSE = 4.5  # log odds below the best at which a sentence answers too
ONE_CLOSE = 3.5  # the same where one thing is asked for, or yes or no
NEARNESS = 9.0  # what a cosine of 1 is worth, in log odds
MOST = 4  # sentences
STRETCH = 1800  # characters that are read together

_SENTENCE_ENDS = (".", "?", "!", "…", "”", '"')


def with_others(
    question: str,
    best: Sentence,
    standing: Sequence[Sentence],
    longest: int,
    near: Callable[[str, list[str]], list[float]],
) -> list[Sentence]:
    """Give a sentence and those around it that answer as well, what follows one another as one; the best comes first.

    All together have at most `longest` characters. `near` gives the cosines of a question and texts.
    """
    chosen, room = [best], longest - len(best.text)
    for each in _also(question, best, _around(best, standing), near):
        if len(chosen) < MOST and len(each.text) <= room:
            chosen.append(each)
            room -= len(each.text)
    runs = _runs(sorted(chosen, key=lambda each: each.span))
    return sorted((_focused(run, best) for run in runs), key=lambda run: run.focus is None)


def _also(
    question: str, best: Sentence, around: Sequence[Sentence], near: Callable[[str, list[str]], list[float]]
) -> list[Sentence]:
    """Give the sentences around that answer as well, best first."""
    close = ONE_CLOSE if one_thing(question) or yes_or_no(question) else CLOSE
    sentences = [best, *around]
    inside = _inside(question, sentences)
    least = max(inside) - close
    likely = [0, *(at for at in range(1, len(sentences)) if inside[at] > least)]
    if len(likely) == 1:
        return []
    cosines = near(question, [_under_title(sentences[at]) for at in likely])
    most = max(cosines)
    values = {at: inside[at] - NEARNESS * (most - cosine) for at, cosine in zip(likely, cosines, strict=True)}
    return [sentences[at] for at in sorted(likely[1:], key=lambda at: -values[at]) if values[at] > least]


def _under_title(sentence: Sentence) -> str:
    """Give a sentence with the document's title before it, unless that is only the text's first sentence."""
    title = sentence.document.title
    return sentence.text if title.endswith(_SENTENCE_ENDS) else f"{title}. {sentence.text}"


def _focused(run: Sentence, best: Sentence) -> Sentence:
    """Give a run with the answering words marked, if they stand in it."""
    return replace(run, focus=best.focus if overlap(run.span, best.span) else None)


def _around(best: Sentence, standing: Sequence[Sentence]) -> list[Sentence]:
    """Give the other sentences of a document that are nearest, as far as they are read together."""
    start, end = best.span
    found = []
    others = [s for s in standing if s.document.id == best.document.id and not overlap(s.span, best.span)]
    for each in sorted(others, key=lambda s: max(s.span[0] - best.span[1], best.span[0] - s.span[1])):
        if max(end, each.span[1]) - min(start, each.span[0]) <= STRETCH:
            start, end = min(start, each.span[0]), max(end, each.span[1])
            found.append(each)
    return found


def _inside(question: str, sentences: Sequence[Sentence]) -> list[float]:
    """Read the text from the first sentence to the last, and give what it says of each."""
    start, end = min(each.span[0] for each in sentences), max(each.span[1] for each in sentences)
    inside = [(each.span[0] - start, each.span[1] - start) for each in sentences]
    return read_parts(question, sentences[0].document.text[start:end], inside)


def _runs(chosen: Sequence[Sentence]) -> list[Sentence]:
    """Join sentences of one paragraph that follow one another, as far as they can be cited as one."""
    found: list[Sentence] = []
    for each in chosen:
        if found and _follows(found[-1], each):
            found[-1] = replace(found[-1], span=(found[-1].span[0], each.span[1]))
        else:
            found.append(each)
    return found


def _follows(one: Sentence, other: Sentence) -> bool:
    beside = one.paragraph == other.paragraph and not one.document.text[one.span[1] : other.span[0]].strip()
    return beside and one.speaker == other.speaker and other.span[1] - one.span[0] <= LONGEST_QUOTE
