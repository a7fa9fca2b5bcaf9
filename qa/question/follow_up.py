"""Questions that lean on the one before them, understood."""

import re
from collections.abc import Callable
from dataclasses import replace

from index.jobs import is_job
from index.people import Office
from index.terms import STOP_WORDS
from index.titles import KIN
from qa.question.days import DAY, MONTH
from qa.question.pronouns import Gender, meant
from qa.question.question import Question, parse
from qa.question.speech import Asked
from qa.question.when import When

_BARE = re.compile(r"^\W*(?:(?:and|but|so)\b\W*)?(?P<word>who|when|where|why|how)\W*$", re.IGNORECASE)
_ASKED_FIRST = re.compile(r"^\W*(?:who|what|when|where|why|how|which)\b", re.IGNORECASE)
_WHO_ELSE = re.compile(r"^\W*(?:and\W+|but\W+)?(?:who|anyone|anybody|someone|somebody)\s+else\b", re.IGNORECASE)
_WHAT_ELSE = re.compile(
    r"^\W*(?:and\W+|but\W+)?(?:what|anything)\s+else(?:\s+(?:did|does|do|has|have)\s+(?P<who>[^?]{2,60}?)\s+(?:say|said))?\W*$",
    re.IGNORECASE,
)
_WHEN_SAID = re.compile(
    r"^\W*(?:and\W+|but\W+)?when\s+(?:(?:did|has|have)\s+(?P<who>[^?]{2,60}?)\s+(?:say|said)(?:\s+(?:that|this|it|so))?"
    r"|was\s+(?:that|this|it)(?:\s+said)?)\W*$",
    re.IGNORECASE,
)
_WHY = re.compile(r"^\W*(?:and\W+|but\W+)?why\W*$", re.IGNORECASE)
_TIED = re.compile(r"^(?:and\W+|but\W+)?(?:his|her|their)\s+(?P<who>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?)$", re.IGNORECASE)
_PERSONS = frozenset("he him she her they them".split())
_OF_IT = re.compile(r"^\W*(?:and\W+|but\W+)?(?:about|on)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_MOST_WORDS = 6  # in a name
_LEAD = re.compile(
    r"^\s*(?:and|but|also|so|ok(?:ay)?,?)?\s*(?:what about|how about|and about|about|and on|on|and)\s+(?P<topic>.+)$",
    re.IGNORECASE,
)
_AND_FOR = re.compile(r"^\W*(?:(?:and|but|so|what about|how about)\b\W*)+", re.IGNORECASE)
_LEADS = r"(?:(?P<lead>on|in|at|by|since|during|before|after|until|last|next|this)\s+)?"
_PLACED = "in"
_CONDITIONS = (
    (re.compile(rf"\b{_LEADS}(?P<when>{DAY})\b", re.IGNORECASE), "on"),
    (
        re.compile(
            rf"\b{_LEADS}(?P<when>(?:early |late |\d{{1,2}} )?{MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}})?)(?!\w)",
            re.IGNORECASE,
        ),
        "in",
    ),
    (re.compile(rf"\b{_LEADS}(?P<when>(?:1\d|20)\d\d)\b", re.IGNORECASE), "in"),
    (re.compile(r"\b(?P<lead>in|at|from|near)\s+(?P<when>[A-Z]\w+(?:\s[A-Z]\w+)*)"), _PLACED),
)
_OF_TOPIC = re.compile(r"(?<!what )(?<!how )\babout\b|\bon\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|she|they|them)\b", re.IGNORECASE)
_HIS = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)
_IT = re.compile(r"\bit\b(?! (?:is |was )?(?:true|possible|likely|clear))", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:the|a|an|this|that)((?:\s+(?!(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|in|on|at|of|for"
    r"|to|from|by|with|and|or|that|which|who|when|where)\b)[\w’'-]+(?<!ed)(?<!ing)(?![\w’'-])){1,3})"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")
_WHOLE_NAME = re.compile(r"[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+)*")
_ONE_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]+")
_ASKING = re.compile(
    r"^(?:who|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had)\b", re.IGNORECASE
)


def _nobody(_: str) -> bool:
    return False


def _unknown(_: str) -> str | None:
    return None


def follow_up(
    asked: Question, before: Question, quoted: Callable[[str], bool] = _nobody, gender: Gender = _unknown
) -> Question:
    """Complete a question that leans on the one before it; any other stays as it is.

    `quoted` says whether the documents quote somebody of a name: "and greer?" asks for him, "and soybeans?" does not.
    `gender` tells that of a name.
    """
    if before.words is not None and asked.quotation is None:
        worded = meant(asked.text, before.words, gender)
        if worded is not None:
            return parse(worded)
        given = _of_words(asked, before.words, quoted)
        if given is not None:
            return given
    bare = _BARE.match(asked.text)
    rest = _ASKED_FIRST.sub("", before.text).strip(" ?.!")
    if bare is not None and rest:
        return parse(f"{bare['word'].capitalize()} {rest}?")
    moved = _moved(asked.text, before)
    if moved is not None:
        return parse(moved)
    lead = _LEAD.match(asked.text)
    if lead is not None and not _ASKING.match(lead["topic"]):
        return _on_topic(
            lead["topic"], before, of_topic=_OF_TOPIC.search(asked.text[: lead.start("topic")]) is not None
        )
    thing = _THING.search(before.text)
    if (
        thing is not None
        and not is_job(thing[0].split()[-1].lower())
        and not asked.names
        and asked.quotation is None
        and _IT.search(asked.text)
    ):
        return parse(_IT.sub(thing[0], asked.text, count=1))
    name = _last_name(before)
    if name is None or asked.quotation is not None:
        return asked
    worded = _HIS.sub(f"{name}’s", _HE.sub(name, asked.text))
    return parse(worded) if worded != asked.text else asked


def _of_words(asked: Question, before: Asked, quoted: Callable[[str], bool]) -> Question | None:
    """Complete a question after one about somebody's words; None where it does not lean on that as these do."""
    text, speaker = asked.text, before.speaker
    if _WHO_ELSE.match(text):
        other = asked.words if asked.words is not None and asked.words.speaker is None else before
        but = (*before.but, speaker) if speaker is not None else before.but
        return _about(replace(other, speaker=None, strict=False, but=but, beyond="")) if other.topic else None
    if _WHY.match(text) and (speaker is None or before.when is not None or before.beyond):
        return _about(before)
    if speaker is not None and (match := _WHAT_ELSE.match(text)) and _is_same(match["who"], speaker):
        return _about(
            replace(before, topic="", beyond=before.topic or before.beyond, verb="say", fact=False, when=None)
        )
    if (match := _WHEN_SAID.match(text)) and _is_same(match["who"], speaker):
        return _about(replace(before, when=replace(before.when or When(), order="oldest")))
    if speaker is not None and (tied := _tied(asked)) is not None:
        return Question(f"What did {speaker}’s {tied} say?", Asked(tied, asked.topic, strict=True, tied=speaker))
    named = None if _OF_IT.match(text) else _named(_AND_FOR.sub("", text).strip(" ?.!"), before, quoted)
    if named is None or named == speaker:
        return None if named is None else _about(before)
    met = speaker is not None and named.lower() in before.topic.lower()
    kept = replace(before, speaker=named, strict=True, fact=False, but=(), stance=None, beyond="")
    return _about(replace(kept, topic="") if met else kept)


def _named(worded: str, before: Asked, quoted: Callable[[str], bool]) -> str | None:
    """Name whom a few words mean: somebody who is quoted, or by "her" whom the question before spoke of, or asked."""
    if worded.lower() in _PERSONS:
        inside = [name for name in _WHOLE_NAME.findall(before.topic) if quoted(name)]
        return inside[-1] if inside else before.speaker
    bare = _ARTICLE.sub("", worded)
    if not bare or len(bare.split()) > _MOST_WORDS or bare.lower() in STOP_WORDS:
        return None
    return bare if quoted(bare) else None


def _tied(asked: Question) -> str | None:
    """Give whom a question calls by what ties him or her to the speaker before: "And his manager?"."""
    worded = asked.speaker if asked.words is not None else _AND_FOR.sub("", asked.text).strip(" ?.!")
    match = _TIED.match(worded or "")
    return match["who"] if match is not None and (asked.words is not None or _is_person(match["who"])) else None


def _is_person(words: str) -> bool:
    last = words.split()[-1].lower()
    return is_job(last) or last in KIN


def _is_same(worded: str | None, speaker: str | None) -> bool:
    """Whether words mean the speaker of the question before: a pronoun, the name, or none."""
    return worded is None or worded.lower() in _PERSONS or worded.lower() == (speaker or "").lower()


def _about(asked: Asked) -> Question:
    """Word a question about somebody's words."""
    on = f" about {asked.topic}" if asked.topic else ""
    return Question(f"What {'else ' if asked.beyond else ''}did {asked.speaker or 'anyone'} say{on}?", asked)


def _moved(asked: str, before: Question) -> str | None:
    """Give the question before for the other day, year or place that is asked for: "And on Tuesday?"."""
    given = _AND_FOR.sub("", asked).strip(" ?.!")
    for condition, preposition in _CONDITIONS:
        match = condition.fullmatch(given)
        if match is None:
            continue
        there = next((m for m in condition.finditer(before.text) if m.start() > 0), None)
        leads = match["lead"] or (there and there["lead"]) or preposition
        if there is not None:
            return f"{before.text[: there.start()]}{leads} {match['when']}{before.text[there.end() :]}"
        if match["lead"] is not None or preposition != _PLACED:
            return f"{before.text.rstrip(' ?.!')} {leads} {match['when']}?"
    return None


def _on_topic(topic: str, before: Question, *, of_topic: bool) -> Question:
    """Ask for another topic, or the same of another speaker: "And about soybeans?", "And Greer?"."""
    named = topic.strip(" ?.!")
    if before.speaker is not None and not of_topic and (_WHOLE_NAME.fullmatch(named) or _is_office(named)):
        return parse(f"What did {named} say about {before.topic}" if before.topic else f"What did {named} say?")
    if before.speaker is not None:
        return parse(f"What did {before.speaker} say about {topic}")
    kept = " ".join(before.names)
    return parse(f"{kept} {topic}".strip())


def _is_office(words: str) -> bool:
    """Whether words are somebody's office: "the mayor"."""
    return words.lower().startswith("the ") and Office.of(words[4:].lower()) is not None


def _last_name(question: Question) -> str | None:
    """Name whom a question is about: its speaker, or the last person it names."""
    if question.speaker is not None:
        return question.speaker
    full = _NAME.findall(question.text)
    one = _ONE_NAME.findall(question.text)
    return full[-1] if full else (one[-1] if one else None)
