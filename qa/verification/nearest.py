"""What a quotation was altered from: the stretch of the record that is most like it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from qa.english.words import Words
from qa.verification.locate import Held, Occurrence

LONGEST_GAP_BETWEEN = 12  # words silently left out between sentences; more, and they stand in separate places
NEAR = 0.6  # share of the words of both that a changed quotation has in common with its original
NEAR_OF_FEW, FEW = 0.5, 4  # in quotations of few words
_PARTS = re.compile(r"[“”„«»\"\n]")


def nearest(quotation: Words, candidates: Sequence[Held]) -> tuple[Occurrence, Words] | None:
    """Find what a quotation was altered from, with its words; None where nothing is near enough."""
    tokens = quotation.tokens
    least = NEAR if len(tokens) > FEW else NEAR_OF_FEW
    best: tuple[float, Held, Words] | None = None
    for held in candidates:
        if (alike := _contracted(quotation, held.words)) is not None:
            best = 1.0, held, alike
            break
        if _most_alike(tokens, held.words) < (best[0] if best else least):
            continue
        share, words = _best_window(tokens, held)
        if share >= least and (best is None or share > best[0]):
            best = share, held, words
    if best is None:
        return None
    _, held, words = best
    return Occurrence.of(held, (words.places[0][0], words.places[-1][1])), words


def _contracted(quotation: Words, words: Words) -> Words | None:
    """Find the words that a quotation's differ from in contractions alone."""
    sought, spelled_out = quotation.spelled_out.tokens, words.spelled_out
    first = next(spelled_out.find(sought), None) if sought else None
    if first is None:
        return None
    start, end = (bisect_left(words.places, spelled_out.places[at]) for at in (first, first + len(sought) - 1))
    return Words(words.tokens[start : end + 1], words.places[start : end + 1])


def _most_alike(tokens: Sequence[str], words: Words) -> float:
    """Bound from above what a quotation and any stretch can have in common."""
    shared = sum(min(number, len(words.at.get(token, ()))) for token, number in Counter(tokens).items())
    return 2 * shared / (shared + len(tokens)) if tokens else 0.0


def _best_window(tokens: Sequence[str], held: Held) -> tuple[float, Words]:
    """Give the stretch of words most like a quotation's, and how much they have in common, 0 to 1."""
    words = held.words
    size = min(len(tokens), len(words.tokens))
    wanted, counted = Counter(tokens), Counter[str]()
    shared = sorted((at, token) for token in wanted for at in words.at.get(token, ()))
    best, first, common, gone = 0, 0, 0, 0
    for at, token in shared:
        counted[token] += 1
        common += counted[token] <= wanted[token]
        while shared[gone][0] <= at - size:
            left = shared[gone][1]
            common -= counted[left] <= wanted[left]
            counted[left] -= 1
            gone += 1
        if common > best:
            best, first = common, max(0, at - size + 1)
    stretches = []
    for margin in (size // 2 + 2, size + LONGEST_GAP_BETWEEN):  # the wider one where much was left out
        around = slice(max(0, first - margin), first + size + margin)
        stretches.append(_trimmed(tokens, Words(words.tokens[around], words.places[around]), held.document.text))
    return max(stretches, key=lambda stretch: stretch[0])


def _trimmed(tokens: Sequence[str], around: Words, text: str) -> tuple[float, Words]:
    """Give the words around those that both have, as many as the quotation has there, up to a mark of the record's."""
    matcher = SequenceMatcher(None, around.tokens, tokens, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, around
    first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
    start, end = max(0, first - blocks[0].b), last + len(tokens) - blocks[-1].b - blocks[-1].size
    parted = [at for at, (one, other) in enumerate(pairwise(around.places), 1) if _PARTS.search(text, one[1], other[0])]
    start = max([start, *(at for at in parted if at <= first)])
    end = min([end, *(at for at in parted if at >= last)])
    stretch = Words(around.tokens[start:end], around.places[start:end])
    return 2 * sum(block.size for block in blocks) / (len(stretch.tokens) + len(tokens)), stretch
