"""What answers, if anything: the one place where it is decided to answer or to abstain.

A question about somebody's words is answered by that person's statements alone: those that bear on its topic
(`index/said.py`). Of any other question, the sentences that the reader finds (`qa/facts.py`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Hit, Statement, View
from index.cues import lemmas
from index.people import Office
from index.relevance import Topic
from index.said import claimed_by
from index.terms import words
from qa.answer import Reason
from qa.broad import asks_for_help, broad
from qa.contradicted import as_claimed, own_first
from qa.evidence import Sentence, reports, sentences_of
from qa.facts import Candidate, facts, of_sentences
from qa.kind import one_thing
from qa.locate import Desk, exact
from qa.nearest import nearest
from qa.question import Question
from qa.sayers import sayer_of, sayings
from qa.setting import Setting
from qa.silence import NEAREST, Silence, quoted_first, silent
from qa.speech import SAYING, Asked, acts_like, asks_what_was_not_said
from qa.stance import Stance, deed_of_who
from qa.summary import about_which, speakers_in, summary
from qa.verbatim import Words
from qa.when import When, by_date

PASSAGES = 8
FACTS = 2  # sentences of a statement's, in the answer to a question of fact
PER_SPEAKER = 3  # statements, where anybody's are asked for
MUCH = 0.5  # of a topic's words, by rarity, in a sentence that tells what its speaker did

NOT_IN_WORDS = "I found nobody who says this in so many words. What is said on it:"
_ORDERED = {"": "", "oldest": "By date, the oldest first:", "newest": "By date, the newest first:"}
_BYLINE = re.compile(r"^\W*(?:with (?:assistance|reporting|help)\b|(?:written |reported )?by\s+[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences of the answer, best first, or what a reader found; or the reason for neither, with the nearest."""

    sentences: tuple[Sentence, ...] = ()
    reason: Reason | None = None
    nearest: tuple[Sentence, ...] = ()
    silence: Silence | None = None
    facts: tuple[Candidate, ...] = ()
    lead: str = ""  # words of our own before the sentences
    dated: bool = False  # each sentence is to be given with its date
    whole: bool | None = None  # given as they stand, or as who says what; None: as the question asks for it
    titles: tuple[str, ...] = ()  # of the documents of which one is to be chosen
    undated: tuple[str, ...] = ()  # titles of documents left out since nothing tells whether they are of that time


def choose(question: Question, view: View) -> Chosen:
    """Find what answers a question."""
    if question.greets or asks_for_help(question.text) or not any(character.isalnum() for character in question.text):
        return Chosen((), "not_a_question")
    hits = view.search(question.quotation or question.text, k=PASSAGES)
    if not hits:
        return Chosen((), "no_documents")
    if question.leans or asks_what_was_not_said(question.text):
        return Chosen((), "nothing_found", tuple(sentences_of(view, hits)[:NEAREST]))
    if question.quotation is not None:
        return _quoted(question.quotation, hits, view)
    of_all = _broad(question, hits, view) or _of_author(question, hits, view)
    if of_all is not None:
        return of_all
    if question.words is None:
        return _of_first_person(question, view) or _of_fact(question, hits, view)
    if question.words.speaker is None and question.words.stance is not None:
        return _of_stance(question, question.words, question.words.stance, hits, view)
    if question.words.speaker is None:
        return _of_anyone(question, question.words, hits, view)
    return _of_speaker(question, question.words.speaker, hits, view)


def _of_author(question: Question, hits: Sequence[Hit], view: View) -> Chosen | None:
    """Answer who made an article from its byline; None of another question, or where there is none."""
    if not question.about_authorship:
        return None
    about = hits[0].passage.document_id
    bylines = [s for s in sentences_of(view, hits) if s.document.id == about and _BYLINE.match(s.text)]
    return Chosen(tuple(bylines[:1])) if bylines else None


