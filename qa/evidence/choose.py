"""What answers, if anything: the one place where it is decided to answer or to abstain.

The judge reads what search finds and what the person asked for is reported to say (`qa/evidence/candidates.py`);
guards refuse what may not answer (`qa/evidence/guards.py`); of the rest the judge's best says whether to answer, and a
fitted model in which order (`qa/evidence/ranking.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Hit, Statement, View
from qa.answer import Reason
from qa.evidence.candidates import PASSAGES, Candidate, candidates
from qa.evidence.citable import Sentence, reports, sentences_of
from qa.evidence.guards import Guards, statement_of
from qa.evidence.ranking import OWN, ranking
from qa.evidence.roles import agree
from qa.evidence.short import Shorts, shorts
from qa.evidence.silence import NEAREST, Silence, quoted_first, silent
from qa.evidence.sought import Sought
from qa.evidence.summary import about_which, one_each, speakers_in, summary
from qa.evidence.whom import whom
from qa.question.broad import Broad, asks_for_help, broad
from qa.question.question import Question
from qa.question.speech import SAYING, Asked, asks_what_was_not_said
from qa.question.when import When
from qa.reading.reader import Reader

SURE = 0.9  # of the chance that what answers is among what is given
AS_GOOD = 3.0  # log odds below the best
SENTENCES, MORE = 3, 6  # that are given at most; where several things are asked for
LONGEST = 620  # characters of the sentences together

_SEVERAL = re.compile(
    r"^\W*(?:(?:and|so)\s+)?(?:which|what|who|list|name)\b[^?]*?\b(?:two|three|four|five|six|all|both|kinds|reasons|ways|things"
    r"|steps|examples|changes|measures|demands|countries|people|companies|and (?:what|which|who|how|when|where|why))\b",
    re.IGNORECASE,
)
_ALL_SAID = re.compile(r"^\W*what (?:did|does|do|has|have|had)\b[^?]*\b(?:say|said|saying)\W*$", re.IGNORECASE)
_PARTICULAR = re.compile(r"^\W*(?:which|who|whom|where|how)\b", re.IGNORECASE)
_BYLINE = re.compile(r"^\W*(?:with (?:assistance|reporting|help)\b|(?:written |reported )?by\s+[A-Z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences of the answer, best first; or the reason for none, with the nearest."""

    sentences: tuple[Sentence, ...] = ()
    reason: Reason | None = None
    nearest: tuple[Sentence, ...] = ()
    silence: Silence | None = None
    short: str | None = None
    agreeing: int = 0  # how many of the sentences, from the first, give the short answer
    dated: bool = False  # each sentence is to be given with its date
    whole: bool | None = None  # given as they stand, or as who says what; None: as the question asks for it
    undated: tuple[str, ...] = ()  # titles of documents left out since nothing tells whether they are of that time
    titles: tuple[str, ...] = ()  # of the documents of which one is to be chosen


def choose(question: Question, view: View, judge: Reader) -> Chosen:
    """Find what answers a question."""
    if question.greets or asks_for_help(question.text) or not any(character.isalnum() for character in question.text):
        return Chosen((), "not_a_question")
    hits = view.search(question.asked, k=PASSAGES)
    if not hits:
        return Chosen((), "no_documents")
    if (question.leans and not question.after) or asks_what_was_not_said(question.text):
        return Chosen((), "nothing_found", tuple(sentences_of(view, hits)[:NEAREST]))
    asked = question.words
    wanted = None if question.after or (asked and (asked.but or asked.when)) else broad(question.text)
    if wanted is not None and (wanted.kind == "everyone" or question.speaker is None):
        return _broad(wanted, question, hits, view, judge)
    if question.about_authorship:
        about = hits[0].passage.document_id
        bylines = tuple(s for s in sentences_of(view, hits) if s.document.id == about and _BYLINE.match(s.text))
        if bylines:
            return Chosen(bylines[:1])
    return _judged(question, hits, view, judge)


