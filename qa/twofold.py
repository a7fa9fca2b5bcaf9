"""Two questions in one, taken apart: "Who met in Geneva, and when did it end?"."""

import re

_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which)"
_SENTENCE = re.compile(r"(?<=\?)\s+(?=\S)")
_AUXILIARY = r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)"
_WITH_VERB = re.compile(
    rf",?\s+(?:and|but)\s+(?=(?:who\s+\w+|(?:when|where|why|how)\s+{_AUXILIARY}"
    rf"|how\s+(?:many|much|long|old|far)\b(?:\s+\w+)?\s+{_AUXILIARY}"
    rf"|(?:what|which|whose|whom)\s+(?:\w+\s+)?{_AUXILIARY})\b)",
    re.IGNORECASE,
)
_BARE_FIRST = re.compile(
    rf"^\s*(?P<one>{_ASKING})\s+and\s+(?P<two>{_ASKING})\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL
)
_BARE_LAST = re.compile(
    rf"^\s*(?P<first>(?P<one>{_ASKING})\b(?P<rest>.+?)),?\s+and\s+(?P<two>when|where|why|how)\s*\?*\s*$",
    re.IGNORECASE | re.DOTALL,
)
_MOST = 4


def parted(question: str) -> list[str]:
    """Give the questions in a question, each as it can stand alone; one as a rule.

    A part that leans on the one before it by a pronoun keeps it: it is read as a follow-up.
    """
    bare = _BARE_FIRST.match(question)
    if bare is not None:
        return [f"{bare['one']} {bare['rest']}", f"{_capital(bare['two'])} {bare['rest']}"]
    bare = _BARE_LAST.match(question)
    if bare is not None:
        return [f"{bare['first']}?", f"{_capital(bare['two'])} {bare['rest'].strip()}?"]
    pieces = [piece for sentence in _SENTENCE.split(question) for piece in _joined(sentence)]
    return pieces if 1 < len(pieces) <= _MOST else [question]


def _joined(sentence: str) -> list[str]:
    """Part a sentence where a second question with a verb of its own begins."""
    if not re.match(rf"\W*(?:{_ASKING}|is|are|was|were|did|does|do|has|have|had|will|can)\b", sentence, re.IGNORECASE):
        return [sentence]
    first, *rest = [piece.strip() for piece in _WITH_VERB.split(sentence)]
    return [first if first.endswith("?") or not rest else f"{first}?", *(_capital(piece) for piece in rest)]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
