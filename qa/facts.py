"""What answers a question of fact: the sentences that the reader points to in the best passages, if any is good enough.

A passage's worth is the reader's log odds that it answers, the cosine of question and passage, the share of the
question's words in the sentence, and whether another passage agrees, above a threshold that grows with how many there
are: the best of many comes high by chance. Where the best is positive, it answers, and with it those that come
near to it. The weights were chosen on news questions, those that nothing answers not among the ones that the benchmark
reports.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index import Document, Hit, Limit, View
from index.relevance import Topic
from index.sentences import Span, overlap
from index.terms import words
from qa.beside import with_others
from qa.counted import counted
from qa.days import missed
from qa.deed import tells_of_deed
from qa.evidence import LONGEST_QUOTE, Sentence, sentences_of
from qa.kind import holds_kind, numbers_of, short_answer, widened, yes_or_no
from qa.opposites import opposed
from qa.question import Question
from qa.reader import Reading, span_reader
from qa.roles import agree, tells
from qa.sought import Sought

NEARNESS = 5.0  # what a cosine of 1 is worth, in log odds
WORDS = 1.5  # what it is worth that all of the question's words stand in the sentence
AGREEING = 1.0  # what it is worth that another passage gives the same short answer
NAMED = 2.0  # what it is worth, among those that answer, that all of the question's names stand in the sentence
THRESHOLD = 1.1  # where there is one passage
THRESHOLD_GROWTH = 0.24  # times ln(passages)
SENTENCES = 3
LONGEST = 560  # characters of an answer's sentences together
NEARLY = 2.0  # log odds below the best at which another passage may answer too

_SMALL = frozenset("the a an in on at by since until after before during from near around between of about".split())


@dataclass(frozen=True, slots=False)
class Candidate:
    """A sentence that a reading points to, the answering words marked, and what it is worth."""

    question: str
    sentence: Sentence
    worth: float
    score: float  # the reader's
    passage: Span = (0, 0)

    def is_of(self, other: Sentence) -> bool:
        """Whether another stretch holds this sentence's words."""
        return self.sentence.document.id == other.document.id and overlap(self.sentence.span, other.span) > 0

    @property
    def sure(self) -> bool:
        """Whether the reader by itself holds it to answer."""
        return self.score > 0

    @cached_property
    def told(self) -> bool:
        """Whether the deed whose time or place is asked for is told of, by its verb or to the reader's mind."""
        return self.sure or tells_of_deed(self.question, self.sentence.text)

    @cached_property
    def short(self) -> str | None:
        """The answering words by themselves, where the question asks for one thing."""
        focus = self.sentence.focus
        if focus is None or len(counted(self.question, self.sentence.text)) > 1:
            return None
        return short_answer(self.question, self.sentence.document.text, focus)

    @property
    def key(self) -> frozenset[str]:
        """What two sources must share to agree: their numbers, or their words where there are none."""
        return frozenset(numbers_of(self.short or "")) or frozenset(words(self.short or "")) - _SMALL

    def agrees(self, other: "Candidate") -> bool:
        """Whether both give the same short answer, one perhaps in more words."""
        return bool(self.key and other.key) and (self.key <= other.key or other.key <= self.key)

    def contradicts(self, other: "Candidate") -> bool:
        """Whether both give a number, or neither, and nothing of one is in the other."""
        both = [any(word[0].isdigit() for word in key) for key in (self.key, other.key)]
        return both[0] == both[1] and bool(self.key and other.key) and not self.key & other.key


@dataclass(frozen=True, slots=True)
class Facts:
    """What answers, best first, or nothing; and what comes nearest."""

    answering: tuple[Candidate, ...]
    nearest: tuple[Sentence, ...]


def facts(question: Question, hits: Sequence[Hit], view: View) -> Facts:
    """Read the passages and give what answers."""
    standing = sentences_of(view, hits)
    found = _agreeing(list(_candidates(question, hits, standing, view)), view.limit)
    ranked = sorted(found, key=lambda each: -each.worth)
    sought = Sought(question, hits, view.frequency)
    fit = [
        each
        for each in view.limit.each(ranked)
        if could_answer(question, each.sentence) and sought.stands_in(each.sentence.document) and each.told
    ]
    nearest = tuple(each.sentence for each in ranked)
    if not fit or fit[0].worth <= 0:
        return Facts((), nearest)
    fit.sort(key=lambda each: -each.worth - NAMED * sought.named_in(each.sentence.text))
    return Facts(tuple(_some([*_with_others(question, fit[0], standing, view), *fit[1:]])), nearest)


def _agreeing(found: Sequence[Candidate], limit: Limit) -> Iterator[Candidate]:
    """Give every candidate, worth more where another passage gives the same answer in other words."""
    for each in limit.each(found):
        others = (other for other in found if other.sentence.text != each.sentence.text)
        yield replace(each, worth=each.worth + AGREEING * any(each.agrees(other) for other in others))


def _candidates(
    question: Question, hits: Sequence[Hit], standing: Sequence[Sentence], view: View
) -> Iterator[Candidate]:
    """Give each passage's sentence that the reader points to."""
    threshold = THRESHOLD + THRESHOLD_GROWTH * math.log(max(view.passage_count, 1))
    topic = Topic(question.text, view.frequency, view.passage_count)
    readings = span_reader().read(question.text, [hit.passage.text for hit in hits], view.limit)
    for hit, reading, near in zip(hits, readings, view.cosines(question.text, hits), strict=True):
        start = hit.passage.start
        focus = start + reading.start, start + reading.end
        beside = [s for s in standing if s.document.id == hit.passage.document_id]
        if not beside or reading.start == reading.end:
            continue
        sentence = _around(focus, beside[0].document, beside)
        score = reading.score
        inside = [s for s in beside if overlap(s.span, (start, hit.passage.end))]
        again = _read_again(question, sentence, inside, view.limit, sure=score > 0)
        if again is not None:
            sentence, (score, focus) = again[0], _placed(*again)
        worth = score + NEARNESS * near + WORDS * topic.share(sentence.text) - threshold
        yield Candidate(question.text, _marked(question, sentence, focus), worth, score, (start, hit.passage.end))


