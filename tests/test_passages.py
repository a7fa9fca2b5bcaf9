"""Passages cover their document and fit the embedder."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.embed import WORD_PIECES, tokenizer
from index.passages import cut, embedded_text
from index.records import Document


def document(text: str, title: str = "A title") -> Document:
    return Document("id", "uri", title, None, None, None, "", len(text), text)


PARAGRAPH = st.lists(
    st.sampled_from(["Rain fell.", "“No,” she said.", "Heading", "x" * 700, "漢字" * 90, "a b " * 300])
)


@settings(max_examples=50, deadline=None)
@given(st.lists(PARAGRAPH.map(" ".join), max_size=12).map("\n".join), st.text(max_size=400))
def test_passages_joined_are_their_document_and_each_fits_the_embedder(text: str, title: str) -> None:
    cuts = cut(document(text, title))
    assert "".join(item.passage.text for item in cuts) == text
    assert all(text[c.passage.start : c.passage.end] == c.passage.text for c in cuts)
    for item in cuts:
        encoding = tokenizer().encode(embedded_text(title, item))
        assert not encoding.overflowing
        assert len(encoding.ids) <= WORD_PIECES


def test_a_passage_ends_where_a_sentence_ends() -> None:
    text = " ".join(f"Sentence number {n} of this long text says that it is number {n}." for n in range(200))
    cuts = cut(document(text))
    assert len(cuts) > 5
    assert all(item.passage.text.rstrip().endswith(".") for item in cuts)


def test_a_heading_opens_the_passage_it_heads_and_rides_along_after() -> None:
    long = " ".join(f"The story goes on with sentence {n}, which is of middling length." for n in range(12))
    cuts = cut(document(f"{long}\nThe Second Part\n{long}\n{long}"))
    opening = next(item for item in cuts if item.passage.text.startswith("The Second Part"))
    assert opening.section is None
    later = cuts[cuts.index(opening) + 1]
    assert later.section == "The Second Part"
    assert embedded_text("A title", later).startswith("A title. The Second Part\n")
