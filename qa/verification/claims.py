"""Whose words a text says its quotations are: by its clauses, or by the marks that drafts and lists use."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index import Statement
from index.limit import UNLIMITED, Limit
from index.names import Name, names_in
from index.phrases import PRONOUNS
from index.quotations import Quotation, quotations
from index.sentences import Span, overlap, paragraphs
from index.statements import statements_of
from qa.english.words import Words
from qa.verification.framing import unsaid
from qa.verification.nearby import Nearby
from qa.verification.telling import Telling

_GENDERS = {"he": "m", "she": "f"}
_PART = r"[A-Z][\w.\u2019'-]*\w"
_NAME = rf"(?P<name>{_PART}(?:[ \t]+(?:(?:de|van|von|der|bin|al|la)[ \t]+)*{_PART}){{0,4}})"


def _called(group: str) -> str:
    """Give the pattern of a name as a group of another name."""
    return _NAME.replace("<name>", f"<{group}>")


_BRACKETED = re.compile(rf"[ \t]*\([ \t]*{_NAME}[ \t]*[,)]")
_SIGNED = re.compile(rf"\s*(?:[\u2013\u2014\u2015~-]|--)[ \t]*{_NAME}")
_LED_BY = re.compile(rf"(?:^|[|:])[ \t]*{_NAME}(?:,[^:|\n]{{0,60}})?[ \t]*[:|][ \t]*$")
_WORDS_OF = re.compile(
    rf"\b[Ii]n (?:the (?:words|view|opinion|eyes) of[ \t]+{_NAME}|{_called('owner')}['’]s?[ \t]+(?:own[ \t]+)?"
    r"(?:words|view|opinion)),[^.!?:;\n]{0,20}$"
)
_INVERTED = re.compile(rf",[ \t]+(?:said|says|wrote|writes|added|argued|warned|insisted)[ \t]+{_NAME},[ \t]*$")
_OPINION = re.compile(
    rf"(?:^|[.!?][ \t]+)(?:(?:Per|For|To)[ \t]+{_NAME},[^.!?:;\n]{{0,40}}"
    rf"|{_called('actor')}[ \t]+(?:reacted|responded|replied|answered|on[ \t][^.!?:\n]{{1,60}})[.:])[ \t]*$"
)
_VIEW = re.compile(
    rf"[,\s]*(?:in the (?:view|words|opinion) of[ \t]+{_NAME}|(?:was|were|is|are)[ \t]+(?:how[ \t]+)?{_called('owner')}"
    r"(?:['’]s?[ \t]+(?:words?|reply|answer|response|verdict|view|comment)\b|[ \t]+put it\b))"
)
_USED_BY = re.compile(rf"[^.!?\n]{{0,40}}\b(?:used|spoken|uttered|said|written) by[ \t]+{_NAME}")
_HEADING = re.compile(rf"^[ \t]*{_NAME}(?:,[^:\n]{{0,60}})?[ \t]*:?[ \t]*$")
_LONGEST_LEAD = 400  # characters before a quotation that may name its speaker by marks


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation, and the speaker that the text names for it, and how; `guessed`: only by "he", who may be another."""

    span: Span
    speaker: str | None
    telling: Telling
    guessed: bool = False


def claims(text: str, statements: Iterable[Statement] | None = None, *, limit: Limit = UNLIMITED) -> Iterator[Claim]:
    """Give each quotation of a plain text with the speaker that the text names for it, titles of works left out.

    `statements` are the text's, where they are known. Raises QuestionStopped once the limit is reached.
    """
    nearby = Nearby(statements_of(text, limit.check) if statements is None else statements)
    people = _People(text)
    for paragraph in paragraphs(text):
        for quotation in limit.each(people.quotations(paragraph)):
            if not Words.of(text, quotation.inner).tokens:
                continue
            span = quotation.start, quotation.end
            telling = Telling.of(text, span, nearby.around(span))
            said = telling.statement
            inverted = _inverted(text, quotation) if said is None or said.speaker is None else None
            claimed = inverted or (None if said is None else _named(text, said)) or _marked(text, quotation)
            claimed = claimed or (unsaid(text, quotation.start) or ("", None))[1]
            if said is not None and (said.mention is None or overlap(said.mention, paragraph) == 0):
                claimed = _signed(text, quotation) or claimed
            if claimed is None and said is not None and said.mention is not None:
                pronoun = text[slice(*said.mention)].lower()
                if pronoun in _GENDERS:
                    guess = people.spoken_of(quotation.start, pronoun)
                    yield Claim(span, guess, telling, guessed=guess is not None)
                    continue
            if claimed is None and said is None and (holder := _holder(text, quotation)) is not None:
                yield Claim(span, holder, telling, guessed=True)
                continue
            if said is not None or claimed is not None or not _names_a_work(text, quotation):
                yield Claim(span, claimed, telling)


