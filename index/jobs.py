"""The job of somebody as the words beside the name give it."""

import re

from index.cues import LEXICON
from index.titles import ABBREVIATED, JOBS, OPENERS, POINTED

_LONGEST = 90  # characters beside a name
_MOST_WORDS = 7
_CALLED = re.compile(r" (?:named|called) \Z")
_LONGEST_CALLED = 10
_BACK = re.compile(r"[A-Za-z][\w.’'-]*\Z")
_PHRASE = rf"(?:\b(?:{POINTED}|Jr|St|[A-Z])\.|(?!'')[^,.;:!?“”\"()\n—–])"
_AFTER = re.compile(
    rf"(?:,? \([^)\n]{{1,30}}\))?,\s+(?:\d{{1,3}},\s+)?"
    rf"([A-Za-z]{_PHRASE}{{2,90}})(?=[,.;—–(]|\s'')"
)
_PREPOSITION = re.compile(r"\s+(?:of|for|at|in|to|from|with|on|and|who|whose|that|under|during|by|based|as)\b")
_WHO = re.compile(r"\s+(?:who|whose|which|that)\b.*\Z", re.DOTALL)
_ARTICLE = re.compile(r"\A(?:the|a|an|one|his|her|their|its|our|my)\s+", re.IGNORECASE)
_NAMED_AFTER = re.compile(r",|\s\(|\swho\b|;")
_OF = re.compile(r" (?:of|for|at) ")
_OFFICE_ENDS = re.compile(r" (?:of|for|at) (?:the )?[\w’'&-]+(?: (?!said|says|told|and|who)[\w’'&-]+){0,4}\Z")
_SHORT = re.compile(rf"(?:[A-Z]|[A-Z](?:\.[A-Z])+|{POINTED}|St)\.\Z")
_DESCRIBING = frozenset(
    """acting leading founding managing visiting running polling retired undecided syndicated bestselling award-winning
    consulting presiding sitting outgoing incoming rising failed disgraced embattled""".split()
)
_DANGLING = re.compile(r"(?:\s(?:of|for|at|in|on|with|to|and|the))+\s*\Z")
_NOT_SAID = OPENERS - frozenset("former new top first second last senior one-time long-time".split())


def job_beside(text: str, start: int, end: int, owner: bool) -> str | None:
    """Find "town clerk" in "town clerk Ann Poe", "Ann Poe, town clerk," and "the town clerk, Ann Poe,"."""
    before = text[max(0, start - 2) : start]
    if before[-1:] in (" ", "\xa0"):
        if before[0].islower():
            called = _CALLED.search(text, max(0, start - _LONGEST_CALLED), start)
            found = _before(text, called.start() if called is not None else start - 1)
            if found is not None:
                return found
        elif before[0] == "," and _NAMED_AFTER.match(text, end):
            found = _before(text, start - 2) or _office_before(text, start - 2)
            if found is not None:
                return found
    if owner or text[end : end + 1] not in (",", " "):
        return None
    return _after(text, end)


def _before(text: str, end: int) -> str | None:
    """Take the words back from a job to where its phrase starts."""
    window = text[max(0, end - _LONGEST) : end]
    last = window[window.rfind(" ") + 1 :]
    if last.lower() not in JOBS or "\n" in last:
        return None
    words: list[str] = []
    for word in reversed(window[window.rfind("\n") + 1 :].split(" ")[-_MOST_WORDS:]):
        lowered = word.lower()
        ended = word.endswith(".") and not _SHORT.match(word)
        if not _BACK.match(word) or (words and (ended or lowered in _NOT_SAID or _is_verb(lowered))):
            break
        words.insert(0, word)
    while len(words) > 1 and _acts(words[0], words[1]):
        words = words[1:]
    return " ".join(words) if words and words != ["former"] else None


def _office_before(text: str, end: int) -> str | None:
    """Take back "minister of defense" and what stands before it, where the job is not the last word."""
    window = text[max(0, end - _LONGEST) : end]
    for part in _OF.finditer(window):
        job = _before(text, end - len(window) + part.start())
        if job is not None and _OFFICE_ENDS.match(window, part.start()):
            return job + window[part.start() :]
    return None


def _acts(word: str, following: str) -> bool:
    """Whether a word before a job is a verb: "{interviewed} Herald reporter"."""
    acting = word.endswith("ing") or (word.endswith("ed") and following[0].isupper())
    return word.islower() and acting and word not in _DESCRIBING


def _is_verb(word: str) -> bool:
    verb = LEXICON.get(word)
    return verb is not None and not verb.noun


def _after(text: str, end: int) -> str | None:
    match = _AFTER.match(text, end)
    if match is None:
        return None
    phrase = _WHO.sub("", match[1])
    head = _PREPOSITION.split(phrase, maxsplit=1)[0].split()
    if not head or len(head) > _MOST_WORDS or head[-1].lower() not in JOBS or head[0].lower() in _NOT_FIRST:
        return None
    if any(_is_verb(word.lower()) for word in head[:-1]):
        return None
    return _DANGLING.sub("", _ARTICLE.sub("", phrase, count=1)).strip() or None


def is_job(word: str) -> bool:
    """Whether a word is somebody's job, title or tie to another."""
    lowered = word.lower().rstrip(".")
    return lowered in JOBS or lowered in ABBREVIATED


_NOT_FIRST = OPENERS - frozenset("the a an one his her their its our my first second last".split())
