"""News made up for tests: paragraphs that report what invented people say, with each quotation and its speaker."""

from dataclasses import dataclass

from hypothesis import strategies as st

MARKS = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"))
SPEAKERS = ("Ada Quill", "Boris Tandy", "Chloe Marsh", "Derek Olin", "Edith Vance", "Frank Osgood")
CLAIMS = (
    "The harbour will stay open until {} o'clock",
    "We counted {} boats before the storm",
    "Nobody paid more than ${} for a ticket",
    "The dam holds {} million cubic metres of water",
    "It is {}% cheaper than the old bridge",
    "There were {} witnesses, and none of them spoke",
    "I would not sell the orchard for {} pounds",
)
SHAPES = (
    "{open}{claim},{close} {speaker} said.",
    "{speaker} said: {open}{claim}.{close}",
    "{open}{claim},{close} said {speaker}.",
    "{speaker} told reporters that {open}{lower}{close}.",
    "{open}{claim},{close} {speaker} added on Tuesday.",
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A document and what it reports: the words between the marks, and who says them."""

    text: str
    said: tuple[tuple[str, str], ...]


@st.composite
def reported(draw: st.DrawFn) -> Reported:
    """Draw a document of one to six paragraphs in one style of quotation marks."""
    opening, closing = draw(st.sampled_from(MARKS))
    claims = draw(st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=6, unique=True))
    lines, said = [], []
    for claim in claims:
        speaker, shape = draw(st.sampled_from(SPEAKERS)), draw(st.sampled_from(SHAPES))
        worded = claim.format(draw(st.integers(2, 9999)))
        lower = worded[0].lower() + worded[1:] if not worded.startswith("I ") else worded
        lines.append(shape.format(open=opening, close=closing, claim=worded, lower=lower, speaker=speaker))
        said.append((lower if "{lower}" in shape else worded, speaker))
    return Reported("\n\n".join(lines), tuple(said))
