"""A stretch of a document as it is read: after its title and the sentence before it, which say who "he" is."""

from dataclasses import dataclass

from index.sentences import Span, sentences
from index.units import units_within

LONGEST_QUOTE = 500  # characters of a sentence, or of several that one quotation runs over
TITLE, BEFORE = 160, 240  # characters at most of what is put before a stretch
MARK = " | "  # between the title and the rest


@dataclass(frozen=True, slots=True)
class InContext:
    """A text to read: its words from `at` on are the document's from `start` on, those before are its context.

    `spans` are the sentences to judge, offsets in `text`.
    """

    text: str
    at: int
    start: int
    spans: tuple[Span, ...]

    def in_document(self, span: Span) -> Span:
        """Give the place in the document of a place in the text."""
        return span[0] - self.at + self.start, span[1] - self.at + self.start


def in_context(title: str, document: str, start: int, end: int) -> InContext:
    """Give `document[start:end]` with its sentences, in its context.

    >>> in_context("Ferry sinks", "A ferry sank. It was new.", 14, 25).text
    'Ferry sinks | A ferry sank. It was new.'
    """
    stretch = document[start:end]
    earlier = sentences(document, max(0, start - 2 * BEFORE), start)
    led = document[slice(*earlier[-1])][-BEFORE:] + " " if earlier else ""
    named = "" if not title or stretch.lstrip().startswith(title) or led.startswith(title) else title[:TITLE] + MARK
    at = len(named) + len(led)
    units = (unit for _, unit in units_within(document, start, end, LONGEST_QUOTE))
    spans = tuple((max(left, start) - start + at, min(right, end) - start + at) for left, right in units)
    return InContext(f"{named}{led}{stretch}", at, start, spans)
