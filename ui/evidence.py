"""Where words that somebody selected stand on the record, or what comes nearest to them."""

import re
from collections.abc import Sequence

from index import Document, DocumentNotFound, View
from index.relevance import Topic
from index.sentences import Span
from qa import Citation
from qa.evidence.citable import sentences_of

LONGEST = 1_000  # characters of a selection that are looked for
PASSAGES = 24
ALIKE = 12  # sentences with most of the words, whose meaning is looked at
NEAREST = 5

Found = tuple[Document, Span]


def exact(view: View, words: str, cited: Sequence[Citation]) -> Found | None:
    """Find words as they are, or else without the marks at their ends: in what an answer cites, then in documents."""
    return _exact(view, words, cited) or _exact(view, words.strip(" “”\"'.,;:"), cited)


def _exact(view: View, words: str, cited: Sequence[Citation]) -> Found | None:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    if not pattern.pattern:
        return None
    for citation in cited:
        match = pattern.search(citation.quote)
        document = _document(view, citation.document_id)
        if match is None or document is None:
            continue
        start, end = citation.start + match.start(), citation.start + match.end()
        if document.text[start:end] == match[0]:  # it may have changed since
            return document, (start, end)
    for name in dict.fromkeys(hit.passage.document_id for hit in view.search(words[:LONGEST], k=PASSAGES)):
        document = view.document(name)
        if match := pattern.search(document.text):
            return document, match.span()
    return None


def _document(view: View, name: str) -> Document | None:
    try:
        return view.document(name)
    except DocumentNotFound:  # removed since it was cited
        return None


def nearest(view: View, words: str) -> list[Found]:
    """Find the sentences that come nearest to words, best first."""
    candidates = sentences_of(view, view.search(words[:LONGEST], k=PASSAGES))
    topic = Topic(words[:LONGEST], view.frequency, view.passage_count)
    alike = sorted(candidates, key=lambda sentence: -topic.share(sentence.text))[:ALIKE]
    vectors = view.embedder.embed([words[:LONGEST], *(sentence.text for sentence in alike)])
    scores = [
        topic.share(each.text) + float(cosine) for each, cosine in zip(alike, vectors[1:] @ vectors[0], strict=True)
    ]
    best = sorted(range(len(alike)), key=lambda place: -scores[place])
    return [(alike[place].document, alike[place].span) for place in best[:NEAREST]]
