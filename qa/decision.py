"""What answers, if anything: the one place where it is decided to answer or to abstain.

A question about somebody's words is answered by that person's statements alone: those that bear on its topic
(`index/said.py`). Of any other question, the sentences that the reader finds (`qa/facts.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Hit, Index, Statement
from index.cues import lemmas
from index.people import Office
from index.relevance import Topic
from index.terms import words
from qa.answer import Reason
from qa.contradicted import as_claimed, own_first
from qa.evidence import Sentence, reports, sentences_of
from qa.facts import Candidate, facts, of_sentences
from qa.kind import one_thing
from qa.locate import Desk, exact
from qa.nearest import nearest
from qa.question import Question
from qa.silence import NEAREST, Silence, quoted_first, silent
from qa.speech import SAYING, Asked, acts_like, asks_what_was_not_said
from qa.verbatim import Words

PASSAGES = 8
FACTS = 2  # sentences of a statement's, in the answer to a question of fact
PER_SPEAKER = 3  # statements, where anybody's are asked for
MUCH = 0.5  # of a topic's words, by rarity, in a sentence that tells what its speaker did

_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_BYLINE = re.compile(r"^\W*(?:with (?:assistance|reporting|help)\b|(?:written |reported )?by\s+[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences of the answer, best first, or what a reader found; or the reason for neither, with the nearest."""

    sentences: tuple[Sentence, ...] = ()
    reason: Reason | None = None
    nearest: tuple[Sentence, ...] = ()
    silence: Silence | None = None
    facts: tuple[Candidate, ...] = ()


def choose(question: Question, index: Index) -> Chosen:
    """Find what answers a question."""
    if question.greets or not any(character.isalnum() for character in question.text):
        return Chosen((), "not_a_question")
    hits = index.search(question.quotation or question.text, k=PASSAGES)
    if not hits:
        return Chosen((), "no_documents")
    if question.leans or asks_what_was_not_said(question.text):
        return Chosen((), "nothing_found", tuple(sentences_of(index, hits)[:NEAREST]))
    if question.quotation is not None:
        return _quoted(question.quotation, hits, index)
    if question.about_authorship:
        about = hits[0].passage.document_id
        bylines = tuple(s for s in sentences_of(index, hits) if s.document.id == about and _BYLINE.match(s.text))
        if bylines:
            return Chosen(bylines[:1])
    if question.words is None:
        return _of_fact(question, hits, index)
    if question.words.speaker is None:
        return _of_anyone(question, hits, index)
    return _of_speaker(question, question.words.speaker, hits, index)


def _of_speaker(question: Question, speaker: str, hits: Sequence[Hit], index: Index) -> Chosen:
    asked = question.words or Asked(speaker, "", strict=True)
    nameless = not any(character.isupper() for character in speaker.split()[0]) and Office.of(speaker) is None
    if asked.fact and nameless:  # "according to a new report": no speaker's words are kept by such a name
        return _of_fact(question, hits, index)
    theirs = _statements_of(speaker, None, index)
    bearing = _statements_of(speaker, asked.topic, index) if asked.topic else _done(speaker, asked.verb, theirs, index)
    if asked.fact or one_thing(question.text):
        read = of_sentences(question, reports(index, bearing or theirs))
        if read:
            return Chosen(facts=read)
    if bearing:
        told = reports(index, own_first(bearing, theirs, index))
        return Chosen(tuple(told[:FACTS] if asked.fact else told))
    if not asked.strict and not theirs:
        return _of_fact(question, hits, index)
    if not asked.strict:
        topic = Topic(asked.topic, index.frequency, index.passage_count)
        tells = [s for s in sentences_of(index, hits) if _tells_of(s, speaker, theirs) and topic.share(s.text) >= MUCH]
        read = of_sentences(question, tells)
        if read:
            return Chosen(facts=read)
    return _silent(speaker, asked, theirs, hits, index)


def _statements_of(speaker: str, about: str | None, index: Index) -> list[Statement]:
    """Give somebody's statements, or those of each of several who are asked for together."""
    together = index.statements(speaker=speaker, about=about)
    names = _AND.split(speaker)
    if together or len(names) == 1:
        return together
    return [statement for name in names for statement in index.statements(speaker=name, about=about)]


def _done(speaker: str, verb: str, theirs: Sequence[Statement], index: Index) -> list[Statement]:
    """Give what somebody promised or denied: what is told in this word, or one like it, or is about it.

    Where no such deed is asked for ("say", "think"), all that they said, first what is told in this word.
    """
    if verb in SAYING:
        return quoted_first(theirs)
    told = [statement for statement in theirs if not _verbs(statement, index).isdisjoint(acts_like(verb))]
    if not told and acts_like(verb):
        return index.statements(speaker=speaker, about=verb)
    told = told or [statement for statement in theirs if verb in _verbs(statement, index)]
    return quoted_first(told or theirs)


def _verbs(statement: Statement, index: Index) -> set[str]:
    """Give the lemmas of a statement's cue."""
    if statement.cue is None:
        return set()
    cue = index.document(statement.document_id or "").text[slice(*statement.cue)]
    return lemmas(words(cue))


def _tells_of(sentence: Sentence, speaker: str, theirs: Sequence[Statement]) -> bool:
    """Whether a sentence is the article's own, or this speaker's, and names the speaker."""
    if sentence.speaker is not None and not any(sentence.speaker == statement.speaker for statement in theirs):
        return False
    return words(speaker)[-1:] == [word for word in words(sentence.text) if word in words(speaker)[-1:]][:1]


def _of_anyone(question: Question, hits: Sequence[Hit], index: Index) -> Chosen:
    """Answer with what each speaker says on a topic, one speaker after the other, those without a name last."""
    by_speaker: dict[str | None, list[Statement]] = {}
    for statement in index.statements(about=question.topic):
        by_speaker.setdefault(statement.speaker, []).append(statement)
    unnamed = by_speaker.pop(None, [])
    groups = [*by_speaker.values(), unnamed]
    sentences = [sentence for group in groups for sentence in reports(index, group)[:PER_SPEAKER]]
    if sentences:
        return Chosen(tuple(sentences))
    return Chosen((), "nothing_found", tuple(sentences_of(index, hits)[:NEAREST]))


def _silent(speaker: str, asked: Asked, theirs: Sequence[Statement], hits: Sequence[Hit], index: Index) -> Chosen:
    told, near = silent(speaker, asked, theirs, index)
    return Chosen((), "speaker_silent", near or tuple(sentences_of(index, hits)[:NEAREST]), told)


def _of_fact(question: Question, hits: Sequence[Hit], index: Index) -> Chosen:
    found = facts(question, hits, index)
    if not found.answering:
        return Chosen((), "nothing_found", found.nearest[:NEAREST])
    return Chosen(facts=found.answering)


def _quoted(quotation: str, hits: Sequence[Hit], index: Index) -> Chosen:
    """Find who said a quotation: the sentences that hold its words, none that says the opposite with them.

    Where nobody did, what comes nearest to the words is the nearest, before what comes nearest in meaning.
    """
    desk = Desk(index)
    everywhere = exact(quotation, (0, len(quotation)), desk)
    found = [each for each in everywhere if each.cut is None]
    if not found:
        near = nearest(Words.of(quotation), desk.near(quotation))
        alike = [*everywhere, *([near[0]] if near else [])]
        cited = [*(each.cited() for each in alike), *sentences_of(index, hits)]
        return Chosen((), "nothing_found", tuple(cited[:NEAREST]))
    told = [each for each in found if each.speaker is not None]
    return Chosen(tuple(as_claimed(each.cited(), index) for each in told or found[:1]))
