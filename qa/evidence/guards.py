"""What may not answer, whoever ranks it first: guards refuse and never promote."""

import re
from collections.abc import Sequence

from index import Hit, Statement, View
from index.offices import is_description
from index.said import claimed_by
from index.sentences import overlap
from index.terms import content_words, stem, stems, unaccented, words
from qa.english.common import is_common
from qa.evidence.candidates import Candidate
from qa.evidence.citable import Sentence
from qa.evidence.happened import leaves_open
from qa.evidence.kind import holds_kind, yes_or_no
from qa.evidence.opposites import opposed
from qa.evidence.roles import agree
from qa.evidence.sayers import sayer_of
from qa.evidence.sought import Sought
from qa.question.days import missed
from qa.question.question import Question

_ENDED = re.compile(r"[.!?][”\"\'’]*\s")
_OF_TIME = re.compile(r"(?:after|before|when|while|during|since|until)\s", re.IGNORECASE)
NEAR = 250  # characters on either side of a sentence
LEAST_ON_TOPIC = 1 / 3  # of the words of a topic

_GROUP_ENDS = re.compile(r"\s(?:of|at|in|for|from|with|who|on|to)\b|,")
_FORMED = re.compile(r"^(?:the|a|an|his|her|their|some)\s|['’]s?\s", re.IGNORECASE)


class Guards:
    """The laws that hold for one question: its names, day, number, direction; and whose words are asked for."""

    def __init__(
        self, question: Question, sought: Sought, theirs: Sequence[Statement], view: View, hits: Sequence[Hit] = ()
    ) -> None:
        self._question = question
        self._about = _about(question)
        self._of_time = _OF_TIME.match(question.topic) is not None
        self._found = _found(hits) if self._about else {}
        self._sought = sought
        self._theirs = theirs
        self._view = view
        asked = question.words
        self._there = self._said_there()
        self._sayer = sayer_of(question.text)
        self._called, self._known = self._asked_for()
        self._told = view.statements(speaker=asked.speaker, about=asked.beyond) if asked and asked.beyond else []
        self._tied = {each.document_id for each in view.said_by(asked.tied)} if asked and asked.tied else None
        self._but = {each.speaker for name in (asked.but if asked else ()) for each in view.said_by(name)}
        dates = (each.date or "" for each in view.documents()) if asked and asked.when else ()
        self._newest = max(dates, default="")

    @property
    def particular(self) -> bool:
        """Whether those alone are asked for who said a certain thing, or stand for one."""
        asked = self._question.words
        return self._sayer is not None or (asked is not None and asked.stance is not None)

    def allow(self, candidate: Candidate) -> bool:
        """Whether a candidate may answer at all."""
        sentence = candidate.sentence
        return (
            not _asks_back(sentence)
            and (yes_or_no(self._question.text) or holds_kind(self._question.text, sentence.text))
            and (yes_or_no(self._question.text) or not _told_otherwise(self._question, sentence))
            and self._sought.stands_in(sentence.document)
            and self._whose(sentence)
            and self._on_topic(sentence)
            and self._stands_for(sentence)
            and self.placed(sentence)
        )

    def leaves_open(self, sentence: Sentence) -> bool:
        """Whether a sentence leaves open what is taken for granted: where what comes nearest does, nothing answers."""
        question = self._question
        return question.words is None and not yes_or_no(question.text) and leaves_open(question.text, sentence.text)

    def _whose(self, sentence: Sentence) -> bool:
        """Whether the words may be those of whom is asked for: another's never are.

        Where nobody of that name speaks, nobody of another name answers either; where somebody is asked for by what he
        is ("the organiser"), whoever speaks may be meant. What is nobody's must name who is asked for, or stand in one
        paragraph with what they say, or in what they wrote.
        """
        if sentence.speaker is not None and sentence.speaker in self._but:
            return False
        if not self._called and not self._known:
            return True
        if sentence.speaker is None:
            return self._tells_of_them(sentence)
        said = _name(sentence.speaker)
        if self._known:
            return any(name <= said or said <= name for name in self._known)
        return not self._called.isdisjoint(said)

    def _asked_for(self) -> tuple[frozenset[str], list[frozenset[str]]]:
        """Give the name that is asked for, if it is one, and the names of those speakers who may be meant, as words.

        Of several whom a description fits none is known to be meant.
        """
        asked = self._question.words
        if asked is None or asked.speaker is None:
            return frozenset(), []
        known = [_name(name) for name in dict.fromkeys(each.speaker for each in self._theirs) if name is not None]
        if _describes(asked.speaker, cased=any(map(str.isupper, self._question.text[1:]))):
            return frozenset(), known if len(known) == 1 else []
        group = words(unaccented(_GROUP_ENDS.split(asked.speaker, maxsplit=1)[0]))
        return frozenset(group[-1:]), [name for name in known if group and group[-1] in name] or known

    def _tells_of_them(self, sentence: Sentence) -> bool:
        there = _name(f"{sentence.text} {sentence.document.author or ''}")
        return not there.isdisjoint(self._called.union(*self._known)) or any(
            each.document_id == sentence.document.id and overlap(span, sentence.paragraph)
            for each in self._theirs
            for span in each.spans
        )

    def _on_topic(self, sentence: Sentence) -> bool:
        """Whether words of whom is asked for may be on what is asked "about".

        They are not where hardly a word of it stands near them, outside what others say, though the passages that
        search finds of the document hold it; nor where no words near tell of the time that is asked for.
        """
        if not self._known or not self._about:
            return True
        document = sentence.document
        wanted = self._about if self._of_time else self._about & self._found.get(document.id, frozenset())
        if not wanted:
            return True
        start, end = max(0, sentence.span[0] - NEAR), min(len(document.text), sentence.span[1] + NEAR)
        others = [
            span
            for each in self._view.statements(document_id=document.id)
            for span in each.spans
            if overlap(span, (start, end))
            and each.speaker not in {None, sentence.speaker}
            and not overlap(span, sentence.span)
        ]
        around = "".join(
            " " if any(left <= at < right for left, right in others) else document.text[at] for at in range(start, end)
        )
        return len(wanted & set(stems(around))) > LEAST_ON_TOPIC * len(wanted)

    def _stands_for(self, sentence: Sentence) -> bool:
        """Whether the words are not the opposite of what who is asked for is to have said or to stand for."""
        asked = self._question.words
        stance = None if asked is None else asked.stance
        if self._sayer is None and stance is None:
            return True
        if self._sayer is not None and not self._sayer.holds(sentence.text):
            return False
        said, text = statement_of(sentence, self._view), sentence.document.text
        if said is None:
            return self._sayer is None or self._reports_somebody(sentence)
        everybody = self._view.statements(document_id=sentence.document.id)
        if claimed_by(said, everybody, text) is not None:
            return False
        if self._sayer is not None and not self._sayer.may_say(said, text):
            return False
        return stance is None or not stance.contradicted(said, text, self._question.topic)

    def _reports_somebody(self, sentence: Sentence) -> bool:
        """Whether a sentence reports words of one who is not resolved."""
        said = self._view.statements(document_id=sentence.document.id)
        return any(each.speaker is None and overlap(span, sentence.span) for each in said for span in each.spans)

    def placed(self, sentence: Sentence) -> bool:
        """Whether the words were said where or to whom they are to have been, and are not those known already."""
        if self._tied is not None and sentence.document.id not in self._tied:
            return False
        if self._there is None and not self._told:
            return True
        said = statement_of(sentence, self._view)
        return said not in self._told and (self._there is None or said in self._there)

    def _said_there(self) -> list[Statement] | None:
        """Give the statements made where or to whom the question says; None where it says nothing of it."""
        asked = self._question.words
        if asked is None or asked.setting is None:
            return None
        names = dict.fromkeys(each.document_id or "" for each in self._theirs)
        texts = {name: self._view.document(name).text for name in names}
        there = list(asked.setting.of(self._theirs, texts))
        return there if there or asked.setting.sure else None

    def then(self, sentence: Sentence) -> bool | None:
        """Whether the words were said at the time that is asked for; None where nothing tells."""
        asked = self._question.words
        if asked is None or asked.when is None or not asked.when.worded:
            return True
        said = sentence.statement or statement_of(sentence, self._view)
        if said is None:
            return None
        return asked.when.holds(sentence.document, said, sentence.span, sentence.paragraph, self._newest)