def _broad(question: Question, hits: Sequence[Hit], view: View) -> Chosen | None:
    """Answer with a summary, or with who is quoted; None of another question, or where nobody is quoted."""
    wanted, asked = broad(question.text), question.words
    if wanted is None or (asked and (asked.speaker or asked.but or asked.when)):
        return None
    if not wanted.about and len(titles := [each.title for each in view.documents()]) > 1:
        return Chosen((), "not_a_question", titles=tuple(titles))
    document = about_which(wanted.about, view)
    if document is None:
        return Chosen((), "nothing_found", tuple(sentences_of(view, hits)[:NEAREST]))
    if wanted.kind == "overview":
        return Chosen(tuple(summary(document, wanted.about, view)), whole=True)
    said = speakers_in(document, view)
    return Chosen(tuple(said), whole=False) if said else None


def _of_speaker(question: Question, speaker: str, hits: Sequence[Hit], view: View) -> Chosen:
    asked = question.words or Asked(speaker, "", strict=True)
    nameless = not any(character.isupper() for character in speaker.split()[0]) and Office.of(speaker) is None
    if asked.fact and nameless:  # "according to a new report": no speaker's words are kept by such a name
        return _of_fact(question, hits, view)
    theirs = view.statements(speaker=speaker)
    bearing = _bearing(speaker, asked, theirs, view)
    if asked.tied and len({each.speaker for each in bearing}) != 1:
        return Chosen((), "nothing_found", tuple(sentences_of(view, hits)[:NEAREST]))
    if bearing and asked.when is not None:
        return _of_time(question, speaker, asked.when, own_first(bearing, theirs, view), theirs, view)
    if asked.fact or one_thing(question.text):
        read = of_sentences(question, reports(view, bearing or theirs), view.limit)
        if read:
            return Chosen(facts=read)
    if bearing:
        told = reports(view, own_first(bearing, theirs, view))
        return Chosen(tuple(told[:FACTS] if asked.fact else told))
    if not asked.strict and not theirs:
        return _of_fact(question, hits, view)
    if not asked.strict:
        topic = Topic(asked.topic, view.frequency, view.passage_count)
        tells = [s for s in sentences_of(view, hits) if _tells_of(s, speaker, theirs) and topic.share(s.text) >= MUCH]
        read = of_sentences(question, tells, view.limit)
        if read:
            return Chosen(facts=read)
    return _silent(speaker, asked, theirs, hits, view)


def _bearing(speaker: str, asked: Asked, theirs: Sequence[Statement], view: View) -> list[Statement]:
    """Give a speaker's statements on what is asked, without what is known already."""
    there = [] if asked.setting is None else _said_there(asked.setting, theirs, view)
    if asked.setting is not None and (there or asked.setting.sure):
        on = view.statements(speaker=speaker, about=asked.topic) if asked.topic and asked.aside else theirs
        return [each for each in on if each in there]
    if asked.topic:
        bearing = view.statements(speaker=speaker, about=asked.topic)
    else:
        bearing = _done(speaker, asked.verb, theirs, view)
    if asked.beyond:
        known = view.statements(speaker=speaker, about=asked.beyond)
        people = {statement.speaker for statement in known}
        bearing = [each for each in bearing if each not in known and (each.speaker in people or not people)]
    if asked.tied:
        theirs_too = {statement.document_id for statement in view.statements(speaker=asked.tied)}
        bearing = [each for each in bearing if each.document_id in theirs_too]
    return bearing


def _said_there(setting: Setting, theirs: Sequence[Statement], view: View) -> list[Statement]:
    texts = {name: view.document(name).text for name in dict.fromkeys(each.document_id or "" for each in theirs)}
    return list(setting.of(theirs, texts))


def _done(speaker: str, verb: str, theirs: Sequence[Statement], view: View) -> list[Statement]:
    """Give what somebody promised or denied: what is told in this word, or one like it, or is about it.

    Where no such deed is asked for ("say", "think"), all that they said, first what is told in this word.
    """
    if verb in SAYING:
        return quoted_first(theirs)
    told = [statement for statement in theirs if not _verbs(statement, view).isdisjoint(acts_like(verb))]
    if not told and acts_like(verb):
        return view.statements(speaker=speaker, about=verb)
    told = told or [statement for statement in theirs if verb in _verbs(statement, view)]
    return quoted_first(told or theirs)


