"""A quotation in a quotation: words that a speaker gives as another's, "The company said 'we are sorry'"."""

import re
from collections.abc import Sequence

from index.quotations import quotations
from index.sentences import Span
from index.statements import statements_in
from qa.telling import Telling

_OWN = frozenset("i we".split())
_SUPPOSED = re.compile(r"(?P<lead>\b(?:if|unless|suppose)\s[^.?!;:“”‘\"]{1,40}?)[\s,:]*\Z", re.IGNORECASE)


def given_as_another_s(text: str, span: Span, marked: Sequence[Span]) -> str | None:
    """Say how whoever is quoted leads to words in a quotation of their own, "If I said"; None: they are theirs."""
    outer = next((each for each in marked if each[0] < span[0] and span[1] < each[1]), None)
    if outer is None:
        return None
    within = quotations(text, outer[0] + 1, outer[1] - 1)
    inner = next((each for each in within if each.start <= span[0] and span[1] <= each.end), None)
    if inner is None:
        return None
    said = text[outer[0] + 1 : outer[1] - 1]
    place = inner.start - outer[0] - 1, inner.end - outer[0] - 1
    supposed = _SUPPOSED.search(said[: place[0]])
    if supposed is not None:
        return " ".join(supposed["lead"].split())
    told = Telling.of(said, place, statements_in(said)).statement
    if told is None or told.mention is None or told.cue is None or said[slice(*told.mention)].lower() in _OWN:
        return None
    lead = min(told.mention[0], told.cue[0]), max(told.mention[1], told.cue[1])
    return " ".join(said[slice(*lead)].split())