def statement_of(sentence: Sentence, view: View) -> Statement | None:
    """Give the statement whose words a sentence mostly holds."""
    if sentence.speaker is None:
        return None
    said = [each for each in view.statements(document_id=sentence.document.id) if each.speaker == sentence.speaker]
    common = [sum(overlap(sentence.span, span) for span in each.spans) for each in said]
    return said[common.index(max(common))] if any(common) else None


def _told_otherwise(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence tells of another day, of the opposite, or of the same deed the other way round.

    Or leaves open whether it happened, unless somebody's words are asked for: those may do so.
    """
    text = question.text
    if missed(text, sentence.document, sentence.span, sentence.paragraph) or opposed(text, sentence.text):
        return True
    return agree(text, sentence.text) is False or (question.words is None and leaves_open(text, sentence.text))


def _describes(source: str, *, cased: bool) -> bool:
    """Whether a source says what somebody is: "Fairfield's cider maker"; where nothing is `cased`, only by its form."""
    (group, *rest) = _GROUP_ENDS.split(source, maxsplit=1)
    if is_description(source):
        return True
    head = group.split()[-1:]
    formed = bool(rest) or _FORMED.search(source) is not None
    return bool(head) and head[0].islower() and (cased or (is_common(head[0]) and formed))


def _about(question: Question) -> frozenset[str]:
    """Give the stems of the topic that is asked "about", none where the question is worded otherwise."""
    topic = question.topic if _OF_TIME.match(question.topic) else question.about
    named = _name(question.speaker or "")
    return frozenset(stem(word) for word in content_words(topic) if word not in named) if topic else frozenset()


def _found(hits: Sequence[Hit]) -> dict[str, frozenset[str]]:
    """Give the stems of what search finds, by document."""
    texts: dict[str, list[str]] = {}
    for hit in hits:
        texts.setdefault(hit.passage.document_id, []).append(hit.passage.text)
    return {name: frozenset(stems(" ".join(each))) for name, each in texts.items()}


def _name(text: str) -> frozenset[str]:
    return frozenset(words(unaccented(text)))


def _asks_back(sentence: Sentence) -> bool:
    """Whether it is a question and nothing else."""
    return sentence.text.rstrip("”\"'’").endswith("?") and not _ENDED.search(sentence.text)
