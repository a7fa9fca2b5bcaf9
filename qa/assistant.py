"""The one public verb: `ask`. A question goes to the index, the best sentences are read, what answers is cited."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from index import Index, Limit, View
from qa.answer import Answer, Citation, Part, Reason, plain_text
from qa.evidence.choose import Chosen, choose
from qa.evidence.silence import in_all, joined, told_of
from qa.opened import opened
from qa.question.broad import asks_for_help
from qa.question.follow_up import follow_up
from qa.question.parts import parted
from qa.question.pronouns import gender_of
from qa.question.question import Question, parse
from qa.question.several import each_speaker, quotes
from qa.question.when import as_read
from qa.reading.reader import reader as judge
from qa.verification.quoted import quoted
from qa.wording.names import Called
from qa.wording.prose import MOST_CITATIONS, Wording, cite_all

NEAREST = 6
CHOICE = 6  # titles of documents to choose from
LONGEST = 60.0  # seconds that a question may take


def ask(
    question: str, *, index: Index | str | None = None, model: str | None = None, reader: str | None = None
) -> Answer:
    """Answer a question from what is on the record, or say that nothing on it answers.

    Opens the default index; if it does not exist yet, makes it from the seed article that ships with the
    package. `index` is an open one, or the folder of one. `model` has no effect yet: no language model is
    used. `reader` is a cross-encoder or a question-answering model to judge with, by its name on a model hub or its
    folder; without it $ONRECORD_READER counts, else the one that ships. Raises QuestionError (empty, over 10,000
    characters), QuestionStopped (after LONGEST seconds), ReaderError and the index's errors.

    >>> answer = ask("what did Greer say about export controls?")
    >>> answer.citations[0].speaker
    'Jamieson Greer'
    """
    asked = parse(question)
    with opened(index).view(Limit(LONGEST)) as view:
        return answer(asked, view, reader)


def answer(question: Question, view: View, reader: str | None = None) -> Answer:
    """Answer a question that is understood; of several in one, or of several speakers, each that can be."""
    texts = [question.text] if question.quotation or question.after else parted(question.text)
    several = [each_speaker(each, view) for each in _each(question, texts, view)]
    worded = [one.text if len(each) > 1 else text for text, each in zip(texts, several, strict=True) for one in each]
    asked = [one for each in several for one in each]
    chosen = _fairly([_chosen(one, view, reader) for one in asked])
    if all(each.reason is not None for each in chosen):
        return _abstained(question, chosen, in_all(view))
    wording, shorts, open_ones = Wording(), list[str | None](), list[str]()
    for text, one, found in zip(worded, asked, chosen, strict=True):
        if found.silence is not None:
            wording.say(f" {told_of(found.silence)}".lstrip(" " * (not wording.parts)))
        if found.reason is not None:
            open_ones.append(text)
        else:
            shorts.append(_word(wording, one, found))
    untold = [text for text, found in zip(worded, chosen, strict=True) if found.reason and not found.silence]
    if untold:
        wording.say(f" I found no answer to: {' '.join(untold)}")
    parts = tuple(wording.parts)
    short = shorts[0] if len(asked) == 1 else None
    unanswered = " ".join(open_ones) or None
    cited = tuple(wording.citations)
    return Answer(question.text, plain_text(parts), parts, True, None, cited, short=short, unanswered=unanswered)


def _chosen(question: Question, view: View, reader: str | None) -> Chosen:
    if question.quotation is not None and not question.greets:
        return quoted(question.quotation, view)
    return choose(question, view, judge(reader))


def _each(question: Question, texts: Sequence[str], view: View) -> list[Question]:
    """Understand several questions in one, each by the one before it."""
    if list(texts) == [question.text]:
        return [question]
    found = [parse(texts[0])]
    for text in texts[1:]:
        found.append(follow_up(parse(text), found[-1], partial(quotes, view), partial(gender_of, view)))
    return found


def _fairly(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Leave each of several a like share of the citations that an answer can hold, and the rest to who has more."""
    shares = [0] * len(chosen)
    for _ in range(MOST_CITATIONS):
        more = [at for at, each in enumerate(chosen) if len(each.sentences) > shares[at]]
        if not more or sum(shares) == MOST_CITATIONS:
            break
        shares[min(more, key=lambda at: shares[at])] += 1
    return [replace(each, sentences=each.sentences[:share]) for each, share in zip(chosen, shares, strict=True)]


def _word(wording: Wording, question: Question, found: Chosen) -> str | None:
    """Add what was chosen to the words of an answer; give the short answer, if there is one."""
    wording.called = Called.of(found.sentences)
    if question.quotation is not None and all(sentence.speaker is None for sentence in found.sentences):
        wording.say("The documents do not name who said this:")
    agreeing = found.sentences[: found.agreeing]
    if found.short is not None and agreeing:
        wording.lead(found.short, agreeing)
    fact = question.words is None and question.quotation is None
    whole = fact if found.whole is None else found.whole
    for sentence in found.sentences:
        if sentence in agreeing[1:] and sentence.text != agreeing[0].text:
            continue
        day = as_read(sentence.document.date) or "Without a date"
        wording.report(sentence, whole=whole, before=f"{day}: " if found.dated else "")
    if found.undated:
        wording.say(f" Left out, for want of a date: {joined([f'“{title}”' for title in found.undated])}.")
    return found.short


def _abstained(question: Question, chosen: Sequence[Chosen], where: str) -> Answer:
    reason: Reason = chosen[0].reason or "nothing_found"
    silences = [told_of(each.silence) for each in chosen if each.silence is not None]
    said = " ".join(silences) if len(silences) == len(chosen) else _REASONS[reason].format(where=where)
    titles = [title for each in chosen for title in each.titles]
    if titles:
        said = f"There are {len(titles)} documents. Which one? Say what it is about: {joined(titles[-CHOICE:])}."
    elif asks_for_help(question.text):
        said = _HELP
    if question.quotation is not None and reason == "nothing_found":
        said = f"I found nobody who said these words as they stand in {where}."
    if question.foreign:
        said += " The question does not look English, the only language that is covered: ask it in English."
    parts = (Part(said, quoted=False),)
    nearest: tuple[Citation, ...] = cite_all([each for one in chosen for each in one.nearest])[:NEAREST]
    return Answer(question.text, plain_text(parts), parts, False, reason, (), nearest)


_HELP = (
    "Ask what the documents say: what somebody said (“What did Greer say about tariffs?”), what happened, who, when, "
    "where, why; or for a summary, or who is quoted. Every sentence of an answer is quoted from the documents and can "
    "be checked."
)
_REASONS: dict[str, str] = {
    "no_documents": "There are no documents yet. Add some: onrecord add PATH",
    "nothing_found": "I found nothing that answers this in {where}.",
    "not_a_question": "That is not a question about the documents. Ask what somebody said, or what happened.",
}
