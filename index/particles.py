"""Verbs that report only with a second word: `..., Greer points out, ...`, `Greer hit back: "..."`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.contents import Clause, content_before, leads_to_quotation, parenthetical, quotation_after
from index.ends import content_end, sentence_end
from index.jobs import is_job
from index.phrases import CONJUNCTIONS, PERSONAL, PREPOSITIONS, SUBORDINATING, Range
from index.subjects import subject_of
from index.tokens import Token

_SECOND = {
    **dict.fromkeys("point points pointed".split(), "out"),
    **dict.fromkeys("go goes went".split(), "on"),
    **dict.fromkeys("fire fires fired hit hits shoot shoots shot".split(), "back"),
    **dict.fromkeys("chip chips chipped chime chimes chimed".split(), "in"),
}
_PLAIN = frozenset(("out", "on"))  # the second words with which no quotation marks are needed


def with_particle(tokens: Sequence[Token], found: Sequence[Clause]) -> Iterator[Clause]:
    """Find what such a verb reports that no other cue does: before it, around it, or quoted behind it."""
    for at in range(1, len(tokens) - 1):
        second = tokens[at + 1].low
        if _SECOND.get(tokens[at].low) != second or any(each.cue[0] <= at < each.cue[1] for each in found):
            continue
        source = subject_of(tokens, at)
        if source is None or source[1] > at or not (second == "out" or _speaks(tokens, source)):
            continue
        contents = _around(tokens, source, at + 2, plain=second in _PLAIN) or _led_up_to(tokens, at + 2)
        if contents:
            yield Clause((at, at + 2), source, contents, "say")


def past_particle(tokens: Sequence[Token], at: int, clause: Clause | None) -> Clause | None:
    """Take "out" of `pointed out that it fell` to the cue; none where nothing follows it that is said."""
    if (
        clause is None
        or _SECOND.get(tokens[at].low) != "out"
        or [each.low for each in tokens[at + 1 : at + 2]] != ["out"]
    ):
        return clause
    follows = at + 2 < len(tokens) and tokens[at + 2].word
    contents = [(at + 2, end) if start == at + 1 else (start, end) for start, end in clause.contents]
    contents = [each for each in contents if each[0] < each[1] and (follows or each[0] != at + 2)]
    return replace(clause, cue=(clause.cue[0], at + 2), contents=contents) if contents else None


def _speaks(tokens: Sequence[Token], source: Range) -> bool:
    last = tokens[source[1] - 1]
    return last.capital or last.low in PERSONAL or is_job(last.low)


def _led_up_to(tokens: Sequence[Token], at: int) -> list[Range]:
    return [(at + 1, content_end(tokens, at + 1))] if leads_to_quotation(tokens, at) else []


def _around(tokens: Sequence[Token], source: Range, after: int, *, plain: bool) -> list[Range]:
    """Give what stands before `, Greer points out` or closing quotation marks, and how it goes on behind a comma."""
    closes = after >= sentence_end(tokens) - 1 or not tokens[after].word
    if not closes or source[0] == 0:
        return []
    left = content_before(tokens, source[0])
    if left is not None and tokens[left[1] - 1].quotation is not None:
        right = quotation_after(tokens, after)
        return [left] if right is None else [left, right]
    if not plain or tokens[0].low in PREPOSITIONS | CONJUNCTIONS | SUBORDINATING:
        return []
    aside = parenthetical(tokens, after)
    if left is None and aside is not None and tokens[source[0] - 1].low == ",":
        left = _opening(tokens, source[0] - 1)
    return [each for each in (left, aside) if each is not None] if left is not None else []


def _opening(tokens: Sequence[Token], end: int) -> Range | None:
    """Give what a clause opens with, `The dam` of `The dam, Greer points out, held`, where no mark parts it."""
    return (0, end) if end > 0 and all(token.word for token in tokens[:end]) else None
