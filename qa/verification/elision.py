"""Words that a quotation leaves out ("...") or puts in ("[the bill]"), and whether that is honest.

An ellipsis may leave out what changes nothing of what is kept: no word that denies; no number at its edge, for it
counts what is kept there; no word that makes less of it, as "may"; no name that what is kept begins or ends with ("We
trust ... Xi").
A bracket stands for a pronoun, a name, a tense or a capital letter: "[he]", "[the bill's]" where it repeats it,
"[T]he". It may put in no number, no amount and nothing that denies, and replace none, unless it repeats it; a name
stands for no other name, and a pronoun for none of another number.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.jobs import is_job
from index.phrases import DAYS, PREPOSITIONS
from index.sentences import Span
from index.terms import STOP_WORDS, stem
from qa.english.hedging import hides_hedge
from qa.english.negation import AMOUNTS, MODALS, counts, negates
from qa.english.words import Words
from qa.verification.meant import has_office, is_person, may_mean

LONGEST_GAP = 60  # words that an ellipsis may stand for
MOST_LEFT_OUT = 2.0  # times as many words as are quoted
MOST_PUT_IN = 4  # words in brackets
MOST_REPLACED = 6  # words that brackets stand for
_LEFT_OUT = re.compile(
    r"[^\W\d_]*\[[^\]\d]*\](?:['’]?[^\W\d_]+)*|\((?:\.\.\.|…)\)|\.\s?\.\s?\.|…"
)  # a number in brackets must stand, as all others
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FIRST = frozenset("i we me us my our mine ours myself ourselves".split())
_THIRD = (
    frozenset("he him his himself".split()),
    frozenset("she her hers herself".split()),
    frozenset("it its itself".split()),
    frozenset("they them their theirs themselves".split()),
)
_REPLACED = frozenset("he him she her it they them this that these those".split())
_INDEFINITE = frozenset("anyone anybody everyone everybody someone somebody whoever".split())
_OWNERS = frozenset("my our his her their".split())
_DEFINITE = frozenset("the this that these those".split())
_PRONOUNS = frozenset.union(*_THIRD) | _FIRST | frozenset("you your yours this that these those who".split())
_FORMS = frozenset("a an the am is are was were be been being has have had having do does did doing".split())
_LINKS = frozenset("and to of in on at for with by from as that".split())
_PASTS = {"can": "could", "may": "might", "shall": "should", "will": "would"}


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two parts of a quotation: words put in, in their own case, and whether some are left out."""

    put_in: tuple[str, ...]
    ellipsis: bool

    def joined(self, other: "Gap") -> "Gap":
        """Give two gaps with nothing between them as one."""
        return Gap(self.put_in + other.put_in, self.ellipsis or other.ellipsis)


@dataclass(frozen=True, slots=True)
class Known:
    """What a document has named before a place: brackets hold nobody and nothing that comes up only later."""

    words: Words
    until: int  # a place in the text
    text: str = ""
    place: int = 0  # of the quotation
    speaker: str = ""

    def __contains__(self, word: str) -> bool:
        return self.names((word,)) or self.names((word.removesuffix("'s"),))

    def names(self, phrase: Sequence[str]) -> bool:
        """Whether these words stand there one after the other."""
        first = next(self.words.find(phrase), None)
        return first is not None and self.words.places[first][0] < self.until


@dataclass(frozen=True, slots=True)
class Parted:
    """A quotation as the parts that must stand word for word; `gaps` has one more: before, between and after them."""

    parts: tuple[Span, ...]
    gaps: tuple[Gap, ...]


def parted(text: str, span: Span) -> Parted:
    """Part a quotation where it marks that words were left out or put in."""
    parts: list[Span] = []
    gaps = [Gap((), ellipsis=False)]
    at = span[0]
    for match in (*_LEFT_OUT.finditer(text, *span), None):
        part = at, match.start() if match else span[1]
        if Words.of(text, part).tokens:
            parts.append(part)
            gaps.append(Gap((), ellipsis=False))
        if match is not None:
            put_in = tuple(_WORD.findall(match[0].replace("[", "").replace("]", "")))
            sic = tuple(map(str.lower, put_in)) == ("sic",)
            gaps[-1] = gaps[-1].joined(Gap(() if sic else put_in, ellipsis=not put_in))
            at = match.end()
    return Parted(tuple(parts), tuple(gaps))