def _broad(wanted: Broad, question: Question, hits: Sequence[Hit], view: View, judge: Reader) -> Chosen:
    """Answer what wants no one thing: with a summary, with who is quoted, with what each says."""
    if wanted.kind == "everyone" and wanted.about:
        return _judged(question, hits, view, judge, each_speaker=True)
    if not wanted.about and len(titles := [each.title for each in view.documents()]) > 1:
        return Chosen((), "not_a_question", titles=tuple(titles))
    document = about_which(wanted.about, view)
    if document is None:
        return _judged(question, hits, view, judge)
    if wanted.kind == "overview":
        return Chosen(tuple(summary(document, wanted.about, view)), whole=True)
    said = speakers_in(document, view)
    return (
        Chosen(tuple(said), whole=False)
        if said
        else Chosen((), "nothing_found", tuple(sentences_of(view, hits)[:NEAREST]))
    )


def _judged(
    question: Question, hits: Sequence[Hit], view: View, judge: Reader, *, each_speaker: bool = False
) -> Chosen:
    """Answer with what the judge finds; `each_speaker`: with one of the things that each who speaks says."""
    asked = question.words
    theirs = [] if question.speaker is None else view.said_by(question.speaker, question.topic)
    guards = Guards(question, Sought(question, hits, view.frequency), theirs, view, hits)
    if (at_once := _at_once(question, theirs, guards, hits, view)) is not None:
        return at_once
    found = candidates(question, hits, theirs, view, judge)
    ranked = sorted(zip(ranking().chances(found), found, strict=True), key=lambda pair: -pair[0])
    fit = [(chance, each) for chance, each in view.limit.each(ranked) if guards.allow(each)]
    best = max(found, key=lambda each: each.judged.score, default=None)
    close = tuple(each.sentence for _, each in ranked)
    if best is not None and guards.leaves_open(best.sentence):
        return _nothing(question, theirs, (best.sentence, *close), view)
    known = question.speaker is None or any(each.speaker for each in theirs)
    if not ranking().answers((each for _, each in fit), about=known and bool(question.about)):
        return _nothing(question, theirs, close, view)
    near = _near_the_best([each for _, each in fit])
    anyone = each_speaker or (asked is not None and asked.speaker is None and not guards.particular)
    of_topic = [each for each in near if each.features[OWN]] or near
    if anyone and (said := one_each(of_topic, lambda each: _told(each, view))):
        return Chosen(tuple(said))
    if asked is not None and asked.when is not None:
        return _of_time(question, asked.when, [_told(each, view) for each in near], guards, close, view)
    return _answering(question, fit, theirs, view)


def _at_once(
    question: Question, theirs: Sequence[Statement], guards: Guards, hits: Sequence[Hit], view: View
) -> Chosen | None:
    """Answer without the judge where what is known of who speaks settles it: all that somebody said, or said then."""
    asked = question.words
    if asked is None:
        return None
    if not theirs:
        return (
            _nothing(question, theirs, tuple(sentences_of(view, hits)), view)
            if _ALL_SAID.match(question.text)
            else None
        )
    particular = asked.topic or asked.fact or _PARTICULAR.match(question.text)
    if not particular and asked.verb in SAYING:
        return _everything(question, asked, theirs, guards, view)
    if asked.when is None:
        return None
    said = reports(view, view.statements(speaker=asked.speaker, about=asked.topic))
    told = [each for each in said if guards.placed(each)]
    return _of_time(question, asked.when, told, guards, (), view) if told else None


def _near_the_best(fit: Sequence[Candidate]) -> list[Candidate]:
    """Give those whose odds are not much lower than the best one's, where many may answer."""
    best = max((each.judged.score for each in fit), default=0.0)
    return [each for each in fit if each.judged.score >= best - AS_GOOD]


def _everything(question: Question, asked: Asked, theirs: Sequence[Statement], guards: Guards, view: View) -> Chosen:
    """Give all that somebody said, what is in quotation marks first, or what was said at the time asked for."""
    said = [each for each in reports(view, quoted_first(theirs)) if guards.placed(each)]
    if not said:
        return _nothing(question, theirs, (), view)
    return Chosen(tuple(said)) if asked.when is None else _of_time(question, asked.when, said, guards, (), view)


