"""Who writes "I": the author that a text names at its start or in the line about the author at its end."""

import re
from collections.abc import Sequence

from index.names import Name

_BYLINE = re.compile(r"(?:\A|\n)[Bb][Yy] \Z")
_COPYRIGHT = re.compile(r"(?:©|[Cc]opyright)[^\n]{0,20} by \Z")
_ABOUT = re.compile(r"(?:,[^.;:\n]{1,80},)? (?:is|was|chairs|teaches|covers|directs|leads|runs|serves|hosts)\b")
_OPENING = 600  # characters in which a byline may stand
_ABOUT_LENGTH = 500
_CLOSING = 40  # names among which the end may tell of the author


def author_of(text: str, names: Sequence[Name]) -> Name | None:
    """Find the author's name.

    It stands after "By" at the start, before the headline's colon, in a copyright line, or opens a last paragraph that
    tells of the author.
    """
    for name in names:
        if name.start > _OPENING:
            break
        if name.start == 0 and len(name.words) > 1 and name.kind == "person" and text.startswith(": ", name.end):
            return name
        if len(name.words) > 1 and _BYLINE.search(text[max(0, name.start - 4) : name.start]):
            return name
    for name in names[-_CLOSING:]:
        if len(name.words) > 1 and _COPYRIGHT.search(text[max(0, name.start - 40) : name.start]):
            return name
    end = len(text.rstrip())
    last = text.rfind("\n", 0, end) + 1
    if not 0 < last >= end - _ABOUT_LENGTH:
        return None
    first = next((name for name in names[-_CLOSING:] if name.start >= last), None)
    if first is None or first.kind not in ("person", "unknown") or len(first.words) < 2:
        return None
    begins = last == first.start or (first.role is not None and text.startswith(first.role, last))
    return first if begins and _ABOUT.match(text, first.end) else None