class _People:
    """Whom the paragraphs of a text name outside its quotations; each is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._quotations: dict[Span, list[Quotation]] = {}
        self._named: dict[Span, list[Name]] = {}

    def quotations(self, paragraph: Span) -> list[Quotation]:
        """Give the quotations of a paragraph."""
        if paragraph not in self._quotations:
            self._quotations[paragraph] = quotations(self._text, *paragraph)
        return self._quotations[paragraph]

    def spoken_of(self, before: int, pronoun: str) -> str | None:
        """Name the one person whom the paragraph has named before a quotation, else the paragraph before it."""
        there = self._paragraphs
        last = bisect_right(there, before, key=lambda each: each[0])
        for paragraph in reversed(there[max(0, last - 2) : last]):
            found: dict[str, str] = {}
            for name in self._names(paragraph):
                if name.start >= before:
                    break
                if name.gender in (None, _GENDERS[pronoun]):
                    found[name.words[-1]] = " ".join(name.words)
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return paragraphs(self._text)

    @cached_property
    def _all(self) -> list[Name]:
        return sorted(names_in(self._text), key=lambda name: name.start)

    def _names(self, paragraph: Span) -> list[Name]:
        """Give the people that a paragraph names outside its quotations, in order."""
        if paragraph not in self._named:
            quoted = self.quotations(paragraph)
            first, last = (bisect_left(self._all, place, key=lambda name: name.start) for place in paragraph)
            self._named[paragraph] = [
                name
                for name in self._all[first:last]
                if name.kind in ("person", "unknown") and not _inside(name.start, quoted)
            ]
        return self._named[paragraph]


def _inside(place: int, quoted: Sequence[Quotation]) -> bool:
    at = bisect_right(quoted, place, key=lambda each: each.start) - 1
    return at >= 0 and place < quoted[at].end


def _named(text: str, statement: Statement) -> str | None:
    """Give the speaker's name, or the words for somebody without one; a pronoun names nobody."""
    if statement.speaker is not None or statement.mention is None:
        return statement.speaker
    words = text[slice(*statement.mention)]
    return None if words.lower() in PRONOUNS else words


def _signed(text: str, quotation: Quotation) -> str | None:
    """Name who stands in brackets or behind a dash after a quotation."""
    match = _BRACKETED.match(text, quotation.end) or _SIGNED.match(text, quotation.end)
    return None if match is None else match["name"]


def _marked(text: str, quotation: Quotation) -> str | None:
    """Name who signs a quotation, stands before its colon, or in the heading above it."""
    if (signed := _signed(text, quotation)) is not None:
        return signed
    line_start = text.rfind("\n", 0, quotation.start) + 1
    before = text[max(line_start, quotation.start - _LONGEST_LEAD) : quotation.start]
    above = "" if before.strip() else text[max(0, line_start - _LONGEST_LEAD) : line_start].rstrip().rpartition("\n")[2]
    for match in (
        _LED_BY.search(before),
        _WORDS_OF.search(before),
        _VIEW.match(text, quotation.end),
        _USED_BY.match(text, quotation.end),
        _HEADING.match(above),
    ):
        if match is not None:
            return next(name for name in match.groupdict().values() if name is not None)
    return None


def _holder(text: str, quotation: Quotation) -> str | None:
    """Name whose opinion a quotation is told to be, or who reacts with it: `For Vale, it is "over"`."""
    begin = max(text.rfind("\n", 0, quotation.start) + 1, quotation.start - _LONGEST_LEAD)
    match = _OPINION.search(text[begin : quotation.start])
    return None if match is None else match["name"] or match["actor"]


def _inverted(text: str, quotation: Quotation) -> str | None:
    """Name who says, by a clause put in before the quotation: `The bill, wrote Vale, "is dead"`."""
    match = _INVERTED.search(text[max(0, quotation.start - _LONGEST_LEAD) : quotation.start])
    return None if match is None else match["name"]


def _names_a_work(text: str, quotation: Quotation) -> bool:
    words = [word for word in text[slice(*quotation.inner)].split() if word[0].isalpha()]
    return 1 < len(words) <= 8 and all(word[0].isupper() for word in words if len(word) > 3) and words[0][0].isupper()
