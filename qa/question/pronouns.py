"""Whom "she" and "him" mean in a follow-up: of the two whom the question before names, by gender; not guessed."""

import re
from collections.abc import Callable, Sequence
from itertools import permutations

from index import View
from index.given import given_gender
from qa.question.speech import Asked

Gender = Callable[[str], str | None]

_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_SUBJECT = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:him|her)\b(?=\W*$|\s+(?:about|on|in|at|before|after)\b)", re.IGNORECASE)
_SHORT = re.compile(r"^\W*(?:and|but)\s+(?P<who>he|she)\s+(?P<on>about|on)\s+(?P<rest>[^?]+)\W*$", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:did|does|do|has|have|had|is|was|said|says)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'.-]+(?:\s+[A-Z][\w’'.-]+)*")


def gender_of(view: View, name: str) -> str | None:
    """Tell a speaker's gender by the pronoun or forename that the documents have for the name; None in doubt."""
    found: set[str] = set()
    for each in view.statements(speaker=name):
        if each.mention is not None:
            mention = view.document(each.document_id or "").text[slice(*each.mention)].lower()
            found.add(_GENDERS.get(mention, ""))
        found.add(_given(each.speaker or "") or "")
    found = found - {""} or {_given(name) or ""}
    return found.pop() or None if len(found) == 1 else None


def meant(text: str, before: Asked, gender: Gender) -> str | None:
    """Give a follow-up with the names for its pronouns; as it stands where it may be either.

    None where it has no pronoun, or only one that may be the speaker's of the question before.
    """
    short = _SHORT.match(text)
    worded = text if short is None else f"What did {short['who']} say {short['on']} {short['rest']}?"
    subject, other = _SUBJECT.search(worded), _OBJECT.search(worded)
    pronouns = [match for match in (subject, other) if match is not None]
    people = list(dict.fromkeys([*([before.speaker] if before.speaker else []), *_NAME.findall(before.topic)]))
    if not pronouns or before.speaker is None or len(people) < 2 or _ASKS.search(worded) is None:
        return None
    genders = {name: gender(name) for name in people}
    possible = [
        names
        for names in permutations(people, len(pronouns))
        if all(_may_be(match[0], genders[name]) for match, name in zip(pronouns, names, strict=True))
    ]
    surely = [names for names in possible if all(genders[name] for name in names)]
    if len(pronouns) == 1 and before.speaker in (names[0] for names in possible) and len(surely) != 1:
        return None
    chosen = surely if len(pronouns) == 1 and len(surely) == 1 else possible
    return _named(worded, pronouns, chosen[0]) if len(chosen) == 1 else text


def _named(worded: str, pronouns: Sequence[re.Match[str]], names: Sequence[str]) -> str:
    for match, name in reversed(list(zip(pronouns, names, strict=True))):
        worded = f"{worded[: match.start()]}{name}{worded[match.end() :]}"
    return re.sub(r"^\W*(?:and|but|so)\s+", "", worded, flags=re.IGNORECASE)


def _may_be(pronoun: str, gender: str | None) -> bool:
    return gender in (None, _GENDERS[pronoun.lower()])


def _given(name: str) -> str | None:
    first, *rest = name.split() or [""]
    return given_gender(first) if rest else None
