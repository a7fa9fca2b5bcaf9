"""Two questions in one, taken apart: "Who met in Geneva, and when did it end?"."""

import re

from qa.question.question import GREETING

_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which)"
_SENTENCE = re.compile(r"(?<=\?)\s+(?=\S)")
_AUXILIARY = r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)"
_WITH_VERB = re.compile(
    rf",?\s+(?:and|but)\s+(?=(?:who\s+\w+|(?:when|where|why|how)\s+{_AUXILIARY}"
    rf"|how\s+(?:many|much|long|old|far)\b(?:\s+\w+)?\s+{_AUXILIARY}"
    rf"|(?:what|which|whose|whom)\s+(?:\w+\s+)?{_AUXILIARY})\b)",
    re.IGNORECASE,
)
_COMMA = re.compile(rf"[,;]\s+(?:and\s+|but\s+)?|\s+(?:and|but)\s+(?={_ASKING}\s+{_AUXILIARY}\b)", re.IGNORECASE)
_ASKS = re.compile(
    rf"\W*(?:(?:when|where|why|how)\s+{_AUXILIARY}|how\s+(?:many|much|long|old|far)|(?:who|whom|whose|what|which)\s+\w)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"\W*(?:and|but|{_ASKING}|{_AUXILIARY}|name|list|give|describe|explain|(?:please\s+)?tell\s+me\s+\w+\s+\w)\b",
    re.IGNORECASE,
)
_MARKER = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-*•])\s+")  # of a list
_BARE_FIRST = re.compile(
    rf"^\s*(?P<one>{_ASKING})\s+and\s+(?P<two>{_ASKING})\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL
)
_BARE_LAST = re.compile(
    rf"^\s*(?P<first>(?P<one>{_ASKING})\b(?P<rest>.+?)),?\s+and\s+(?P<two>when|where|why|how)\s*\?*\s*$",
    re.IGNORECASE | re.DOTALL,
)
_TWO_SPEAKERS = re.compile(
    r"""^\s*(?P<ask>(?i:what|how)\s+(?:did|does|do|has|have))\s+(?P<one>[^?,]{2,60}?)\s+(?P<verb>[a-z]+)
    \s+(?P<topic>(?:about|on|of|regarding)\b[^?]+?),?\s+(?:and|but)
    \s+(?P<two>(?:the\s+[a-z]+|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}))
    \s+(?P<other>(?:about|on|of|regarding)\b[^?]+)\?*\s*$""",
    re.VERBOSE,
)  # "What did Poe say about the rain and Reed about the snow?"
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
    both = _TWO_SPEAKERS.match(question)
    if both is not None:
        said = ((both["one"], both["topic"]), (both["two"], both["other"].strip()))
        return [f"{both['ask']} {who} {both['verb']} {topic}?" for who, topic in said]
    sentences = [_MARKER.sub("", sentence) for sentence in _SENTENCE.split(question)]
    asking = [sentence for at, sentence in enumerate(sentences) if _is_asked(sentence, first=at == 0)]
    pieces = [piece for sentence in asking for piece in _listed(sentence) or _joined(sentence)]
    return pieces if len(sentences) > 1 == len(pieces) or 1 < len(pieces) <= _MOST else [question]


def _is_asked(sentence: str, *, first: bool) -> bool:
    """Whether a sentence asks anything: "Thanks!" and "I need to know." behind a question do not."""
    if GREETING.fullmatch(sentence) or not any(character.isalnum() for character in sentence):
        return False
    return first or sentence.rstrip().endswith("?") or _OPENS.match(sentence) is not None


def _listed(sentence: str) -> list[str]:
    """Part "Who won, when did it begin, how many came?", where every part asks."""
    pieces = [piece.strip() for piece in _COMMA.split(sentence)]
    if len(pieces) < 2 or not all(_ASKS.match(piece) for piece in pieces):
        return []
    return [_capital(piece.rstrip("?") + "?") for piece in pieces]


def _joined(sentence: str) -> list[str]:
    """Part a sentence where a second question with a verb of its own begins."""
    if not re.match(rf"\W*(?:{_ASKING}|is|are|was|were|did|does|do|has|have|had|will|can)\b", sentence, re.IGNORECASE):
        return [sentence]
    first, *rest = [piece.strip() for piece in _WITH_VERB.split(sentence)]
    return [first if first.endswith("?") or not rest else f"{first}?", *(_capital(piece) for piece in rest)]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
