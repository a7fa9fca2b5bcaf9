"""Words that a quotation leaves out ("...") or puts in ("[the bill]"), and whether that is honest.

Honest is what hides no "not" and changes no sense: words in brackets are function words, names that the document
knows, or another form of the word they stand for.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from index.sentences import Span
from index.terms import STOP_WORDS, stem
from qa.verbatim import Words

LONGEST_GAP = 60  # words that an ellipsis may stand for
MOST_LEFT_OUT = 2.0  # times as many words as are quoted
MOST_PUT_IN = 4  # words in brackets
MOST_REPLACED = 6  # words that brackets stand for
_LEFT_OUT = re.compile(
    r"\[[^\]\d]*\]|\((?:\.\.\.|…)\)|\.\s?\.\s?\.|…"
)  # a number in brackets must stand, as all others
_NEGATIONS = frozenset("not no never none nor neither nothing nobody nowhere cannot without hardly".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two parts of a quotation: words put in, in their own case, and whether some are left out."""

    put_in: tuple[str, ...]
    ellipsis: bool

    def joined(self, other: "Gap") -> "Gap":
        """Give two gaps with nothing between them as one."""
        return Gap(self.put_in + other.put_in, self.ellipsis or other.ellipsis)


@dataclass(frozen=True, slots=True)
class Parted:
    """A quotation as the parts that must stand word for word; `gaps` has one more: before, between and after them."""

    parts: tuple[Span, ...]
    gaps: tuple[Gap, ...]


def parted(text: str, span: Span) -> Parted:
    """Part a quotation where it marks that words were left out or put in."""
    parts: list[Span] = []
    gaps = [Gap((), ellipsis=False)]
    at = span[0]
    for match in (*_LEFT_OUT.finditer(text, *span), None):
        part = at, match.start() if match else span[1]
        if Words.of(text, part).tokens:
            parts.append(part)
            gaps.append(Gap((), ellipsis=False))
        if match is not None:
            words = Words.of(text, match.span())
            put_in = tuple(text[slice(*place)] for place in words.places)
            gaps[-1] = gaps[-1].joined(Gap(put_in, ellipsis=not put_in))
            at = match.end()
    return Parted(tuple(parts), tuple(gaps))


def honest(gap: Gap, left_out: Sequence[str], known: Container[str]) -> bool:
    """Whether a gap hides and changes nothing; `known` are the words of the document."""
    put_in = [word.casefold().replace("’", "'") for word in gap.put_in]
    if any(map(_negates, (*left_out, *put_in))) or len(put_in) > MOST_PUT_IN:
        return False
    if len(left_out) > (LONGEST_GAP if gap.ellipsis else MOST_REPLACED):
        return False
    forms = {stem(word) for word in left_out}
    return all(
        low in STOP_WORDS or stem(low) in forms or (word[0].isupper() and low in known)
        for word, low in zip(gap.put_in, put_in, strict=True)
    )


def _negates(token: str) -> bool:
    return token in _NEGATIONS or token.endswith("n't")
