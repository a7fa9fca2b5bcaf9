"""What the reader learns from and is judged by: labels that fit their text, texts beside that do not answer."""

import gzip
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch

from qa.training import brief, corpus
from qa.training.apart import is_apart
from qa.training.common import OFTEN, common_words
from qa.training.corpus import Data
from qa.training.examples import Asked, Text, plain, titled
from qa.training.export import Shipped
from qa.training.features import BETWEEN, FIRST, OTHER, RIGHT, WRONG, Batch, batches, grouped, stacked
from qa.training.fit import Stage, _step, fit
from qa.training.measure import auroc, average_precision, exact, f1, reciprocal_rank
from qa.training.negatives import TextSearch
from qa.training.network import loss, untrained
from qa.training.noise import turned, typed
from qa.training.quantize import in_eight_bits

RHINE = (
    "The Rhine rises in the Swiss Alps. In 1932 its length was given as 1,230 kilometres. "
    "The first bridge at Cologne was built by Constantine. Ships from Basel reach Rotterdam in three days."
)
QUESTION = "Who built the first bridge at Cologne?"
BESIDE = "The Moselle joins the river at Koblenz, near a bridge. Its vineyards are steep. Barges are rare there."
ANSWER = (RHINE.index("Constantine"), RHINE.index("Constantine") + len("Constantine"))
ARTICLE = (
    "The harbour master has resigned. Ada Quill said on Monday that the gates were never checked.\n\n"
    "“We had no men to spare,” she said. Otto Brandt denied it. He called the report a fraud."
)
WRITTEN: dict[str, Any] = {
    "id": "1", "doc": "D", "question": "Why were the gates not checked?", "answerable": True,
    "gold": ["no men to spare"], "evidence": ["“We had no men to spare,” she said."],
    "also": ["Ada Quill said on Monday that the gates were never checked."],
    "near": ["Otto Brandt denied it."], "speaker": "Ada Quill", "kind": "said",
}  # fmt: skip


def asked(*texts: Text, question: str = QUESTION) -> Asked:
    return Asked(question, texts or (plain(RHINE, [ANSWER]), plain(BESIDE)), ("Constantine",), "squad2_part", "Rhine")


def data(folder: Path) -> Data:
    """Make files of the shape of the real ones."""
    (folder / "train").mkdir()
    squad = {
        "title": "Huguenot",
        "question": QUESTION,
        "context": RHINE,
        "answers": ["Constantine"],
        "starts": [ANSWER[0]],
    }
    none = squad | {"question": "Which river joins at Koblenz?", "context": BESIDE, "answers": [], "starts": []}
    turn = {"question": "And why?", "standalone": "Why not?", "history": ["Which gates?"], "leans": True}
    files: dict[str, list[dict[str, Any]]] = {
        "squad2_part": [squad, none, squad | {"title": "Rhine"}],
        "natural_questions_part": [],
        "tydiqa_english": [],
        "news_questions": [WRITTEN | {"doc": name} for name in ("D", "Rhine")],
        "written_questions": [WRITTEN | {"answerable": False, "evidence": [], "also": [], "gold": [], "history": []}],
        "conversations": [WRITTEN | turn],
        "news_articles": [{"doc_id": name, "title": "Gates", "text": ARTICLE} for name in ("D", "Rhine")],
        "written_documents": [{"doc_id": "E", "title": "Ferry", "text": "The ferry has no gates. " * 30}],
    }
    for name, rows in files.items():
        with gzip.open(folder / "train" / f"{name}.jsonl.gz", "wt") as file:
            file.write("\n".join(map(json.dumps, rows)))
    return Data(folder)


def test_the_sentence_that_holds_the_answer_is_the_one_that_answers() -> None:
    text = plain(RHINE, [ANSWER])
    (right,) = text.right
    assert RHINE[slice(*text.spans[right])] == "The first bridge at Cologne was built by Constantine."
    assert text.words == (ANSWER,)
    led = titled("The_Rhine", text)
    assert led.text.startswith("The Rhine")
    assert [led.text[slice(*span)] for span in led.spans] == [RHINE[slice(*span)] for span in text.spans]
    assert led.text[slice(*(led.words or ())[0])] == "Constantine"


