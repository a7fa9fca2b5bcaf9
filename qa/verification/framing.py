"""Words around a reporting clause that leave open, or deny, that anything was said.

"Rumours that Smith said", "Smith is said to have called", "Smith wrote, according to the indictment".
"""

import re

from index import Statement
from index.sentences import Span

_CLAIM = (
    r"(?:report|claim|allegation|accusation|suggestion|assertion|idea|rumou?r|speculation|suspicion|charge|hint|story"
    r"|post)(?:s|ies)?"
)
_BEFORE = re.compile(
    rf"(?P<lead>\b{_CLAIM}\s+(?:[\w’'-]+\s+){{0,4}}?(?:that|how|of)"
    r"|\b(?:it|that)(?:\s+(?:is|was)|['’]s)\s+(?:not\s+)?(?:\w+ly\s+)?(?:true|untrue|false|wrong|alleged|claimed|rumou?red"
    r"|unclear|unproven|a\s+lie|a\s+myth|the\s+case)\s+(?:that|whether|if)"
    r"|\b(?:asked|questioned|pressed)\s+(?:\w+\s+){0,3}?(?:whether|if)"
    r"|\b(?:nobody|no\s+one)\s+(?:ever\s+)?(?:heard|saw)"
    r"|\ballegedly|\breportedly|\bsupposedly),?\s*\Z",
    re.IGNORECASE,
)
_HEARSAY = (
    r"(?:(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:alleged|rumou?red|expected|supposed|reported|believed|thought"
    r"|understood|set|due|likely|scheduled|accused|said|about|going)\s+(?:to|of)"
    r"|allegedly|reportedly|supposedly|purportedly"
    r"|(?:will|might|may|should|could)(?=\s+(?:say|tell|call|claim|argue|add|warn|announce)\b))\b"
)
_WITHIN = re.compile(rf"\s*(?:,[^,]{{0,60}},\s*)?(?P<lead>(?:(?:has|have|had)\s+)?{_HEARSAY})", re.IGNORECASE)
_ANYWHERE = re.compile(rf"\b{_HEARSAY}", re.IGNORECASE)
_BEHIND = re.compile(r"[^.?!“”\"\n]{0,60}?,\s+(?P<lead>according\s+to\s+(?P<source>[^.?!,\n“”\"]{1,60}))")
_RECORDED = re.compile(
    r"\b(?:transcript|recording|video|footage|letter|e-?mail|copy|statement|audio|tape|post|release|minutes|text"
    r"|remarks|notes|article)s?\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:not\s+(?:\w+ly\s+)?(?:true|the\s+case)|untrue|false|wrong|a\s+lie|a\s+myth|nobody|no\s+one)\b", re.I
)
_SENTENCE = re.compile(r"[.?!]['’”\"]?\s+(?=[A-Z“\"‘])|[\n“”]")
_MARK = re.compile(r"[“”„«»\".?!;:\n]|\b(?:that|whether)\b")
_UNSAID = re.compile(
    r"(?:(?P<name>\b[A-Z][\w’'-]*\w)[ \t]+"
    r"(?P<lead>(?:(?:has|had)[ \t]+)?(?:never|not)[ \t]+(?:said|called|told|claimed|wrote|described)"
    r"|(?:did|does)(?:[ \t]+not|n['’]t)[ \t]+(?:ever[ \t]+)?(?:say|call|claim|write|describe))"
    r"|(?P<nobody>(?:[Nn]obody|[Nn]o[ \t]one)[ \t]+(?:ever[ \t]+)?heard)[ \t]+(?P<heard>(?:[A-Z][\w’'-]*\w[ \t]+){1,3})"
    r"(?:say|call)(?:ing)?)\b[^.!?:;\n“”\"]{0,60}[“\"‘«„']?\Z"
)
_REACH = 200  # characters


def framed(text: str, span: Span, statement: Statement) -> str | None:
    """Give the words that leave open or deny that a statement was made; None: it is told as made."""
    if statement.cue is None or statement.mention is None:
        return None
    mention, cue = statement.mention, statement.cue
    start = min(mention[0], cue[0])
    before = _BEFORE.search(_SENTENCE.split(text[max(0, start - _REACH) : start])[-1])
    if before is not None:
        return _plain(before["lead"])
    end = max(mention[1], cue[1])
    within = _WITHIN.match(_outside(text, mention[1], span[0])) if mention[1] < cue[1] else None
    if within is not None:
        return _plain(within["lead"])
    behind = _BEHIND.match(text, end) if end > span[1] else _BEHIND.match(text, span[1])
    if behind is None or _RECORDED.search(behind["source"]) or start <= behind.start("source") < end:
        return None
    return _plain(behind["lead"])


def denies(frame: str | None) -> bool:
    """Whether words around a reporting clause deny it."""
    return frame is not None and _DENYING.search(frame) is not None


def unsaid(text: str, start: int) -> tuple[str, str] | None:
    """Give how a text denies that words were said at all, and by whom: `Smith never said it is "over"`."""
    match = _UNSAID.search(text, max(0, start - _REACH), start)
    if match is None:
        return None
    return _plain(match["lead"] or match["nobody"]), _plain(match["name"] or match["heard"])


def leaves_open(sentence: str) -> bool:
    """Whether a sentence leaves open that somebody in it says anything."""
    return _ANYWHERE.search(sentence) is not None


def _outside(text: str, start: int, end: int) -> str:
    """Give what stands between a source and its words, or behind it in its sentence, up to a mark."""
    stretch = text[start : end if start < end else start + _REACH]
    return _MARK.split(stretch)[0]


def _plain(words: str) -> str:
    return " ".join(words.split())
