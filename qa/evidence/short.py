"""The short answer: the words that answer by themselves, where one thing is asked for and it is stated as a fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import View
from index.sentences import Span, overlap
from index.terms import words
from qa.evidence.candidates import Candidate
from qa.evidence.citable import Sentence
from qa.evidence.counted import counted
from qa.evidence.happened import states
from qa.evidence.kind import numbers_of, short_answer, widened
from qa.question.question import Question

NEAR = 0.2  # of the best candidate's chance: who comes so near and says otherwise is heard
_SMALL = frozenset("the a an in on at by since until after before during from near around between of about".split())


@dataclass(frozen=True, slots=True)
class Short:
    """The answering words of a candidate."""

    candidate: Candidate
    text: str

    @property
    def key(self) -> frozenset[str]:
        """What two sources must share to agree: their numbers, or their words where there are none."""
        return frozenset(numbers_of(self.text)) or frozenset(words(self.text)) - _SMALL

    def agrees(self, other: "Short") -> bool:
        """Whether both give the same answer, one perhaps in more words."""
        return self.key <= other.key or other.key <= self.key

    def contradicts(self, other: "Short") -> bool:
        """Whether both give a number, or neither, and nothing of one is in the other."""
        both = [any(word[0].isdigit() for word in each.key) for each in (self, other)]
        return both[0] == both[1] and not self.key & other.key


@dataclass(frozen=True, slots=True)
class Shorts:
    """The best short answer and who agrees; or those that differ, of documents with different dates, newest first."""

    best: str | None = None
    agreeing: tuple[Candidate, ...] = ()
    differing: tuple[Candidate, ...] = ()


def shorts(question: Question, fit: Sequence[tuple[float, Candidate]], view: View) -> Shorts:
    """Find the short answer among candidates, each with its chance, the likeliest first."""
    found = [short for chance, each in fit if chance >= NEAR * fit[0][0] and (short := short_of(question, each, view))]
    if not found or found[0].candidate is not fit[0][1]:
        return Shorts()
    others = [each for each in found[1:] if each.contradicts(found[0])]
    if not others:
        return Shorts(found[0].text, tuple(each.candidate for each in found if each.agrees(found[0])))
    every = [found[0], *others]
    dates = [each.candidate.sentence.document.date for each in every]
    if None in dates or len(set(dates)) < len(dates):
        return Shorts()
    every.sort(key=lambda each: each.candidate.sentence.document.date or "", reverse=True)
    return Shorts(every[0].text, differing=tuple(each.candidate for each in every))


def short_of(question: Question, candidate: Candidate, view: View) -> Short | None:
    """Give the answering words of a candidate; None where no one thing is asked for, or it is not stated as a fact."""
    sentence = candidate.sentence
    numbers = counted(question.text, sentence.text)
    if sentence.focus is None or candidate.judged.words <= 0 or len(numbers) > 1:
        return None
    said = [span for each in view.statements(document_id=sentence.document.id) for span in each.spans]
    if any(overlap(span, sentence.focus) for span in said) or not states(question.text, _without(sentence, said)):
        return None
    focus = sentence.focus
    for one in numbers:
        focus = one[0] + sentence.span[0], one[1] + sentence.span[0]
    start, end = widened(question.text, sentence.document.text, focus)
    inside = max(start, sentence.span[0]), min(end, sentence.span[1])
    text = short_answer(question.text, sentence.document.text, inside)
    return None if text is None else Short(candidate, text)


def _without(sentence: Sentence, said: Sequence[Span]) -> str:
    """Give a sentence without the words that somebody is reported to say in it."""
    text, (start, end) = sentence.document.text, sentence.span
    parts, at = list[str](), start
    for left, right in sorted(span for span in said if overlap(span, sentence.span)):
        parts.append(text[at : max(at, left)])
        at = max(at, right)
    return " ".join([*parts, text[at:end]])
