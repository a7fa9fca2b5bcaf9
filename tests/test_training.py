"""What the reader learns from and is judged by: labels that fit their text, companions that do not answer."""

import gzip
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch

from qa.training import corpus, examples
from qa.training.apart import is_apart
from qa.training.common import OFTEN, common_words
from qa.training.corpus import Shares, Texts, companions
from qa.training.eight import in_eight_bits
from qa.training.examples import Example, answered, unanswered
from qa.training.export import Shipped
from qa.training.features import BETWEEN, FIRST, batches, features, stacked
from qa.training.fit import Stage, _step, fit
from qa.training.measure import auroc, average_precision, exact, f1, reciprocal_rank
from qa.training.network import Network, Scale, loss, untrained
from qa.training.noise import led, turned, typed
from qa.training.search import TextSearch

RHINE = (
    "The Rhine rises in the Swiss Alps. In 1932 its length was given as 1,230 kilometres. "
    "The first bridge at Cologne was built by Constantine. Ships from Basel reach Rotterdam in three days."
)
QUESTION = "Who built the first bridge at Cologne?"
OTHER = "The Moselle joins the river at Koblenz, near a bridge. Its vineyards are steep. Barges are rare there."


def example() -> Example:
    at = RHINE.index("Constantine")
    return answered(QUESTION, RHINE, [(at, at + 11)], "squad1", "Rhine")


def test_where_an_answer_starts_and_ends_and_its_sentence_are_marked() -> None:
    made = example()
    (start,), (end,), (sentence,) = made.starts, made.ends, made.evidence or ()
    assert RHINE[start[0] : end[1]] == "Constantine" == made.answers[0]
    assert RHINE[slice(*sentence)] == "The first bridge at Cologne was built by Constantine."


def test_word_pieces_carry_the_marks_of_their_characters() -> None:
    (feature,) = features([example()], 288, random.Random(1))
    assert (feature.ids[0], feature.ids[-1]) == (FIRST, BETWEEN)
    assert feature.starts == feature.ends
    assert set(feature.starts) < set(feature.evidence or ())
    assert min(feature.evidence or ()) > feature.text_at


def test_a_long_text_is_cut_around_its_answer() -> None:
    text = OTHER * 20 + RHINE + OTHER * 20
    at = text.index("Constantine")
    long = answered(QUESTION, text, [(at, at + 11)], "squad1", "Rhine")
    for seed in range(20):
        (feature,) = features([long], 64, random.Random(seed))
        assert len(feature.ids) == 64
        assert all(feature.text_at <= place < 63 for place in (*feature.starts, *feature.ends))


def test_a_batch_is_padded_and_no_answer_is_the_first_piece() -> None:
    made = features([example(), unanswered(QUESTION, OTHER, "near", "Rhine")], 288, random.Random(1))
    batch = stacked(made)
    assert batch.answers.tolist() == [1, 0]
    assert batch.starts[:, 0].tolist() == batch.ends[:, 0].tolist() == [0, 1]
    assert batch.mask.sum(1).tolist() == [len(feature.ids) for feature in made]
    assert sorted(row for rows in batches(made * 50, seed=2) for row in rows) == list(range(100))


def test_companions_never_hold_the_answer() -> None:
    pool = [example(), unanswered("Which river?", OTHER, "squad1", "Moselle")]
    every = Shares(near=1, cut=1, turned=1, other=1, sentence=1)
    made = [
        each
        for seed in range(30)
        for each in companions(pool[:1], Texts(pool, []), every, random.Random(seed))
        if each.source != "turned"
    ]
    assert {each.source for each in made} == {"near", "cut", "other", "sentence"}
    assert all(("Constantine" in each.text) == each.answerable for each in made)
    assert all(each.text[slice(*each.starts[0])] == "C" for each in made if each.answerable)


@pytest.mark.parametrize("seed", range(20))
def test_a_turned_question_asks_for_something_else(seed: int) -> None:
    made = turned(QUESTION, [RHINE], random.Random(seed))
    assert made is not None
    assert made.lower() != QUESTION.lower()


def test_a_typed_question_keeps_its_letters() -> None:
    for seed in range(50):
        made = typed(QUESTION, random.Random(seed))
        assert set(made.lower()) <= set(QUESTION.lower())