def _verbs(statement: Statement, view: View) -> set[str]:
    """Give the lemmas of a statement's cue."""
    if statement.cue is None:
        return set()
    cue = view.document(statement.document_id or "").text[slice(*statement.cue)]
    return lemmas(words(cue))


def _tells_of(sentence: Sentence, speaker: str, theirs: Sequence[Statement]) -> bool:
    """Whether a sentence is the article's own, or this speaker's, and names the speaker."""
    if sentence.speaker is not None and not any(sentence.speaker == statement.speaker for statement in theirs):
        return False
    return words(speaker)[-1:] == [word for word in words(sentence.text) if word in words(speaker)[-1:]][:1]


def _of_time(
    question: Question,
    speaker: str,
    when: When,
    bearing: Sequence[Statement],
    theirs: Sequence[Statement],
    view: View,
) -> Chosen:
    """Answer with what was said at the time asked for, or in the order of time."""
    asked = question.words or Asked(speaker, "", strict=True)
    then, undated, other = _then(when, bearing, view)
    read = of_sentences(question, then, view.limit) if one_thing(question.text) else ()
    if read:
        return Chosen(facts=read)
    if then:
        titles = dict.fromkeys(sentence.document.title for sentence in undated)
        return Chosen(tuple(then), dated=bool(when.order), undated=tuple(titles), lead=_ORDERED[when.order])
    dates = tuple(dict.fromkeys(sentence.document.date or "" for sentence in (*undated, *other)))
    told, _ = silent(speaker, asked, theirs, view)
    otherwise = replace(told, otherwise=dates, others=())
    return Chosen((), "speaker_silent", (*undated, *other)[:NEAREST], otherwise)


def _then(
    when: When, statements: Sequence[Statement], view: View
) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """Part what is cited of statements: of the time asked for, of none that is told, of another."""
    dates = {each.id: each.date for each in view.documents()}
    newest = max((each or "" for each in dates.values()), default="")
    parts: dict[bool | None, list[Sentence]] = {True: [], None: [], False: []}
    for sentence in reports(view, by_date(statements, dates, when.order)):
        said = sentence.statement
        if said is not None:
            held = when.holds(sentence.document, said, sentence.span, sentence.paragraph, newest)
            parts[held].append(sentence)
    return parts[True], parts[None], parts[False]


def _grouped(statements: Sequence[Statement], view: View, when: When | None) -> list[Sentence]:
    """Give what each speaker says, one speaker after the other, those without a name last."""
    by_speaker: dict[str | None, list[Statement]] = {}
    for statement in statements:
        by_speaker.setdefault(statement.speaker, []).append(statement)
    unnamed = by_speaker.pop(None, [])
    groups = [*by_speaker.values(), unnamed]
    if when is None:
        return [sentence for group in groups for sentence in reports(view, group)[:PER_SPEAKER]]
    return [sentence for group in groups for sentence in _then(when, group, view)[0][:PER_SPEAKER]]


def _on_topic(asked: Asked, view: View) -> list[Statement]:
    """Give what bears on a topic, without the words of those who are not asked for."""
    names = {each.speaker for name in asked.but for each in view.statements(speaker=name)}
    return [each for each in view.statements(about=asked.topic) if each.speaker is None or each.speaker not in names]


def _of_anyone(question: Question, asked: Asked, hits: Sequence[Hit], view: View) -> Chosen:
    """Answer with what each speaker says on a topic."""
    sayer, said, lead = sayer_of(question.text), _on_topic(asked, view), ""
    if sayer is not None:
        alike = [each for each in sayings(sayer, view) if each in said]
        lead = "" if alike else NOT_IN_WORDS
        said = alike or [each for each, text in _own(said, view) if sayer.may_say(each, text)]
    sentences = _grouped(said, view, asked.when)
    if sentences:
        order = "" if asked.when is None else asked.when.order
        return Chosen(tuple(sentences), dated=bool(order), lead=lead)
    return Chosen((), "nothing_found", tuple(sentences_of(view, hits)[:NEAREST]))


