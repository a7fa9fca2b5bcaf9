"""Who is named in a text: every way of naming one person or organisation brought together."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from index.misspelt import Spellings
from index.names import Kind, Name, low
from index.nations import NATIONS
from index.titles import ABBREVIATED, CASED, FIRMS, KIN, PERSONAL, RANKED

_PARTICLES = frozenset("de del della di da dos du van von der den ten bin ibn al el la le".split())
_WORDS = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_PARTS = frozenset("of for at in to from with on and who under by based".split())
_ARTICLES = frozenset("the a an his her its their our my this that one".split())
_COUNTRIES = frozenset(NATIONS.values())
_FAR_MORE = 3  # times as often by the surname alone as in full
_SETTLED = 3  # bare surnames that meant somebody
_RECENT = 400  # characters
_FAR_AHEAD = 2  # times as often in full as the others of the surname
_TOO_MANY = 256  # of one surname or office: in a list of so many nobody is told from the others by it


@dataclass(eq=False, slots=True)
class Entity:
    """A person, organisation or group; `speaker` is what the text calls it, None where it has no name."""

    kind: Kind
    gender: str | None = None
    names: Counter[tuple[str, ...]] = field(default_factory=Counter)
    role: str | None = None
    label: str | None = None  # a description that serves as the name
    sentence: int = -1  # of the last place that names it
    short: int = -1  # sentence of the last bare surname that meant it
    first: int = -1  # where the full name is first given
    acted: int = -1  # where the full name last stood for whoever acts in a clause
    named: int = -1  # where any name last meant it
    honorific: str | None = None
    shared: bool = False  # another of the surname is told by the honorific alone: "Mr Vale", "Mrs Vale"
    unnamed: bool = False  # a sentence is about somebody whom it gives no name: "One lawmaker disagreed."
    minded: bool = False  # told of as persons are, though it may be a firm: "Vale is not convinced"
    calls: int = 0  # how often a bare surname did
    before: float = 0.0  # how much a reader has it in mind from the sentences before `sentence`
    now: float = 0.0  # and from `sentence` itself

    @property
    def speaker(self) -> str | None:
        """The fullest name it is mostly given."""
        if not self.names:
            return self.label
        name = " ".join(max(self.names.items(), key=lambda each: each[1])[0])
        return f"{self.honorific} {name}" if self.shared and self.honorific else name

    @property
    def person(self) -> bool:
        """Whether he or she may mean it."""
        return self.kind == "person"

    @property
    def office(self) -> str | None:
        """The role, where it is a job or office and no tie to somebody."""
        office = Office.of(self.role) if self.role is not None else None
        return None if office is None or office.head in KIN | PERSONAL else self.role

    @property
    def nation(self) -> str | None:
        """The country whose office it holds, in lower case: Norway's of "Norway's foreign minister"."""
        return nation_of(self.role or "")

    @property
    def kin(self) -> bool:
        """Whether the text tells of it as somebody's kin."""
        return self.role is not None and self.role.split()[-1].lower() in KIN


@dataclass(frozen=True, slots=True)
class Office:
    """A role as words: what it is, and all that is said of it."""

    head: str
    words: frozenset[str]

    @classmethod
    def of(cls, role: str) -> "Office | None":
        """Read a role or a description of somebody."""
        words = [_plain(match[0]) for match in _WORDS.finditer(role)]
        while words and words[0] in _ARTICLES:
            words = words[1:]
        cut = next((at for at, word in enumerate(words) if word in _PARTS), len(words))
        if not cut:
            return None
        return cls(words[cut - 1], frozenset(words) - _PARTS - _ARTICLES)

    @property
    def rank(self) -> frozenset[str]:
        """What makes it another office: "vice", "former"."""
        return self.words & RANKED


def nation_of(words: str) -> str | None:
    """Give the country that words name, or that they say something is of: "the Danish minister"."""
    found = (_plain(match[0]) for match in _WORDS.finditer(words) if match[0][0].isupper())
    return next((NATIONS.get(word, word) for word in found if word in NATIONS or word in _COUNTRIES), None)


