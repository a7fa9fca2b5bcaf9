"""What others claim that somebody said, and what is denied: never shown as that person's own word."""

from pathlib import Path

import pytest

from index import Index
from qa import ask
from qa.wording.listed import told_in
from ui.speakers import speakers, view

FEUD = (
    "Ruth Sorrel, the treasurer, said that the ferry would be sold. Orde claimed that Sorrel had said that the ferry "
    "was a wreck. “I never said that about the boat,” Sorrel insisted."
)


def test_one_s_own_words_come_before_what_others_claim_and_with_the_denial(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(FEUD, uri="a")
        answer = ask("What did Sorrel say about the ferry?", index=index)
        by = [(citation.speaker, citation.quote) for citation in answer.citations]
        assert {speaker for speaker, _ in by} == {"Ruth Sorrel"}
        assert not any(quote.startswith("Orde claimed that Sorrel") for _, quote in by)


def test_a_quotation_that_another_claims_was_said_is_the_claimer_s(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Orde wrongly claimed that Ruth Sorrel had said “ferries are dead”.", uri="a")
        (citation,) = ask("Who said “ferries are dead”?", index=index).citations
        assert citation.speaker == "Orde"


def test_what_one_reports_of_oneself_is_no_other_s_claim(home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text("Ruth Sorrel said that she had warned the council that the ferry leaked.", uri="a")
        with index.view() as seen:
            assert all(told.claimed is None for told in told_in(seen, seen.statements(speaker="Sorrel")))


@pytest.mark.parametrize("attribution", ["Sorrel denied", "Sorrel declined", "Orde claimed: Sorrel had said"])
def test_a_list_of_statements_tells_how_each_is_attributed(attribution: str, home: Path) -> None:
    text = f"{FEUD} Sorrel denied that she had sunk it. Sorrel declined to lower the price."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        with index.view() as seen:
            told = told_in(seen, seen.statements(speaker="Ruth Sorrel"))
        assert attribution in [each.attribution for each in told]
        claimed = [each.claimed is not None for each in told]
        assert claimed == sorted(claimed)


def test_what_one_denies_to_have_said_is_listed_as_denied_and_answered_with_the_denial(home: Path) -> None:
    text = "Hugo Marr, a councillor, denied that he had called the dam “a death trap”. “It will hold,” Marr said."
    with Index.open(str(home)) as index:
        index.add_text(text, uri="a")
        with index.view() as seen:
            told = {each.attribution: each.quote for each in told_in(seen, seen.statements(speaker="Marr"))}
        assert "death trap" in told["Hugo Marr, a councillor, denied: he had called"]
        answer = ask("Who said “a death trap”?", index=index)
        assert [citation.quote for citation in answer.citations] == [text[: text.index(" “It")]]
        (info,) = index.documents()
        shown = view(index.document(info.id), speakers(index.statements()), "Hugo Marr")
        assert "denied: he had called" in shown