def honest(gap: Gap, left_out: Sequence[str], known: Known, following: str = "") -> bool:
    """Whether a gap hides and changes nothing.

    `left_out` are words of the document in their own case, `following` is the next; `known` are the document's words.
    """
    had, has = [_low(word) for word in left_out], [_low(word) for word in gap.put_in]
    if sorted(filter(negates, had)) != sorted(filter(negates, has)) or len(has) > MOST_PUT_IN:
        return False
    if len(had) > (LONGEST_GAP if gap.ellipsis else MOST_REPLACED):
        return False
    if gap.ellipsis and not _keeps_sense(left_out, following, replaced=bool(has)):
        return False
    return (gap.ellipsis and not has) or _stands_for(gap, left_out, known)


def honest_at_edge(gap: Gap, beside: Sequence[str], known: Known, *, before: bool) -> bool:
    """Whether what a quotation puts in before its first word or behind its last one may stand there.

    `beside` are the document's words there, in their order and own case, as far as nothing parts them; some of them
    may be what is replaced.
    """
    if not gap.put_in:
        return True
    next_to = beside[-1:] if before else beside[:1]
    if any(counts(_low(word)) and _low(word) not in map(_low, gap.put_in) for word in next_to):
        return False
    put_in = Gap(gap.put_in, ellipsis=False)
    most = min(MOST_REPLACED, len(beside))
    replaced = (beside[len(beside) - size :] if before else beside[:size] for size in range(min(1, most), most + 1))
    return any(honest(put_in, words, known) for words in replaced)


def repeated(gap: Gap, beside: Sequence[str], *, before: bool) -> int:
    """Count the words beside a quotation that it repeats in brackets: they are quoted, "[N]ot" as much as "Not"."""
    size = len(gap.put_in)
    next_to = beside[len(beside) - size :] if before else beside[:size]
    return size if size and [_low(word) for word in next_to] == [_low(word) for word in gap.put_in] else 0


def _keeps_sense(left_out: Sequence[str], following: str, *, replaced: bool) -> bool:
    """Whether an ellipsis leaves out no number that counts what is kept, and no name that it is about, and no hedge."""
    if not left_out:
        return True
    if counts(_low(left_out[0])) or counts(_low(left_out[-1])):
        return False
    if not replaced and hides_hedge([word if word == "May" else _low(word) for word in left_out], _low(following)):
        return False
    if replaced or _low(following) in PREPOSITIONS:
        return True
    if _names(left_out[:1]) and _names([following]):
        return False
    at = len(left_out)
    while at > 0 and _names(left_out[at - 1 : at]):
        at -= 1
    return at == len(left_out) or (at > 0 and _low(left_out[at - 1]) in PREPOSITIONS)


def _stands_for(gap: Gap, left_out: Sequence[str], known: Known) -> bool:
    """Whether words in brackets are a pronoun, a name, a tense or a capital letter in the place of others."""
    had, has = [_low(word) for word in left_out], [_low(word) for word in gap.put_in]
    if not _names_rightly(gap.put_in, had, left_out, known):
        return False
    if not gap.ellipsis and _is_meant(had, has, known):
        return True
    forms = {stem(word) for word in had} | {stem(part) for word in had for part in _contracted(word)}
    for word, low in zip(gap.put_in, has, strict=True):
        repeated = stem(low) in forms or low in {_PASTS.get(word) for word in had}
        plain = low in _PRONOUNS | _FORMS | _LINKS or (bool(_names([word])) and low in known)
        if not repeated and (not plain or _counts(low)):
            return False
    kept = {stem(word) for word in has}
    hidden = [word for word in had if _weighs(word) and stem(word) not in kept and _PASTS.get(word) not in has]
    if not gap.ellipsis and (hidden or not _replaces(gap.put_in, left_out)):
        return False
    return _same_persons(had, has) and _same_names(gap.put_in, left_out)


