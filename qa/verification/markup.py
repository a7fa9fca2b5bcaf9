"""A text as its readers see it: without comments, tags and marks of Markdown, its block quotes in quotation marks.

What is said of a stretch of it is told in places of the text as it was given.
"""

import html
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from index.sentences import Span

_INLINE = r"a|abbr|b|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|time|tt|u"
_BLOCK = (
    r"article|aside|body|br|dd|div|dl|dt|figure|figcaption|footer|h[1-6]|header|hr|"
    r"html|li|main|nav|ol|p|pre|section|table|td|th|tr|ul"
)
_URL = r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"\n]*\")?\)|\[[^\[\]\n]{0,40}\]"
_RAISED = r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_][,.;:!?])|(?<=[,.;:!?][”’\"']))"  # where a footnote's number stands
_MARKUP = re.compile(
    rf"""(?P<gone>{_RAISED}<sup\b[^<>]*>(?:<a\b[^<>]*>)?\[?\d{{1,3}}\]?(?:</a>)?</sup>|{_RAISED}\[\d{{1,3}}\](?![(\[])
    |</?(?:{_INLINE})\b[^<>]*>
    |!\[[^\[\]\n]*\]\([^()\n]*\)|\[\^[^\]\s]{{1,30}}\]|\[(?=[^\[\]\n]{{1,300}}\](?:{_URL}))|(?<=[^\s\[])\](?:{_URL})
    |^[ \t]*(?:\#{{1,6}}|[+*\u2022]|-(?!(?-i:[ \t]*[A-Z][\w.’'-]*(?:[ \t]+[A-Z][\w.’'-]*){{0,4}}[ \t]*$)))(?=[ \t])
    |(?<![^\W_])[*_`~]+|[*_`~]+(?![^\W_]))
    |(?P<opens><q\b[^<>]*>)|(?P<closes></q>)
    |(?P<quote><blockquote\b[^<>]*>)|(?P<unquote></blockquote>)
    |(?P<ends></(?:p|td|th)>)|(?P<line></?(?:{_BLOCK})\b[^<>]*>)
    |(?P<mark>^[ \t]*(?:>[ \t]?)+(?:(?:\#{{1,6}}|[+*\u2022])[ \t]+)?)
    |(?P<entity>&(?:[a-z]{{2,8}}|\#\d{{1,7}}|\#x[0-9a-f]{{1,6}});)""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_UNSEEN = re.compile(r"<(?P<what>!--|script\b[^<>]*>|style\b[^<>]*>)", re.IGNORECASE)
_COMMA_OUTSIDE = re.compile(r"(?<=[^\s,.;:!?(\[])(?P<marks>[ \u00a0]?[”\"»“’'])(?P<comma>,)(?=\s)")
_DIVIDED = re.compile(r"\n[ \t]*\n")
_SIGNED = re.compile(r"\n[ \t]*(?:--|[\u2013\u2014\u2015~-])[ \t]*[A-Z]|\Z")
_MARKED = re.compile(r"[“”„«»\"]|^\s*(?:[‘'`]|\[!|(?:--|[\u2013\u2014\u2015~-])[ \t]*[A-Z])")
_WORDS_QUOTED = re.compile(r"(?:\w+\W+){2}\w")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read; `starts` and `ends` are where each of its characters stands in the text as given."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, given: str) -> "Plain":
        """Read a text."""
        draft = _Draft()
        for at, end in _seen(given):
            for match in _MARKUP.finditer(given, at, end):
                draft.keep(given, at, match.start())
                draft.read(match)
                at = match.end()
            draft.keep(given, at, end)
        draft.close_quote()
        return draft.finished()

    def place(self, span: Span) -> Span:
        """Give where a stretch stands in the text as given."""
        return self.starts[span[0]], self.ends[span[1] - 1]


class _Draft:
    """A plain text as it grows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.starts, self.ends = array("L"), array("L")
        self.quoted: list[Span] = []  # block quotes
        self.open: int | None = None  # where a block quote begins that is not closed
        self.tagged = False  # it is closed by its tag

    def keep(self, given: str, start: int, end: int) -> None:
        """Take a stretch over as it stands; a block quote of Markdown ends with its last line."""
        if self.open is not None and not self.tagged and start < end:
            line_end = given.find("\n", start, end)
            if 0 <= line_end < end - 1:
                self._take(given[start:line_end], range(start, line_end))
                self.close_quote()
                start = line_end
        self._take(given[start:end], range(start, end))

    def _take(self, words: str, places: range) -> None:
        self.pieces.append(words)
        self.length += len(words)
        self.starts.extend(places)
        self.ends.extend(range(places.start + 1, places.stop + 1))

    def put(self, words: str, start: int, end: int) -> None:
        """Put words in the place of a stretch."""
        self.pieces.append(words)
        self.length += len(words)
        self.starts.extend([start] * len(words))
        self.ends.extend([end] * len(words))

    def read(self, match: re.Match[str]) -> None:
        """Read a piece of markup."""
        start, end = match.span()
        match match.lastgroup:
            case "opens":
                self.put("“", start, end)
            case "closes":
                self.put("”", start, end)
            case "quote":
                self.close_quote()
                self.put("\n\n", start, end)
                self.open, self.tagged = self.length, True
            case "unquote":
                self.close_quote()
                self.put("\n\n", start, end)
            case "ends":
                self.put(" ", start, end)
            case "line":
                self.put("\n\n" if self.tagged else "\n", start, end)
            case "mark":
                if self.open is None:
                    self.open, self.tagged = self.length, False
            case "entity":
                self.put(html.unescape(match[0]), start, end)

    def close_quote(self) -> None:
        """End the block quote that is open."""
        if self.open is not None:
            self.quoted.append((self.open, self.length))
        self.open, self.tagged = None, False

    def finished(self) -> Plain:
        """Give the text, each paragraph of its block quotes in one line and in quotation marks."""
        text = "".join(self.pieces)
        characters = list(text)
        marked: list[Span] = []
        for start, end in (body for quote in self.quoted for body in _bodies(text, quote)):
            characters[start:end] = text[start:end].replace("\n", " ")
            if not _MARKED.search(text[start:end]) and _WORDS_QUOTED.search(text[start:end]):
                marked.append((start, end))
        for match in _COMMA_OUTSIDE.finditer(text):  # "...", said
            first, comma = match.start(), match.start("comma")
            characters[first : comma + 1] = [",", *characters[first:comma]]
            for places in (self.starts, self.ends):
                places[first : comma + 1] = array("L", [places[comma], *places[first:comma]])
        return self._in_marks("".join(characters), marked)

    def _in_marks(self, text: str, marked: list[Span]) -> Plain:
        """Put stretches in quotation marks, which stand where their first and last characters do."""
        marks = sorted([(start, "“") for start, _ in marked] + [(end, "”") for _, end in marked])
        pieces: list[str] = []
        starts, ends = array("L"), array("L")
        at = 0
        for place, mark in marks:
            pieces += text[at:place], mark
            beside = self.starts[place] if mark == "“" else self.ends[place - 1]
            starts.extend((*self.starts[at:place], beside))
            ends.extend((*self.ends[at:place], beside))
            at = place
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return Plain("".join((*pieces, text[at:])), starts, ends)


def _seen(given: str) -> Iterator[Span]:
    """Give the stretches of a text between comments, scripts and styles; what is not closed is seen."""
    at = begun = 0
    open_for_good: set[str] = set()
    while (match := _UNSEEN.search(given, begun)) is not None:
        begun = match.end()
        closing = "-->" if match["what"] == "!--" else f"</{match['what'][:5].lower()}"
        closed = None if closing in open_for_good else re.compile(closing, re.IGNORECASE).search(given, begun)
        if closed is None:
            open_for_good.add(closing)
            continue
        yield at, match.start()
        at = begun = given.find(">", closed.end() - 1) + 1 or len(given)
    yield at, len(given)


def _bodies(text: str, quote: Span) -> Iterator[Span]:
    """Give the paragraphs of a block quote, the lines that sign them left out."""
    at = quote[0]
    for match in (*_DIVIDED.finditer(text, *quote), None):
        end = match.start() if match else quote[1]
        signed = _SIGNED.search(text, at, end)
        body = text[at : signed.start() if signed else end]
        start = at + len(body) - len(body.lstrip())
        if body.strip():
            yield start, start + len(body.strip())
        at = match.end() if match else end
