"""Summaries made of a document's own sentences, and who says what in it.

Which sentences stand for a document is a problem of facility location (Lin and Bilmes, "A Class of Submodular
Functions for Document Summarization", 2011): those are chosen to which all its sentences are nearest in meaning. What
a summary is to be about weighs the sentences that are to be stood for.
"""

from collections.abc import Callable, Iterable
from itertools import islice

import numpy as np

from index import Document, Statement, View
from index.datelines import past_dateline
from index.relevance import Topic
from index.sentences import Span, is_heading
from index.units import units_within
from qa.evidence.candidates import Candidate
from qa.evidence.citable import Sentence, reports, speaker_of
from qa.evidence.sought import Sought
from qa.question.question import parse
from qa.reading.context import LONGEST_QUOTE

ENOUGH = 0.5  # of what a document is to be about must stand in it, by rarity
MOST = 150  # sentences that are looked at
SENTENCES, LONGEST = 5, 1000  # of a summary, and its characters
SPEAKERS = 8
SHORTEST, LONGEST_SAID = 40, 260  # characters of what is quoted of one of several


def about_which(about: str, view: View) -> Document | None:
    """Find the document that is meant: the best one, if it is about that at all; the only one, if nothing is said."""
    if not about:
        known = view.documents()
        return view.document(known[0].id) if len(known) == 1 else None
    hits = view.search(about, k=1)
    if not hits:
        return None
    found = view.document(hits[0].passage.document_id)
    held = Topic(about, view.frequency, view.passage_count).share(f"{found.title} {found.text}")
    named = Sought(parse(f"about {about}"), hits, view.frequency).stands_in(found)
    return found if held >= ENOUGH and named else None


def summary(document: Document, about: str, view: View) -> list[Sentence]:
    """Give a document's first sentence and those that stand for the rest of it, in the order of the text."""
    sentences = _sentences(document, view)
    if not sentences:
        return []
    (wanted, *vectors) = view.embedder.embed([about or document.title, *(each.text for each in sentences)])
    each = np.stack(vectors)
    weights = np.maximum(each @ wanted, 0.0)
    alike = np.maximum(each @ each.T, 0.0)
    chosen, covered, length = [0], alike[0], len(sentences[0].text)
    while len(chosen) < min(SENTENCES, len(sentences)):
        gains = (np.maximum(alike, covered) - covered) @ weights
        fit = [at for at in range(len(sentences)) if at not in chosen and length + len(sentences[at].text) <= LONGEST]
        if not fit:
            break
        best = max(fit, key=lambda at: float(gains[at]))
        chosen.append(best)
        covered, length = np.maximum(covered, alike[best]), length + len(sentences[best].text)
    return [sentences[at] for at in sorted(chosen)]


def speakers_in(document: Document, view: View) -> list[Sentence]:
    """Give one of the things that each speaker of a document says, in the order of the text."""
    found: dict[str, Statement] = {}
    for each in view.statements(document_id=document.id):
        if each.speaker is None:
            continue
        kept = found.get(each.speaker)
        if kept is None or (_is_shown(each) and not _is_shown(kept)):
            found[each.speaker] = each
    return _within(LONGEST, (sentence for each in found.values() for sentence in reports(view, [each])[:1]))


def one_each(ranked: Iterable[Candidate], told: Callable[[Candidate], Sentence]) -> list[Sentence]:
    """Give the first of what each speaker says, in order; `told` gives a candidate as it can be cited."""
    found: dict[str, Candidate] = {}
    for each in ranked:
        if each.sentence.speaker is not None:
            found.setdefault(each.sentence.speaker, each)
    return _within(LONGEST, map(told, islice(found.values(), SPEAKERS)))


def _is_shown(statement: Statement) -> bool:
    length = sum(end - start for start, end in statement.spans)
    return statement.kind != "indirect" and SHORTEST <= length <= LONGEST_SAID


def _within(longest: int, sentences: Iterable[Sentence]) -> list[Sentence]:
    given, length = list[Sentence](), 0
    for each in sentences:
        if len(given) < SPEAKERS and length + len(each.text) <= longest:
            given.append(each)
            length += len(each.text)
    return given


def _sentences(document: Document, view: View) -> list[Sentence]:
    everybody = view.statements(document_id=document.id)
    spans: list[tuple[Span, Span]] = []
    for paragraph, unit in units_within(document.text, 0, len(document.text), LONGEST_QUOTE):
        view.limit.check()
        if not is_heading(document.text, paragraph) and unit[1] - unit[0] >= SHORTEST:
            start = max(unit[0], past_dateline(document.text, paragraph))
            spans.append((paragraph, (start, min(unit[1], start + LONGEST_QUOTE))))
        if len(spans) == MOST:
            break
    return [
        Sentence(document, span, 0, document.title, speaker_of(span, everybody), paragraph=paragraph)
        for paragraph, span in spans
    ]
