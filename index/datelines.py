"""Where a story begins behind its dateline: `GENEVA, Jan 5 (Reuters) — {The bridge ...}`."""

import re

from index.sentences import Span

_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s(?:19|20)\d\d)?"
_STATE = r"(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?"
_PLACE = r"[A-Z][\w.’'/-]*(?:\s(?:(?:de|del|la|le|of|on|the|upon)\s)?[A-Z][\w.’'/-]*){0,3}" + _STATE
_LOUD = r"[A-Z][A-Z.’'/-]{2,}(?:\s[A-Z][A-Z.’'/-]+){0,3}" + _STATE
_AGENCY = r"\s?(?:\([A-Z][\w.&’' /-]{1,40}\)|/[A-Z][\w .-]{1,30}/)"
_DASH = r"\s*(?:—|–|--|\s-)\s*(?=[\"“‘'«„]?[A-Z0-9])"
_DATELINE = re.compile(rf"(?:(?:{_PLACE}(?:,\s{_DATE})?)?{_AGENCY}|{_PLACE},\s{_DATE}|{_LOUD}){_DASH}")


def past_dateline(text: str, span: Span) -> int:
    """Give where a paragraph begins behind place, date and agency; its start where it has no dateline."""
    match = _DATELINE.match(text, *span)
    return span[0] if match is None or match.end() >= span[1] else match.end()
