"""Statements that bear on a topic by their meaning alone: "quitting" and "he would not resign".

Where none of a speaker's statements holds the topic's words, the cosine of topic and content decides. Thresholds lie
above what statements on other topics of the same field reach, which two words reach more easily than one; a name or a
number is no matter of meaning. Nor is a topic whose words the document has elsewhere: whoever spoke of it there would
be told to have, in these words. Of very many statements some would come near to anything: none is looked at.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from index.embed import Embedder, Vectors
from index.records import Statement
from index.terms import content_words, stems, words

ONE_WORD, MORE_WORDS = 0.35, 0.47  # least cosine
MOST = 48  # statements
KEPT = 4096  # vectors of contents, for the next topic on which somebody is asked
_LEAST_WORDS = 4  # of a statement

_kept: dict[tuple[str, str], Any] = {}


def near_in_meaning(
    topic: str, statements: Sequence[Statement], texts: Mapping[str, str], embedder: Embedder
) -> list[Statement]:
    """Give the statements whose content comes near to a topic, nearest first; `texts` are their documents', by id."""
    if len(statements) > MOST or any(letter.isupper() or letter.isdigit() for letter in topic):
        return []
    sought = frozenset(stems(topic))
    open_ones = {name for name, text in texts.items() if not sought <= frozenset(stems(text))}
    contents = [
        (each, " ".join(texts[each.document_id or ""][start:end] for start, end in each.spans))
        for each in statements
        if each.document_id in open_ones
    ]
    told = [(each, content) for each, content in contents if len(words(content)) >= _LEAST_WORDS]
    if not told:
        return []
    (asked,) = embedder.embed([topic])
    cosines = _vectors([content for _, content in told], embedder) @ asked
    least = ONE_WORD if len(content_words(topic)) == 1 else MORE_WORDS
    near = sorted((place for place in range(len(told)) if cosines[place] >= least), key=lambda place: -cosines[place])
    return [told[place][0] for place in near]


def _vectors(contents: Sequence[str], embedder: Embedder) -> Vectors:
    """Embed contents, but those just embedded."""
    found: dict[str, Any] = {content: _kept.get((embedder.name, content)) for content in contents}
    missing = [content for content, vector in found.items() if vector is None]
    if missing:
        found |= zip(missing, embedder.embed(missing), strict=True)
        if len(_kept) > KEPT:
            _kept.clear()
        _kept.update({(embedder.name, content): found[content] for content in missing})
    return np.stack([found[content] for content in contents])
