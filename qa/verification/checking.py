"""Check the quotations of any text against the documents: word for word, and by whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index import Index, View
from index.sentences import Span
from qa.answer import Citation
from qa.english.hedging import keeps_condition
from qa.english.words import Words, difference, edits
from qa.errors import QuestionError
from qa.opened import opened
from qa.verification.attribution import as_told, is_by, unnamed, with_speaker
from qa.verification.claims import Claim, claims
from qa.verification.cut import hedged, narrated, told, unasked
from qa.verification.elision import parted
from qa.verification.locate import Desk, Held, Occurrence, exact
from qa.verification.markup import Plain
from qa.verification.nearest import FEW, nearest
from qa.verification.stitched import apart
from qa.wording.prose import cite

PARAPHRASE = "reported in the article's words -> in quotation marks"
LONGEST = 1_000_000  # characters of a text that is checked
FEW_EDITS = 2  # words: so few are changed, not put together from separate places
_INNER_MARK = re.compile(r"[“”„«»\"]|(?<!\w)['‘]|’(?!\w)")  # a quotation in the quotation
Judged = Literal["found", "other_speaker", "altered", "stitched", "not_found"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one quotation of a text that is checked; `start` and `end` are in that text, marks included.

    found: it stands in `citation`, word for word, and nobody else is told to have said it. other_speaker: it stands
    there, but is not `claimed`'s. altered: what stands there was changed, as `difference` tells ("5% -> 6%"; and
    "speaker: Greer -> Bessent" where it is somebody else's as well), is the article's wording and no quotation, or is
    told there to be denied, or to be another's report ("denied -> said").
    stitched: its parts stand in separate places. not_found. `claimed` is the speaker that the text names.
    """

    start: int
    end: int
    verdict: Judged
    citation: Citation | None
    claimed: str | None
    difference: str | None


def verify(text: str, *, index: Index | str | None = None) -> list[Verdict]:
    """Check each quotation in a text, in order; titles of works that nobody is told to have said are left out.

    A quotation is what stands in quotation marks, in `<q>` or in a block quote; tags, comments and marks of Markdown
    count for nothing. Case, the shape of quotation marks and dashes may differ. Where the quotation marks that words
    were left out ("...") or put in ("[he]"), they may be, unless that hides a "not" or changes the sense. Nothing else,
    nor may a quotation leave a "not" behind that it stands next to. Raises QuestionError (no string, or over 1,000,000
    characters) and the index's errors.

    >>> [verdict.verdict for verdict in verify("“China policy is on hold,” Greer said.")]
    ['altered']
    """
    with opened(index).view() as view:
        return list(verdicts(text, view))


def verdicts(text: str, view: View) -> Iterator[Verdict]:
    """Give what `verify` does, each verdict as soon as it is known."""
    given: object = text
    if not isinstance(given, str):
        raise QuestionError(
            f"What is to be checked is no text but {type(given).__name__}: {str(given)[:80]!r}. Give a string"
        )
    if len(text) > LONGEST:
        raise QuestionError(f"The text has {len(text):,} characters; at most {LONGEST:,} are checked. Divide it")
    desk = Desk(view)
    known: dict[tuple[object, ...], Verdict] = {}
    number = 0
    plain = Plain.of(text)
    for claim in view.limit.each(claims(plain.text, limit=view.limit)):
        unknown = claim.guessed and not desk.speaks(claim.speaker or "")
        given_to = replace(claim, speaker=None) if unknown else claim
        bears = _what_bears(plain.text, given_to)
        verdict = known[bears] if bears in known else _judged(plain.text, given_to, desk)
        known[bears] = verdict
        cited = verdict.citation
        if cited is not None:
            number += 1
            cited = replace(cited, number=number)
        start, end = plain.place(claim.span)
        yield replace(verdict, start=start, end=end, citation=cited)


def _what_bears(text: str, claim: Claim) -> tuple[object, ...]:
    """Give all that the verdict on a quotation hangs on: twice the same is judged once."""
    start, end = claim.span
    telling = claim.telling
    teller = None if telling.teller is None else telling.teller.speaker or telling.named_teller
    told = telling.statement is None, telling.cue, telling.denial, telling.named, telling.frame, teller
    around = text[end : end + 2], narrated(text, start + 1), _hedges(text, claim.span)
    return text[start:end], around, claim.speaker, claim.guessed, told