def _of_stance(question: Question, asked: Asked, stance: Stance, hits: Sequence[Hit], view: View) -> Chosen:
    """Answer with the words of those who take a stand; where none shows it, with what each says on the topic."""
    statements = _on_topic(asked, view)
    shown = [each for each, text in _own(statements, view) if stance.shown(each, text, asked.topic)]
    if shown:
        return Chosen(tuple(_grouped(shown, view, asked.when)))
    read = [] if asked.but else list(facts(question, hits, view).answering)
    told = [
        each
        for each in read
        if each.short
        and stance.shown_of(each.short, each.sentence.text)
        and words(each.sentence.speaker or each.short)[-1:] == words(each.short)[-1:]
    ]
    if told:
        return Chosen(facts=tuple(told))
    sentences = [
        each for each in _grouped(statements, view, asked.when) if not each.text.rstrip("”\"’' ").endswith("?")
    ]
    if sentences:
        return Chosen(tuple(sentences), lead=NOT_IN_WORDS)
    return Chosen((), "nothing_found", tuple(sentences_of(view, hits)[:NEAREST]))


def _own(statements: Sequence[Statement], view: View) -> Iterator[tuple[Statement, str]]:
    """Give statements with their documents' texts, but none that another only claims was made."""
    everybody = {name: view.statements(document_id=name) for name in {each.document_id or "" for each in statements}}
    for each in statements:
        text = view.document(each.document_id or "").text
        if claimed_by(each, everybody[each.document_id or ""], text) is None:
            yield each, text


def _of_first_person(question: Question, view: View) -> Chosen | None:
    """Find who says of himself what is asked for: "Who will pay?", "We will pay"."""
    deed = deed_of_who(question.text)
    if deed is None:
        return None
    about = view.statements(about=" ".join(question.text.rstrip(" ?").split()[1:]))
    said = [each for each, text in _own(about, view) if deed.told_by(each, text)]
    return Chosen(tuple(reports(view, said[:1]))) if said else None


def _silent(speaker: str, asked: Asked, theirs: Sequence[Statement], hits: Sequence[Hit], view: View) -> Chosen:
    told, near = silent(speaker, asked, theirs, view)
    return Chosen((), "speaker_silent", near or tuple(sentences_of(view, hits)[:NEAREST]), told)


def _of_fact(question: Question, hits: Sequence[Hit], view: View) -> Chosen:
    found = facts(question, hits, view)
    answering, sayer = found.answering, sayer_of(question.text)
    if sayer is not None:
        answering = tuple(
            each
            for each in answering
            if sayer.answers(each.short, each.sentence, view.statements(document_id=each.sentence.document.id))
        )
        said = [] if answering else list(sayings(sayer, view))
        if said:
            return Chosen(tuple(_grouped(said, view, None)))
    if not answering:
        return Chosen((), "nothing_found", found.nearest[:NEAREST])
    return Chosen(facts=answering)


def _quoted(quotation: str, hits: Sequence[Hit], view: View) -> Chosen:
    """Find who said a quotation: the sentences that hold its words, none that says the opposite with them.

    Where nobody did, what comes nearest to the words is the nearest, before what comes nearest in meaning.
    """
    desk = Desk(view)
    everywhere = exact(quotation, (0, len(quotation)), desk)
    found = [each for each in everywhere if each.cut is None]
    if not found:
        near = nearest(Words.of(quotation), desk.near(quotation))
        alike = [*everywhere, *([near[0]] if near else [])]
        cited = [*(each.cited() for each in alike), *sentences_of(view, hits)]
        return Chosen((), "nothing_found", tuple(cited[:NEAREST]))
    told = [each for each in found if each.speaker is not None]
    return Chosen(tuple(as_claimed(each.cited(), view) for each in told or found[:1]))
