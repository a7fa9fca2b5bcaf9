"""Whose words a document tells a stretch of it to be, and whether a draft may give them to whom it names."""

from dataclasses import replace

from index.namesakes import is_only_others
from index.phrases import PRONOUNS
from index.speakers import same_speaker
from index.terms import words
from qa.verification.claims import Claim
from qa.verification.framing import leaves_open
from qa.verification.locate import Desk, Occurrence
from qa.verification.telling import doubted

UNNAMED = "the record does not name the speaker"

_SHORT = {"ceo": "chief executive", "cfo": "chief financial officer", "boss": "leader"}
_LESSER = frozenset("shadow deputy vice assistant acting junior".split())
_SMALL = frozenset("a an the one his her their its our some several many two three".split())


def is_by(occurrence: Occurrence, claim: Claim, desk: Desk) -> bool:
    """Whether words may be the claimed speaker's: they are told to be, as far as the record names who said them.

    A pronoun or a role that the record leaves open is nobody who has a name, unless the draft words it the same way.
    """
    statement, claimed = occurrence.statement, claim.speaker
    if claimed is None or occurrence.telling.is_told_by(claimed):
        return True
    if statement is not None and statement.speaker is not None:
        if _is_role_of(claimed, occurrence, desk):
            return True
        theirs = same_speaker(claimed, statement.speaker, statement.role)
        return theirs and all(desk.may_be(name, statement) for name in _names(claim))
    mentioned = mention_of(occurrence)
    if mentioned is not None and _same_source(claimed, mentioned):
        return not is_only_others(claimed, occurrence.document.text)
    marked = desk.marked(occurrence)
    if marked is not None and marked.guessed <= claim.guessed and marked.speaker is not None:
        return same_speaker(claimed, marked.speaker, None)
    return mentioned is None and occurrence.quoted and _named_beside(occurrence, claimed)


def _names(claim: Claim) -> list[str]:
    """Give the name that a draft has for a speaker, and with it the office that it gives to a bare surname."""
    told, name = claim.telling.statement, claim.speaker or ""
    office = told.role if told is not None and told.speaker == name and " " not in name else None
    return [name] if office is None else [name, f"{office} {name}"]


def with_speaker(changed: str, occurrence: Occurrence, claim: Claim, desk: Desk) -> str:
    """Add to what was changed that the record has another speaker."""
    if claim.speaker is None or is_by(occurrence, claim, desk):
        return changed
    return "; ".join(part for part in (changed, f"speaker: {_whose(occurrence)} -> {claim.speaker}") if part)


def as_told(occurrence: Occurrence, claim: Claim) -> Occurrence:
    """Give words that one reports of another as the report they are, unless the draft tells them so too."""
    teller, kept = occurrence.telling.teller, claim.telling.teller
    return occurrence if teller is None or kept is not None else replace(occurrence, statement=teller)


def unnamed(occurrence: Occurrence, claim: Claim) -> str | None:
    """Say that the record leaves open who said what a draft gives to somebody; None where it does not."""
    if claim.speaker is None or not occurrence.quoted or occurrence.speaker is not None:
        return None
    mentioned = mention_of(occurrence)
    return UNNAMED if mentioned is None else f"{UNNAMED}; speaker: {mentioned} -> {claim.speaker}"


def mention_of(occurrence: Occurrence) -> str | None:
    """Give the words that stand for the source."""
    statement = occurrence.statement
    if statement is None or statement.mention is None:
        return None
    return " ".join(occurrence.document.text[slice(*statement.mention)].split())


def _whose(occurrence: Occurrence) -> str:
    return occurrence.speaker or mention_of(occurrence) or ("not named" if occurrence.quoted else "the document itself")


def _same_source(claimed: str, mentioned: str) -> bool:
    """Whether a draft names a source as the record does: "the Athletic boss", "Athletic boss", a bare surname."""
    one, other = set(words(claimed)), set(words(mentioned))
    plain = one - _SMALL, other - _SMALL
    if claimed.lower() == mentioned.lower() or (plain[0] and plain[0] == plain[1]):
        return True
    nameless = mentioned.lower() in PRONOUNS or mentioned[:1].islower() or mentioned.split()[0].lower() in _SMALL
    return not nameless and same_speaker(claimed, mentioned, None)


def _is_role_of(claimed: str, occurrence: Occurrence, desk: Desk) -> bool:
    """Whether a draft calls a speaker by a role that the record gives them: "Smith's finance chief", "the captain".

    The words of the role are theirs, in their order and to the end of what is said of their office; nobody else of the
    document has them; whose it is stands there too.
    """
    statement, text = occurrence.statement, occurrence.document.text
    if statement is None or statement.speaker is None or not statement.role:
        return False
    owner, _, job = claimed.replace("’", "'").rpartition("'s ")
    role = _office(job)
    if not role or job.split()[-1].istitle() or not _has_office(role, statement.role):
        return False
    if not set(words(owner)) - _SMALL <= set(words(text)):
        return False
    others = desk.roles(statement.document_id) if statement.document_id else {}
    return all(name == statement.speaker or not _has_office(role, other) for name, other in others.items())


def _office(role: str) -> list[str]:
    full = " ".join(_SHORT.get(word, word) for word in words(role) if word not in _SMALL)
    return full.removesuffix(" officer").split()


def _has_office(office: list[str], role: str) -> bool:
    """Whether an office is one that a role names: "secretary of state" has "secretary", no deputy has the office."""
    theirs = _office(role.partition(",")[0])
    if not _LESSER.intersection(office) >= _LESSER.intersection(theirs):
        return False
    first = next((at for at, word in enumerate(theirs) if word in ("of", "for")), len(theirs))
    return theirs[:first][-len(office) :] == office or theirs == office


def _named_beside(occurrence: Occurrence, claimed: str) -> bool:
    """Whether the sentence that holds words in quotation marks names somebody, and leaves nothing open."""
    text = occurrence.document.text
    start, end = occurrence.sentences
    around = f"{text[start : occurrence.span[0]]} {text[occurrence.span[1] : end]}"
    beside = words(around)
    return set(words(claimed)[-1:]) <= set(beside) and not doubted(beside) and not leaves_open(around)
