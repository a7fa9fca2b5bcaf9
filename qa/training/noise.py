"""Questions as people type them, and questions that a text no longer answers."""

import random
import re
from collections.abc import Sequence

from index.terms import STOP_WORDS
from qa.evidence.opposites import OPPOSITE

PLAIN, TELEGRAPHIC, TYPO = 0.3, 0.05, 0.06  # shares of the questions

_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:of\s+)?[A-Z][\w’'-]+)*")
_AUXILIARY = re.compile(r"\b(did|does|do|was|were|is|are|can|could|has|had|have|will|would)\b", re.IGNORECASE)


def typed(question: str, chance: random.Random) -> str:
    """Give a question as it may be typed: no question mark, the main words alone, two letters swapped."""
    if chance.random() < PLAIN:
        question = question.rstrip(" ?.")
    if chance.random() < TELEGRAPHIC:
        kept = [w for i, w in enumerate(question.split()) if i == 0 or w.lower() not in STOP_WORDS]
        question = " ".join(kept) if len(kept) > 2 else question
    if chance.random() < TYPO:
        at = chance.randrange(max(1, len(question) - 1))
        pair = question[at : at + 2]
        if pair.isalpha():
            question = question[:at] + pair[::-1] + question[at + 2 :]
    return question


def turned(question: str, others: Sequence[str], chance: random.Random) -> str | None:
    """Give a question that asks for something else: another number, name, the opposite, or a denial.

    `others` are texts that names and numbers are taken from. None where nothing can be changed.
    """
    ways = [_other_number, _other_name, _opposite, _opposite, _denied]
    chance.shuffle(ways)
    for way in ways:
        made = way(question, others, chance)
        if made is not None and made.lower() != question.lower():
            return made
    return None


def _other_number(question: str, others: Sequence[str], chance: random.Random) -> str | None:
    match = _NUMBER.search(question)
    if match is None:
        return None
    found = match[0].rstrip(".,")
    if re.fullmatch(r"1\d{3}|20\d\d", found):
        other = str(int(found) + chance.choice([-10, -4, -3, -2, -1, 1, 2, 3, 4, 10]))
    else:
        numbers = [n.rstrip(".,") for text in others for n in _NUMBER.findall(text)]
        numbers = [n for n in numbers if n != found] or [str(chance.randint(2, 90))]
        other = chance.choice(numbers)
    return question[: match.start()] + other + question[match.start() + len(found) :]


def _other_name(question: str, others: Sequence[str], chance: random.Random) -> str | None:
    inside = [m for m in _NAME.finditer(question) if m.start() > 0]
    if not inside:
        return None
    match = chance.choice(inside)
    names = {n[0] for text in others for n in _NAME.finditer(text) if n.start() > 0 and text[n.start() - 2] != "."}
    alike = sorted(n for n in names if n.lower() not in question.lower() and not set(n.split()) & set(match[0].split()))
    return question[: match.start()] + chance.choice(alike) + question[match.end() :] if alike else None


def _opposite(question: str, others: Sequence[str], chance: random.Random) -> str | None:
    words = question.split(" ")
    places = [i for i, word in enumerate(words) if word.lower().strip("?,.") in OPPOSITE]
    if not places:
        return None
    at = chance.choice(places)
    bare = words[at].lower().strip("?,.")
    words[at] = words[at].lower().replace(bare, OPPOSITE[bare])
    return " ".join(words)


def _denied(question: str, others: Sequence[str], chance: random.Random) -> str | None:
    match = _AUXILIARY.search(question)
    if match is None or chance.random() < 0.7 or re.search(r"\bnot\b|n[’']t\b", question):
        return None
    if match[0].lower() in ("did", "does", "do"):
        rest = question[match.end() :].split(" ")
        return question[: match.end()] + " ".join([*rest[:2], "never", *rest[2:]]) if len(rest) > 3 else None
    return f"{question[: match.end()]} not{question[match.end() :]}"
