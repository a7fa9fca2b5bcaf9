"""The public names and shapes that scripts and others' programs call."""

import inspect
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import index
import qa
from index import Index
from qa import Answer, Citation, Conversation, Part, QuestionError, Reading, Verdict, answer_chain, ask, read, verify
from qa.chain import Asked
from qa.question.question import parse

ROOT = Path(__file__).parents[1]
TEXT = next((ROOT / "seeds").glob("*.txt")).read_text("utf-8")
QUESTION = "what did Greer say about export controls?"
SHAPES = {
    index.DocumentInfo: "id uri title source author date sha256 characters",
    index.Document: "id uri title source author date sha256 characters text",
    index.Passage: "document_id start end text",
    index.Hit: "passage score",
    index.Statement: "document_id kind spans mention cue speaker role",
    index.AddReport: "added replaced unchanged duplicates failed",
    Citation: "number document_id uri title source date sha256 start end quote focus speaker",
    Part: "text quoted citations",
    Verdict: "start end verdict citation claimed difference",
    Reading: "score start end",
    Answer: "question text parts answered reason citations nearest short unanswered understood_as",
}


@pytest.fixture
def seed(seeded: Path) -> Iterator[Index]:
    assert seeded.exists()
    with Index.open() as opened:
        yield opened


@pytest.mark.parametrize(("shape", "names"), SHAPES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_every_noun_is_a_frozen_slotted_dataclass_of_these_fields(shape: type, names: str) -> None:
    assert is_dataclass(shape)
    assert [field.name for field in fields(shape)] == names.split()
    assert "__dict__" not in dir(shape)
    assert shape.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_the_exported_members_are_these() -> None:
    assert set(index.__all__) >= {
        "Index",
        "DocumentInfo",
        "Document",
        "Passage",
        "Hit",
        "Statement",
        "AddReport",
        "statements_in",
    }
    assert set(qa.__all__) >= {
        "ask",
        "Conversation",
        "Answer",
        "Citation",
        "Part",
        "answer_chain",
        "verify",
        "Verdict",
        "read",
    }
    for module in (index, qa):
        assert all(hasattr(module, name) for name in module.__all__)
        assert sorted(module.__all__) == module.__all__


@pytest.mark.parametrize(
    ("function", "signature"),
    [
        (Index.open, "(path=None, *, create=True, embedder=None)"),
        (Index.add, "(self, where, *, progress=None)"),
        (Index.add_text, "(self, text, *, uri, title=None, source=None, author=None, date=None)"),
        (Index.remove, "(self, document_id)"),
        (Index.documents, "(self)"),
        (Index.document, "(self, document_id)"),
        (Index.search, "(self, query, k=10)"),
        (Index.as_retriever, "(self, k=10)"),
        (Index.statements, "(self, *, speaker=None, about=None, document_id=None)"),
        (index.statements_in, "(text)"),
        (verify, "(text, *, index=None)"),
        (read, "(question, texts)"),
        (ask, "(question, *, index=None, model=None, reader=None)"),
        (Conversation, "(*, index=None, model=None, reader=None)"),
        (answer_chain, "(index=None)"),
    ],
)
def test_every_function_is_called_so(function: object, signature: str) -> None:
    found = inspect.signature(function)  # type: ignore[arg-type]
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in found.parameters.values()]
    assert str(found.replace(parameters=bare, return_annotation=inspect.Signature.empty)) == signature


def test_the_user_s_question_is_answered_with_both_of_greer_s_quotations(seed: Index) -> None:
    answer = ask(QUESTION, index=seed)
    assert answer.answered
    assert answer.reason is None
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "Let’s not get bogged down in export controls" in quotes
    assert "normal export control work will continue" in quotes
    assert {citation.speaker for citation in answer.citations} == {"Jamieson Greer"}


