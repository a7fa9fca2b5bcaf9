"""Other people's models as readers: cross-encoders and question answering, from a folder as a hub has them."""

from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering, BertForSequenceClassification

from index import Index
from index.model.build import source_folder
from index.sentences import sentences
from qa import ask
from qa.errors import ReaderError
from qa.reading.reader import Judgement, reader
from ui.cli import main

TEXT = "The ferry sailed at noon. It carried eighty people. A storm came up off Cape Venn. " + "It rained. " * 300
QUESTION = "When did the ferry sail?"


@pytest.fixture(scope="module", params=[BertForSequenceClassification, BertForQuestionAnswering])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Save MiniLM's own weights with a fresh head, as a hub has them."""
    torch.manual_seed(3)
    weights, folder = str(source_folder()), str(tmp_path_factory.mktemp("hub"))
    config = BertConfig.from_pretrained(weights, num_labels=1 if "Sequence" in request.param.__name__ else 2)
    request.param.from_pretrained(weights, config=config).save_pretrained(folder)
    AutoTokenizer.from_pretrained(weights).save_pretrained(folder)
    return folder


def judged(name: str, text: str = TEXT) -> Judgement:
    (found,) = reader(name).judge(QUESTION, [(text, sentences(text))])
    return found


def test_each_sentence_is_judged_with_its_words_wherever_it_stands(model: str) -> None:
    found, spans = judged(model), sentences(TEXT)
    assert len(found.sentences) == len(spans) > 300
    for each, (start, end) in zip(found.sentences, spans, strict=True):
        assert start <= each.start < each.end <= end
    assert found.reading.score == max(each.score for each in found.sentences)
    assert judged(model, "").sentences == ()


def test_it_judges_what_is_asked(model: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TEXT, uri="ferry")
    assert ask(QUESTION, reader=model).question == QUESTION
    assert main(["ask", QUESTION, "--reader", model, "--json"]) in (0, 1)
    monkeypatch.setenv("ONRECORD_READER", model)
    assert reader() is reader(model)


def test_a_name_that_is_none_is_an_error_in_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with Index.open(str(home)) as index:
        index.add_text(TEXT, uri="ferry")
    with pytest.raises(ReaderError, match="'no/such-model' cannot be loaded") as told:
        ask(QUESTION, reader="no/such-model")
    assert "\n" not in str(told.value)
    assert main(["ask", QUESTION, "--reader", "no/such-model"]) == 2
    assert "no/such-model" in capsys.readouterr().err
