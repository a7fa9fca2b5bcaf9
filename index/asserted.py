"""Whether a reporting clause tells that something was said, or only supposes, asks or denies it."""

from collections.abc import Sequence

from index.contents import Clause
from index.cues import LEXICON
from index.phrases import AUXILIARIES
from index.tokens import Token

_MODALS = frozenset("might may could should must can".split())
_SUPPOSING = frozenset(("if", "whether", "unless"))
_SPOKEN = frozenset(
    "say tell add note write argue warn explain insist claim announce state reply respond answer comment".split()
)
_MINDED = frozenset("believe expect fear hope think worry".split())
_ADVISING = frozenset(("should", "must"))
_UNTRUE = frozenset("false untrue unclear unlikely doubtful wrong".split())
_DECLINING = frozenset("declined declines declining refused refuses refusing".split())
_NOBODY = frozenset("nobody none no neither".split())


def asserted(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the words are told to be somebody's: not "if Reed says", "did not say", "might say", "did Reed say?"."""
    if clause.mention is None:
        return True
    if tokens[clause.mention[0]].low in _NOBODY:
        return False
    if clause.verb == "quote" and _as_saying(tokens, clause):
        return False  # the one who is quoted says it, and that is a clause of its own
    if clause.mention[0] < clause.cue[0] and _supposed(tokens, clause.mention[0]):
        return False
    if any(token.low in _DECLINING for token in tokens[clause.cue[0] : clause.cue[1] - 1]):
        return False
    lemma = LEXICON[clause.verb].lemma if clause.verb in LEXICON else None
    if lemma in _MINDED and any(token.low in _ADVISING for token in tokens[slice(*clause.cue)]):
        return False  # "she {should not expect} a card" is what whoever writes it thinks
    spoken = lemma in _SPOKEN
    return not spoken or not (_unsaid(tokens, clause) or _asked(tokens))


def _supposed(tokens: Sequence[Token], at: int) -> bool:
    before = [token.low for token in tokens[max(0, at - 2) : at]]
    return before[-1:] != [] and (before[-1] in _SUPPOSING or (before[-1] == "that" and before[0] in _UNTRUE))


def _as_saying(tokens: Sequence[Token], clause: Clause) -> bool:
    first = clause.cue[1]
    return any(tokens[at].low == "as" and tokens[at + 1].low == "saying" for at in range(first, len(tokens) - 1))


def _unsaid(tokens: Sequence[Token], clause: Clause) -> bool:
    words = {token.low for token in tokens[slice(*clause.cue)]}
    return bool(words & (_MODALS | {"not", "never"})) or any(word.endswith("n't") for word in words)


def _asked(tokens: Sequence[Token]) -> bool:
    return tokens[-1].low == "?" and tokens[0].low in AUXILIARIES
