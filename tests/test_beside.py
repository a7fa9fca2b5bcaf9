"""Which other sentences are quoted beside the one that answers: those that the reader sees answer too, and no more."""

from dataclasses import replace
from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.beside import MOST, with_others
from qa.evidence import Sentence, sentences_of
from qa.reader import read_parts

DAM = (
    "The Halden dam was closed in May. The county found cracks in its eastern wall, which let water into the valley. "
    "Swimmers come to the lake every summer. Repairs would have cost more than a new dam. The lake is home to otters."
)
WHY = "Why was the Halden dam closed?"
LONGEST = 560


def _sentences(home: Path, text: str, question: str) -> list[Sentence]:
    with Index.open(str(home)) as index:
        index.add_text(text, uri="report", title="The Halden dam")
        with index.view() as view:
            return sentences_of(view, view.search(question, k=8))


def _together(question: str, best: Sentence, standing: list[Sentence], cosine: float, longest: int) -> list[Sentence]:
    """Join with cosines of which those of other sentences are `cosine`, the best one's is 1."""
    return with_others(question, best, standing, longest, lambda _, texts: [1.0] + [cosine] * (len(texts) - 1))


def test_in_a_text_read_as_a_whole_the_part_that_answers_comes_first() -> None:
    text = "It snowed. The envoys met in Geneva. Nobody came."
    parts = [(0, 10), (11, 36), (37, 49), (10, 11)]
    values = read_parts("Where did the envoys meet?", text, parts)
    assert max(values) == values[1]
    assert values[3] == float("-inf")


@pytest.mark.parametrize("longest", [LONGEST, 150, 10])
def test_the_sentence_that_answers_comes_first_alone_with_its_focus_and_there_is_room_for_the_others(
    home: Path, longest: int
) -> None:
    standing = _sentences(home, DAM * 2, WHY)
    best = replace(standing[1], focus=standing[1].span)
    found = _together(WHY, best, standing, 1.0, longest)
    assert found[0].focus == best.focus
    assert found[0].span[0] <= best.span[0] < best.span[1] <= found[0].span[1]
    assert all(each.focus is None for each in found[1:])
    inside = [each for each in standing if any(run.span[0] <= each.span[0] < run.span[1] for run in found)]
    assert len(inside) <= MOST
    assert sum(len(each.text) for each in inside) <= max(longest, len(best.text))
    assert (len(inside) > 1) is (longest > len(best.text) + 30)


def test_what_is_far_from_the_question_in_meaning_is_not_quoted_beside(home: Path) -> None:
    standing = _sentences(home, DAM, WHY)
    assert [each.span for each in _together(WHY, standing[1], standing, 0.0, LONGEST)] == [standing[1].span]


def test_of_words_that_run_over_a_sentence_not_the_whole_paragraph_is_quoted(home: Path) -> None:
    text = (
        "The Brill ferry links Arno and Tessel. It burns hydrogen in two engines that turn its wheels. The captain has "
        "a dog. The hydrogen is made from wind power at night, which is cheap. Tickets cost four euros."
    )
    with Index.open(str(home)) as index:
        index.add_text(text, uri="report", title="The Brill ferry")
        answer = ask("How does the Brill ferry work?", index=index)
    assert "hydrogen" in answer.text
    assert "Tickets" not in answer.text
