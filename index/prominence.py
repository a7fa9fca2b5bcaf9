"""How prominent a name is where it stands: whom the sentence is about, who acts in it, who is only mentioned."""

import re

from index.discourse import ACTS, FIRST_OWNER, MODIFIER, OBLIQUE, OTHER, OWNER, SUBJECT
from index.heads import Heads
from index.names import Name

_ACTS = re.compile(
    r"(?:\s\([^)\n]{1,20}\))?\s(?:also\s|then\s|later\s|\w+ly\s)?(?:ha[sd]|is|was|will|would|did|does|could|can|may|might|should|[a-z]{2,}ed|said|says|told|"
    r"went|took|made|gave|began|came|held|spoke|won|lost|wrote|wants|calls)\b"
)
_SUBORDINATE = re.compile(
    r"(?:\A|[.!?][”\"’)]*\s|\n)(?:Even\s)?(?:After|When|While|Although|Though|Because|Since|Before|Once|If|Until)\s\Z"
)
_LONGEST_OPENING = 20  # characters
_ABSOLUTE = re.compile(r"(?:\s?[—–(,-][^.;\n]{1,80}[—–),-])?\s(?:\w+ly\s)?[a-z]+ing\b")  # "with Greer calling for it"


def prominence(name: Name, text: str, heads: Heads, *, opened: bool) -> float:
    """Give the weight of a naming; `opened`: somebody was named before in the sentence."""
    if name.owner:
        return OWNER if opened else FIRST_OWNER
    if _ABSOLUTE.match(text, name.end) and text.endswith("with ", 0, _titled(name, text)):
        return ACTS
    if heads.preposed(name):
        return OBLIQUE
    if name.modifies and name.article:
        return MODIFIER
    if not opened:
        return ACTS if subordinate(name, text) else SUBJECT
    return ACTS if _ACTS.match(text, name.end) else OTHER


def subordinate(name: Name, text: str) -> bool:
    """Whether a sentence opens with a clause that the name is the subject of: "After Poe left, ..."."""
    start = _titled(name, text)
    return _SUBORDINATE.search(text, max(0, start - _LONGEST_OPENING), start) is not None


def _titled(name: Name, text: str) -> int:
    """Give where a name starts, with the title before it."""
    before = f"{name.role} " if name.role else ""
    return name.start - len(before) if text.endswith(before, 0, name.start) else name.start
