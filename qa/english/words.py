"""Words of quotations compared exactly: case, quotation marks, dashes and spaces may differ, nothing else.

What no reader sees differ is the same: 1,000 and 1000, a soft hyphen, a ligature, a footnote's raised number. A dash
between two numbers counts as a word, for "20-30" is not "20 30".
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from index.sentences import Span

RANGE = "–"  # between two numbers, whatever dash it is written with
_UNSEEN = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # accents that stand alone, soft hyphens, joiners
_APOSTROPHES = "'’‘ʼ´`"
_TOKEN = re.compile(
    rf"(?P<acronym>(?:[^\W\d_]\.){{2,}})"
    rf"|(?P<range>(?<=[\d%])\s?[-‐‑‒–—−]\s?(?=[$€£¥₹]?\d))"
    rf"|(?:(?<![\w.])[-−]|(?<![^\s(\[])–)?(?P<grouped>\d{{1,3}}(?:[,'’ \u00a0\u2009\u202f]\d{{3}}(?!\d))+)?"
    rf"(?(grouped)|\d+)(?:[.,:/]\d+)*[^\W\d_]*"
    rf"|[^\W\d_](?:[^\W\d_]|[{_UNSEEN}])*(?:[{_APOSTROPHES}](?:[^\W\d_]|[{_UNSEEN}])+)*"
    r"|[^\W_]"
    r"|[%％$€£¥₹°+±]"
    r"|(?<![\w.])[-−](?=[$€£¥₹]\d)"
)
_IRREGULAR = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not")}
_ENDINGS = {"ll": "will", "re": "are", "ve": "have", "m": "am", "s": "'s", "d": "'d"}
_MEANT = {"is": "'s", "has": "'s", "us": "'s", "had": "'d", "would": "'d"}
_ASIDE = re.compile(rf"[{_UNSEEN}]")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{3})[⁰¹²³⁴-⁹]+\Z")
_PLAIN: dict[int, str | int] = {
    **{ord(mark): "'" for mark in _APOSTROPHES},
    **{ord(mark): "-" for mark in "−–"},
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
}


@dataclass(frozen=True, slots=False)
class Words:
    """A stretch of text as tokens that can be compared; `places` are the tokens' spans in the whole text."""

    tokens: tuple[str, ...]
    places: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, *spans: Span) -> "Words":
        """Read stretches of a text, one after the other as if nothing stood between them; without any, all of it."""
        matches = [match for span in spans or ((0, len(text)),) for match in _TOKEN.finditer(text, *span)]
        return cls(tuple(_normal(match) for match in matches), tuple(match.span() for match in matches))

    def find(self, sought: Sequence[str], after: int = 0) -> Iterator[int]:
        """Give the places, as token numbers, at which a row of tokens stands."""
        line = "\0" + "\0".join(sought) + "\0"
        at = self._line.find(line, self._starts[after] if after < len(self._starts) else len(self._line))
        while at >= 0:
            yield bisect_left(self._starts, at)
            at = self._line.find(line, at + 1)

    def written(self, text: str, first: int, last: int) -> list[str]:
        """Give tokens as the text has them."""
        return [text[start:end] for start, end in self.places[first:last]]

    @cached_property
    def known(self) -> frozenset[str]:
        """The tokens, each once."""
        return frozenset(self.tokens)

    @cached_property
    def at(self) -> dict[str, list[int]]:
        """The places of each token, as token numbers."""
        found: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            found.setdefault(token, []).append(place)
        return found

    @cached_property
    def spelled_out(self) -> "Words":
        """The same with each contraction in the words it stands for: "it's" and "it is" are one."""
        pairs = [
            (part, place) for token, place in zip(self.tokens, self.places, strict=True) for part in _contracted(token)
        ]
        return Words(tuple(part for part, _ in pairs), tuple(place for _, place in pairs))

    @cached_property
    def _line(self) -> str:
        return "\0" + "\0".join(self.tokens) + "\0"

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for token in self.tokens:
            starts.append(at)
            at += len(token) + 1
        return starts


def _contracted(token: str) -> tuple[str, ...]:
    """Give the words that a token stands for, those that one ending may mean as that ending."""
    if token in _IRREGULAR:
        return _IRREGULAR[token]
    if token.endswith("n't"):
        return token[:-3], "not"
    begins, mark, ends = token.rpartition("'")
    if mark and begins and ends in _ENDINGS:
        return begins, _ENDINGS[ends]
    return (_MEANT.get(token, token),)


def difference(text: str, original: Words, quoting: str, quotation: Words) -> str:
    """Say what a quotation changes, "5% -> 6%"; where it only adds or leaves out, with the word on either side."""
    changes = []
    matcher = SequenceMatcher(None, original.tokens, quotation.tokens, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        if what != "replace" or {RANGE} in (set(original.tokens[a:b]), set(quotation.tokens[c:d])):
            a, b, c, d = (
                max(a - 1, 0),
                min(b + 1, len(original.tokens)),
                max(c - 1, 0),
                min(d + 1, len(quotation.tokens)),
            )
        changes.append(f"{_between(text, original, a, b)} -> {_between(quoting, quotation, c, d)}")
    return "; ".join(changes)


def edits(original: Words, quotation: Words) -> int:
    """Count the words that a quotation changes, adds or leaves out."""
    codes = SequenceMatcher(None, original.tokens, quotation.tokens, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for what, a, b, c, d in codes if what != "equal")


def _between(text: str, words: Words, first: int, last: int) -> str:
    if first >= last:
        return "(nothing)"
    start, end = words.places[first][0], words.places[last - 1][1]
    start -= text[start - 1 : start] == "["
    end += text[end : end + 1] == "]" and "[" in text[start:end]
    return " ".join(text[start:end].split())


def _normal(match: re.Match[str]) -> str:
    token, kind = match[0], match.lastgroup
    if kind == "range":
        return RANGE
    if kind == "grouped":
        signed = token.index(match["grouped"])
        token = token[:signed] + re.sub(r"\D", "", match["grouped"]) + token[signed + len(match["grouped"]) :]
    if not token.isascii():
        token = _FOOTNOTE.sub("", _ASIDE.sub("", unicodedata.normalize("NFC", token)).translate(_PLAIN))
    token = token.replace("`", "'").casefold()
    return token.replace(".", "") if kind == "acronym" else token