class Register:
    """The entities of one text."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._full: dict[tuple[str, ...], Entity] = {}
        self._last: dict[str, list[Entity]] = defaultdict(list)
        self._first: dict[str, list[Entity]] = defaultdict(list)
        self._offices: dict[str, dict[tuple[Office, Entity], None]] = defaultdict(dict)
        self._bearing: dict[str, dict[Entity, None]] = defaultdict(dict)  # by a word of an office
        self._called: dict[str, dict[Entity, None]] = defaultdict(dict)  # by a word of a full name
        self._held: dict[Office, list[Entity]] = {}
        self._single: dict[str, Entity] = {}
        self._doubted: dict[str, int] = defaultdict(lambda: -1)  # where a bare surname last meant nobody for sure
        told = [name for name in names if not name.heading]
        self._bare = Counter(low(name.words[0]) for name in told if len(name.words) == 1)
        for name in told:
            if len(surname_first(name.core)) > 1:
                self._add(name)
        named = (each for each in self._full.values() if each.kind in ("person", "unknown"))
        self._spellings = Spellings(low(words[-1]) for each in named for words in each.names if len(words) > 1)
        self._ranked = Counter(low(name.words[-1]) for name in told if name.one_of)
        for name in sorted(told, key=lambda name: name.honorific is None):
            if len(surname_first(name.core)) == 1:
                self._add_single(name)

    def _add(self, name: Name) -> None:
        core = name.core
        key = (core[0].lower(), core[-1].lower(), *name.words[len(core) :])
        if name.kind not in ("person", "unknown"):
            key = _firm(name.words)
        entity = self._full.get(key)
        if entity is None:
            entity = self._full[key] = Entity(name.kind, name.gender, first=name.start)
            for last in {low(core[-1]), *(key if len(key) == 1 else ())}:
                self._last[last].append(entity)
            self._first[low(core[0])].append(entity)
        self._learn(entity, name)
        entity.names[name.words] += 1
        for word in map(low, name.words):
            self._called[word][entity] = None

    def _add_single(self, name: Name) -> None:
        linked = self.candidates(name)
        last = low(name.words[-1])
        if last in self._single and not name.titled:
            self._single[last].names[name.words] += 1
            return
        if len(linked) == 1 and not (linked[0].kin and self._anothers(linked[0], name)):
            entity = linked[0]
            self._learn(entity, name)
            if entity.kind == "unknown" and len(next(iter(entity.names))) > 1 and not name.article:
                entity.kind = "person"
            return
        single = self._single.get(last)
        if len(linked) > 1 and (name.role is None or len(linked) > _TOO_MANY or single not in linked):
            return
        if single is not None and name.gender and single.gender not in (None, name.gender):
            single.shared = True  # "Mr Vale", where it is "Mrs Vale" that is named by the surname alone so far
            entity = Entity("person")
        else:
            entity = self._single.setdefault(last, Entity("person" if linked else name.kind, name.gender))
        if not entity.names:
            entity.shared = name.honorific is not None and bool(self._last[last])
            self._last[last].append(entity)
        entity.names[name.words] += 1
        self._learn(entity, name)

    def _anothers(self, kin: Entity, name: Name) -> bool:
        """Whether a bare surname is not this kin's but the other's, who needs no full name."""
        often = self._bare[low(name.words[-1])] > _FAR_MORE * sum(kin.names.values())
        return not name.titled and (name.start < kin.first or often)

    def _learn(self, entity: Entity, name: Name) -> None:
        if name.kind == "person":
            entity.kind = "person"
        entity.gender = entity.gender or name.gender
        entity.honorific = entity.honorific or name.honorific
        if name.role is not None:
            entity.role = entity.role or name.role
            office = Office.of(name.role)
            if office is not None:
                self._offices[office.head][office, entity] = None
                for word in office.words:
                    self._bearing[word][entity] = None

    def candidates(self, name: Name) -> list[Entity]:
        """Whom a name may mean."""
        core = surname_first(name.core)
        if len(core) > 1:
            key = (name.core[0].lower(), name.core[-1].lower(), *name.words[len(name.core) :])
            found = self._full.get(key) or self._full.get(_firm(name.words))
            return [found] if found is not None else []
        word = low(core[0])
        near = self._last.get(word, [])
        if len(near) > _TOO_MANY:
            return near
        if len(core) < len(name.words):  # "Vale Jr."
            near = [each for each in near if any(words[-1] == name.words[-1] for words in each.names)]
        if not near:
            near = [each for last in self._spellings.near(word) for each in self._last[last]]
        if not near and (name.kind != "place" or name.titled):
            near = [each for each in self._first.get(word, []) if each.kind in ("person", "unknown")]
        people = [each for each in near if each.kind == "person"]
        if people and (name.titled or not name.article):
            near = people
        elif name.titled:
            near = [each for each in near if each.kind == "unknown"]
        if not name.titled:
            near = [each for each in near if not each.kin] or near
        return [each for each in near if not (name.gender and each.gender and name.gender != each.gender)]

    def meant(
        self, name: Name, gender_nearby: Callable[[], str | None] | None = None, speaker: Entity | None = None
    ) -> Entity | None:
        """Whom a name means here; `speaker`: who spoke last.

        Of several with one surname it is the one whose gender a pronoun nearby tells, the one far ahead, or the one
        last called so; of two as near and as often named, the one who spoke last, or none.
        """
        found = self.candidates(name)
        if len(found) > _TOO_MANY:
            return None
        found = [each for each in found if each.sentence >= 0] or found  # nobody who is named only later
        if gender_nearby is not None and len(found) > 1:
            gender = gender_nearby()
            found = [each for each in found if gender is not None and each.gender == gender] or found
        if name.one_of or self._open(name, found):
            return None
        if len(found) < 2:
            return found[0] if found else None
        told = sorted(found, key=lambda each: -sum(each.names.values()))
        if sum(told[0].names.values()) >= _FAR_AHEAD * sum(told[1].names.values()):
            return told[0]
        near = sorted((each.short, each.sentence, sum(each.names.values())) for each in found)
        if near[-1] == near[-2]:
            return speaker if speaker in found else None
        return max(found, key=lambda each: (each.short, each.sentence, sum(each.names.values())))

    def _open(self, name: Name, found: Sequence[Entity]) -> bool:
        """Whether a bare surname tells nobody: two are told apart by "Mr" and "Mrs", or by "elder" and "younger"."""
        if name.titled or len(surname_first(name.core)) > 1:
            return False
        last = low(name.words[-1])
        ranked = self._ranked[last] > 1 and len(self._last[last]) > 1
        return ranked or sum(each.shared for each in found) > 1

    def rivalled(self, name: Name, entity: Entity, speaker: Entity | None) -> bool:
        """Whether a bare surname may mean another who was introduced since it last meant somebody, or spoke."""
        if name.titled or len(surname_first(name.core)) > 1:
            return False
        last = low(name.words[-1])
        since = name.start - _RECENT
        for each in self._last[last]:
            near = max(each.named, self._doubted[last]) > since
            if each is entity or each.kind != "person" or each.named < 0 or not near:
                continue
            if each is speaker or (each.acted > max(since, entity.named) and not _settled(entity, each)):
                self._doubted[last] = name.start
                return True
        return False

    def known(self, name: Name) -> Entity | None:
        """Whom the last words of a heading's capitals mean."""
        for size in (len(name.words), 2, 1):
            found = self.meant(replace(name, words=name.words[-size:])) if size <= len(name.words) else None
            if found is not None:
                return found
        return None

    def holders(self, description: str) -> list[Entity]:
        """Who holds the office that a description names; nobody where very many do."""
        sought = Office.of(description)
        if sought is None:
            return []
        if sought not in self._held:
            self._held[sought] = self._holding(sought)
        return self._held[sought]

    def _holding(self, sought: Office) -> list[Entity]:
        offices = self._offices.get(sought.head, {})
        if len(offices) > _TOO_MANY:
            return []
        held = [(office, each) for office, each in offices if office.rank == sought.rank]
        within = _once(each for office, each in held if sought.words <= office.words)
        if within:
            return within
        if len(_once(each for _, each in held)) == 1:
            return _once(each for office, each in held if office.words <= sought.words)
        return []

    def told_of(self, word: str) -> bool:
        """Whether somebody who was named before bears an office that a word is a part of: "Det Insp Poe"."""
        return any(each.sentence >= 0 for each in islice(self._bearing.get(word, ()), _TOO_MANY))

    def organisation(self, word: str) -> Entity | None:
        """Give the one organisation whose name holds a word, such as "ministry"; none where several do."""
        called = islice(self._called.get(word, ()), _TOO_MANY)
        found = [each for each in called if each.kind == "organisation"]
        return found[0] if len(found) == 1 else None


def _settled(entity: Entity, other: Entity) -> bool:
    """Whether the text has made a surname somebody's: by using it, or by naming the other far less in full."""
    bare = all(len(words) == 1 for words in entity.names)
    return bare or entity.calls >= _SETTLED or entity.names.total() >= _FAR_AHEAD * other.names.total()


def _firm(words: Sequence[str]) -> tuple[str, ...]:
    """Give an organisation's name without what only says that it is a firm: "Corvane" of "Corvane Group"."""
    lows = tuple(map(low, words))
    size = next((at for at in range(len(lows), 1, -1) if lows[at - 1] not in FIRMS), 1)
    return lows[:size]


def surname_first(core: Sequence[str]) -> Sequence[str]:
    """Leave out the particles that a surname begins with."""
    at = 0
    while at < len(core) - 1 and core[at] in _PARTICLES:
        at += 1
    return core[at:]


def _plain(word: str) -> str:
    bare = word.replace("’", "'").removesuffix("'s").replace(".", "")
    return CASED.get(bare) or ABBREVIATED.get(bare.lower(), bare.lower())


def _once(entities: Iterable[Entity]) -> list[Entity]:
    return list(dict.fromkeys(entities))
