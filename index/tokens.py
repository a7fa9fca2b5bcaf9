"""A sentence as tokens: words, numbers, marks, and each quotation as one token."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.cues import LEXICON
from index.quotations import Quotation
from index.sentences import ON_X
from index.titles import POINTED
from index.works import is_work

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    rf"|(?:{POINTED}|St|Jr|Sr)\.(?=\s)"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.(?=\s\d)"
    r"|(?:Corp|Inc|Ltd|Co|Cos|Bros)\.(?=,|\s[a-z])"
    rf"|{ON_X}|[A-Z]\.(?=\s)"
    r"|[^\W_]+(?:[-'’&][^\W_]+|[.:/]\d+)*(?:(?<=s)['’](?=\s))?"
    r"|--|\.\.\.|[^\w\s]"
)
_AFTER_NAME = frozenset((",", ":", "(", "was", "is", "has", "had"))
_CLOSING = " \t\n\u00a0'’\"”"  # of quotations inside it that end where it does
_LONGEST_FORENAME = 20
_IN_NAME = re.compile(r"\b[A-Z][a-z]+\s\W\w+\W+\s[A-Z]\Z")
_ELIDED = re.compile(r"[dl]['’]")  # before a name: "d'Arcy"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, mark or whole quotation.

    `low` is it in lower case with straight apostrophes, but for the name "Will".
    """

    low: str
    start: int
    end: int
    capital: bool = False
    quotation: Quotation | None = None
    ends_with_comma: bool = False
    words: int = 0  # in a quotation
    title: bool = False  # a quotation that looks like the name of a work

    @property
    def word(self) -> bool:
        """Whether it is a word or number."""
        return self.quotation is None and self.low[0].isalnum()

    @property
    def possessive(self) -> bool:
        """Whether it owns what follows: "China's", "workers'"."""
        return self.low.endswith(("'s", "s'")) and self.low not in (
            "it's",
            "he's",
            "she's",
            "that's",
            "there's",
            "who's",
        )


def tokens(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> list[Token]:
    """Tokens of a stretch of text that cuts no quotation, in order; a headline's capitals count for nothing."""
    found = _with_works(text, _with_names(list(_tokens(text, start, end, quotations))))
    words = [token for token in found if token.word and token.low.isalpha() and len(token.low) > 3]
    if len(words) > 4 and all(token.capital for token in words):
        return [replace(token, capital=token.capital and token.low not in LEXICON) for token in found]
    return found


def _with_names(found: list[Token]) -> list[Token]:
    """Tell the name "Will" from the verb, by what stands before it."""
    for at, token in enumerate(found):
        if token.low == "will" and token.capital and _is_forename(found, at):
            found[at] = replace(token, low="Will")
    return found


def _with_works(text: str, found: list[Token]) -> list[Token]:
    """Read the title of a work as a name, not as something quoted: `the film “The Long Way Home”`."""
    read: list[Token] = []
    for at, token in enumerate(found):
        if token.quotation is None or not is_work(text, found, at):
            read.append(token)
            continue
        last = token.quotation.inner[1] - 1
        comma = last if text[last] == "," else token.end
        read.append(Token("title", token.start, comma, True))
        read += [Token(",", comma, token.end)] if comma < token.end else []
    return read


def _is_forename(found: Sequence[Token], at: int) -> bool:
    if at > 0:
        return not found[at - 1].capital
    if len(found) < 3 or not found[1].capital:
        return False
    verb = LEXICON.get(found[2].low)
    return found[2].low in _AFTER_NAME or (verb is not None and "finite" in verb.forms and not verb.noun)


def _tokens(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Iterator[Token]:
    at = start
    first = bisect_right(quotations, start, key=lambda each: each.end)
    for place in range(first, len(quotations)):
        quotation = quotations[place]
        if quotation.start >= end:
            break
        yield from _words(text, at, quotation.start)
        yield _nickname(text, quotation) or _quotation(text, quotation)
        at = quotation.end
    yield from _words(text, at, end)


def _nickname(text: str, quotation: Quotation) -> Token | None:
    """Read `Ann "Red" Vale` as one name."""
    inner = text[slice(*quotation.inner)]
    around = text[max(0, quotation.start - _LONGEST_FORENAME) : quotation.end + 2]
    if not (text[quotation.start] in '"“' and inner.isalpha() and inner.istitle() and _IN_NAME.search(around)):
        return None
    return Token(inner.lower(), quotation.start, quotation.end, True)


def _quotation(text: str, quotation: Quotation) -> Token:
    inner = text[slice(*quotation.inner)]
    words = [word for word in inner.split() if word[0].isalpha()]
    named = len(words) <= 8 and sum(word[0].isupper() for word in words) > 0.6 * len(words)
    comma = inner.rstrip(_CLOSING)[-1:] in tuple(",?!—–")
    return Token(
        "“",
        quotation.start,
        quotation.end,
        False,
        quotation,
        comma,
        len(words),
        named and not inner.endswith((".", "!", "?")),
    )


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first = word[2] if _ELIDED.match(word) else word[0]
        yield Token(word.lower().replace("’", "'"), match.start(), match.end(), first.isupper())
