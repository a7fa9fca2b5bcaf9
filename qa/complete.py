"""How complete an answer is: a whole date says more than a weekday, a whole name more than a surname.

Of two texts that tell of the same thing, the one that gives the day and the month, or both names, can be checked by
itself; the other may speak of any Saturday, any Smith. So it counts only in a sentence that tells of what is asked.
"""

import re

from index.names import names_in
from index.sentences import Span, overlap, sentences
from index.terms import content_words, words
from qa.days import DAY, MONTH
from qa.deed import tells_of_deed
from qa.kind import who_asked
from qa.verb_forms import lemma

WHOLE_DATE = 1.0  # what it is worth, in log odds, that the day and the month are given where it is asked when
WHOLE_NAME = 0.5  # what it is worth that two parts of a name are given where it is asked who
MOST = 0.7  # of the question's words, in a sentence that tells of what is asked

_WHEN_ASKED = re.compile(r"^\W*(?:(?:and|so|but) )?(?:when\b|(?:on )?(?:what|which) (?:day|date)\b)", re.IGNORECASE)
_MONTH = rf"(?:{MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_ASKING = frozenset(("day", "date"))  # words that only say what is asked for
_DATE = re.compile(
    rf"(?:{DAY},?\s+)?(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
    rf"|\b{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?!\w))"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}\b"
)


def completeness(question: str, text: str, span: Span) -> float:
    """Say what the answering words of a text are worth more for what they give whole, in log odds."""
    date, person = _WHEN_ASKED.search(question) is not None, who_asked(question)
    if not date and not person:
        return 0.0
    start, end = next((each for each in sentences(text) if overlap(each, span)), span)
    sentence, inside = text[start:end], (span[0] - start, span[1] - start)
    if not (_in_whole_date(sentence, inside) if date else _holds_whole_name(sentence, inside)):
        return 0.0
    return (WHOLE_DATE if date else WHOLE_NAME) * _tells(question, sentence)


def _tells(question: str, sentence: str) -> bool:
    """Whether a sentence tells of the deed asked for, in most of the question's words."""
    asked, told = ({lemma(word) for word in found} for found in (content_words(question), words(sentence)))
    asked -= _ASKING
    return len(asked & told) >= MOST * len(asked) and tells_of_deed(question, sentence)


def _in_whole_date(sentence: str, span: Span) -> bool:
    return any(overlap(match.span(), span) for match in _DATE.finditer(sentence))


def _holds_whole_name(sentence: str, span: Span) -> bool:
    found = (name for name in names_in(sentence) if overlap((name.start, name.end), span))
    return any(len(name.core) > 1 and name.kind != "place" for name in found)