def _names_rightly(put_in: Sequence[str], had: Sequence[str], left_out: Sequence[str], known: Known) -> bool:
    """Whether a name in brackets is of whom the words that it replaces mean."""
    parts = {part for word in had for part in (_contracted(word) if "'" in word else (word,))}
    if not _INDEFINITE.isdisjoint(had) and _INDEFINITE.isdisjoint(map(_low, put_in)):
        return False
    if parts & {"we", "us"} and {_low(word) for word in put_in} & (_THIRD[0] | _THIRD[1]):
        return False
    named = frozenset(word.removesuffix("'s").removesuffix("’s") for word in _names(put_in))
    named = frozenset(word for word in named if not is_job(_low(word)))
    if not named or named & set(left_out):
        return True
    if parts & _THIRD[3]:
        return not is_person(named, known.text)
    one = parts & {"he", "him", "his", "she", "her", "hers"}
    if one:
        return all(may_mean(each, named, known.text, known.place, known.speaker) for each in one)
    job = _low(left_out[-1]) if left_out else ""
    return not is_job(job) or bool(_names(left_out)) or has_office(named, job, known.text)


def _is_meant(had: Sequence[str], has: Sequence[str], known: Known) -> bool:
    """Whether a noun phrase of the document's stands for a pronoun alone: "the company" for "they"."""
    pronoun, *ending = [part for word in had for part in (_contracted(word) if "'" in word else (word,))] or [""]
    noun = has[: len(has) - len(ending)]
    if pronoun not in _REPLACED or (ending and list(has[len(noun) :]) != ending):
        return False
    if noun[1:] and noun[0] in _OWNERS and known.names(noun):
        return pronoun in _THIRD[0] | _THIRD[1]
    noun = noun[1:] if noun and noun[0] in _DEFINITE else noun
    if not noun or any(_counts(low) or low in STOP_WORDS | MODALS | _FORMS for low in noun) or not known.names(noun):
        return False
    one_person = pronoun in _THIRD[0] | _THIRD[1]
    plural = noun[-1].endswith("s") and not noun[-1].endswith(("ss", "us", "is"))
    return is_job(noun[-1]) if one_person else not (plural and pronoun in _THIRD[2] | {"this", "that"})


def _replaces(put_in: Sequence[str], left_out: Sequence[str]) -> bool:
    """Whether words in brackets may stand for all that they replace: a noun phrase for a pronoun or a name."""
    has = {_low(word) for word in put_in}
    kept = {stem(word) for word in has}
    lost = [low for low in map(_low, left_out) if low not in STOP_WORDS and stem(low) not in kept]
    names = _names(put_in)
    if names:
        return not (lost and lost[-1].endswith("s") and not _names(left_out[-1:]))
    return not lost or bool(has & _PRONOUNS)


def _same_persons(had: Sequence[str], has: Sequence[str]) -> bool:
    """Whether a pronoun stands for none of another number or gender, and "we" for nobody else."""
    if not _FIRST.isdisjoint(has) and _FIRST.isdisjoint(had):
        return False
    one, other = ([group for group in _THIRD if not group.isdisjoint(words)] for words in (had, has))
    return not one or not other or any(group in other for group in one)


def _same_names(put_in: Sequence[str], left_out: Sequence[str]) -> bool:
    """Whether no name stands for another one, or for whoever says "I"."""
    had, has = ({_low(word) for word in _names(words)} for words in (left_out, put_in))
    if not has:
        return True
    if {"i", "me", "my"} & {_low(word) for word in left_out}:
        return False
    return not had or bool(had & has) or is_job(_low(left_out[-1]))


def _names(words: Iterable[str]) -> list[str]:
    """Give the words that are names, as far as a capital letter tells it."""
    return [
        w for w in words if w[:1].isupper() and not {_low(w)} & (STOP_WORDS | DAYS | _PRONOUNS) and not counts(_low(w))
    ]


def _weighs(low: str) -> bool:
    return _counts(low) or low in MODALS


def _counts(low: str) -> bool:
    return counts(low) or low in AMOUNTS


def _contracted(low: str) -> tuple[str, ...]:
    """Give the words of "we'll" and "they're"."""
    begins, _, ends = low.partition("'")
    return (begins, {"ll": "will", "re": "are", "ve": "have", "d": "would", "m": "am", "s": "is"}.get(ends, begins))


def _low(word: str) -> str:
    return word.casefold().replace("’", "'")
