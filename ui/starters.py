"""Questions to begin with, drawn from what is indexed; each was asked, and is answered."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from index import Document, Statement, View
from index.terms import STOP_WORDS, words
from qa.assistant import answer
from qa.question.question import parse

FIRST = "what did Greer say about export controls?"
FIRST_SPEAKER = "Jamieson Greer"
MOST = 3
LATEST = 8  # documents that are looked at
SHORTEST_WORD = 3  # letters; in a topic all are longer


def starters(view: View) -> list[str]:
    """Give up to three questions that the documents answer in the words of the one they name."""
    found: list[str] = []
    for question, speaker in _candidates(view):
        if len(found) == MOST:
            break
        if any(citation.speaker == speaker for citation in answer(parse(question), view).citations):
            found.append(question)
    return found


def _candidates(view: View) -> Iterator[tuple[str, str]]:
    yield FIRST, FIRST_SPEAKER
    for info in view.documents()[: -LATEST - 1 : -1]:
        yield from _drawn(view.document(info.id), view.statements(document_id=info.id))


def _drawn(document: Document, statements: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Ask what each speaker of a document said about what it comes back to."""
    counts = Counter(_phrases(document.text))
    asked = set()
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or statement.kind == "indirect" or speaker in asked:
            continue
        own = set(words(speaker))
        said = " ".join(document.text[start:end] for start, end in statement.spans)
        topics = [phrase for phrase in _phrases(said) if own.isdisjoint(phrase.split())]
        if topics and counts[topic := max(topics, key=counts.__getitem__)] > 1:
            asked.add(speaker)
            yield f"What did {speaker} say about {_as_written(topic, document.text)}?", speaker


def _phrases(text: str) -> list[str]:
    """Give each two neighbouring words that mean something."""
    found = words(text)
    return [f"{one} {other}" for one, other in pairwise(found) if _means(one) and _means(other)]


def _as_written(phrase: str, text: str) -> str:
    """Give a phrase with the capitals that the text gives it."""
    match = re.search(re.escape(phrase), text, re.IGNORECASE)
    return match[0] if match else phrase


def _means(word: str) -> bool:
    return word.isalpha() and len(word) > SHORTEST_WORD and word not in STOP_WORDS
