"""What only people do, and a quotation that follows it: `Greer shrugs. “They would say that.”` is Greer's."""

from collections.abc import Iterator, Sequence

from index.contents import Clause
from index.ends import sentence_end
from index.jobs import is_job
from index.phrases import ADVERBS, BE, DAYS
from index.subjects import subject_of
from index.tokens import Token

GESTURES = frozenset(
    """beamed beams blinked blinks blushed blushes breathed breathes chuckled chuckles cleared clears cries frowned
    frowns giggled giggles grimaced grimaces grinned grins hesitated hesitates laughed laughs leaned leans leant
    nodded nods paused pauses rolled rolls shakes shook shrugged shrugs shuddered shudders sighed sighs smiled
    smiles smirked smirks squinted squints stared stares weeps wept winced winces""".split()
)
MOODS = frozenset(
    """adamant afraid alone amused angry apologetic bitter blunt cautious certain convinced defiant delighted
    devastated disappointed dismissive emphatic frustrated furious happy hopeful impressed incredulous optimistic
    persuaded pessimistic philosophical proud relieved sad scathing sceptical skeptical sure surprised thrilled
    tired unapologetic unconvinced undaunted undeterred unfazed unimpressed unmoved unrepentant upset worried""".split()
)
_VIEWS = frozenset("agrees agreed disagrees disagreed concurs concurred demurs demurred".split())
_STATES = BE | frozenset("seems seemed sounds sounded looks looked remains remained feels felt".split())
_QUALIFIERS = ADVERBS | frozenset("not so less very yet far from quite too as equally more of one entirely".split())
_LONGEST = 9  # tokens behind the verb


def gestures(tokens: Sequence[Token], found: Sequence[Clause]) -> Iterator[Clause]:
    """Find who does something that leads up to what is quoted next, in a short sentence of its own."""
    end = sentence_end(tokens)
    if found or any(token.quotation is not None for token in tokens):
        return
    for at in range(1, len(tokens)):
        if not _shown(tokens, at):
            continue
        source = subject_of(tokens, at)
        rest = tokens[at + 1 : end]
        if source is None or not _is_person(tokens, source) or len(rest) > _LONGEST:
            return
        if not any(token.capital and token.low not in DAYS for token in rest):
            yield Clause((at, at + 1), source, [], "gesture")
        return


def _shown(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb tells of a gesture, or of what somebody feels."""
    low = tokens[at].low
    if low in GESTURES | _VIEWS:
        return True
    if low not in _STATES:
        return False
    following = at + 1
    while following < len(tokens) and (tokens[following].low in _QUALIFIERS or tokens[following].low.endswith("ly")):
        following += 1
    return following < len(tokens) and tokens[following].low in MOODS


def _is_person(tokens: Sequence[Token], source: tuple[int, int]) -> bool:
    """Whether a subject is "he", "she", a name or a job."""
    last = tokens[source[1] - 1]
    return tokens[source[0]].low in ("he", "she") or last.capital or is_job(last.low)
