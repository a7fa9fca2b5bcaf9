"""What the benchmark of questions as people type them holds to be right."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qa.answer import Answer, Citation
from tests.bench.__main__ import main
from tests.bench.asked import asked_row, judge, judge_trained, short_is_right, trained_row, wrong_speaker

ROW = asked_row(
    {
        "id": "qd-1",
        "doc": "gates",
        "kind": "said",
        "question": "What did Quill say?",
        "answerable": True,
        "must_cite": ["every gate"],
        "must_say": ["QUILL"],
        "must_not_cite": ["bean"],
        "speaker": "Mayor Ada Quill",
    }
)
TRAINED = trained_row(
    {
        "id": "g-1", "doc": "gates", "kind": "list", "question": "What?", "answerable": True, "gold": ["on Monday"],
        "evidence": ["It rained on Monday.", "It rained hard."], "also": ["It was wet."], "yes": None,
    }
)  # fmt: skip


def cited(quote: str, speaker: str | None = "Ada Quill", number: int = 1) -> Citation:
    return Citation(number, "d", "u", "t", None, None, "", 0, len(quote), quote, None, speaker)


def reply(*citations: Citation, text: str = "Ada Quill said so.", answered: bool = True) -> Answer:
    return Answer("?", text, (), answered, None if answered else "nothing_found", citations)


def test_a_right_reply_cites_what_answers_with_who_says_it_and_is_short() -> None:
    right = reply(cited("We checked every gate."))
    assert judge(ROW, right) == ()
    for wrong, why in (
        (reply(answered=False), "abstained"),
        (reply(cited("We checked every door.")), "not cited"),
        (reply(cited("We checked every gate.", "Otto Brandt")), "not by"),
        (reply(cited("We checked every gate."), text="He said so."), "not said"),
        (reply(cited("We checked every gate."), cited("I grow beans.", number=2)), "wrongly cited"),
        (reply(*(cited("every gate", number=n) for n in range(1, 6))), "5 citations"),
        (reply(cited("every gate"), text="Quill " * 200), "1200 characters"),
    ):
        assert any(why in reason for reason in judge(ROW, wrong)), why
    some = replace(ROW, must_cite=(), some_cite=("one", "two", "three"), some=2)
    assert judge(some, reply(cited("one two"))) == ()
    assert judge(some, reply(cited("one"))) == ("cited 1 of 2: 'one' ...",)
    silent = replace(ROW, answerable=False, must_cite=(), must_say=(), speaker=None)
    assert judge(silent, reply(answered=False)) == ()
    assert judge(silent, right) == ("answered, not abstained",)


def test_a_trained_question_is_answered_by_its_evidence_a_list_by_all_of_it() -> None:
    one, both = (reply(*map(cited, quotes)) for quotes in (["It rained hard."], ["It rained hard.", "on Monday"]))
    assert judge_trained(TRAINED, one)
    assert judge_trained(TRAINED, both) == ()
    assert judge_trained(replace(TRAINED, kind="fact"), reply(cited("It was wet."))) == ()
    assert short_is_right(TRAINED, "On Monday")
    assert not short_is_right(TRAINED, "on a Monday")
    assert not short_is_right(TRAINED, "hard")


@pytest.mark.parametrize(
    ("citation", "wrong"),
    [
        (cited("We checked every gate."), False),
        (cited("We checked every gate.", None), False),
        (cited("We checked every gate.", "Otto Brandt"), True),
        (cited("I grow beans.", None), True),
    ],
)
def test_another_speaker_or_another_s_words_are_counted(citation: Citation, wrong: bool) -> None:
    assert wrong_speaker(ROW, reply(citation)) is wrong


def test_the_benchmark_ends_with_one_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("asked", "attribution", "news"):
        (tmp_path / folder).mkdir()
    text = "“We have checked every gate twice,” Mayor Ada Quill told reporters on Sunday. It rained."
    question = {"id": "qd-1", "doc": "a", "kind": "said", "question": "What did Ada Quill say about the gates?"}
    follow = {"id": "qe-1", "doc": "a", "kind": "followup", "question": "And why?", "history": [question["question"]]}
    rows = [question | {"answerable": True, "must_cite": ["every gate"]}, follow | {"answerable": False}]
    (tmp_path / "asked" / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "attribution" / "polnear_train.jsonl").write_text(json.dumps({"id": "a", "text": text}))
    article = {"doc_id": "b", "title": "Snow", "date": "2022/01/02", "text": "Snow fell. Schools were closed."}
    (tmp_path / "news" / "articles.jsonl").write_text(json.dumps(article))
    for name in ("attribution/polnear_train", "news/articles"):
        packed(tmp_path / f"{name}.jsonl")
    assert main(["asked", "--data", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert found["one thing"]["n"] == found["what people type first"]["n"] == 1
    assert found["one thing"]["right"] == 1.0


def packed(file: Path) -> None:
    import gzip

    file.with_suffix(".jsonl.gz").write_bytes(gzip.compress(file.read_bytes()))