def test_the_text_with_most_of_the_question_s_rare_words_is_nearest() -> None:
    assert TextSearch([OTHER, RHINE, "Ships."]).nearest(QUESTION, 2) == [1, 0]
    assert TextSearch([OTHER]).nearest("Nothing of it", 3) == []


def test_what_is_kept_apart_is_a_fifth_and_stays_so() -> None:
    assert 160 < sum(is_apart(f"title {number}") for number in range(1000)) < 250
    assert is_apart("Rhine")
    assert not is_apart("Huguenot")


def test_first_occurrences_are_placed_where_the_question_points(tmp_path: Path) -> None:
    text = "In 1932 it rained. Later a canal was dug, in 1932 as well."
    row = {"question": "When was the canal dug?", "context": text, "answers": ["1932"], "starts": [3], "title": "Canal"}
    (tmp_path / "reading").mkdir()
    with gzip.open(tmp_path / "reading" / "squad2.jsonl.gz", "wt") as file:
        file.write(json.dumps(row) + "\n")
    (made,) = examples.squad2(tmp_path)
    assert made.starts[0][0] == text.rindex("1932")


def test_squad_s_figures_are_the_official_ones() -> None:
    assert f1("the Swiss Alps", ["Alps"]) == pytest.approx(2 / 3)
    assert (f1("", []), f1("Alps", []), f1("", ["Alps"])) == (1, 0, 0)
    assert (exact("The Alps!", ["alps", "x"]), exact("Alps", ["Swiss Alps"]), exact("", [])) == (1, 0, 1)


@pytest.mark.parametrize(
    ("scores", "labels", "value"),
    [
        ([3, 2, 1], [True, True, False], 1.0),
        ([1, 1], [True, False], 0.5),
        ([float("-inf"), 0, 1, 2], [True, False, True, False], 0.25),
    ],
)
def test_auroc_counts_ordered_pairs(scores: Sequence[float], labels: Sequence[bool], value: float) -> None:
    assert auroc(scores, labels) == value


def test_ranking_figures() -> None:
    assert average_precision([3, 2, 1], [False, True, True]) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert reciprocal_rank([3, 2, 1], [False, True, True]) == 0.5


class Small(Network):
    """A network of a few numbers in place of the encoder."""

    def __init__(self) -> None:
        torch.nn.Module.__init__(self)
        self.words = torch.nn.Embedding(30600, 4)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        found = self.words(input_ids)
        return found[..., 0], found[..., 1], found[..., 2], found[:, 0, 3]


def test_a_question_is_led_to_by_what_does_not_answer_it() -> None:
    asked = {led(QUESTION, example(), random.Random(seed)) for seed in range(40)}
    assert QUESTION in asked
    (other,) = asked - {QUESTION}
    lead, _, question = other.partition(". ")
    assert lead in RHINE
    assert "Constantine" not in lead
    assert question == QUESTION


def test_texts_of_one_question_are_ranked_in_one_batch() -> None:
    three = [example(), *(unanswered(QUESTION, text, "near", "Rhine") for text in (OTHER, "Ships."))]
    made = [replace(each, rank=rank) for rank in range(40) for each in three] + [example()] * 40
    cut = features(made, 288, random.Random(1))
    for rows in batches(cut, seed=3):
        ranks = [cut[row].rank for row in rows]
        assert all(ranks.count(rank) == 3 for rank in ranks if rank is not None)
    assert sorted(row for rows in batches(cut, seed=3) for row in rows) == list(range(160))


def test_a_text_that_answers_is_to_outrank_those_beside_it() -> None:
    made = [example(), unanswered(QUESTION, OTHER, "near", "Rhine")]
    alone, ranked = (
        stacked(features([replace(each, rank=rank) for each in made], 288, random.Random(1))) for rank in (None, 7)
    )
    torch.manual_seed(1)
    network = Small()
    with torch.no_grad():
        apart = loss(network, ranked) - loss(network, alone)
        scores = network(ranked.ids, ranked.mask, ranked.types)[3]
    assert float(apart) == pytest.approx(0.5 * float(torch.logsumexp(scores, 0) - scores[0]), abs=1e-5)


