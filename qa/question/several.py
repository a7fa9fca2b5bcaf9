"""Questions about the words of several, taken apart: one for each, so that who is silent is named."""

import re
from dataclasses import replace

from index import View
from qa.question.question import Question
from qa.question.speech import Asked

_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_BOTH = re.compile(r"^(?:both|each|all)\s+(?:of\s+)?(?:the\s+)?", re.IGNORECASE)
_NAME = re.compile(r"(?:the\s+\w+(?:\s\w+)?|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,2})")
_ON = re.compile(r"^\s*(?P<name>[a-z][\w’'-]+(?:\s[a-z][\w’'-]+)?)\s+(?:on|about|re):?\s+(?P<topic>[^?]+?)\W*$")
_ENDINGS = ("es", "s")


def each_speaker(question: Question, view: View) -> list[Question]:
    """Give the question for each of the speakers whose words it asks for; as it is where that is one."""
    asked = question.words
    if asked is None:
        return [_in_lower_case(question, view)]
    if asked.speaker is None:
        return [question]
    names = speakers(asked.speaker, view)
    if names == [asked.speaker]:
        return [question]
    on = f" about {asked.topic}" if asked.topic else ""
    return [
        replace(question, text=f"What did {name} say{on}?", words=replace(asked, speaker=name, strict=True))
        for name in names
    ]


def quotes(view: View, name: str) -> bool:
    """Whether the documents quote somebody of that name."""
    return bool(view.statements(speaker=name))


def _in_lower_case(question: Question, view: View) -> Question:
    """Understand "greer on tariffs", where the documents quote somebody of that name."""
    match = None if question.quotation is not None else _ON.match(question.text)
    if match is None or not quotes(view, match["name"]):
        return question
    return replace(question, words=Asked(match["name"], match["topic"], strict=False))


def speakers(worded: str, view: View) -> list[str]:
    """Give the names in "Greer and Bessent", or who bears a name: "both Hales"."""
    bare = _BOTH.sub("", worded)
    parts = [part.strip() for part in _AND.split(bare)]
    if len(parts) == 1:
        return _bearers(bare, view) if bare != worded else [worded]
    if any(_AND.search(f"{each.speaker} {each.role}") for each in view.statements(speaker=bare)):
        return [bare]
    named = all(_NAME.fullmatch(part) or quotes(view, part) for part in parts)
    return parts if named else [worded]


def _bearers(plural: str, view: View) -> list[str]:
    """Give the full names of those who bear a name that is worded in the plural."""
    singular = (plural.removesuffix(ending) for ending in _ENDINGS if plural.endswith(ending))
    for name in (plural, *singular):
        found = dict.fromkeys(each.speaker for each in view.statements(speaker=name) if each.speaker is not None)
        if found:
            return list(found)
    return [plural]
