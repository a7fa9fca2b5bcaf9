"""Who speaks: the name and role behind the words that name a source, or none where the text leaves it open."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from index.asked import same_speaker
from index.author import author_of
from index.deadline import Check, unchecked
from index.discourse import (
    ACTS,
    MINDED,
    OTHER,
    POSSESSIVE_PRONOUN,
    PRONOUN,
    SILENT,
    SPEAKER,
    SUBJECT,
    Discourse,
)
from index.genders import WOMAN_S, gender_after, gender_told, learn
from index.heads import Heads, head_word
from index.jobs import is_job
from index.names import Name, names_in
from index.nations import native
from index.people import Entity, Office, Register, nation_of
from index.prominence import prominence, subordinate
from index.quotations import Quotation
from index.sentences import ON_X, Span
from index.titles import (
    CANDIDACIES,
    EMPLOYED,
    EPITHETS,
    JOINED_WORKPLACES,
    OFFICIALS,
    ORGANISATIONS,
    PAIRS,
    PERSONS,
    POINTED,
)
from index.unnamed import Unnamed, unnamed_subject
from index.workplaces import THINGS, Workplaces, is_campaign, whose

__all__ = ["Resolved", "same_speaker", "speakers_of"]

Resolved = tuple[str | None, str | None]  # speaker and role

_SUBJECTS = frozenset(("he", "she"))
_PRONOUNS = frozenset("his him her hers".split())
_OBJECT = re.compile(
    r"him\b|her(?=[.,;:]|\s(?:[“\"]|(?:an?|the|to|that|off|out|about|on|in|at|by|for|with|as)\b))"
)  # not "her plan"
_ACTS_ON = re.compile(r"\s(?:[a-z]+\s){1,3}")
_RELATIVE = frozenset("who which that".split())
_ANY_KIND = frozenset("group nonprofit organisation organization".split())  # what any organisation may be called
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]ers?|HE|SHE)\b")
_NOT_POINTED = "".join(rf"(?<!\b{each}.)" for each in ("St", *POINTED.split("|")))
_SENTENCE_END = re.compile(rf"{ON_X}\.\s+|[.!?](?<![A-Z].){_NOT_POINTED}[\"”’)]*\s+|\n+")
_TRAILING = re.compile(
    r"\w+\s(?:also\s|later\s|then\s|ha[sd]\s|\w+ly\s)?\w+(?:\s(?:on\s)?\w+day|\slater|\sthen|\stoo)?[.,;]"
)
_SILENT = re.compile(
    r"\s(?:did\snot|didn['’]t|does\snot|would\snot|never|declined\sto|refused\sto|could\snot\sbe|was\snot)\s"
    r"(?:immediately\s)?(?:reply|replied|respond|responded|answer|answered|comment|reached|available)\b"
)
_JUDGES = re.compile(
    r"\b(?:critici[sz]|attack|accus|blam|prais|mock|denounc|condemn|slam|blast|ridicul|rebuk|thank|defend|appla)\w*\s"
    r"(?:[A-Z][\w.]*\s){0,3}\Z"
)
_AFTER_JUDGED = re.compile(r"\s(?:after|when|because|for\swhat|over\swhat|as)\s(?=(?:he|she)\b)")
_JOINS = re.compile(r"\sand\s(?:[A-Z]\w+\.?\s)*\Z")
_TRAIT = re.compile(
    r"[Tt]h(?:e|at|is)\s(?:\w+\s)?(?:\d+-year-old|former|longtime|retired|veteran|[A-Z][\w-]+(?:an|ese|ish))\s"
)
_AGAIN = re.compile(r"year-old\Z|(?:mum|mom|mother|dad|father|parent)-of-\w+\Z")  # "the 45-year-old"
_PASSING = re.compile(r"\b(?:\w+-(?:term|time|year-old)|outgoing|sitting|current|incumbent|embattled)\s")
_DEFINITE = re.compile(r"\A(?:the|that|this)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"\A(?:the|that|this|his|her|their|its|our|my)\s+", re.IGNORECASE)
_INDEFINITE = re.compile(r"\A(?:an?|one|another)\s+", re.IGNORECASE)
_LONGEST_LABEL, _LONGEST_REACH = 100, 600


def speakers_of(
    text: str,
    quoted: Sequence[Quotation],
    mentions: Iterable[Span | None],
    spoken: Mapping[int, frozenset[str]] = MappingProxyType({}),
    check: Check = unchecked,
) -> dict[Span, Resolved]:
    """Give the speaker and role behind every mention of a text.

    `quoted` are the text's quotations in order; `spoken` the names that whoever a mention stands for speaks of, by
    where it starts. `check` is called often and may raise, which ends the work.
    """
    wanted = sorted({mention for mention in mentions if mention is not None}, key=lambda span: (span[1], span[0]))
    return _Reading(text, quoted, spoken).resolve(wanted, check) if wanted else {}


class _Reading:
    """One pass over a text from its start, with what the reader has in mind."""

    def __init__(self, text: str, quoted: Sequence[Quotation], spoken: Mapping[int, frozenset[str]]) -> None:
        self.text = text
        self.spoken = spoken
        self.names = names_in(text)
        self.register = Register(self.names)
        self.heads = Heads(text, self.names)
        self.quoted = [(each.start, each.end) for each in quoted]
        self.sources: frozenset[int] = frozenset()  # where mentions start
        self.meant: dict[int, Entity | None] = {}  # by the start of a name or pronoun
        self.discourse = Discourse()
        self.workplaces = Workplaces(text)
        self.organisation = 0  # where the naming of the discourse's organisation ends
        self.subject: tuple[Name, Entity] | None = None  # the person named just before, as a sentence's subject
        self.judged: tuple[int, Entity] | None = None  # whom a pronoun means that starts there

    def resolve(self, wanted: list[Span], check: Check) -> dict[Span, Resolved]:
        """Read on from event to event: ends of sentences, names, pronouns, mentions."""
        found: dict[Span, Resolved] = {}
        self.sources = frozenset(start for start, _ in wanted)
        ends = _SENTENCE_END.finditer(self.text)
        events: list[tuple[int, int, int]] = [(match.end(), 0, "\n" in match[0]) for match in ends]
        events += [(name.start, 1, at) for at, name in enumerate(self.names) if not name.heading]
        named = {name.start for name in self.names}
        pronouns = (match.span() for match in _PRONOUN.finditer(self.text))
        events += [(start, 2, end) for start, end in pronouns if start not in named]
        starts = [0, *(place for place, kind, _ in events if kind == 0)]
        unnamed = {each.start: each for each in (unnamed_subject(self.text, start) for start in starts) if each}
        events += [(start, 3, each.end) for start, each in unnamed.items()]
        events = list(self._outside(sorted(events)))
        events += [(end, -1, at) for at, (_, end) in enumerate(wanted)]
        for place, kind, payload in sorted(events):
            check()
            if kind == 0:
                self.discourse.next_sentence(paragraph=bool(payload))
            elif kind == 1:
                self._name(self.names[payload], self.names[payload + 1 : payload + 2])
            elif kind == 2:
                self._pronoun(place, payload)
            elif kind == 3:
                self._unnamed(unnamed[place])
            else:
                entity = self._mention(wanted[payload])
                found[wanted[payload]] = (entity.speaker, entity.office) if entity is not None else (None, None)
        return found

    def _outside(self, events: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
        """Leave out what stands in quotation marks."""
        at = 0
        for event in events:
            while at < len(self.quoted) and self.quoted[at][1] <= event[0]:
                at += 1
            if at == len(self.quoted) or event[0] <= self.quoted[at][0]:
                yield event

    def _name(self, name: Name, following: Sequence[Name]) -> None:
        entity = self.register.meant(name, lambda: gender_after(self.text, name.end), self.discourse.speaker)
        if entity is not None and self.register.rivalled(name, entity, self.discourse.speaker):
            entity = None
        self.meant[name.start] = entity
        if entity is None:
            return
        self.workplaces.named(name, entity)
        introduced = entity.person and entity.sentence < 0 and name.opens and name.role is not None
        minded = learn(entity, name, self.text) or introduced
        if len(name.core) == 1:
            entity.short = self.discourse.sentence
            entity.calls += 1
        if any(_describes(name, each) for each in following):
            return
        weight = prominence(name, self.text, self.heads, opened=self.discourse.opened)
        weight = MINDED if minded and weight == SUBJECT else weight
        entity.named = name.start
        entity.acted = name.start if len(name.core) > 1 and weight >= ACTS else entity.acted
        if entity.kind in ("person", "unknown"):
            weight = SILENT if _SILENT.match(self.text, name.end) else weight
            self._judge(name, entity)
            self.discourse.add(entity, weight)
            self._together(name, entity)
            self.subject = (name, entity) if weight >= SUBJECT else None
        elif entity.kind == "organisation" and weight >= SUBJECT and _plain(name):
            self.discourse.spoke(entity)
            self.organisation = name.end
        leads = name.owner or subordinate(name, self.text)
        if not leads and (name.kind != "place" or not (name.modifies or self.heads.preposed(name))):
            self.discourse.opened = True

    def _judge(self, name: Name, entity: Entity) -> None:
        """Tell whom "she" means in "Amis criticized {Poe} after she said"."""
        after = _AFTER_JUDGED.match(self.text, name.end)
        if after is not None and _JUDGES.search(self.text, max(0, name.start - _LONGEST_REACH // 10), name.start):
            self.judged = after.end(), entity

    def _together(self, name: Name, entity: Entity) -> None:
        """Keep in mind as a group the two whom "and" joins."""
        if self.subject is None or name.owner or self.subject[1] is entity:
            return
        other, one = self.subject
        if _JOINS.match(self.text[other.end : name.start][:_LONGEST_LABEL]) and one.speaker and entity.speaker:
            self.discourse.add(entity, SUBJECT)
            self.discourse.spoke(Entity("group", label=f"{one.speaker} and {entity.speaker}"))

    def _pronoun(self, start: int, end: int) -> None:
        word = self.text[start:end].lower()
        trailing = start in self.sources and _TRAILING.match(self.text, start) is not None
        gender = "f" if word in WOMAN_S else "m"
        doer = self._doer(start) if _OBJECT.match(self.text, start) else None
        entity = self.discourse.who(gender, trailing=trailing, barred=self.spoken.get(start, frozenset()), but=doer)
        if self.judged is not None and self.judged[0] == start and self.judged[1].gender in (None, gender):
            entity = self.judged[1]
        self.meant[start] = entity
        if entity is not None:
            self.discourse.add(entity, PRONOUN if word in _SUBJECTS else POSSESSIVE_PRONOUN)

    def _doer(self, start: int) -> Entity | None:
        """Give who acts on a pronoun, and so is not meant by it: "{Marsh} told him"."""
        if self.subject is None:
            return None
        name, entity = self.subject
        return entity if _ACTS_ON.fullmatch(self.text, name.end, start) else None

    def _unnamed(self, subject: Unnamed) -> None:
        """Keep in mind whom a sentence is about without a name: the holder of an office, or nobody who is named."""
        words = self.text[subject.start : subject.end]
        definite = _DEFINITE.match(words) is not None
        entity = self._described(words, subject.end, named=False) if definite else None
        if entity is None or entity.speaker is None:
            if definite and subject.noun in EPITHETS:
                return  # one of those whom the text is about, it is not clear who
            gender = gender_told(subject.noun) or gender_after(self.text, subject.end)
            entity = Entity("person", gender, unnamed=True)
        self.discourse.add(entity, SUBJECT)

    def _mention(self, span: Span) -> Entity | None:
        words = self.text[span[0] : span[1]]
        first = words.lower().replace("’", "'").split("'")[0]
        if first in _SUBJECTS or words.lower() in _PRONOUNS:
            entity = self.meant.get(span[0])
        elif first == "they":
            entity = self.discourse.near(self.discourse.group)
        elif first == "it":
            entity = self._it(span[0])
        elif first in _RELATIVE:
            heads = self.heads.before_who(span[0])
            entity = self._joined(heads, (heads[0].start, heads[-1].end)) if heads else None
        elif first == "i":
            return self._author
        else:
            entity = self._phrase(span, words)
        if entity is not None and first in _RELATIVE:
            self.discourse.add(entity, OTHER)
        elif entity is not None and first not in ("they", "it") and not _SILENT.match(self.text, span[1]):
            self._spoke(entity)
            self.organisation = span[1]
        elif entity is not None:
            entity.sentence = self.discourse.sentence
        return entity

    def _it(self, start: int) -> Entity | None:
        """Give the organisation last named, unless something else that may say it stands between."""
        entity = self.discourse.near(self.discourse.organisation)
        if entity is None or THINGS.search(self.text, max(self.organisation, start - _LONGEST_REACH), start):
            return None
        return entity

    @cached_property
    def _author(self) -> Entity | None:
        name = author_of(self.text, self.names)
        if name is None:
            return None
        return self.register.known(name) or Entity(name.kind, label=" ".join(name.words))

    def _spoke(self, entity: Entity) -> None:
        if entity.kind in ("organisation", "place", "group"):
            self.discourse.spoke(entity)
        else:
            if entity.kind == "unknown":
                entity.kind = "person"
            self.discourse.add(entity, SPEAKER)
            self.discourse.speaker = entity

    def _phrase(self, span: Span, words: str) -> Entity | None:
        nation = native(words)
        if nation is not None:
            return self.discourse.focus(None, lambda each: each.nation == nation)
        heads, reach = self.heads.of(span, words)
        if heads:
            return self._joined(heads, reach)
        if is_campaign(words):
            return self.workplaces.campaign(self.meant.get(span[0]), self.discourse.focus(None))
        slash = self.heads.ending_at(span[0] - 1) if self.text[span[0] - 1 : span[0]] == "/" else None
        if slash is not None:
            words = self.text[slash.start : span[1]]
        return self._described(words, span[1], named=slash is not None or self.heads.holds_name(span))

    def _joined(self, heads: Sequence[Name], span: Span) -> Entity | None:
        """One name, or several that "and" joins."""
        found = [self._headed(heads[0], span)]
        for before, name in pairwise(heads):
            if not self.heads.joined(before, name):
                break
            found.append(self._headed(name, span))
        speakers = [each.speaker for each in found if each is not None and each.speaker is not None]
        if len(found) == 1 or len(speakers) < len(found):
            return found[0]
        return Entity("group", label=", ".join(speakers[:-1]) + " and " + speakers[-1])

    def _headed(self, name: Name, span: Span) -> Entity | None:
        begin, end = max(name.start, span[0]), min(name.end, span[1])
        if (begin, end) != (name.start, name.end):
            name = replace(name, words=tuple(self.text[begin:end].split()), heading=True)
        if not name.heading and name.start in self.meant:
            entity = self.meant[name.start]
        else:
            entity = self.register.known(name) if name.words else None
        if entity is None and self.register.candidates(name):
            return None  # of two who are as near nobody is taken
        return entity or (Entity(name.kind, label=" ".join(name.words)) if name.words else None)

    def _described(self, words: str, end: int, *, named: bool) -> Entity | None:
        """Somebody described: the one who holds that office or is spoken of, or an organisation by its whole name."""
        plain = " ".join(words.split())
        definite = _DEFINITE.match(plain) is not None
        last = head_word(plain)
        headed = plain[0].isupper() and self.text[max(0, end - len(words) - 1) : end - len(words)] in ("", "\n")
        held = definite or ((named or (headed and is_job(last))) and not _INDEFINITE.match(plain))
        holder = self._holder(plain) if held else None
        if holder is not None:
            return holder
        if definite and last in EPITHETS:
            return self._called_again(plain, last, gender_told(last) or gender_after(self.text, end))
        if definite and (_AGAIN.search(last) or (is_job(last) and _TRAIT.match(plain))):
            return self._called_again(plain, last, gender_told(last) or gender_after(self.text, end))
        if definite and last in PAIRS:
            return self.discourse.near(self.discourse.group)
        if is_job(last) or last in PERSONS:
            return None if definite and last not in PERSONS else Entity("person", gender_told(last))
        if definite and not named and last in JOINED_WORKPLACES:
            called = self.register.organisation(last) or self.workplaces.called(last)
            return called or self._administration(last) or self._near_organisation(plain, last)
        if named and last in ORGANISATIONS and len(plain) <= _LONGEST_LABEL and not _INDEFINITE.match(plain):
            return Entity("organisation", label=_ARTICLE.sub("", plain))
        return Entity("group") if last.endswith("s") else None

    def _near_organisation(self, words: str, last: str) -> Entity | None:
        """Name the organisation last spoken of, unless it is of another kind: no bank is "the health ministry"."""
        near = self.discourse.near(self.discourse.organisation)
        if near is None or near.speaker is None:
            return None
        name = {word.lower() for word in near.speaker.split()}
        kinds = name & (JOINED_WORKPLACES | ORGANISATIONS)
        told = {word.lower() for word in _ARTICLE.sub("", words).split()} - {last}
        return near if (not kinds or last in kinds or last in _ANY_KIND) and told <= name else None

    def _administration(self, word: str) -> Entity | None:
        """Whose administration "the administration" is where the text tells who is president."""
        held = self.register.holders("the president") if word == "administration" else []
        return whose(held[0], word) if len(held) == 1 else None

    def _called_again(self, words: str, epithet: str, gender: str | None) -> Entity | None:
        """Whom the text is about, unless it gives another office, or one of another country."""
        nation = nation_of(words)

        def fits(entity: Entity) -> bool:
            held = epithet not in EPITHETS or _may_be(entity, epithet)
            return held and nation in (None, entity.nation or nation)

        return self.discourse.focus(gender, fits)

    def _holder(self, words: str) -> Entity | None:
        held = self.register.holders(_PASSING.sub("", words))
        if len(held) < 2:
            unnamed = bool(held) and held[0].sentence < 0 and self.register.told_of(head_word(words))
            return held[0] if held and not unnamed else None
        near = [each for each in held if 0 <= self.discourse.sentence - each.sentence <= 2 and each.sentence >= 0]
        return near[0] if len(near) == 1 else None


def _describes(name: Name, following: Name) -> bool:
    """Whether a name stands in the description of the next: "{Ashby} manager Ann Poe"."""
    role = following.role
    return role is not None and role.startswith(" ".join(name.words)) and following.start - name.start <= len(role) + 2


def _plain(name: Name) -> bool:
    """Whether an organisation's name is no bare acronym, which may be anything."""
    return name.article or len(name.words) > 1 or not name.words[0].isupper()


def _may_be(entity: Entity, epithet: str) -> bool:
    """Whether the office that the text gives somebody leaves room for an epithet."""
    office = Office.of(entity.role) if entity.role else None
    if office is None or office.head == epithet:
        return True
    if office.head in EMPLOYED:
        return False
    return office.head in EPITHETS if epithet in CANDIDACIES else not {office.head, epithet} <= OFFICIALS