def test_a_written_question_is_read_with_passages_whose_sentences_are_told_apart(tmp_path: Path) -> None:
    known = data(tmp_path)
    question = next(each for each in known.written if each.evidence)
    for seed in range(20):
        made = corpus.asked_of(question, known, random.Random(seed))
        labelled = {text.text[slice(*text.spans[number])] for text in made.texts for number in text.right}
        assert labelled == {"“We had no men to spare,” she said."}
        assert {text.text[slice(*text.spans[n])] for text in made.texts for n in text.other} == set(WRITTEN["also"])
        words = [text.text[slice(*span)] for text in made.texts for span in text.words or ()]
        assert words == ["no men to spare"]
        assert any("ferry" in text.text and not text.right for text in made.texts)
    assert {each.question for each in known.written} == {WRITTEN["question"], "Which gates? And why?", "Why not?"}


def test_what_is_kept_apart_is_never_learned_from(tmp_path: Path) -> None:
    known = data(tmp_path)
    for seed in range(10):
        made = [
            each for make in (corpus.general, corpus.special, corpus.whole) for each in make(known, random.Random(seed))
        ]
        assert not any(is_apart(each.article) for each in made)
    assert {each.article for each in corpus.kept_apart(known)} == {"Rhine"}
    assert is_apart("Rhine")


def test_a_short_text_answers_only_where_it_holds_what_answers(tmp_path: Path) -> None:
    known = data(tmp_path)
    question = next(each for each in known.written if each.evidence)
    made = [brief.clipped(question, known.pages["D"], random.Random(seed)) for seed in range(40)]
    assert {each.answerable for each in made} == {True, False}
    for each in made:
        (text,) = each.texts
        assert each.answerable is (WRITTEN["evidence"][0] in text.text)
        assert [text.text[slice(*span)] for span in text.words or ()] in ([], ["no men to spare"])


def test_who_said_what_about_what_is_asked_with_topics_and_people_that_do_not_fit(tmp_path: Path) -> None:
    spoken = brief.Spoken(data(tmp_path).pages["D"])
    assert {"Ada Quill", "Otto Brandt"} <= set(spoken.speakers)
    drawn = [brief.said_about(spoken, ["Ida Moss"], "oil tanks", random.Random(seed)) for seed in range(200)]
    made = [each for each in drawn if each is not None]
    assert {each.answerable for each in made} == {True, False}
    for each in made:
        (text,) = each.texts
        right = " ".join(text.text[slice(*text.spans[number])] for number in text.right)
        assert not right or not {"oil", "Moss"} & set(each.question.replace("?", "").split())


def test_texts_beside_the_right_one_never_hold_the_answer(tmp_path: Path) -> None:
    known = data(tmp_path)
    made = [each for seed in range(30) for each in corpus.general(known, random.Random(seed))]
    assert {len(each.texts) for each in made} == {1, 2}
    assert any(not each.answerable for each in made)
    for each in made:
        for text in each.texts:
            assert not text.right or "Constantine" in text.text
            assert all(text.text[slice(*span)] == "Constantine" for span in text.words or ())


def test_word_pieces_carry_the_marks_of_their_characters() -> None:
    ((feature, other),) = grouped([asked()], 288, random.Random(1))
    assert (feature.ids[0], feature.ids[-1]) == (FIRST, BETWEEN)
    assert feature.starts == feature.ends
    assert feature.labels == [WRONG, WRONG, RIGHT, WRONG]
    first, last = feature.spans[2]
    assert feature.text_at < first <= (feature.starts or [0])[0] <= last
    assert (other.starts, other.ends, set(other.labels)) == ([], [], {WRONG})


def test_a_long_text_is_cut_around_its_answer() -> None:
    text = BESIDE * 20 + RHINE + BESIDE * 20
    at = text.index("Constantine")
    for seed in range(20):
        ((feature,),) = grouped([asked(plain(text, [(at, at + 11)]))], 64, random.Random(seed))
        assert len(feature.ids) == 64
        assert all(feature.text_at <= place < 63 for place in (*(feature.starts or ()), *(feature.ends or ())))
        assert RIGHT in feature.labels


def test_a_batch_is_padded_and_no_answer_is_the_first_piece() -> None:
    unknown = Text(RHINE, plain(RHINE).spans, (2,), (1,), None)
    made = grouped([asked(), asked(unknown)], 288, random.Random(1))
    batch = stacked(made)
    assert batch.known.tolist() == [True, True, False]
    assert batch.starts[1, 0] == batch.ends[1, 0] == 1
    assert batch.mask.sum(1).tolist() == [len(feature.ids) for group in made for feature in group]
    assert batch.group_of.tolist() == [0] * 7 + [1] * 4
    assert batch.text_of.tolist() == [0] * 4 + [1] * 3 + [2] * 4
    assert batch.labels.tolist()[7:] == [WRONG, OTHER, RIGHT, WRONG]
    assert set(batch.places.flatten().tolist()) == {-1, *range(11)}
    assert sorted(row for rows in batches(made * 50, seed=2) for row in rows) == list(range(100))


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
    assert TextSearch([BESIDE, RHINE, "Ships."]).nearest(QUESTION, 2) == [1, 0]
    assert TextSearch([BESIDE]).nearest("Nothing of it", 3) == []


