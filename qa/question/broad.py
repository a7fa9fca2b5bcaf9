"""What everybody types first: summaries, who is quoted, what everybody says on something, and small talk.

One table of wordings says which of them a question is and what it is about; everything else goes to the judge.
"""

import re
from dataclasses import dataclass
from typing import Literal

from index.terms import STOP_WORDS, words

Kind = Literal["overview", "quoted", "everyone"]

LONGEST = 300  # characters of such a question

_DOCUMENT = r"(?:article|story|piece|report|text|document|column|news|documents|articles|page|post|interview)s?"
_OF = r"(?:\s+(?:on|about|of|with|regarding|from|for|that|into)\b)?"
_ABOUT = rf"(?:\s+(?:the|this|that|your|my|all|these))*(?:\s+{_DOCUMENT})?{_OF}\s*(?P<about>.*?)(?:\s+{_DOCUMENT})?"
_END = r"\W*\Z"
_FLAGS = re.IGNORECASE | re.DOTALL
_LEAD = r"\W*(?:(?:please|can you|could you|hi|hey|so|and|ok|give me|i want|i need|a|an|the|short|quick|brief)\W+)*"
_WORDINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "overview",
        re.compile(
            rf"{_LEAD}(?:summar(?:y|i[sz]e|ies|i[sz]ing|i[sz]ation)|sum\s+up|overview|recap|gist|outline|tl;?\s*dr"
            rf"|(?:key|main)\s+(?:points?|facts?|takeaways?|findings?)|highlights|tell\s+me\s+(?:more\s+)?about|explain(?!\s+(?:why|how|what|where|when|who|whether)\b)"
            rf"|what\s+do\s+(?:you|we)\s+know\s+about|what(?:['’]s|\s+is)\s+in)\b(?:\s+of)?{_ABOUT}{_END}",
            _FLAGS,
        ),
    ),
    (
        "overview",
        re.compile(
            rf"{_LEAD}what(?:['’]s|\s+is|\s+was|\s+are|\s+were)\s+(?:this|that|it|these|those|(?:the|this|that)\s+{_DOCUMENT})"
            rf"{_OF}\s*(?P<about>.*?)\s*(?:\ball\s+)?about{_END}",
            _FLAGS,
        ),
    ),
    ("overview", re.compile(rf"{_LEAD}(?P<about>)what(?:['’]s|\s+is|\s+has)?\s+happen(?:ed|ing|s)?{_END}", _FLAGS)),
    ("overview", re.compile(rf"{_LEAD}(?P<about>)tell\s+me\s+(?:more|everything){_END}", _FLAGS)),
    (
        "quoted",
        re.compile(
            rf"{_LEAD}who(?:['’]s|\s+all)?\s+(?:(?:is|are|was|were|gets?)\s+(?:all\s+)?(?:quoted|cited|speaking|interviewed)"
            rf"|(?:speaks?|talks?)(?=\W*$|\s+(?:in|on|about|here)\b))\b(?:\s+(?:in|on|about|here))*{_ABOUT}{_END}",
            _FLAGS,
        ),
    ),
    (
        "everyone",
        re.compile(
            rf"{_LEAD}(?:what\s+(?:do|did|does|have|has|are)\s+(?:people|everyone|everybody|they|others|both\s+sides|all\s+sides)"
            rf"\s+(?:all\s+)?(?:say|said|saying|think|thinking)|(?:the\s+)?reactions?\s+(?:to|on)|what\s+(?:were|are)\s+the\s+reactions?"
            rf"|who\s+(?:is|are|was|were)\s+for\s+and\s+(?:who\s+(?:is\s+|are\s+)?)?against|how\s+did\s+(?:people|everyone)\s+react)\b"
            rf"(?:\s+(?:to|about|on|of|with)\b)?\s*(?P<about>.*?){_END}",
            _FLAGS,
        ),
    ),
)
_HELP = re.compile(
    r"\W*(?:help(?:\s+me)?|what\s+can\s+(?:you|i)\s+(?:do|ask)\b.*|how\s+(?:do|can|does)\s+(?:you|this|it|i)\s+(?:work|use\s+this)\b.*"
    r"|who\s+are\s+you|what\s+are\s+you)\W*",
    _FLAGS,
)
_EMPTY = STOP_WORDS | frozenset("article story piece report text document documents articles news please all".split())


@dataclass(frozen=True, slots=True)
class Broad:
    """A question that wants no one thing: of which kind, and about what; `about` is empty for all that there is."""

    kind: Kind
    about: str


def broad(text: str) -> Broad | None:
    """Understand a question that wants no one thing; None of any other.

    >>> broad("summarise the article on heat pumps")
    Broad(kind='overview', about='heat pumps')
    """
    worded = " ".join(text.split())
    if len(worded) > LONGEST:
        return None
    for kind, pattern in _WORDINGS:
        match = pattern.match(worded)
        if match is not None:
            about = match["about"].strip(" ?.!,;:")
            return Broad(kind, about if any(word not in _EMPTY for word in words(about)) else "")
    return None


def asks_for_help(text: str) -> bool:
    """Whether it asks what can be asked here."""
    return len(text) <= LONGEST and _HELP.fullmatch(text) is not None
