"""Whether a quotation is the title of a work that the words before it tell of: `her book “The Long Way Home”`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.tokens import Token

_WORKS = frozenset(
    """album albums ballad book books comedy documentary drama episode essay exhibition film films hit hymn memoir movie
    movies musical novel novels opera painting paper play podcast poem poems programme sculpture series show single
    sitcom song songs thriller track tracks""".split()
)
_TITLED = frozenset("titled entitled subtitled headlined retitled".split())
_CALLED = frozenset("called named dubbed".split())
_PERFORMED = frozenset("sang sings sung sing singing performed performs performing recorded covered".split())
_WRITTEN = frozenset("wrote written penned authored directed published".split())
_SMALL = frozenset("about after against from into like over than that their them under upon when with your".split())
_LONG = 4  # letters of a word that a title has a capital for, but for _SMALL
_NEAR = 4  # tokens from a work to "called"


def is_work(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the quotation that is a token is a title."""
    before = tokens[at - 1] if at else None
    if before is None or tokens[at].quotation is None:
        return False
    if before.low in _TITLED:
        return True
    if not _capitals(text, tokens[at]):
        return False
    if before.low in _WORKS or before.low in _PERFORMED:
        return True
    if before.low == "," and at > 1 and tokens[at - 2].low in _WORKS:
        return True
    if before.low in _WRITTEN:
        return tokens[at].title and tokens[at].words > 1 and not tokens[at].ends_with_comma
    named = at - 1 - (before.low == "the")
    if named < 1 or tokens[named].low not in _CALLED:
        return False
    return tokens[named - 1].low == "," or any(token.low in _WORKS for token in tokens[max(0, named - _NEAR) : named])


def _capitals(text: str, token: Token) -> bool:
    """Whether all long words of a quotation begin with a capital, and it is no sentence."""
    if token.quotation is None:
        return False
    inner = text[slice(*token.quotation.inner)].strip()
    words = [word.strip("“”‘’'\"(),.:;?!") for word in inner.split()]
    long = [word for word in words if len(word) >= _LONG and word not in _SMALL]
    first = [word[:1] for word in [*long, *words[:1]]]
    return all(letter.isupper() or letter.isdigit() for letter in first) and not inner.endswith(("!", "."))
