"""What the words behind a name tell of its gender: a pronoun of the same clause, a husband or wife."""

import re

from index.names import Name
from index.people import Entity

WOMAN_S = frozenset("she her hers".split())
_PRONOUN = re.compile(r"[^.!?;:“”\"\nA-Z]{1,120}?(?<!\bor )\b(he|she|his|her|him)\b(?! or )")
_SPOUSE = re.compile(r"[^.!?;:“”\"\nA-Z]{1,120}?\b(her husband|his wife)\b")


def gender_after(text: str, end: int) -> str | None:
    """Give the gender of the pronoun that follows in the same clause, where no name stands between."""
    match = _PRONOUN.match(text, end)
    return None if match is None else "f" if match[1] in WOMAN_S else "m"


def wed(entity: Entity, name: Name, text: str) -> None:
    """Learn that somebody of unknown gender has a husband or wife: "Ann Poe told them that {her husband} ..."."""
    whole = entity.kind == "unknown" and len(name.core) > 1
    if entity.gender is not None or not (entity.person or whole):
        return
    spouse = _SPOUSE.match(text, name.end)
    if spouse is not None:
        entity.kind = "person"
        entity.gender = "f" if spouse[1] == "her husband" else "m"
