"""Statements that go on with a matter come with the one that names it."""

from pathlib import Path

import pytest

from index import Index

NAMED = "Quill said the dam needs repairs before winter."
LAWS = {
    "the next sentence, that leaves the matter out": ("But she said the county should “spend a little more”.", True),
    "the next sentence, that points back to it": ("She added that it had been neglected.", True),
    "the next sentence, of a later day": ("A week later she told reporters that it had been neglected.", True),
    "the next sentence, of another matter": ("She said taxes would fall.", False),
    "somebody else's next sentence": ("Hugo Marr said the county should “spend a little more”.", False),
}


@pytest.mark.parametrize("following", LAWS)
def test_what_goes_on_with_a_matter_bears_on_it(following: str, home: Path) -> None:
    sentence, bears = LAWS[following]
    with Index.open(str(home)) as index:
        text = f"Mayor Ada Quill spoke to voters.\n\n{NAMED} {sentence}\n\nIt was a sunny day in the valley."
        index.add_text(text, uri="a")
        found = index.statements(about="repairs of the dam")
        assert text[slice(*found[0].spans[0])] == "the dam needs repairs before winter"
        assert len(found) == 1 + bears


def test_the_words_that_open_the_next_paragraph_come_with_what_they_paraphrase(home: Path) -> None:
    with Index.open(str(home)) as index:
        text = f"Mayor Ada Quill spoke.\n\n{NAMED}\n\n“We cannot wait,” she said.\n\n“Taxes fall,” she said."
        index.add_text(text, uri="a")
        found = index.statements(speaker="Quill", about="repairs of the dam")
        assert [each.kind for each in found] == ["indirect", "direct"]
        assert found[1].spans[0][0] == text.index("“We cannot")


@pytest.mark.parametrize(
    ("before", "quotation", "bears"),
    [
        ("The union rejected the tunnel.", "It is an insult,", True),
        ("Hugo Marr said the tunnel would cost jobs.", "That will never do,", True),
        ("The union rejected the bridge.", "It is an insult,", False),
        ("The union rejected the tunnel.", "We are an island,", False),
        ("The union rejected the tunnel. The sun shone.", "It is an insult,", False),
    ],
)
def test_a_quotation_that_leans_on_the_sentence_before_bears_on_what_that_names(
    before: str, quotation: str, bears: bool, home: Path
) -> None:
    text = f"{before} “{quotation}” its leader, Ada Quill, said.\n\n“Cats are nice,” Quill said."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        found = index.statements(speaker="Quill", about="the tunnel")
        assert [text[slice(*each.spans[0])] for each in found] == [f"“{quotation}”"] * bears


BEFORE = {
    "what the speaker does about it": ("Mayor Ada Quill fought the tunnel for years.", True),
    "what the speaker thinks of it": ("Mayor Ada Quill opposed the tunnel.", True),
    "what the speaker does about what was just named": ("The tunnel opens in May. Mayor Ada Quill fought it.", True),
    "what names things of a kind": (
        "The tunnel opens in May. Mayor Ada Quill fought plans that are such as bridges.",
        False,
    ),
    "what the speaker does after it was named": ("The tunnel opens in May. Mayor Ada Quill fell ill.", False),
    "that the speaker was asked": ("Asked about the tunnel, Mayor Ada Quill shook her head.", True),
    "what was said of it": ("Mayor Ada Quill said the tunnel was never needed, a view that many share.", True),
    "what somebody else does about it": ("Hugo Marr fought the tunnel, unlike Ada Quill.", False),
    "another matter": ("Mayor Ada Quill fought the bridge for years.", False),
}


@pytest.mark.parametrize("gap", [" ", "\n\n"])
@pytest.mark.parametrize("before", BEFORE)
def test_a_quotation_bears_on_what_its_speaker_does_in_the_sentence_before(before: str, gap: str, home: Path) -> None:
    sentence, bears = BEFORE[before]
    text = f"{sentence}{gap}“There is no money left in the county,” Quill said.\n\n“Cats are nice,” Quill said."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        found = index.statements(speaker="Quill", about="the tunnel")
        contents = [text[slice(*each.spans[0])] for each in found]
        assert any("no money" in content for content in contents) == bears
        assert not any("Cats" in content for content in contents)


@pytest.mark.parametrize("labels", [("Q", "A"), ("HUGO MARR", "ADA QUILL"), ("The Valley Post", "Ada Quill")])
def test_an_answer_bears_on_what_was_asked(labels: tuple[str, str], home: Path) -> None:
    asks, answers = labels
    text = (
        f"An interview with Ada Quill\n\n{asks}: What about the harbour? Will it close?\n\n{answers}: Not while I live."
        f"\n\n{asks}: Do you like to sing?\n\n{answers}: In the shower, and never for long."
    )
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        (found,) = index.statements(speaker="Quill", about="the harbour")
        assert text[slice(*found.spans[0])] == "Not while I live."
