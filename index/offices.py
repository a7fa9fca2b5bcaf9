"""Whether two descriptions are of one office: "the Danish foreign minister" and "Foreign Minister of Denmark"."""

import re
from functools import lru_cache

from index.nations import NATIONS
from index.people import Office
from index.sentences import Span
from index.terms import stem, unaccented
from index.titles import JOBS, RANKED

ALSO = {"justice": "judge"}  # an office that another word names too
_PERSONS = JOBS | frozenset(
    """official source ally insider observer campaigner protester demonstrator villager parent backbencher""".split()
)
_CHIEFS = {
    "ceo": ("chief executive officer", "chief executive"),
    "cfo": ("chief financial officer", "chief finance officer", "finance chief"),
    "coo": ("chief operating officer", "operating chief"),
    "cto": ("chief technology officer", "technology chief"),
    "pm": ("prime minister",),
}
_CHIEF = {full: short for short, fulls in _CHIEFS.items() for full in fulls}
_CHIEF_IN_FULL = re.compile(rf"\b(?:{'|'.join(sorted(_CHIEF, key=len, reverse=True))})\b")
_RANKED = RANKED | frozenset("junior opposition interim".split())
_APOSTROPHES = re.compile(r"['’](?:s\b)?")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_GENDERED = re.compile(r"(?P<office>\w{4,}?)(?P<ending>man|woman|person|)\Z")
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"\s(?:of|for|at|in|to|from|with|on|and|who|under|by|based)\s")
_INITIALS = range(2, 6)  # letters
_LONGEST_WORD = 20  # characters
_ABBREVIATION = 3  # letters that a word may be cut to: "Fed", "Gov"


def same_office(asked: str, held: str) -> bool:
    """Whether an office asked for, or those of a group ("economists"), is what a role or description says."""
    sought, office = _read(asked), _read(held)
    if sought is None or office is None or sought.words & _RANKED != office.words & _RANKED:
        return False
    one, other = (ALSO.get(each.head, each.head) for each in (sought, office))
    if one == other and sought.head != office.head and sought.words == {sought.head}:
        return True
    plural = sought.head.endswith("s") and stem(sought.head) == stem(office.head)
    if not (plural or _one_head(sought.head, office.head)):
        return False
    missing = sought.words - office.words - {sought.head}
    return all(_names(word, plain(held)) for word in missing)


def is_description(speaker: str) -> bool:
    """Whether a source is no name but says what somebody is: "The health secretary", "some critics of the deal"."""
    phrase = _PARTS.split(speaker, maxsplit=1)[0].split()
    if not phrase:
        return False
    head = phrase[-1].lower()
    opens = len(phrase) == 1 and head.endswith("s")  # the capital is the sentence's
    return (opens or phrase[-1] == head) and (head in _PERSONS or head.removesuffix("s") in _PERSONS)


def besides_name(speaker: str, role: str | None, text: str, mention: Span) -> str | None:
    """Give the words of a mention that are not the name, with "former" or "shadow" in front of them.

    None where there are none, or where they would make of a deputy or former holder the holder of the office.
    """
    name = set(speaker.split())
    words = [word for word in text[slice(*mention)].split() if word.strip(",") not in name]
    before = text[max(0, mention[0] - _LONGEST_WORD) : mention[0]].split()[-1:]
    ranked = before if words and before and before[0].lower().rstrip("-") in _RANKED else []
    told = " ".join([*ranked, *words])
    held, called = _read(role) if role else None, _read(told)
    if called is None or (held and held.head == called.head and held.words & _RANKED != called.words & _RANKED):
        return None
    return told


def beginnings(asked: str) -> set[str]:
    """Give the first letters of every word by which the office may be called in a role."""
    words = set(_WORD.findall(plain(asked))) | set(_WORD.findall(_canonical(asked)))
    words |= {word for short in words & _CHIEFS.keys() for full in _CHIEFS[short] for word in full.split()}
    words |= {NATIONS[word] for word in words & NATIONS.keys()}
    words |= {other for other, word in ALSO.items() if word in words}
    return {word[:3] for word in words}


def plain(text: str) -> str:
    """Give a text in lower case without diacritics, apostrophes and the periods of "U.S."."""
    bare = _APOSTROPHES.sub("", unaccented(text))
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), bare)


def _canonical(text: str) -> str:
    return _CHIEF_IN_FULL.sub(lambda match: _CHIEF[match[0]], plain(text).replace("-", " "))


@lru_cache(maxsize=65536)
def _read(text: str) -> Office | None:
    return Office.of(_canonical(text))


def _one_head(one: str, other: str) -> bool:
    """Whether two words are one office; "chair" and "spokesperson" are of either gender."""
    if one == other:
        return True
    first, second = _GENDERED.match(one), _GENDERED.match(other)
    if first is None or second is None or first["office"] != second["office"]:
        return False
    return not {first["ending"], second["ending"]}.isdisjoint(("", "person"))


def _names(word: str, role: str) -> bool:
    """Whether a role holds a word: in another form, its country, cut short, or as the initials of some in a row."""
    held = _WORD.findall(role)
    if any(_root(word) == _root(each) for each in held):
        return True
    if len(word) == _ABBREVIATION and any(each.startswith(word) for each in held):
        return True
    initials = "".join(each[0] for each in held)
    return len(word) in _INITIALS and word in initials


def _root(word: str) -> str:
    return stem(NATIONS.get(word, word))
