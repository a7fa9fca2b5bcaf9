"""A text whose quotations were checked, as HTML: a summary, each quotation with its verdict, the text with marks."""

from collections import Counter
from collections.abc import Sequence

from index import OnRecordError, QuestionStopped, View
from qa.verification.checking import Verdict, verdicts
from qa.verification.denied import denial
from ui.credit import address, credit
from ui.escape import escaped, failure
from ui.speakers import counted

_LABELS = {
    "found": "Found",
    "other_speaker": "Other speaker",
    "altered": "Altered",
    "stitched": "Stitched",
    "not_found": "Not found",
}
MANY = 10  # verdicts; of more, those that are no problem are left out at first
_NOBODY = "somebody who is not named"


def check(text: str, view: View) -> str:
    """Check the quotations of a text, or say in one line why there is nothing to check."""
    if not text.strip():
        return _hint("Paste a text with quotations above, then press Check.")
    found: list[Verdict] = []
    try:
        if not view.passage_count:
            return _hint("Nothing is indexed yet, so nothing can be checked. Drop articles on this page.")
        found.extend(verdicts(text, view))
        return checked(text, found)
    except QuestionStopped:
        return failure(
            f"Time was up before the whole text was checked, after {counted(len(found), 'quotation')}; nothing is said "
            "of any. Divide the text, and check each part"
        )
    except OnRecordError as error:
        return failure(str(error))


def checked(text: str, verdicts: Sequence[Verdict]) -> str:
    """Give what became of each quotation in a text, and the text with each marked."""
    if not verdicts:
        return _hint("No quotation found: nothing in this text stands in quotation marks as somebody’s words.")
    items = "".join(_item(text, place, verdict) for place, verdict in enumerate(verdicts, 1))
    return (
        f'<section aria-label="Quotations checked" data-only="{_shown(verdicts)}">{_summary(verdicts)}'
        f'<ol class="checked">{items}</ol><h3>In the text</h3>'
        f'<div class="draft" tabindex="0" role="region" aria-label="The text, its quotations marked">'
        f"{_marked(text, verdicts)}</div></section>"
    )


def _hint(words: str) -> str:
    return f'<p class="hint">{words}</p>'


def _shown(verdicts: Sequence[Verdict]) -> str:
    """Say which verdicts are listed at first: of many, those that are no "found", if there are both."""
    return "problems" if len(verdicts) > MANY and 0 < _problems(verdicts) < len(verdicts) else "all"


def _problems(verdicts: Sequence[Verdict]) -> int:
    return sum(verdict.verdict != "found" for verdict in verdicts)


def _summary(verdicts: Sequence[Verdict]) -> str:
    """Count the verdicts; where there are several kinds, each count is a button that leaves the others out."""
    held: Counter[str] = Counter(verdict.verdict for verdict in verdicts)
    counts = {kind: f"{held[kind]:,} {label.lower()}" for kind, label in _LABELS.items() if held[kind]}
    number, problems = counted(len(verdicts), "quotation"), _problems(verdicts)
    told = f'<div class="summary" data-told="{number}: {", ".join(counts.values())}"'
    if len(counts) == 1:
        ((kind, words),) = counts.items()
        return f'{told}><strong>{number}:</strong> <span class="tag {kind}">{words}</span></div>'
    mixed = {"problems": counted(problems, "problem")} if held["found"] else {}
    buttons = "".join(
        f'<button type="button" class="tag {kind}" data-only="{kind}" '
        f'aria-pressed="{str(kind == _shown(verdicts)).lower()}">{words}</button>'
        for kind, words in {"all": "All", **mixed, **counts}.items()
    )
    return f'{told} role="group" aria-label="Show"><strong>{number}:</strong> {buttons}</div>'


def _marked(text: str, verdicts: Sequence[Verdict]) -> str:
    """Mark each quotation in its text, with its number and its verdict in words."""
    pieces, at = [], 0
    for place, verdict in enumerate(verdicts, 1):
        label = _LABELS[verdict.verdict]
        pieces.append(
            f'{escaped(text[at : verdict.start])}<mark class="{verdict.verdict}" data-place="{place}">'
            f"{escaped(text[verdict.start : verdict.end])}</mark>"
            f'<button type="button" class="tag {verdict.verdict}" data-action="verdict" data-place="{place}" '
            f'aria-label="Quotation {place}: {label}. Show its verdict">{place} {label}</button>'
        )
        at = verdict.end
    return "".join((*pieces, escaped(text[at:])))


def _item(text: str, place: int, verdict: Verdict) -> str:
    words = text[verdict.start : verdict.end]
    claim, denied = escaped(words), denial(words, verdict.citation) if verdict.citation else None
    return (
        f'<li class="{verdict.verdict}" id="verdict-{place}" tabindex="-1"><p class="judged">'
        f'<span class="tag {verdict.verdict}">{place} {_LABELS[verdict.verdict]}</span> {_reason(verdict, denied)}</p>'
        f'<p class="claim">{claim}</p>{_difference(verdict)}{_record(verdict)}</li>'
    )


def _reason(verdict: Verdict, denied: str | None) -> str:
    """Say in a sentence what the verdict means here; `denied` is how the record denies the words, if it does."""
    match verdict.verdict:
        case "found":
            return _found(verdict, denied)
        case "other_speaker":
            said = verdict.citation.speaker if verdict.citation else None
            if said is None and verdict.difference is not None:
                return f"The record does not name who said this: not known to be {_name(verdict.claimed)}."
            told = "is told of this" if denied else "said this"
            whose = f"{_name(said)} {told}" if said else "These are the document’s own words"
            return f"{whose}, not {_name(verdict.claimed)}."
        case "altered":
            return "The record has other words."
        case "stitched":
            return "Put together from words that stand apart on the record."
        case "not_found":
            return "These words stand nowhere in the documents."


def _found(verdict: Verdict, denied: str | None) -> str:
    said = verdict.citation.speaker if verdict.citation else None
    if denied is not None:
        of = f" of {_name(said)}" if said else ""
        return f"Word for word on the record, told{of} with a denial: “{escaped(denied)}”."
    if said is not None:
        return f"Word for word on the record, said by {_name(said)}."
    unsure = " Who said it is not resolved there." if verdict.claimed else ""
    return f"Word for word on the record.{unsure}"


def _name(speaker: str | None) -> str:
    return f"<strong>{escaped(speaker or _NOBODY)}</strong>"


def _difference(verdict: Verdict) -> str:
    """Show each change, what the record has first: "5% -> 6%"."""
    if verdict.difference is None:
        return ""
    changes = [change.split(" -> ") for change in verdict.difference.split("; ")]
    if any(len(change) != 2 for change in changes):  # the words themselves hold what divides them
        return f'<p class="difference">{escaped(verdict.difference)}</p>'
    items = "".join(f"<li><del>{escaped(had)}</del> -> <ins>{escaped(has)}</ins></li>" for had, has in changes)
    return f'<ul class="difference" aria-label="On the record, and in this text">{items}</ul>'


def _record(verdict: Verdict) -> str:
    """Give where the words stand, or what they were made from."""
    citation = verdict.citation
    if citation is None:
        return ""
    place = address(citation)
    return (
        f'<blockquote class="citation" {place}>{escaped(citation.quote)}</blockquote>'
        f'<button type="button" class="about" {place}>{credit(citation)}</button>'
    )
