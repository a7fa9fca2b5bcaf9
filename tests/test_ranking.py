"""In which order candidates answer, and whether any does: what is fitted, and what it says."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import Index
from qa.evidence.candidates import FEATURES, LOWEST, Candidate, gathered
from qa.evidence.ranking import WEIGHTS, Ranking, ranking, together
from qa.question.question import parse
from qa.reading.reader import span_reader
from qa.training.ranking import Seen, figures, order

GATES = (
    "The gates of the Orrin dam were shut on Monday.\n\n“We have checked every gate twice,” Mayor Ada Quill told "
    "reporters. “Nobody told the farmers,” said Otto Brandt.\n\nGate | Height\nNorth | 4 metres\nSouth | 5 metres"
)


@pytest.fixture
def found(home: Path) -> list[Candidate]:
    with Index.open(str(home)) as index:
        index.add_text(GATES, uri="gates", title="Dam gates shut")
        with index.view() as view:
            return gathered(parse("What did Ada Quill say about the gates?"), view, span_reader())


def test_every_sentence_is_a_candidate_once_rows_of_tables_too(found: list[Candidate]) -> None:
    spans = [each.sentence.span for each in found]
    assert len(spans) == len(set(spans)) >= 6
    assert any("South" in each.sentence.text for each in found)
    assert all(len(each.features) == len(FEATURES) for each in found)
    said = {each.sentence.speaker: dict(zip(FEATURES, each.features, strict=True)) for each in found}
    assert (said["Ada Quill"]["theirs"], said["Ada Quill"]["others"]) == (1.0, 0.0)
    assert (said["Otto Brandt"]["theirs"], said["Otto Brandt"]["others"]) == (0.0, 1.0)


def test_the_words_that_come_nearest_stand_inside_their_sentence(found: list[Candidate]) -> None:
    for each in found:
        start, end = each.sentence.focus or (0, 0)
        assert each.sentence.span[0] <= start < end <= each.sentence.span[1]


def test_chances_are_shares_and_the_odds_of_all_say_whether_to_answer(found: list[Candidate]) -> None:
    model = ranking()
    assert sum(model.chances(found)) == pytest.approx(1)
    assert model.chances([]) == []
    best = max(found, key=lambda each: each.judged.score)
    assert model.answers([best], about=True)
    bare = tuple(0.0 for _ in FEATURES)
    low = replace(best, judged=replace(best.judged, score=model.least - 0.5), features=bare)
    assert not model.answers([low], about=False)
    assert model.answers([low, low], about=False)
    assert model.own > 0 > model.said
    assert not model.answers([], about=False)


def test_the_file_holds_a_weight_for_every_feature() -> None:
    assert json.loads(WEIGHTS.read_text("utf-8"))["weights"].keys() == set(FEATURES)
    assert len(Ranking.read(WEIGHTS).weights) == len(FEATURES)


def test_odds_of_several_are_added() -> None:
    assert together([LOWEST, 1.0]) == pytest.approx(1.0, abs=1e-5)
    assert together([0.0, 0.0, 0.0]) == pytest.approx(np.log(3))


def seen(number: int) -> Seen:
    """Give a question whose candidate with the highest third feature answers, if the judge is sure of any."""
    chance = np.random.default_rng(number)
    features = chance.normal(0, 1, (8, len(FEATURES)))
    answerable = number % 4 > 0
    features[:, 0] += 4.0 if answerable else -4.0
    right = features[:, 2] == features[:, 2].max() if answerable else np.zeros(8, dtype=bool)
    return Seen(str(number), f"document {number % 10}", answerable, False, features, right)


def test_what_is_fitted_puts_what_answers_first_and_tells_whether_anything_does() -> None:
    many = [seen(number) for number in range(80)]
    weights = order(many)
    assert FEATURES[int(np.argmax(weights))] == FEATURES[2]
    assert all((each.odds > 0) is each.answerable for each in many)
    measured = figures(many)
    assert measured["first"] > 0.8
    assert measured["first"] > measured["first by the judge"]
    assert measured["answerable told, AUROC"] > 0.95