def test_every_citation_is_a_slice_of_its_document_and_every_quoted_part_of_a_citation(seed: Index) -> None:
    for question in (QUESTION, "What gives Beijing leverage?", "What did Bessent say about his meeting?"):
        answer = ask(question, index=seed)
        assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
        assert 0 < len(answer.citations) <= 8
        for citation in answer.citations:
            document = seed.document(citation.document_id)
            assert citation.quote == document.text[citation.start : citation.end] == TEXT[citation.start : citation.end]
            assert len(citation.quote) <= 500
            assert (citation.sha256, citation.uri, citation.title) == (document.sha256, document.uri, document.title)
        for part in answer.parts:
            if part.quoted:
                assert part.citations
                assert all(part.text in answer.citations[number - 1].quote for number in part.citations)
        assert all(f"[{citation.number}]" in answer.text for citation in answer.citations)


def test_an_abstention_has_a_reason_what_comes_nearest_and_no_citation(seed: Index) -> None:
    answer = ask("Who won the World Cup in 2022?", index=seed)
    assert (answer.answered, answer.reason, answer.citations) == (False, "nothing_found", ())
    assert answer.nearest
    assert all(TEXT[citation.start : citation.end] == citation.quote for citation in answer.nearest)
    assert ask("...?!", index=seed).reason == "not_a_question"


def test_an_empty_index_says_that_there_are_no_documents(tmp_path: Path) -> None:
    with Index.open(str(tmp_path / "empty")) as empty:
        assert ask("Who won?", index=empty).reason == "no_documents"


@pytest.mark.parametrize("question", ["¿Qué dijo Greer sobre el petróleo?", "Was hat Greer gesagt?", "格里尔说了什么?"])
def test_a_question_in_another_language_is_told_what_is_covered(question: str, seed: Index) -> None:
    answer = ask(question, index=seed)
    assert answer.answered or "ask it in English" in answer.text
    assert not parse("what did Greer say about José Añez?").foreign
    assert not parse("Greer export controls").foreign


def test_an_answer_is_ready_for_json(seed: Index) -> None:
    given = json.loads(json.dumps(ask(QUESTION, index=seed).to_dict()))
    assert set(given) == set(SHAPES[Answer].split())
    assert set(given["citations"][0]) == set(SHAPES[Citation].split())


def test_without_an_index_the_seed_article_is_asked_and_stays_removed_once_removed() -> None:
    assert ask(QUESTION).answered
    with Index.open() as opened:
        (info,) = opened.documents()
        opened.remove(info.id)
        assert ask(QUESTION).reason == "no_documents"


def test_a_first_start_that_was_interrupted_is_made_good_at_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("index.ingest.store", dies)
        with pytest.raises(KeyboardInterrupt):
            ask(QUESTION)
    assert (home / "state.json").exists()
    assert ask(QUESTION).answered


def test_the_folder_of_an_index_is_as_good_as_the_index(seeded: Path) -> None:
    assert ask(QUESTION, index=str(seeded)).answered
    with pytest.raises(index.IndexNotFound, match="onrecord add"):
        ask(QUESTION, index=str(seeded / "none"))


@pytest.mark.parametrize(("question", "said"), [("", "empty"), (" \n", "empty"), ("a" * 10_001, "10,001 characters")])
def test_what_cannot_be_a_question_is_refused(question: str, said: str, seed: Index) -> None:
    with pytest.raises(QuestionError, match=said):
        ask(question, index=seed)


def test_a_conversation_keeps_its_answers_and_understands_simple_follow_ups(seed: Index) -> None:
    talk = Conversation(index=seed)
    talk.ask("What did Bessent say about rare earth magnets?")
    followed = talk.ask("And about soybeans?")
    assert "25 million tons" in followed.citations[0].quote
    assert followed.question == "And about soybeans?"
    assert talk.history[1] is followed
    talk.ask("Who is He Lifeng?")
    met = talk.ask("Who met him in Davos?")
    assert met.short is None or "Bessent" in met.short
    assert any("Scott Bessent held an informal meeting" in citation.quote for citation in met.citations)


def test_the_chain_answers_and_streams_parts(seed: Index) -> None:
    chain = answer_chain(seed)
    answer = chain.invoke(QUESTION)
    assert answer == ask(QUESTION, index=seed)
    assert tuple(chain.stream(QUESTION)) == answer.parts
    asked = Asked(question="And about soybeans?", history=["What did Bessent say about rare earth magnets?"])
    assert "soybeans" in chain.invoke(asked).text
