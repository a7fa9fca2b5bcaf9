"""A text with each paragraph on one line, and where its characters stand in the text as it was wrapped."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from index.sentences import Span, paragraphs

_LINE_END = re.compile(r"[^\S\r\n]*[\r\n\u2028\u2029\f]\s*")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The text, its paragraphs, and the shifts: from `starts[n]` on, a character stood `shifts[n]` further right."""

    text: str
    paragraphs: list[Span]
    starts: list[int]
    shifts: list[int]

    def wrapped(self, span: Span) -> Span:
        """Give a stretch of the text, which is not empty, as offsets of the text that was wrapped."""
        return self._place(span[0]), self._place(span[1] - 1) + 1

    def _place(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.starts, at) - 1]


def unwrapped(text: str) -> Unwrapped:
    """Put a space for each line end inside a paragraph."""
    pieces: list[str] = []
    spans: list[Span] = []
    starts, shifts = [0], [0]
    size = done = 0
    for start, end in paragraphs(text):
        begin = size + start - done
        for match in _LINE_END.finditer(text, start, end):
            pieces += text[done : match.start()], " "
            size += match.start() - done + 1
            done = match.end()
            starts.append(size)
            shifts.append(done - size)
        pieces.append(text[done:end])
        size += end - done
        done = end
        spans.append((begin, size))
    pieces.append(text[done:])
    return Unwrapped("".join(pieces), spans, starts, shifts)
