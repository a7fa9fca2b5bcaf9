"""The same sentence in several documents, as news agencies send it: each of them is cited, its words given once."""

from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.wording.prose import MOST_CITATIONS

FERRY = "The Dorset ferry sank off Poole on Sunday, killing nine people."
BRIDGE = "“We will widen the bridge,” Holm said."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When did the Dorset ferry sink?", FERRY),
        ("What happened to the Dorset ferry?", FERRY),
        ("What did Holm say about the bridge?", BRIDGE),
        ('Who said "We will widen the bridge"?', BRIDGE),
    ],
)
def test_copies_of_a_sentence_are_cited_together(home: Path, question: str, sentence: str) -> None:
    with Index.open(str(home)) as index:
        for number, rest in enumerate(("Divers came at noon.", "This paper costs two euros.")):
            index.add_text(f"{sentence}\n\n{rest}", uri=f"paper {number}")
        answer = ask(question, index=index)
    assert len({citation.document_id for citation in answer.citations}) == 2
    assert [citation.quote for citation in answer.citations] == [sentence, sentence]
    assert answer.text.count(sentence[1:20]) == 1
    assert answer.text.endswith(" [1] [2]") or answer.text.endswith(" [1] [2].")


def test_copies_are_cited_up_to_the_most_that_an_answer_has(home: Path) -> None:
    with Index.open(str(home)) as index:
        for number in range(10):
            index.add_text(f"{FERRY}\n\nPaper {number} adds that it rained.", uri=f"paper {number}")
        answer = ask("When did the Dorset ferry sink?", index=index)
    assert 2 <= len(answer.citations) <= MOST_CITATIONS
    assert answer.text.count("The Dorset ferry") == 1
