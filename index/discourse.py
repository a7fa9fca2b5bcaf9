"""What a reader has in mind while reading: who was named last, how prominently, and who a pronoun means.

After Lappin and Leass (1994): each naming adds weight by its place in the sentence, and every sentence halves it.
"""

from collections.abc import Callable, Container, Iterator

from index.people import Entity

MINDED = 140.0  # the subject of what only a person does: "Amis shrugs"
SUBJECT, OTHER, OBLIQUE, OWNER, MODIFIER = 100.0, 45.0, 35.0, 30.0, 15.0
ACTS = 80.0  # the subject of a later clause
SILENT = 10.0  # who does not reply: "he" who said something is more likely another
FIRST_OWNER = 65.0  # of a sentence: "Amis’s plan"
SPEAKER = 150.0
PRONOUN, POSSESSIVE_PRONOUN = 70.0, 20.0
_FADING = 0.4  # of a weight is left a sentence later
_KEPT = 8  # entities in mind
_LEAST = 1.0  # weight below which somebody is forgotten
_CLEAR = 0.97  # of the weight of whom a pronoun means: another as near leaves it open
_SURE = 2.0
_FAR = 1.5  # times the weight of the next
_FAR_MORE = 3  # times as often named
_GROUP_REACH, _REACH = 3, 2  # sentences within which "they" means a group, "it" an organisation
_UNTOLD = 0.8  # of the weight of one whose gender the text leaves open
_UNNAMED = 0.4  # of the weight of a person without name or gender
_WITHIN = 0.35  # of what a sentence adds, for a pronoun that says whose words the sentence is


class Discourse:
    """Who is in mind, sentence by sentence."""

    def __init__(self) -> None:
        self.sentence = 0
        self.paragraph = 0  # the sentence that it begins with
        self.opened = False  # somebody is named in this sentence
        self.group: Entity | None = None
        self.organisation: Entity | None = None
        self.speaker: Entity | None = None  # the last who spoke
        self._minded: list[Entity] = []

    def next_sentence(self, *, paragraph: bool = False) -> None:
        """Go on to the next sentence, of another paragraph perhaps."""
        self.sentence += 1
        self.paragraph = self.sentence if paragraph else self.paragraph
        self.opened = False

    def add(self, entity: Entity, weight: float) -> None:
        """Somebody is named or meant here; of one sentence the weightiest naming counts."""
        if entity.sentence != self.sentence:
            entity.before = self._weight(entity)
            entity.sentence = self.sentence
            entity.now = 0.0
        entity.now = max(entity.now, weight)
        if entity in self._minded:
            self._minded.remove(entity)
        self._minded.append(entity)
        del self._minded[:-_KEPT]

    def who(
        self, gender: str, *, trailing: bool = False, barred: Container[str] = (), but: Entity | None = None
    ) -> Entity | None:
        """Whom "he" or "she" means, None where nobody fits or two fit as well.

        A trailing pronoun ends its sentence as the source: "Amis is wrong, he said". Nobody is meant whose forename
        is barred, as nobody speaks of oneself by it; where the surname is, it stays open. `but` is who cannot be meant.
        """
        fitting = sorted(self._fitting(gender, _WITHIN if trailing else 1.0), key=lambda each: -each[0])
        fitting = [each for each in fitting if each[1] is not but and not _bears(each[1], 0, barred)]
        if not fitting:
            return None
        best = fitting[0][1]
        if self._overshadowed(fitting[0][0]) or _bears(best, -1, barred):
            return None
        if best.sentence < self.paragraph and any(each.sentence >= self.paragraph for _, each in fitting[1:]):
            return None  # somebody else is named nearer
        if len(fitting) > 1 and fitting[1][0] > _CLEAR * fitting[0][0]:
            other = fitting[1][1]
            if self.speaker in (best, other):
                best = best if best is self.speaker else other
            elif other.sentence == best.sentence:
                return None
            else:
                best = max(best, other, key=lambda each: each.sentence)
        if best.gender is None and (len(fitting) == 1 or fitting[0][0] > _SURE * fitting[1][0]):
            best.gender = gender
        return best

    def focus(self, gender: str | None, may_be: Callable[[Entity], bool] | None = None) -> Entity | None:
        """Whom the text is about here of those who may be meant, None where two are as near and as often named."""
        fitting = sorted(self._fitting(gender), key=lambda each: -each[0])
        fitting = [each for each in fitting if may_be is None or may_be(each[1])]
        if len(fitting) > 1 and fitting[1][0] * _FAR > fitting[0][0]:
            one, other = sorted((each for _, each in fitting[:2]), key=lambda each: -sum(each.names.values()))
            if sum(one.names.values()) > _FAR_MORE * sum(other.names.values()):
                return one
            return self.speaker if self.speaker in (one, other) else None
        return fitting[0][1] if fitting else None

    def _overshadowed(self, weight: float) -> bool:
        """Whether the last sentence is about what may be a person, and nearer than whom a pronoun would mean."""
        return any(
            each.kind == "unknown"
            and each.now >= SUBJECT
            and self.sentence - each.sentence <= 1
            and (each.minded or all(len(words) > 1 for words in each.names))
            and self._weight(each) > weight
            for each in self._minded
        )

    def _fitting(self, gender: str | None, within: float = 1.0) -> Iterator[tuple[float, Entity]]:
        for entity in self._minded:
            if not entity.person or (gender and entity.gender not in (None, gender)):
                continue
            told = entity.gender is not None or entity.unnamed
            weight = self._weight(entity, within) * (1.0 if told else _UNTOLD if entity.speaker else _UNNAMED)
            if weight >= _LEAST:
                yield weight, entity

    def _weight(self, entity: Entity, within: float = 1.0) -> float:
        if entity.sentence < 0:
            return 0.0
        now = entity.now * within if entity.sentence == self.sentence else entity.now
        return (entity.before + now) * _FADING ** (self.sentence - entity.sentence)

    def spoke(self, entity: Entity) -> None:
        """Keep in mind an organisation or group that speaks, or that a sentence is about."""
        if entity.kind == "group" or (entity.speaker or "").endswith("s"):
            self.group = entity
        if entity.kind != "group":
            self.organisation = entity
        entity.sentence = self.sentence

    def near(self, entity: Entity | None) -> Entity | None:
        """Give an entity if it was named within reach of a pronoun."""
        if entity is None or self.sentence - entity.sentence > (_GROUP_REACH if entity is self.group else _REACH):
            return None
        return entity


def _bears(entity: Entity, place: int, barred: Container[str]) -> bool:
    """Whether somebody's forename (0) or surname (-1) is barred."""
    return any(words[place] in barred for words in entity.names if len(words) > 1 or place)
