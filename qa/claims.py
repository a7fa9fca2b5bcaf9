"""Whose words a text says its quotations are: by its clauses, or by the marks that drafts and lists use."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index import Statement
from index.names import Name, names_in
from index.phrases import PRONOUNS
from index.quotations import Quotation, quotations
from index.sentences import Span, paragraphs
from index.statements import statements_in
from qa.nearby import Nearby
from qa.telling import Telling
from qa.verbatim import Words

_GENDERS = {"he": "m", "she": "f"}
_PART = r"[A-Z][\w.\u2019'-]*\w"
_NAME = rf"(?P<name>{_PART}(?:[ \t]+(?:(?:de|van|von|der|bin|al|la)[ \t]+)*{_PART}){{0,4}})"
_BRACKETED = re.compile(rf"[ \t]*\([ \t]*{_NAME}[ \t]*[,)]")
_SIGNED = re.compile(rf"\s*(?:[\u2013\u2014\u2015~-]|--)[ \t]*{_NAME}")
_LED_BY = re.compile(rf"(?:^|[|:])[ \t]*{_NAME}(?:,[^:|\n]{{0,60}})?[ \t]*[:|][ \t]*$")
_WORDS_OF = re.compile(rf"\b[Ii]n the words of[ \t]+{_NAME},[ \t]*$")
_USED_BY = re.compile(rf"[^.!?\n]{{0,40}}\b(?:used|spoken|uttered|said|written) by[ \t]+{_NAME}")
_HEADING = re.compile(rf"^[ \t]*{_NAME}(?:,[^:\n]{{0,60}})?[ \t]*:?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation, and the speaker that the text names for it, and how; `guessed`: only by "he", who may be another."""

    span: Span
    speaker: str | None
    telling: Telling
    guessed: bool = False


def claims(text: str, statements: Iterable[Statement] | None = None) -> Iterator[Claim]:
    """Give each quotation of a plain text with the speaker that the text names for it, titles of works left out.

    `statements` are the text's, where they are known.
    """
    nearby = Nearby(statements_in(text) if statements is None else statements)
    names: list[Name] | None = None
    for paragraph in paragraphs(text):
        for quotation in quotations(text, *paragraph):
            if not Words.of(text, quotation.inner).tokens:
                continue
            span = quotation.start, quotation.end
            telling = Telling.of(text, span, nearby.around(span))
            said = telling.statement
            claimed = (None if said is None else _named(text, said)) or _marked(text, quotation)
            if claimed is None and said is not None and said.mention is not None:
                pronoun = text[slice(*said.mention)].lower()
                if pronoun in _GENDERS:
                    names = names_in(text) if names is None else names
                    guess = _spoken_of(text, quotation.start, names, pronoun)
                    yield Claim(span, guess, telling, guessed=guess is not None)
                    continue
            if said is not None or claimed is not None or not _names_a_work(text, quotation):
                yield Claim(span, claimed, telling)


def _spoken_of(text: str, before: int, names: Sequence[Name], pronoun: str) -> str | None:
    """Name the one person whom the paragraph has named before a quotation, else the paragraph before it."""
    for start, end in reversed([each for each in paragraphs(text) if each[0] <= before][-2:]):
        quoted = [(each.start, each.end) for each in quotations(text, start, end)]
        found = {
            name.words[-1]: " ".join(name.words)
            for name in names
            if start <= name.start < min(before, end)
            and name.kind in ("person", "unknown")
            and name.gender in (None, _GENDERS[pronoun])
            and not any(span[0] <= name.start < span[1] for span in quoted)
        }
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _named(text: str, statement: Statement) -> str | None:
    """Give the speaker's name, or the words for somebody without one; a pronoun names nobody."""
    if statement.speaker is not None or statement.mention is None:
        return statement.speaker
    words = text[slice(*statement.mention)]
    return None if words.lower() in PRONOUNS else words


def _marked(text: str, quotation: Quotation) -> str | None:
    """Name who stands in brackets or behind a dash after a quotation, before its colon, or in the heading above it."""
    before = text[: quotation.start]
    line_start = before.rfind("\n") + 1
    for match in (
        _BRACKETED.match(text, quotation.end),
        _SIGNED.match(text, quotation.end),
        _LED_BY.search(before[line_start:]),
        _WORDS_OF.search(before[line_start:]),
        _USED_BY.match(text, quotation.end),
        _HEADING.match(before[:line_start].rstrip().rpartition("\n")[2]) if not before[line_start:].strip() else None,
    ):
        if match is not None:
            return match["name"]
    return None


def _names_a_work(text: str, quotation: Quotation) -> bool:
    words = [word for word in text[slice(*quotation.inner)].split() if word[0].isalpha()]
    return 1 < len(words) <= 8 and all(word[0].isupper() for word in words if len(word) > 3) and words[0][0].isupper()
