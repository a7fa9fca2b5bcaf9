"""Where one report of a sentence ends because the next begins: "it fell{, and Poe added} that it rained"."""

from collections.abc import Sequence

from index.contents import Clause
from index.cues import LEXICON
from index.ends import may_leave_after
from index.phrases import Range, phrase_ending
from index.tokens import Token


def trimmed(tokens: Sequence[Token], found: list[Clause]) -> list[Clause]:
    """End each content where the next attribution of the same sentence begins."""
    begins = [(place, begin) for place, clause in enumerate(found) if (begin := _begins(tokens, clause)) is not None]
    for place, clause in enumerate(found):
        for begin in (begin for after, begin in begins if after > place):
            clause.contents = [_cut(tokens, each, clause, begin) for each in clause.contents]
            clause.contents = [each for each in clause.contents if each[0] < each[1]]
    return found


def _begins(tokens: Sequence[Token], clause: Clause) -> int | None:
    """Give the token before which a content ends: ", adding", "and said", ", according to"."""
    start = clause.cue[0]
    before = tokens[start - 1].low if start > 0 else ""
    if clause.mention is not None and 0 < clause.mention[0] < start:
        joint = clause.mention[0] - 1
        if tokens[joint].low == "," and before == ",":
            described = phrase_ending(tokens, joint - 1)  # "and {his wife}, Ann Poe, said"
            joint = described[0] - 1 if described is not None and described[0] > 0 else joint
        if tokens[joint].low == ",":
            return joint
        if tokens[joint].ends_with_comma:
            return joint + 1
        if tokens[joint].low in ("and", "but", "while", "though", "although", "whereas", "so", "yet"):
            return joint - (joint > 0 and tokens[joint - 1].low == ",")
    if before in ("and", "but"):
        return start - 1 - (start > 1 and tokens[start - 2].low == ",")
    cue = LEXICON.get(tokens[clause.cue[1] - 1].low)
    if before == "," and (clause.verb == "according" or (cue is not None and "ing" in cue.forms)):
        return start - 1
    return None


def _cut(tokens: Sequence[Token], content: Range, clause: Clause, begin: int) -> Range:
    if content[0] < clause.cue[1] or not content[0] < begin < content[1]:
        return content
    if tokens[content[0]].low == "that" and begin < may_leave_after(tokens, content[0]):
        return content
    return content[0], begin
