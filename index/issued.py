"""Whose words a statement, letter or video holds: "{Greer} released a statement saying", "ran an ad that says"."""

from collections.abc import Sequence

from index.phrases import DETERMINERS
from index.titles import UTTERANCES
from index.tokens import Token

_HELD = UTTERANCES | frozenset(
    """ad advertisement caption clip document emails footnote letters message messages note notes press-release release
    remarks reports series statements tweets video videos""".split()
)
_ISSUED = frozenset(
    """added aired circulated delivered gave issued launched penned posted published put read released ran sent shared
    tweeted unleashed uploaded wrote adds airs delivers gives issues launches posts publishes releases runs sends shares
    airing circulating delivering giving issuing launching posting publishing putting releasing running sending
    sharing unleashing writing""".split()
)
_LONGEST = 10  # words from what is issued to what it says


def issued(tokens: Sequence[Token], end: int) -> int | None:
    """Give where the verb stands that tells of issuing what is described before a token: `{released} a statement`."""
    at, held = end - 1, False
    while at > 0 and end - at <= _LONGEST and tokens[at].word:
        held = held or tokens[at].low in _HELD
        if tokens[at].low in _ISSUED and held and _opens(tokens, at + 1):
            return at
        at -= 1
    return None


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at + (tokens[at].low == "out")].low in DETERMINERS | {"new"}