def _read_again(
    question: Question, sentence: Sentence, beside: Sequence[Sentence], limit: Limit, *, sure: bool
) -> tuple[Sentence, Reading] | None:
    """Give the best other sentence of a passage, read by itself, where the one that was found cannot answer.

    Or where the deed that is asked for is told of those asked for in another, and in it of others, or the reader is
    not sure of it.
    """
    others = [each for each in limit.each(beside) if each.span != sentence.span and could_answer(question, each)]
    if could_answer(question, sentence):
        told = tells(question.text, sentence.text)
        if agree(question.text, sentence.text) or (sure and not told):
            return None
        others = [each for each in others if agree(question.text, each.text)]
    readings = span_reader().read(question.text, [each.text for each in others], limit)
    return max(zip(others, readings, strict=True), key=lambda pair: pair[1].score, default=None)


def _placed(sentence: Sentence, reading: Reading) -> tuple[float, Span]:
    """Give a reading of a sentence with its words placed in the document."""
    return reading.score, (sentence.span[0] + reading.start, sentence.span[0] + reading.end)


def _with_others(question: Question, best: Candidate, standing: Sequence[Sentence], view: View) -> Iterator[Candidate]:
    """Give the best sentence with those around it that answer as well."""
    told = agree(question.text, best.sentence.text) is True
    fit = [
        each
        for each in view.limit.each(standing)
        if could_answer(question, each)
        and not (told and tells(question.text, each.text) and not agree(question.text, each.text))
    ]
    for each in with_others(question.text, best.sentence, fit, LONGEST, view.nearness):
        yield replace(best, sentence=each)


def of_sentences(question: Question, sentences: Sequence[Sentence], limit: Limit) -> tuple[Candidate, ...]:
    """Give those of some sentences that answer, each read by itself; what they are about is known already."""
    readings = span_reader().read(question.text, [sentence.text for sentence in sentences], limit)
    found = [
        Candidate(
            question.text,
            _marked(question, each, (each.span[0] + reading.start, each.span[0] + reading.end)),
            reading.score,
            reading.score,
        )
        for each, reading in limit.each(zip(sentences, readings, strict=True))
        if reading.score > 0 and could_answer(question, each)
    ]
    return tuple(_some(sorted(found, key=lambda each: -each.worth)))


def could_answer(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence may answer at all: it asks nothing back, and tells of what is asked for."""
    if _asks(sentence) or not holds_kind(question.text, sentence.text):
        return False
    return yes_or_no(question.text) or not _told_otherwise(question.text, sentence)


def _told_otherwise(question: str, sentence: Sentence) -> bool:
    """Whether a sentence tells of another day, of the opposite, or of the same deed the other way round."""
    if missed(question, sentence.document, sentence.span, sentence.paragraph):
        return True
    return opposed(question, sentence.text) or agree(question, sentence.text) is False


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip("”\"’'").endswith("?")


def _marked(question: Question, sentence: Sentence, focus: Span) -> Sentence:
    """Mark the answering words; of several numbers the one of the asked day or place."""
    only = counted(question.text, sentence.text)
    inside = sentence.document.text[slice(*focus)]
    if len(only) == 1 and numbers_of(inside) != numbers_of(sentence.text[slice(*only[0])]):
        focus = only[0][0] + sentence.span[0], only[0][1] + sentence.span[0]
    start, end = widened(question.text, sentence.document.text, focus)
    return replace(sentence, focus=(max(start, sentence.span[0]), min(end, sentence.span[1])))


def _around(focus: Span, document: Document, among: Sequence[Sentence]) -> Sentence:
    """Give the sentence that holds the words, or most of them; their line, a heading or a row, where none does."""
    most = max(among, key=lambda each: overlap(each.span, focus))
    return most if overlap(most.span, focus) else Sentence(document, _line(document.text, focus), paragraph=focus)


def _line(text: str, focus: Span) -> Span:
    """Give the line around some words; of a long one what can be cited, cut between words."""
    start, end = text.rfind("\n", 0, focus[0]) + 1, text.find("\n", focus[1])
    end = len(text) if end < 0 else end
    room = max(0, LONGEST_QUOTE - (focus[1] - focus[0])) // 2
    if end - start > LONGEST_QUOTE:
        early, late = max(start, focus[0] - room), min(end, focus[1] + room)
        start = start if early == start else text.rfind(" ", early, focus[0]) + 1 or focus[0]
        cut = text.find(" ", focus[1])
        end = end if late == end else max(focus[1], text.rfind(" ", focus[1], late) if 0 <= cut <= late else late)
    return start, min(end, start + LONGEST_QUOTE)


def _some(answering: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the best and those that are nearly as good, as far as there is room, and their copies in other documents."""
    seen: dict[str, set[str]] = {}
    length = 0
    for each in answering:
        text, document = each.sentence.text, each.sentence.document.id
        if each.worth < answering[0].worth - NEARLY or document in seen.get(text, ()):
            continue
        if text in seen:
            seen[text].add(document)
            yield each
            continue
        if seen and (len(seen) == SENTENCES or length + len(text) > LONGEST):
            continue
        seen[text] = {document}
        length += len(text)
        yield each
