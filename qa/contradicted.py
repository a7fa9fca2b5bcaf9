"""What others claim that somebody said: after that person's own words, and not without a denial of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Statement, View
from index.cues import DENYING, lemmas
from index.said import claimed_by
from index.terms import words
from qa.evidence import MOST_REPORTED, Sentence

LOOKED_AT = 4  # times as many as are reported, should others claim some

_DENIES = re.compile(
    r"""\b(?:never|not|n['’]t)\s+(?:\w+\s+){0,2}?
        (?:said|say|saying|claim\w*|promis\w*|told|tell|call\w*|mean|meant|true|happen\w*)\b
    | n['’]t\s+(?:say|true|happen|claim|mean)\b | \bno\s+such\b
    | \b(?:untrue|false|falsehood|lie|lies|nonsense|fabricat\w+|misquot\w+|invented|invention)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def own_first(bearing: Sequence[Statement], theirs: Sequence[Statement], view: View) -> list[Statement]:
    """Put what others claim that somebody said after that person's own words, with those that contradict a claim.

    `theirs` is all that the person is reported to say. Of very many, the first are given: more than an answer can hold.
    """
    first = bearing[: LOOKED_AT * MOST_REPORTED]
    documents = dict.fromkeys(each.document_id or "" for each in first)
    everybody = {name: (view.statements(document_id=name), view.document(name).text) for name in documents}
    claimed = [each for each in first if claimed_by(each, *everybody[each.document_id or ""]) is not None]
    if not claimed:
        return list(first)
    known, by_others = set(bearing), set(claimed)
    own = [each for each in first if each not in by_others]
    where = {each.document_id for each in claimed}
    denying = [
        each
        for each in theirs
        if each.document_id in where
        and each not in known
        and _denies(each, view)
        and claimed_by(each, *everybody[each.document_id or ""]) is None
    ]
    return [*own, *denying, *claimed]


def as_claimed(sentence: Sentence, view: View) -> Sentence:
    """Give a cited sentence as the words of the one who claims that somebody said what it was chosen for."""
    if sentence.statement is None:
        return sentence
    document = sentence.document
    by = claimed_by(sentence.statement, view.statements(document_id=document.id), document.text)
    return sentence if by is None else replace(sentence, speaker=by.speaker, statement=by)


def _denies(statement: Statement, view: View) -> bool:
    text = view.document(statement.document_id or "").text
    cue = "" if statement.cue is None else text[slice(*statement.cue)]
    if lemmas(words(cue)) & DENYING:
        return True
    return any(_DENIES.search(text[slice(*span)]) for span in statement.spans)
