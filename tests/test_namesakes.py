"""One name in several documents: whose words are whose."""

from pathlib import Path

import pytest

from index import Index
from qa import ask, verify

ENVOY = "“The ferry must sail,” said Ada Quill, the harbour secretary. He spoke at noon. “The ferry is ours,” he said."


def said(index: Index, speaker: str) -> set[str]:
    """Give the documents in which somebody asked for speaks."""
    uris = {info.id: info.uri for info in index.documents()}
    return {uris[statement.document_id or ""] for statement in index.statements(speaker=speaker)}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("“My ferry cake won,” Ms Quill said on Monday.", False),  # introduced by the surname alone
        ("“My ferry cake won,” Dr Quill said on Monday.", False),
        ("“The ferry is late,” Prime Minister Quill said.", False),  # another office
        ("“The ferry is late,” Harbour Secretary Quill said.", True),
        ("“The ferry is late,” Quill said.", True),  # so is called who needs no introduction
        ("The ferry belongs to Ada Quill.\n\n“It is late,” Quill said.", True),
    ],
)
def test_a_surname_alone_is_a_full_name_s_only_where_the_document_ties_it(other: str, same: bool, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(ENVOY, uri="envoy")
        index.add_text(other, uri="other")
        assert said(index, "Ada Quill") == ({"envoy", "other"} if same else {"envoy"})
        assert said(index, "Quill") == {"envoy", "other"}


def test_a_bare_surname_is_nobody_s_full_name_where_two_have_it(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(ENVOY, uri="envoy")
        index.add_text("“The ferry sank,” said Boris Quill.", uri="other")
        index.add_text("“I swam,” Quill said.", uri="bare")
        assert said(index, "Ada Quill") == {"envoy"}
        assert said(index, "Boris Quill") == {"other"}


def test_another_s_words_neither_answer_nor_lose_the_title_that_tells_them_apart(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(ENVOY, uri="envoy")
        index.add_text("“My lemon cake won all of the prizes,” Ms Quill said on Monday.", uri="baker")
        silent = ask("What did Ada Quill say about the lemon cake?", index=index)
        assert silent.reason == "speaker_silent"
        assert "Ms Quill speaks about it" in silent.text
        assert ask("What did Quill say about the lemon cake?", index=index).text.startswith("Ms Quill said: ")


def test_several_of_one_surname_are_each_named_in_full(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("“The ferry must sail,” said Ada Quill. “The ferry is old,” Quill said.", uri="a")
        index.add_text("“The ferry is sold,” said Boris Quill. Quill said that the ferry was his.", uri="b")
        answer = ask("What did Quill say about the ferry?", index=index)
        assert {citation.speaker for citation in answer.citations} == {"Ada Quill", "Boris Quill"}
        ours = "".join(part.text for part in answer.parts if not part.quoted)
        assert "Quill" in ours
        assert ours.count("Quill") == ours.count("Ada Quill") + ours.count("Boris Quill")
        assert "Quill said that the ferry was his" not in answer.text.replace("Boris Quill", "").replace("[Boris", "")


def test_two_of_one_full_name_are_told_apart_by_what_they_are(home: Path) -> None:
    striker = "“I scored twice,” said striker Ben Quill. “The cup is ours,” Quill added."
    member = "“The mill must stay,” said Ben Quill, the Labour MP for Orme. “The cup can wait,” Quill said."
    with Index.open(str(home)) as index:
        index.add_text(striker, uri="sport")
        index.add_text(member, uri="politics")
        assert said(index, "Ben Quill") == {"sport", "politics"}
        assert said(index, "striker Ben Quill") == {"sport"}
        assert said(index, "Ben Quill MP") == said(index, "Ben Quill, the MP") == {"politics"}
        told = ask("What did Ben Quill say about the cup?", index=index).text
        assert "[striker Ben Quill] added" in told
        assert "Ben Quill, the Labour MP for Orme, said: “The cup can wait" in told


CAKE = "“My lemon cake won all of the prizes,”"


@pytest.mark.parametrize(
    "baker",
    [
        f"Boris Quill bakes. {CAKE} Quill said.",
        f"{CAKE} Ms Quill said.",
        f"A baker named Quill came. {CAKE} Quill said.",
        f"Boris Quill and Clara Quill bake. {CAKE} Quill said.",
    ],
)
@pytest.mark.parametrize("drafted", ["Ada Quill", "Harbour Secretary Ada Quill"])
def test_a_namesake_s_words_are_another_s_in_a_draft(baker: str, drafted: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(ENVOY, uri="envoy")
        index.add_text(baker, uri="baker")
        assert [each.verdict for each in verify(f"{CAKE} {drafted} said.", index=index)] == ["other_speaker"]
        assert [each.verdict for each in verify(f"{CAKE} Quill said.", index=index)] == ["found"]
        assert [each.verdict for each in verify(f"“The ferry must sail,” {drafted} said.", index=index)] == ["found"]


def test_an_office_before_a_surname_tells_whose_words_are_meant(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(ENVOY, uri="envoy")
        index.add_text(f"{CAKE} Ms Quill said.", uri="baker")
        assert said(index, "Harbour Secretary Quill") == {"envoy"}
        draft = f"{CAKE} Harbour Secretary Quill said."
        assert [each.verdict for each in verify(draft, index=index)] == ["other_speaker"]
