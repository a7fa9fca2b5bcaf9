"""Whose words a text says its quotations are: by its clauses, or by the marks that drafts and lists use."""

import re
from collections.abc import Iterator, Sequence

from index import Statement
from index.phrases import PRONOUNS
from index.quotations import Quotation, quotations
from index.sentences import Span, paragraphs
from index.statements import statements_in
from qa.verbatim import Words

_MARKUP = re.compile(
    r"<[^<>\n]{1,200}>|(?m:^[ \t]*(?:#{1,6}|>+|[-+*\u2022])(?=[ \t]))|(?<![^\W_])[*_`~]+|[*_`~]+(?![^\W_])"
)
_PART = r"[A-Z][\w.\u2019'-]*\w"
_NAME = rf"(?P<name>{_PART}(?:[ \t]+(?:(?:de|van|von|der|bin|al|la)[ \t]+)*{_PART}){{0,4}})"
_BRACKETED = re.compile(rf"[ \t]*\([ \t]*{_NAME}[ \t]*[,)]")
_SIGNED = re.compile(rf"\s*(?:[\u2013\u2014\u2015~-]|--)[ \t]*{_NAME}")
_LED_BY = re.compile(rf"(?:^|[|:])[ \t]*{_NAME}(?:,[^:|\n]{{0,60}})?[ \t]*[:|][ \t]*$")
_WORDS_OF = re.compile(rf"\b[Ii]n the words of[ \t]+{_NAME},[ \t]*$")
_USED_BY = re.compile(rf"[^.!?\n]{{0,40}}\b(?:used|spoken|uttered|said|written) by[ \t]+{_NAME}")
_HEADING = re.compile(rf"^[ \t]*{_NAME}(?:,[^:\n]{{0,60}})?[ \t]*:?[ \t]*$")


def claims(text: str) -> Iterator[tuple[Span, str | None]]:
    """Give each quotation with the speaker that the text names for it, titles of works left out."""
    plain = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    statements = statements_in(plain)
    for paragraph in paragraphs(plain):
        for quotation in quotations(plain, *paragraph):
            if not Words.of(plain, quotation.inner).tokens:
                continue
            said = _said(quotation, statements)
            claimed = (None if said is None else _named(plain, said)) or _marked(plain, quotation)
            if said is not None or claimed is not None or not _names_a_work(plain, quotation):
                yield (quotation.start, quotation.end), claimed


def _said(quotation: Quotation, statements: Sequence[Statement]) -> Statement | None:
    """Give the statement that a quotation belongs to, the innermost of several."""
    held = [
        statement
        for statement in statements
        if any(start < quotation.end and quotation.start < end for start, end in statement.spans)
    ]
    return min(held, key=lambda each: sum(end - start for start, end in each.spans), default=None)


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