def _judged(text: str, claim: Claim, desk: Desk) -> Verdict:
    span = claim.span
    occurrences = exact(text, span, desk)
    if occurrences:
        return _word_for_word(text, claim, occurrences, desk)
    near = desk.near(text[slice(*span)])
    quotation = Words.of(text, *parted(text, span).parts)
    original = _original(quotation, claim, near, desk)
    separate = () if original and edits(original[1], quotation) <= FEW_EDITS else apart(quotation.tokens, near)
    if separate:
        return _put_together(claim, separate, desk)
    if original is None:
        return Verdict(*span, "not_found", None, claim.speaker, None)
    occurrence, as_written = original
    changed = difference(occurrence.document.text, as_written, text, Words.of(text, span))
    return _altered(claim, occurrence, changed, desk)


def _word_for_word(text: str, claim: Claim, occurrences: Sequence[Occurrence], desk: Desk) -> Verdict:
    """Judge by whom words are that stand on the record, how they are told, and what they were cut off from."""
    theirs = [each for each in occurrences if is_by(each, claim, desk)]
    best = _most_told([each for each in theirs if _change(text, claim, each) is None] or theirs or occurrences)
    if best.seam in ("people", "narrator") and not _INNER_MARK.search(text, claim.span[0] + 1, claim.span[1] - 1):
        return _put_together(claim, [best], desk)
    changed = _change(text, claim, best)
    if changed is not None and (theirs or best.cut is not None or best.telling.denial is not None):
        return _altered(claim, as_told(best, claim), changed, desk)
    if not theirs:
        return Verdict(*claim.span, "other_speaker", _cited(as_told(best, claim)), claim.speaker, unnamed(best, claim))
    unknown = claim.speaker is not None and best.speaker is None
    note = f"speaker not resolved -> {claim.speaker}" if unknown else None
    return Verdict(*claim.span, "found", _cited(best), claim.speaker, note)


def _change(text: str, claim: Claim, occurrence: Occurrence) -> str | None:
    """Say what a quotation changes of words that it gives word for word; None: nothing."""
    quotation = Words.of(text, claim.span)
    made, record = occurrence.cut, occurrence.document.text
    if made is None and claim.speaker is None and claim.telling.statement is None:
        return None
    denied = narrated(text, claim.span[0] + 1) or claim.telling.denial
    if made is not None and not (made.denies and denied) and not (made.hedges and _hedges(text, claim.span)):
        return told(made, record, text, quotation)
    if claim.speaker is None and claim.telling.statement is None:
        return None
    changed = occurrence.telling.changed(claim.telling, claim.speaker or "") if made is None else None
    if changed is not None or claim.speaker is None:
        return changed
    hidden = None if denied else narrated(record, occurrence.span[0])
    if hidden is not None:
        first = record[slice(*(occurrence.tokens or (occurrence.span,))[0])]
        return f"{hidden} {first} -> {first}"
    if occurrence.inner is not None:
        return f"{occurrence.inner} -> {claim.telling.named or claim.speaker}"
    asked = unasked(record, occurrence.tokens, text, quotation)
    return asked or (PARAPHRASE if not occurrence.quoted or occurrence.seam == "edge" else None)


def _hedges(text: str, span: Span) -> bool:
    """Whether a draft hedges what it quotes, before it or behind it."""
    return hedged(text, span[0]) or keeps_condition(text, span[1])


def _altered(claim: Claim, occurrence: Occurrence, changed: str, desk: Desk) -> Verdict:
    difference = with_speaker(changed, occurrence, claim, desk)
    return Verdict(*claim.span, "altered", _cited(occurrence), claim.speaker, difference)


def _put_together(claim: Claim, places: Sequence[Occurrence], desk: Desk) -> Verdict:
    foreign = next((each for each in places if each.speaker and not is_by(each, claim, desk)), None)
    whose = None if foreign is None else with_speaker("", foreign, claim, desk)
    return Verdict(*claim.span, "stitched", _cited(places[0]), claim.speaker, whose)


def _original(quotation: Words, claim: Claim, near: Sequence[Held], desk: Desk) -> tuple[Occurrence, Words] | None:
    """Find what a quotation was altered from; few words are near to much, so they must be the same person's."""
    original = nearest(quotation, near)
    if original is None or len(quotation.tokens) > FEW:
        return original
    if original[1].spelled_out.tokens == quotation.spelled_out.tokens:
        return original
    return original if is_by(original[0], claim, desk) else None


def _most_told(occurrences: Sequence[Occurrence]) -> Occurrence:
    """Prefer words that are one stretch, whose speaker is known, and in quotation marks."""
    return max(
        occurrences,
        key=lambda each: (
            each.cut is None,
            each.seam is None,
            each.speaker is not None,
            each.quoted,
        ),
    )


def _cited(occurrence: Occurrence) -> Citation:
    return cite(1, occurrence.cited())
