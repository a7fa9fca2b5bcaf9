"""Statements that go on with a matter come with the one that names it."""

from pathlib import Path

import pytest

from index import Index

NAMED = "Quill said the dam needs repairs before winter."
LAWS = {
    "the next sentence, that leaves the matter out": ("But she said the county should “spend a little more”.", True),
    "the next sentence, that points back to it": ("She added that it had been neglected.", True),
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
