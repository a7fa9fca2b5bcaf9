"""Answers to questions of fact in words: the short answer first, what agrees cited together, what disagrees dated."""

from collections.abc import Sequence

from qa.facts import Candidate
from qa.when import as_read
from qa.wording import Wording

CONTRARY = 1.0  # log odds below the best at which another source is heard that says otherwise


def state(wording: Wording, found: Sequence[Candidate]) -> str | None:
    """Add what answers, best first, to an answer's words; give the short answer, if there is one."""
    best = found[0]
    if best.short is None:
        for each in found:
            wording.report(each.sentence, whole=True)
        return None
    close = [each for each in found if each.worth > max(0.0, best.worth - CONTRARY) and each is not best]
    contrary = [
        each for each in close if best.sure and each.sure and each.contradicts(best) and _dated_otherwise(each, best)
    ]
    if contrary:
        return _newest_first(wording, [best, *contrary])
    agreeing = [each for each in found if each is best or each.agrees(best)]
    wording.lead(best.short, [each.sentence for each in agreeing])
    for each in found:
        if each in agreeing and each.sentence.text != best.sentence.text:
            continue
        wording.report(each.sentence, whole=True)
    return best.short


def _newest_first(wording: Wording, found: Sequence[Candidate]) -> str | None:
    """Give what dated sources say that disagree, each after its date."""
    ordered = sorted(found, key=lambda each: each.sentence.document.date or "", reverse=True)
    for each in ordered:
        said = as_read(each.sentence.document.date)
        wording.report(each.sentence, whole=True, before=f"{said}: ")
    return ordered[0].short


def _dated_otherwise(one: Candidate, other: Candidate) -> bool:
    dates = one.sentence.document.date, other.sentence.document.date
    return None not in dates and dates[0] != dates[1]
