"""What others claim that somebody said is theirs who claim it."""

from dataclasses import replace

from index import View
from index.said import claimed_by
from qa.evidence.citable import Sentence


def as_claimed(sentence: Sentence, view: View) -> Sentence:
    """Give a cited sentence as the words of the one who claims that somebody said what it was chosen for."""
    if sentence.statement is None:
        return sentence
    document = sentence.document
    by = claimed_by(sentence.statement, view.statements(document_id=document.id), document.text)
    return sentence if by is None else replace(sentence, speaker=by.speaker, statement=by)
