"""Where, or to whom, words are asked to have been said: "to Poole", "on Fox Business", "in Davos".

That is told among the words that attribute a statement, and is not what it is about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import Statement
from index.said import placed
from index.sentences import overlap

_PART = r"(?-i:[A-Z])[\w’'.&-]*"
_ASKED = re.compile(
    rf"""^\s*(?:(?:reporters|journalists|the\s+(?:press|media))\s+)?(?:(?P<lead>to|with|in|at|on)\s+)?(?:the\s+)?
    (?P<name>{_PART}(?:\s+{_PART})*(?:\s+(?:radio|television|tv|news))?)\s*
    (?=[?.!,]*$|\s(?:about|regarding|concerning|over|on)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACED = r"(?:in|at|from|near)\s+(?:the\s+)?(?:[\w’'-]+,?\s+){0,2}?"
_TELLING = r"(?:told|tells?|telling|asked|warn(?:ed|s|ing)?|assured|reminded|informed|to|with)"
_TO = _TELLING + r"\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}?"
_ON = r"(?:on|told|tells)\s+(?:the\s+)?(?:[\w’'-]+\s+)?"
_LEADS = {"in": _PLACED, "at": _PLACED, "on": _ON, "to": _TO, "with": _TO}


@dataclass(frozen=True, slots=True)
class Setting:
    """A place or an addressee as worded, and what leads to it; `sure` where it cannot be what is spoken of."""

    lead: str
    name: str

    @property
    def worded(self) -> str:
        """Give it as it follows "said"."""
        return f"{self.lead} {self.name}"

    @property
    def sure(self) -> bool:
        """Whether it cannot be the topic as well, as "on China" may be."""
        return self.lead != "on"

    def of(self, statements: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Statement]:
        """Give the statements that are told to have been said there; `texts` are their documents', by id."""
        names = [self.name, *([self.name.split()[-1]] if self.lead in ("to", "with") else [])]
        parts = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
        expression = re.compile(rf"\b{_LEADS[self.lead]}(?:{parts})\b", re.IGNORECASE)
        for document, text in texts.items():
            here = [each for each in statements if each.document_id == document]
            said = [span for each in here for span in each.spans]
            for each in placed(text, here):
                around = _without(text, each.span, said)
                if expression.search(around):
                    yield each.statement


def setting_of(behind: str, *, told: bool) -> tuple[Setting, str] | None:
    """Read where or to whom something is said in the words behind the verb, and what is left of them.

    `told`: the verb is followed by whom it is said to, as "tell" is.
    """
    match = _ASKED.match(behind)
    if match is None or (match["lead"] is None and not told):
        return None
    return Setting((match["lead"] or "to").lower(), match["name"]), behind[match.end() :]


def _without(text: str, span: tuple[int, int], said: Sequence[tuple[int, int]]) -> str:
    """Give a stretch without what is said in it."""
    kept, start = [], span[0]
    for part in sorted(each for each in said if overlap(each, span)):
        kept.append(text[start : part[0]])
        start = max(start, part[1])
    return " ".join([*kept, text[start : span[1]]])
