"""Whether the record denies the words that a verdict found, so that nobody is told to have said what was denied."""

from index.statements import statements_in
from qa.answer import Citation
from qa.english.words import Words
from qa.verification.cut import narrated
from qa.verification.markup import Plain
from qa.verification.telling import Telling


def denial(quotation: str, citation: Citation) -> str | None:
    """Give the words with which the cited sentences deny a quotation, "denied" or "never"; None: they do not."""
    cited = citation.quote
    words, sought = Words.of(cited), Words.of(Plain.of(quotation).text)
    first = next(words.find(sought.tokens), None) if sought.tokens else None
    if first is None:
        return None
    span = words.places[first][0], words.places[first + len(sought.tokens) - 1][1]
    return Telling.of(cited, span, statements_in(cited)).denial or narrated(cited, span[0])
