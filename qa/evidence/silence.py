"""What is told where somebody is silent: on what, who speaks of it, and what the one asked about does speak of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Statement, View
from index.namesakes import called
from index.offices import is_description
from index.phrases import PERSONAL
from index.titles import ORGANISATIONS
from qa.evidence.citable import Sentence, reports
from qa.evidence.topics import subjects
from qa.question.speech import Asked, past
from qa.question.when import as_read

NEAREST = 6
OTHERS = 3  # who speak of a topic on which another is silent
SUBJECTS_OF = 40  # statements that are looked through for what somebody does speak of
MEANT = 2  # names that are like the one asked for

_POSSESSOR = re.compile(r"['’]s?\s")
_OF_TIME = re.compile(r"(?:after|before|when|while|since|until)\s", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:the|an?|his|her|their|its|our|some|any)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Silence:
    """On whom the record is silent, who speaks of the topic, and what the one asked about does speak of.

    `meant` are speakers whose names are spelt much like one that is no speaker's.
    """

    speaker: str
    topic: str
    fact: bool
    others: tuple[str, ...]
    subjects: tuple[str, ...]
    verb: str = "say"
    meant: tuple[str, ...] = ()
    when: str = ""  # the time asked for, as worded
    where: str = "these documents"  # in what it was looked for
    otherwise: tuple[str, ...] = ()  # dates of what they do say on the topic; empty ones for documents without


def silent(speaker: str, asked: Asked, theirs: Sequence[Statement], view: View) -> tuple[Silence, tuple[Sentence, ...]]:
    """Tell of a speaker's silence, and give what comes nearest: others on the topic, and what the speaker said."""
    meant = [] if theirs or is_description(speaker) else view.speakers_like(speaker)[:MEANT]
    alike = [each for name in meant for each in _on(name, asked.topic, view)]
    names = {statement.speaker for statement in (*theirs, *alike)}
    on_topic = view.statements(about=asked.topic) if asked.topic else []
    others: dict[str, Statement] = {}
    for statement in on_topic:
        if statement.speaker is not None and statement.speaker not in names:
            others.setdefault(statement.speaker, statement)
    spoken = list(others.values())[:OTHERS] or [each for each in on_topic if each.speaker is None][:OTHERS]
    own = quoted_first(theirs)[: NEAREST - len(spoken)]
    told = Silence(
        _named(speaker, theirs, view),
        asked.topic,
        asked.fact,
        tuple(called(name, view.document(said.document_id or "").text) for name, said in others.items())[:OTHERS],
        subjects(view, theirs[:SUBJECTS_OF]),
        asked.verb,
        tuple(_plainly(name) for name in meant),
        " ".join(each.worded for each in (asked.aside, asked.when) if each is not None and each.worded),
    )
    told = replace(told, where=in_all(view))
    return told, tuple(reports(view, [*alike, *spoken, *own])[:NEAREST])


def in_all(view: View) -> str:
    """Name all that is looked through: "these 212 documents"."""
    count = view.document_count
    return "the one document that there is" if count == 1 else f"these {count:,} documents"


def quoted_first(theirs: Sequence[Statement]) -> list[Statement]:
    """Give statements, those first that quote somebody's words."""
    return sorted(theirs, key=lambda statement: statement.kind == "indirect")


def told_of(silence: Silence) -> str:
    """Say on what somebody is silent, who speaks of it, and what the one asked about speaks of."""
    then = f" {silence.when}" if silence.when else ""
    whether = "whether " if silence.topic.split()[:1] and silence.topic.split()[0].lower() in PERSONAL else ""
    about = silence.topic if _OF_TIME.match(silence.topic) else f"about {whether}{silence.topic}"
    said = f"I found no statement by {silence.speaker}{then} {about} in {silence.where}."
    if silence.fact:
        said = f"I found no statement by {silence.speaker} that answers this in {silence.where}."
    elif not silence.topic:
        told = "" if past(silence.verb) == "said" else f" of what {silence.speaker} {past(silence.verb)}"
        said = f"I found no statement by {silence.speaker}{then}{told} in {silence.where}."
    if silence.otherwise:
        return f"{said} {_of_other_days(silence)}"
    if silence.meant:
        said += f" I found no speaker of that name; did you mean {' or '.join(silence.meant)}?"
    if silence.others:
        said += f" {joined(silence.others)} {'speaks' if len(silence.others) == 1 else 'speak'} about it."
    if silence.subjects:
        said += f" What {silence.speaker} did speak about: {joined(silence.subjects)}."
    return said


def _of_other_days(silence: Silence) -> str:
    """Say of what days the words are that somebody did say on a topic."""
    dates = [as_read(date) for date in silence.otherwise if date]
    undated = "in documents without a date"
    told = [*([f"of {joined(dates)}"] if dates else []), *([undated] if "" in silence.otherwise else [])]
    about = f" about {silence.topic}" if silence.topic else ""
    return f"What {silence.speaker} said{about} is {joined(told)}."


def joined(names: Sequence[str]) -> str:
    """Give names as a list in a sentence."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _on(name: str, topic: str, view: View) -> list[Statement]:
    """Give what somebody said on a topic, or else anything that he or she said."""
    return (view.statements(speaker=name, about=topic) if topic else []) or view.statements(speaker=name)


def _named(speaker: str, theirs: Sequence[Statement], view: View) -> str:
    """Call who is asked for by name, by office with "the", or as the documents write a name typed in lower case."""
    names = {statement.speaker for statement in theirs}
    (name,) = names if len(names) == 1 else (None,)
    if name is not None:
        return _plainly(name)
    if is_description(speaker) or speaker.split()[-1] in ORGANISATIONS:
        several = is_description(speaker) and speaker.endswith("s")
        determined = several or _POSSESSOR.search(speaker) or _DETERMINED.match(speaker)
        return speaker if determined else f"the {speaker}"
    return speaker if any(letter.isupper() for letter in speaker) else _cased(speaker, view)


def _cased(name: str, view: View) -> str:
    for one in view.documents_with(name, limit=1):
        for match in re.finditer(rf"\b{re.escape(name)}\b", view.document(one).text, re.IGNORECASE):
            if match[0][0].isupper() and not match[0].isupper():
                return match[0]
    return " ".join(word.capitalize() for word in name.split())


def _plainly(name: str) -> str:
    """Give a name of several words that its document has in capitals as names are written."""
    return name.title() if name.isupper() and " " in name else name
