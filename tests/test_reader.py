"""The trained reader: offsets stay inside their text, a score does not depend on what is read beside it."""

import math
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa
from index.sentences import sentences
from qa.errors import ReaderError
from qa.reading.reader import MODEL, NOTHING, Reading, SpanReader, best_span, read

ROOT = Path(__file__).parents[1]
SEED = next((ROOT / "seeds").glob("*.txt")).read_text("utf-8")
GENEVA = (
    "The envoys of the two countries met in Geneva on Monday. They talked for nine hours about fisheries. "
    "Maria Alvarez, the Spanish minister, said that 35 boats had been seized since April."
)
QUESTION = "Where did the envoys meet?"
ODD = ["", " ", "\n\n", ".", "¿?", "\ud800", "a\u0000b", "𝒳é̂ \u200b日本語 🦊", "x" * 5000, "İstanbul ﬁne ǅ"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (QUESTION, "Geneva"),
        ("How many boats were seized?", "35"),
        ("how many boats had been seized", "35"),
        ("Who is the Spanish minister?", "Maria Alvarez"),
    ],
)
def test_the_words_that_answer_are_found(question: str, answer: str) -> None:
    (reading,) = read(question, [GENEVA])
    assert reading.score > 0
    assert answer in GENEVA[reading.start : reading.end]
    assert reading.end - reading.start < len(answer) + 30


def test_a_text_that_answers_scores_above_those_that_do_not() -> None:
    others = ["Shares of the car maker fell by 4% in Tokyo.", "The envoys were chosen by their parliaments in 2019."]
    answering, *silent = read(QUESTION, [GENEVA, *others])
    assert answering.score > 0
    assert answering.score > max(reading.score for reading in silent)


def test_a_text_is_read_alike_whatever_is_read_beside_it() -> None:
    texts = [GENEVA, SEED, "", "Nothing much.", GENEVA[:60], *sentences_of(GENEVA)]
    assert read(QUESTION, texts) == [read(QUESTION, [text])[0] for text in texts]
    assert read(QUESTION, iter(texts)) == read(QUESTION, texts)


def test_no_texts_give_no_readings_and_an_empty_text_answers_nothing() -> None:
    assert read(QUESTION, []) == []
    assert read(QUESTION, [""]) == [Reading(NOTHING, 0, 0)]
    assert math.isinf(NOTHING)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.lists(st.one_of(st.text(max_size=400), st.sampled_from(ODD)), max_size=3))
def test_offsets_lie_inside_their_text_whatever_it_is(question: str, texts: list[str]) -> None:
    readings = read(question, texts)
    assert len(readings) == len(texts)
    for text, reading in zip(texts, readings, strict=True):
        assert 0 <= reading.start <= reading.end <= len(text)
        assert not math.isnan(reading.score)
        assert reading.start < reading.end or reading.score == NOTHING


def test_a_question_of_any_length_is_read() -> None:
    assert read(QUESTION + " Please say." * 800, [GENEVA])[0].end <= len(GENEVA)
    assert read("", [GENEVA])[0].end <= len(GENEVA)


def test_an_answer_is_found_wherever_it_stands_in_a_long_text() -> None:
    filler = "The harbour was rebuilt after the flood, and its cranes were painted grey. " * 60
    for text in (GENEVA + filler, filler + GENEVA, filler + GENEVA + filler):
        (reading,) = read(QUESTION, [text])
        assert text[reading.start : reading.end].strip(" .").endswith("Geneva")
        assert reading.score > 0


def test_the_best_span_ends_where_it_starts_or_after() -> None:
    start, end = (np.array(scores, dtype=np.float32) for scores in ([0, 5, 0, 1], [9, 0, 2, 1]))
    assert best_span(start, end) == (9.0, 0, 0)
    assert best_span(start[1:], end[1:]) == (7.0, 0, 1)


def test_a_model_that_cannot_be_loaded_is_one_line_that_names_it(tmp_path: Path) -> None:
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"not a model")
    for path in (tmp_path / "none.onnx", broken):
        with pytest.raises(ReaderError, match=rf"{path.name} cannot be loaded"):
            SpanReader(path).read(QUESTION, [GENEVA])


def test_the_model_is_small_and_reading_loads_neither_torch_nor_chroma() -> None:
    assert MODEL.stat().st_size <= 25_000_000
    code = (
        f"import sys; from qa import read; read({QUESTION!r}, [{GENEVA!r}]);"
        "print([name for name in ('torch', 'transformers', 'chromadb') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_eight_passages_are_read_while_one_waits() -> None:
    passages = [SEED[at : at + 900] for at in range(0, 7200, 900)]
    read(QUESTION, passages)
    began = time.process_time()
    read("What gives Beijing leverage?", passages)
    assert time.process_time() - began < 2


def test_read_is_the_function_and_not_a_module() -> None:
    assert callable(qa.read)
    assert qa.Reading is Reading


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]
