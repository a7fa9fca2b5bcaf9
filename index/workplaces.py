"""Organisations that a text calls again by what they are: "the department", "the campaign"."""

import re

from index.names import Name, low
from index.people import Entity
from index.titles import JOINED_WORKPLACES

_OF_SOMEBODY = re.compile(r"(?:['’]s?)?\s(?:presidential\s|re-election\s)?(campaign|administration)(?:['’]s)?\b")
_SPEAKS_FOR = re.compile(r"(?:['’]s?)?\s(?:senior\s|top\s)?(?:spokes\w+|strategist|pollster)\b")
_KEPT = 8  # candidates in mind
_CAMPAIGN = re.compile(r"(?:(?:the|his|her|their|our)\s)?(?:presidential\s)?campaign\Z", re.IGNORECASE)

THINGS = re.compile(
    r"\b(?:the|that|this|an?|its|his|her|their|new)\s(?:[\w-]+\s){0,3}?(?:ad|ads|advertisement|agreement|amendment|analysis|article|"
    r"bill|blog|book|commercial|company|deal|decision|document|documents|editorial|email|essay|film|firm|group|law|"
    r"lawsuit|legislation|letter|list|measure|memo|message|move|movie|news|notice|order|piece|plan|plans|policy|poll|post|"
    r"posting|proposal|remark|report|resolution|review|ruling|speech|spot|statement|story|strategy|study|suit|survey|"
    r"transcript|tweet|video|vote|website)\b"
)


class Workplaces:
    """The organisations named so far, by the word that tells what they are."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: dict[str, Entity] = {}
        self._candidates: list[Entity] = []

    def named(self, name: Name, entity: Entity) -> None:
        """Keep in mind an organisation, or the campaign or administration of the person named."""
        if entity.kind == "organisation":
            self._last.update((word, entity) for word in map(low, name.words) if word in JOINED_WORKPLACES)
        elif entity.kind in ("person", "unknown"):
            match = _OF_SOMEBODY.match(self._text, name.end)
            word = match[1] if match else "campaign" if _SPEAKS_FOR.match(self._text, name.end) else None
            if word is not None:
                self._last[word] = whose(entity, word)
                self._candidates += [entity] if word == "campaign" and entity not in self._candidates[-_KEPT:] else []

    def campaign(self, owner: Entity | None, likely: Entity | None) -> Entity | None:
        """Which campaign is meant where a pronoun means its owner, or else by what was named, or else the likely."""
        named = self._last.get("campaign")
        if owner is not None and (named is None or owner in self._candidates or named.gender != owner.gender):
            return whose(owner, "campaign")
        if named is None and likely is not None:
            return whose(likely, "campaign")
        return named

    def called(self, word: str) -> Entity | None:
        """Which organisation was last named by a word."""
        return self._last.get(word)


def is_campaign(words: str) -> bool:
    """Whether a description is of a candidate's campaign without naming the candidate."""
    return _CAMPAIGN.match(words) is not None


def whose(owner: Entity, word: str) -> Entity:
    """Call a campaign or administration by its owner's surname."""
    speaker = owner.speaker
    names = [each for each in speaker.split() if low(each) not in ("jr", "sr", "ii", "iii")] if speaker else []
    return Entity("organisation", owner.gender, label=f"{names[-1].rstrip(',')} {word}" if names else None)
