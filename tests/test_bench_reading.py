"""The benchmarks of the reader: what counts as right, and that each ends with one line of JSON."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from qa.reading.reader import Reading
from tests.bench.__main__ import main
from tests.bench.noise import Row, is_right
from tests.bench.reading import Pair, judged, parts
from tests.bench.sentences import Passage, overlap, within

TEXT = "The talks began in Geneva. They ended in London."
ANSWERED = Pair("Where did they begin?", TEXT, True, ("Geneva", "in Geneva"))
UNANSWERED = Pair("Who paid?", TEXT, False)
GENEVA = (TEXT.index("Geneva"), TEXT.index("Geneva") + 6)


def test_a_span_counts_only_where_the_score_is_positive() -> None:
    right = judged([(ANSWERED, Reading(0.1, *GENEVA)), (UNANSWERED, Reading(-0.1, *GENEVA))])
    assert (right.f1, right.exact, right.answerable_f1, right.unanswerable) == (100, 100, 100, 100)
    wrong = judged([(ANSWERED, Reading(0.0, *GENEVA)), (UNANSWERED, Reading(0.1, *GENEVA))])
    assert (wrong.f1, wrong.answerable_f1, wrong.unanswerable, wrong.n, wrong.n_answerable) == (0, 0, 0, 2, 1)
    assert judged([]).f1 is None


def test_auroc_wants_both_kinds() -> None:
    pair = [(ANSWERED, Reading(1.0, *GENEVA))]
    assert parts(pair).value is None
    assert parts([*pair, (UNANSWERED, Reading(0.5, *GENEVA))]).value == 1


def test_noise_is_right_when_the_best_reading_s_sentence_holds_every_part_of_the_answer() -> None:
    row = Row("Where?", TEXT, ("Nothing here.",), (("geneva", "Genf"),))
    best = [Reading(0.2, *GENEVA), Reading(-1.0, 0, 7)]
    assert is_right(row, [TEXT, "Nothing here."], best)
    assert not is_right(row, [TEXT, "Nothing here."], [Reading(-2.0, *GENEVA), Reading(-1.0, 0, 7)])
    assert not is_right(Row("Where?", TEXT, (), (("Geneva",), ("London",))), [TEXT], best[:1])


def test_a_sentence_is_cited_when_half_of_it_is_covered() -> None:
    sentences = ("The talks began in Geneva.", "They ended in London.")
    assert within(TEXT, sentences, [(0, 20)]) == {sentences[0]}
    assert within(TEXT, sentences, [(20, len(TEXT))]) == {sentences[1]}
    assert within(TEXT, sentences, []) == set()


def test_sentences_are_counted_over_all_passages() -> None:
    passage = Passage("Where?", "Talks", TEXT, ("a", "b", "c"), frozenset("ab"))
    found = overlap([(passage, {"a"}), (passage, {"a", "b", "c"})])
    assert (found.precision, found.recall, found.f1, found.n) == (0.75, 0.75, 0.75, 2)


def test_every_benchmark_of_the_reader_ends_with_one_line_of_json(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = {}
    for name in ("noise", "reading", "sentences"):
        assert main([name, "--data", str(data)]) == 0
        figures[name] = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["noise"]["right"]["n"] == 1
    assert figures["reading"]["squad2"]["n"] == 2
    assert figures["reading"]["newsqa"]["n"] == 1
    assert figures["reading"]["auroc"]["clapnq"]["n"] == 2
    assert figures["sentences"]["clapnq"]["n"] == 1
    assert figures["sentences"]["wikiqa"]["n"] == 1


@pytest.mark.parametrize("name", ["noise", "reading", "sentences"])
def test_a_missing_file_is_one_line_and_exit_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--data", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "--data DIR" in told.err


@pytest.fixture
def data(tmp_path: Path) -> Path:
    where, who = "Where did the talks begin?", "Who paid for the talks?"
    squad: list[dict[str, Any]] = [
        {"title": "Rhine", "question": where, "context": TEXT, "answers": ["Geneva"], "starts": [19]},
        {"title": "Other", "question": who, "context": TEXT, "answers": [], "starts": []},
    ]
    rgb = {"query": where, "answer": [["Geneva"]], "positive": [TEXT], "negative": ["Nobody talked.", "They rested."]}
    cut = ["The talks began in Geneva.", "They ended in London."]
    passage = {"title": "Talks", "text": TEXT, "sentences": cut}
    clapnq = {"input": where, "passages": [passage], "output": [{"selected_sentences": cut[:1]}]}
    wiki: list[dict[str, Any]] = [
        {"QuestionID": "Q1", "Question": where, "Sentence": sentence, "Label": label}
        for sentence, label in zip(cut, "10", strict=True)
    ]
    write(tmp_path / "reading" / "squad2.jsonl.gz", *squad)
    write(tmp_path / "reading" / "newsqa.jsonl.gz", squad[0])
    write(tmp_path / "noise" / "rgb.jsonl.gz", rgb, {**rgb, "negative": []})
    write(tmp_path / "sentences" / "clapnq_answerable.jsonl", clapnq)
    write(tmp_path / "sentences" / "clapnq_unanswerable.jsonl", {**clapnq, "input": who})
    write(tmp_path / "sentences" / "wikiqa_dev.jsonl.gz", *wiki)
    return tmp_path


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(lines) if path.suffix == ".gz" else lines)
