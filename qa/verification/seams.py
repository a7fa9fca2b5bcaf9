"""Where a quotation takes together what the record keeps apart: two people's words, or the narrator's with somebody's.

people: quotations of several. narrator: what stands between two quotations. edge: narration before or behind one.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Literal

from index.sentences import Span

Seam = Literal["people", "narrator", "edge"]


def seam(tokens: Sequence[Span], quoted: Sequence[Span], speaker: Callable[[Span], str | None]) -> Seam | None:
    """Say what words of the record take together, given what stands in quotation marks there, in order."""
    starts = [start for start, _ in quoted]
    places = (bisect_right(starts, token[0]) - 1 for token in tokens)
    inside = (at if at >= 0 and token[1] <= quoted[at][1] else -1 for at, token in zip(places, tokens, strict=True))
    runs = [at for at, _ in groupby(inside)]
    marked = [at for at in runs if at >= 0]
    if len(runs) < 2 or not marked:
        return None
    if -1 in runs[1:-1]:
        return "narrator"
    if len({speaker(quoted[at]) for at in marked}) > 1:
        return "people"
    return "edge" if -1 in runs else None
