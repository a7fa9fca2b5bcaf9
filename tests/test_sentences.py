"""Sentences and paragraphs of news text, as offsets."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import is_heading, paragraphs, sentences

WORDS = st.text(st.sampled_from("aB. “”\"'’!?…\n—-(1)U.S Mr"), max_size=300)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(WORDS)
def test_sentences_lie_in_order_inside_the_text_and_leave_out_only_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).split() == "".join(cut(text)).split()
    outside = text
    for start, end in reversed(spans):
        outside = outside[:start] + outside[end:]
    assert not outside.strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "He met Mr. Smith of the U.S. Senate at 5 p.m. on Monday.",
        "Some 25 million tons were sold for $2.1 billion, up 3.5%.",
        "She said “No. Never.” and left.",
        "“Why?” he asked.",
        "The Jan. 6 hearings began… and went on.",
        "J.P. Morgan rose.",
        "He said: “China policy is not on hold.”",
    ],
)
def test_what_looks_like_an_end_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(f"It rained. {sentence} Then it stopped.") == ["It rained.", sentence, "Then it stopped."]


@pytest.mark.parametrize("before", ["said on", "posted to", "wrote via", "vanished from"])
@pytest.mark.parametrize("following", ["“It is alive,” Reed said.", "Ivy Stone left.", "The dam held."])
def test_a_sentence_may_end_with_the_network_x_but_not_with_an_initial(before: str, following: str) -> None:
    assert cut(f"Holm {before} X. {following}") == [f"Holm {before} X.", following]
    assert cut("A letter from J. Stone came to A. Reed.") == ["A letter from J. Stone came to A. Reed."]


def test_a_quotation_that_ends_inside_a_paragraph_ends_its_sentence() -> None:
    text = "“We won,” he said. “They lost.” The crowd left."
    assert cut(text) == ["“We won,” he said.", "“They lost.”", "The crowd left."]


def test_every_line_is_a_paragraph_of_its_own() -> None:
    assert cut("A headline without an end\nA first sentence.\n- one\n- two") == [
        "A headline without an end",
        "A first sentence.",
        "- one",
        "- two",
    ]


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "This is a text that was wrapped by hand at some width by President\n"
        "Donald Trump. It goes on to the next line and then further to a third\n"
        "line, and so on.\n\nAnother paragraph."
    )
    assert len(paragraphs(text)) == 2
    assert cut(text)[0].endswith("President\nDonald Trump.")


def test_a_heading_is_short_and_not_ended() -> None:
    text = "Not ‘On Hold’\nHe left.\n- an item"
    assert [is_heading(text, span) for span in paragraphs(text)] == [True, False, False]


@pytest.mark.parametrize(
    "found",
    [
        ["The meeting starts at 7 p.m.", "Apple will send its chief."],
        ["It closed at 5 p.m.", "The mayor left."],
        ["The talks began at 10 a.m. Monday in Oslo.", "It rained."],
        ["It begins at 8 p.m. Beijing time.", "It rained."],
        ["At 8 p.m. Eastern it began.", "It ended at 9 p.m. ET."],
        ["The firm lost $2.5m.", "Mayor Moss left."],
        ["Sales grew to £3.2bn.", "“Shares rose,” she said."],
        ["It was sold to Acme Inc.", "He then left."],
        ["He owns Holt & Co.", "Later it closed."],
        ["Acme Inc. Chief Executive Ann Poe left.", "The talks with the U.S. Senate failed."],
        ["Holt Ltd. in Cork shut.", "It rained."],
        ["Smith &amp; Sons sold 40 boats.", "AT&amp;T won the case."],
        ["The firm makes phones; tablets; watches.", "It grows."],
    ],
)
def test_a_sentence_may_end_with_an_hour_an_amount_or_an_abbreviation_and_not_at_an_ampersand(found: list[str]) -> None:
    text = " ".join(found)
    assert [text[start:end] for start, end in sentences(text)] == found