def _of_time(
    question: Question, when: When, told: Sequence[Sentence], guards: Guards, close: Sequence[Sentence], view: View
) -> Chosen:
    """Give what was said at the time asked for, in the order asked for; or say of what time the words are."""
    parts: dict[bool | None, list[Sentence]] = {True: [], None: [], False: []}
    for each in told:
        parts[guards.then(each)].append(each)
    undated = tuple(dict.fromkeys(each.document.title for each in parts[None]))
    if parts[True]:
        back = when.order == "newest"
        if when.order:
            parts[True].sort(key=lambda each: each.document.date or ("" if back else "~"), reverse=back)
        return Chosen(tuple(parts[True]), dated=bool(when.order), undated=undated)
    dates = tuple(dict.fromkeys(each.document.date or "" for each in told))
    return _nothing(question, (), (*told, *close), view, otherwise=dates)


def _nothing(
    question: Question,
    theirs: Sequence[Statement],
    close: Sequence[Sentence],
    view: View,
    otherwise: tuple[str, ...] = (),
) -> Chosen:
    """Say what was looked for; of somebody's words, who else speaks of it, or of what time the words are."""
    asked = question.words
    if asked is None or asked.speaker is None:
        return Chosen((), "nothing_found", tuple(close[:NEAREST]))
    silence, near = silent(asked.speaker, asked, theirs or view.said_by(asked.speaker, asked.topic), view)
    if otherwise:
        silence, near = replace(silence, otherwise=otherwise, others=()), ()
    return Chosen((), "speaker_silent", (*near, *close)[:NEAREST], silence)


def _answering(
    question: Question, fit: Sequence[tuple[float, Candidate]], theirs: Sequence[Statement], view: View
) -> Chosen:
    """Give as few candidates as are likely to answer, with the short answer, if there is one.

    Beside one that tells the deed as it is asked for, those that do not are left out.
    """
    fit = [(chance, each) for chance, each in fit if agree(question.text, each.sentence.text)] or fit
    given = _least(fit, MORE if _SEVERAL.match(question.text) else SENTENCES, theirs)
    found = Shorts() if question.words is not None and not question.words.fact else shorts(question, fit, view)
    first = found.differing or found.agreeing
    given = [*first, *(each for each in given if each not in first and not found.differing)]
    told = tuple(_told(each, view) for each in given[:MORE])
    return Chosen(told, short=found.best, agreeing=len(found.agreeing), dated=bool(found.differing))


def _least(fit: Sequence[tuple[float, Candidate]], most: int, theirs: Sequence[Statement]) -> list[Candidate]:
    """Give the first of what is ranked: as few as are likely to hold what answers.

    They are of one named speaker at most, or of those who are asked for.
    """
    asked = {each.speaker for each in theirs}
    given, length, sure = list[Candidate](), 0, 0.0
    total = sum(chance for chance, _ in fit)
    for chance, each in fit:
        others = {one.sentence.speaker for one in given} - {None, each.sentence.speaker}
        if others and each.sentence.speaker not in asked | {None}:
            continue
        if given and (sure >= SURE * total or len(given) == most or length + len(each.sentence.text) > LONGEST):
            break
        given.append(each)
        length += len(each.sentence.text)
        sure += chance
    return given


def _told(candidate: Candidate, view: View) -> Sentence:
    """Give what can be cited of a candidate: of somebody's words, the sentences that report them."""
    sentence = candidate.sentence
    said = statement_of(sentence, view)
    if said is None:
        return replace(sentence, whom=whom(sentence))
    for report in reports(view, [said]):
        if (
            report.document.id == sentence.document.id
            and report.span[0] <= sentence.span[0]
            and sentence.span[1] <= report.span[1]
        ):
            return replace(report, focus=sentence.focus)
    return replace(sentence, statement=said)