def test_what_is_kept_apart_is_a_fifth_and_stays_so() -> None:
    assert 160 < sum(is_apart(f"title {number}") for number in range(1000)) < 250
    assert is_apart("Rhine")
    assert not is_apart("Huguenot")


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


class Small(torch.nn.Module):
    """A network of a few numbers in place of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.words = torch.nn.Embedding(30600, 3)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, ...]:
        found = self.words(batch.ids)
        held = batch.places >= 0
        scores = torch.zeros(len(batch.labels)).index_add(0, batch.places[held], found[..., 2][held])
        return found[..., 0], found[..., 1], scores


class Fixed(torch.nn.Module):
    """A network that gives its sentences these scores, and each piece the same."""

    def __init__(self, scores: Sequence[float]) -> None:
        super().__init__()
        self.scores = torch.tensor(scores)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, ...]:
        alike = torch.zeros(batch.ids.shape)
        return alike, alike, self.scores


@pytest.mark.parametrize(("right", "better"), [(2, 2), (None, 4)])
def test_what_answers_is_to_outrank_all_other_sentences_and_none_them_where_nothing_does(
    right: int | None, better: int
) -> None:
    text = Text(RHINE, plain(RHINE).spans, () if right is None else (right,), (0,), None)
    batch = stacked(grouped([asked(text)], 288, random.Random(1)))
    losses = [float(loss(Fixed([3.0 if at == high else 0.0 for at in range(4)]), batch)) for high in range(4)]
    losses.append(float(loss(Fixed([-3.0] * 4), batch)))
    losses[0] = 99.0 if right is None else losses[0]  # what answers less well counts neither way
    assert losses.index(min(losses)) == better
    assert float(loss(Fixed([9.0, 0.0, 0.0, 0.0]), batch)) == float(loss(Fixed([0.0] * 4), batch))


def _stops_at(number: int) -> Callable[..., float]:
    steps = iter(range(number))

    def stepped(*given: Any) -> float:  # noqa: ANN401
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return _step(*given)

    return stepped


def test_training_learns_and_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [asked()] * 200
    stage = Stage("small", lambda _: made, epochs=2, pieces=64, steps=10, rate=0.1, ends=True)
    batch = stacked(grouped(made[:2], 64, random.Random(0)))
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


def test_in_eight_bits_a_text_is_read_as_in_full_precision() -> None:
    torch.manual_seed(1)
    network = untrained().eval()
    session = onnxruntime.InferenceSession(in_eight_bits(network).SerializeToString())
    full, eight = [], []
    for text in (RHINE, BESIDE, "Ships."):
        ((feature,),) = grouped([asked(plain(text))], 288, random.Random(1))
        ids = torch.tensor([feature.ids])
        types = (torch.arange(ids.shape[1]) >= feature.text_at).long()[None]
        means = torch.zeros((len(feature.spans), ids.shape[1]))
        for row, (first, last) in enumerate(feature.spans):
            means[row, first : last + 1] = 1 / (last + 1 - first)
        with torch.no_grad():
            full.append([scores.numpy() for scores in Shipped(network)(ids, types, means)])
        inputs = {"input_ids": ids.numpy(), "token_type_ids": types.numpy(), "means": means.numpy()}
        eight.append(session.run(["start", "end", "sentences"], inputs))
        assert [each.shape for each in full[-1]] == [each.shape for each in eight[-1]]
        assert eight[-1][0][0, 0] == eight[-1][1][0, 0] == 0
    for expected, found in zip(zip(*full, strict=True), zip(*eight, strict=True), strict=True):
        alike = np.corrcoef(*(np.concatenate(scores, axis=None).tolist() for scores in (expected, found)))
        assert alike[0, 1] > 0.97


def test_common_words_stand_often_in_lower_case_and_seldom_with_a_capital() -> None:
    texts = ["Boats passed the bridges while Cole and a cole slept near Mole."] * OFTEN
    assert {"boat", "bridg", "pass", "cole", "mole"} & set(common_words(texts)) == {"bridg", "pass"}
    assert common_words(texts[1:]) == []