def test_near_misses_stand_beside_the_text_that_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = [replace(example(), article="Huguenot"), unanswered("Which river?", OTHER, "squad2", "Huguenot")]
    for name in ("squad1", "shifts", "clapnq", "mtrag_first_turns"):
        monkeypatch.setattr(examples, name, lambda _: [])
    monkeypatch.setattr(examples, "mtrag_passages", lambda _: {"one": "A bridge at Cologne was built of stone."})
    monkeypatch.setattr(examples, "squad2", lambda _: held)
    made = [each for seed in range(10) for each in corpus.ranked(tmp_path, random.Random(seed)) if each.rank == 0]
    assert {each.source for each in made} >= {"squad1", "near"}
    assert all(("Constantine" in each.text) == each.answerable for each in made)


def _stops_at(number: int) -> Callable[..., float]:
    steps = iter(range(number))

    def stepped(*given: Any) -> float:  # noqa: ANN401
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return _step(*given)

    return stepped


def test_training_learns_and_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [example(), unanswered(QUESTION, OTHER, "near", "Rhine")] * 200
    stage = Stage("small", lambda _: made, epochs=2, pieces=64, steps=10, rate=0.1, ends=True)
    batch = stacked(features(made[:2], 64, random.Random(0)))
    losses = []
    for folder, stops in ((tmp_path / "through", False), (tmp_path / "stopped", True)):
        folder.mkdir()
        torch.manual_seed(1)
        network = Small()
        before = loss(network, batch).item()
        if stops:
            with monkeypatch.context() as patch:
                patch.setattr("qa.training.fit.SAVED_EVERY", -1)
                patch.setattr("qa.training.fit._step", _stops_at(5))
                with pytest.raises(KeyboardInterrupt):
                    fit(network, stage, folder, seed=1, device="cpu")
            network = Small()
        fit(network, stage, folder, seed=1, device="cpu")
        losses.append(loss(network, batch).item())
        assert losses[-1] < before
        assert [path.name for path in folder.iterdir()] == ["small.pt"]
    assert losses[0] == pytest.approx(losses[1], abs=1e-5)


def test_the_special_set_holds_nothing_that_is_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [unanswered("Which?", OTHER, "squad2", title) for title in ("Rhine", "Huguenot")]
    for name in ("squad1", "shifts", "clapnq", "mtrag_first_turns"):
        monkeypatch.setattr(examples, name, lambda _: [])
    monkeypatch.setattr(examples, "mtrag_passages", lambda _: {})
    monkeypatch.setattr(examples, "squad2", lambda _: rows)
    assert {each.article for each in corpus.special(tmp_path, random.Random(1))} == {"Huguenot"}
    assert corpus.kept_apart(tmp_path) == rows[:1]


def test_in_eight_bits_a_text_is_read_as_in_full_precision() -> None:
    torch.manual_seed(1)
    network, scale = untrained().eval(), Scale(span=2.0, answers=3.0, offset=-1.5)
    session = onnxruntime.InferenceSession(in_eight_bits(network, scale).SerializeToString())
    full, eight = [], []
    for text in (RHINE, OTHER, "Ships."):
        (feature,) = features([unanswered(QUESTION, text, "squad1", "Rhine")], 288, random.Random(1))
        ids = torch.tensor([feature.ids])
        types = (torch.arange(ids.shape[1]) >= feature.text_at).long()[None]
        with torch.no_grad():
            full.append([scores.numpy() for scores in Shipped(network, scale)(ids, types)])
        inputs = {"input_ids": ids.numpy(), "token_type_ids": types.numpy()}
        eight.append(session.run(["start", "end", "answers"], inputs))
        assert [each.shape for each in full[-1]] == [each.shape for each in eight[-1]]
        assert eight[-1][0][0, 0] == eight[-1][1][0, 0] == 0
    for expected, found in zip(zip(*full, strict=True), zip(*eight, strict=True), strict=True):
        alike = np.corrcoef(*(np.concatenate(scores, axis=None).tolist() for scores in (expected, found)))
        assert alike[0, 1] > 0.98


def test_common_words_stand_often_in_lower_case_and_seldom_with_a_capital() -> None:
    texts = ["Boats passed the bridges while Cole and a cole slept near Mole."] * OFTEN
    assert {"boat", "bridg", "pass", "cole", "mole"} & set(common_words(texts)) == {"bridg", "pass"}
    assert common_words(texts[1:]) == []
