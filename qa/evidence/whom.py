"""Whom a sentence means that begins with "He": the name to put beside the pronoun."""

import re

from index.quotations import quotations
from index.sentences import Span
from index.speakers import speakers_of
from qa.evidence.citable import Sentence

BEFORE = 20_000  # characters that are read up to the pronoun
_OPENS = re.compile(r"[“\"‘']?(?P<pronoun>He|She)\b")


def whom(sentence: Sentence) -> tuple[Span, str] | None:
    """Give where the pronoun stands that a sentence begins with, and the name of whom it stands for.

    None where it begins otherwise, with somebody's own words, or where it is not plain who is meant.
    """
    text, (start, end) = sentence.document.text, sentence.span
    match = _OPENS.match(text, start, end)
    if match is None or match["pronoun"] != match[0]:
        return None
    first = max(0, start - BEFORE)
    read = text[first:end]
    place = match.start() - first, match.end() - first
    name, _ = speakers_of(read, quotations(read, 0, len(read)), [place]).get(place, (None, None))
    return None if name is None else (match.span(), name)
