"""Check the quotations of any text against the documents: word for word, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index import Index, Statement
from index.sentences import Span
from index.speakers import same_speaker
from index.terms import words
from qa.answer import Citation
from qa.assistant import opened
from qa.claims import claims
from qa.cut import told
from qa.elision import parted
from qa.errors import QuestionError
from qa.locate import FEW, Desk, Held, Occurrence, apart, exact, nearest
from qa.plain import Plain
from qa.verbatim import Words, difference, edits
from qa.wording import cite

PARAPHRASE = "reported in the article's words -> in quotation marks"
LONGEST = 1_000_000  # characters of a text that is checked
FEW_EDITS = 2  # words: so few are changed, not put together from separate places
Judged = Literal["found", "other_speaker", "altered", "stitched", "not_found"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one quotation of a text that is checked; `start` and `end` are in that text, marks included.

    found: it stands in `citation`, word for word, and nobody else is told to have said it. other_speaker: it stands
    there, but is not `claimed`'s. altered: what stands there was changed, as `difference` tells ("5% -> 6%"; and
    "speaker: Greer -> Bessent" where it is somebody else's as well), or is the article's wording and no quotation.
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
    given: object = text
    if not isinstance(given, str):
        raise QuestionError(
            f"What is to be checked is no text but {type(given).__name__}: {str(given)[:80]!r}. Give a string"
        )
    if len(text) > LONGEST:
        raise QuestionError(f"The text has {len(text):,} characters; at most {LONGEST:,} are checked. Divide it")
    desk = Desk(opened(index))
    found: list[Verdict] = []
    plain = Plain.of(text)
    for claim in claims(plain.text):
        claimed = None if claim.guessed and not desk.speaks(claim.speaker or "") else claim.speaker
        verdict = _judged(plain.text, claim.span, claimed, desk)
        number = 1 + sum(each.citation is not None for each in found)
        cited = None if verdict.citation is None else replace(verdict.citation, number=number)
        start, end = plain.place(claim.span)
        found.append(replace(verdict, start=start, end=end, citation=cited))
    return found


def _judged(text: str, span: Span, claimed: str | None, desk: Desk) -> Verdict:
    occurrences = exact(text, span, desk)
    if occurrences:
        return _word_for_word(text, span, claimed, occurrences)
    near = desk.near(text[slice(*span)])
    quotation = Words.of(text, *parted(text, span).parts)
    original = _original(quotation, claimed, near)
    separate = () if original and edits(original[1], quotation) <= FEW_EDITS else apart(quotation.tokens, near)
    if separate:
        foreign = next((each for each in separate if each.speaker and not _is_by(each, claimed)), None)
        whose = None if foreign is None else _with_speaker("", foreign, claimed)
        return Verdict(*span, "stitched", _cited(separate[0]), claimed, whose)
    if original is None:
        return Verdict(*span, "not_found", None, claimed, None)
    occurrence, as_written = original
    changed = difference(occurrence.document.text, as_written, text, Words.of(text, span))
    return Verdict(*span, "altered", _cited(occurrence), claimed, _with_speaker(changed, occurrence, claimed))


def _word_for_word(text: str, span: Span, claimed: str | None, occurrences: Sequence[Occurrence]) -> Verdict:
    """Judge by whom words are that stand on the record, and what they were cut off from."""
    theirs = [each for each in occurrences if _is_by(each, claimed)]
    whole = [each for each in theirs if each.cut is None] or theirs
    best = _most_told(whole or occurrences)
    if best.cut is not None:
        changed = told(best.cut, best.document.text, text, Words.of(text, span))
        return Verdict(*span, "altered", _cited(best), claimed, _with_speaker(changed, best, claimed))
    if not theirs:
        return Verdict(*span, "other_speaker", _cited(best), claimed, None)
    if claimed is not None and not best.quoted:
        best = next((each for each in whole if each.quoted), best)
    if claimed is not None and not best.quoted:
        return Verdict(*span, "altered", _cited(best), claimed, PARAPHRASE)
    unknown = claimed is not None and best.speaker is None
    return Verdict(*span, "found", _cited(best), claimed, f"speaker not resolved -> {claimed}" if unknown else None)


def _with_speaker(changed: str, occurrence: Occurrence, claimed: str | None) -> str:
    """Add to what was changed that the record has another speaker."""
    if claimed is None or _is_by(occurrence, claimed):
        return changed
    statement = occurrence.statement
    mentioned = occurrence.document.text[slice(*statement.mention)] if statement and statement.mention else None
    whose = occurrence.speaker or mentioned or ("not named" if occurrence.quoted else "the document itself")
    return "; ".join(part for part in (changed, f"speaker: {whose} -> {claimed}") if part)


def _original(quotation: Words, claimed: str | None, near: Sequence[Held]) -> tuple[Occurrence, Words] | None:
    """Find what a quotation was altered from; few words are near to much, so they must be the same person's."""
    original = nearest(quotation.tokens, near)
    if original is None or claimed is None or len(quotation.tokens) > FEW:
        return original
    return original if _is_by(original[0], claimed) else None


def _is_by(occurrence: Occurrence, claimed: str | None) -> bool:
    """Whether words may be the claimed speaker's: they are told to be, or are quoted and it is not clear whose.

    Where it is not clear, the document must at least name the one who is claimed.
    """
    statement = occurrence.statement
    if claimed is None:
        return True
    if statement is not None and statement.speaker is not None:
        return same_speaker(claimed, statement.speaker, statement.role)
    if statement is not None and statement.mention is not None:
        mentioned = occurrence.document.text[slice(*statement.mention)]
        if mentioned.lower() == claimed.lower():  # the same words for somebody nameless
            return True
    if statement is not None and _somebody_else(statement, occurrence.document.text):
        return False
    named = set(words(claimed)[-1:]) <= set(words(occurrence.document.text))
    return named and (statement is not None or occurrence.quoted)


def _somebody_else(statement: Statement, text: str) -> bool:
    """Whether the words that name a source are of somebody nameless: "a reporter", "officials"."""
    source = text[slice(*statement.mention)].split() if statement.mention else []
    return bool(source) and (source[0].lower() in ("a", "an", "one") or (len(source) == 1 and source[0].endswith("s")))


def _most_told(occurrences: Sequence[Occurrence]) -> Occurrence:
    """Prefer words whose speaker is known, and in quotation marks."""
    return max(
        occurrences,
        key=lambda each: (
            each.cut is None,
            each.speaker is not None,
            each.statement is not None and each.statement.kind != "indirect",
        ),
    )


def _cited(occurrence: Occurrence) -> Citation:
    return cite(1, occurrence.cited())
