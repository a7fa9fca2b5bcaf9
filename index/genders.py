"""What the words behind a name tell: that a person bears it, and of what gender."""

import re

from index.gestures import GESTURES, MOODS
from index.names import Name
from index.people import Entity
from index.titles import MEN_S, PLACES, WOMEN_S

WOMAN_S = frozenset("she her hers".split())
_PRONOUN = re.compile(r"[^.!?;:“”\"\nA-Z]{1,120}?(?<!\bor )\b(he|she|his|her|him)\b(?! or )")
_SPOUSE = re.compile(r"[^.!?;:“”\"\nA-Z]{1,120}?\b(her husband|his wife)\b")
_ADVERB = r"(?:just|only|then|also|still|now|\w+ly)\s"
_GESTURE = re.compile(rf"\s(?:{_ADVERB})?(?:{'|'.join(sorted(GESTURES))})\b(?!\s(?:prices|off|out|up)\b)")
_MINDED = re.compile(
    r",?\s(?:who|whose)\b|\s(?:(?:is|was|isn['’]t|wasn['’]t|seems|remains|looks|sounds|feels)(?:\s(?:not|so|less|very|yet|far|from|"
    rf"quite|too|as|also|still|equally|\w+ly))*\s(?:{'|'.join(sorted(MOODS))}|born|married|retired|jailed)|(?:{_ADVERB})?(?:"
    r"disagree[sd]?|remembers|remembered|recalls|recalled|thinks|feels|knows|hopes|fears|doubts|grew\sup|lives|lived|died|sat|"
    r"sits|stood|walked|married|woke|studied|graduated|learned|learnt|wonders|begs\sto\sdiffer))\b"
)


def gender_after(text: str, end: int) -> str | None:
    """Give the gender of the pronoun that follows in the same clause, where no name stands between."""
    match = _PRONOUN.match(text, end)
    return None if match is None else "f" if match[1] in WOMAN_S else "m"


def learn(entity: Entity, name: Name, text: str) -> bool:
    """Learn from the clause behind its name that somebody is a person, and of what gender; tell whether it says so."""
    gesture = _GESTURE.match(text, name.end) is not None
    minded = gesture or _MINDED.match(text, name.end) is not None
    if entity.kind == "unknown" and minded and not name.article:
        entity.minded = True
        entity.kind = "person" if gesture or _is_full(name) else "unknown"
    if entity.gender is None and (entity.person or (entity.kind == "unknown" and len(name.core) > 1)):
        spouse = _SPOUSE.match(text, name.end)
        if spouse is not None:
            entity.kind = "person"
            entity.gender = "f" if spouse[1] == "her husband" else "m"
    return minded


def _is_full(name: Name) -> bool:
    """Whether a name looks like a forename and surname: not "Greenpeace UK"."""
    return len(name.core) > 1 and name.core[-1].lower() not in PLACES


def gender_told(word: str) -> str | None:
    """Give the gender that a noun tells: "spokeswoman", "mum-of-one"; None where it tells none."""
    word = word.split("-of-")[0]
    if word in WOMEN_S or word.endswith(("woman", "ress", "girl", "mother", "daughter", "mum", "mom", "lady")):
        return "f"
    return "m" if word in MEN_S or word.endswith(("man", "boy", "father", "grandson", "dad")) else None
