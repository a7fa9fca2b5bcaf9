"""Nobody is given what they keep silent on, turn away from, or leave to somebody else."""

import pytest

from index import statements_in
from tests.readings import only, read


@pytest.mark.parametrize(
    "silence",
    [
        "declined to comment",
        "declined to comment on the dam",
        "refused to say whether the dam was safe",
        "declined to immediately confirm it",
        "said nothing for a day",
        "said nothing about the dam",
        "told reporters nothing about the dam",
        "had no comment on the dam",
    ],
)
def test_who_keeps_silent_says_nothing(silence: str) -> None:
    assert read(f"Ida Vale {silence}.") == []


@pytest.mark.parametrize("said", ["nothing would change", "little had changed"])
def test_nothing_may_be_what_a_clause_is_about(said: str) -> None:
    assert only(f"Ida Vale said {said}.") == ("indirect", "Ida Vale", [said])


def test_what_somebody_refuses_to_believe_they_do_not_say() -> None:
    assert only("Ida Vale refused to believe that it fell.") == ("indirect", "Ida Vale", ["to believe that it fell"])


@pytest.mark.parametrize("verb", ["dismissed", "rejected", "denied"])
@pytest.mark.parametrize("noun", ["reports", "claims"])
def test_what_is_rejected_is_not_reported_by_who_rejects_it(verb: str, noun: str) -> None:
    content = f"{noun} that the dam was unsafe"
    assert only(f"Ida Vale {verb} {content}.") == ("indirect", "Ida Vale", [content])


@pytest.mark.parametrize(
    "answer",
    [
        ", and Moss agreed",
        ", but Mayor Moss disagreed",
        " but the mayor disagreed",
        ", but Mayor Moss believes otherwise",
        ", yet Moss objected",
    ],
)
def test_another_s_assent_or_dissent_is_not_in_what_is_said(answer: str) -> None:
    assert only(f"Ida Vale said the dam was safe{answer}.") == ("indirect", "Ida Vale", ["the dam was safe"])


def test_why_somebody_calls_for_a_thing_is_the_reporter_s() -> None:
    text = "Ida Vale called for his resignation: he had known of the cracks."
    assert only(text) == ("indirect", "Ida Vale", ["for his resignation"])


@pytest.mark.parametrize("advised", ["should not expect", "must expect", "should hope for", "must not fear"])
def test_what_somebody_is_told_to_expect_is_not_said_by_them(advised: str) -> None:
    assert statements_in(f"The vote was lost. Ms Callender {advised} a Christmas card.") == []
    assert len(statements_in("The vote was lost. Ms Callender expects a Christmas card.")) == 1


@pytest.mark.parametrize("addressed", ["Radio Four", "Channel Ten", "reporters"])
def test_a_number_that_ends_the_name_of_who_is_told_is_not_what_is_told(addressed: str) -> None:
    text = f"Tom Reed told {addressed} that the dam would hold."
    assert [text[slice(*each.spans[0])] for each in statements_in(text)] == ["that the dam would hold"]
