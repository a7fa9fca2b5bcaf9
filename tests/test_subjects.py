"""Who is taken for the source where a sentence names several."""

import pytest

from index import statements_in


def source(text: str) -> str | None:
    """Give the words that name the source of the last statement."""
    mention = statements_in(text)[-1].mention
    return None if mention is None else text[slice(*mention)]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Vale repeated accusations that Poe had sold the mill, calling him a “crook of the old school.”", "Vale"),
        ("Vale made the point that Poe was “not a man to sell mills to.”", "Vale"),
        (
            "The court reversed a ruling that Poe could appeal, as well as ruling that the mill “may stand.”",
            "The court",
        ),
        ("So much was sold that Poe was heard to say: “Nothing is left of it.”", "Poe"),
    ],
)
def test_who_tells_what_a_clause_holds_speaks_on_after_it(text: str, mention: str) -> None:
    assert source(text) == mention


@pytest.mark.parametrize(
    "verb", ["calling it “a heap of stones.”", "saying it was cold.", "telling reporters it was cold."]
)
def test_with_somebody_saying_it_names_who_says_it(verb: str) -> None:
    assert source(f"Those who want the mill closed were glad, with Ann Vale {verb}") == "Ann Vale"


@pytest.mark.parametrize("saying", ["saying that", "on Friday saying that", "that said", "which says"])
@pytest.mark.parametrize("issued", ["released a statement", "sent out a letter", "is running a new ad"])
def test_who_issues_a_statement_says_what_it_says(issued: str, saying: str) -> None:
    assert source(f"Those were dry days. Ann Vale {issued} {saying} it had “rained for forty days.”") == "Ann Vale"


def test_who_is_angry_at_a_statement_does_not_say_it() -> None:
    assert source("Ann Vale criticized a statement that said it had “rained for forty days.”") != "Ann Vale"


@pytest.mark.parametrize("described", ["Cork's former mayor", "Poe's rival in the race for mayor"])
def test_a_description_by_whose_somebody_is_is_an_aside(described: str) -> None:
    text = f"Vale, {described}, also attacked Poe, with whom he fell out, calling him “a heap of bones.”"
    assert source(text) == "Vale"


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("“It rains,” Vale wrote in an email. “It pours.”", "Vale"),
        ("Vale gave a curt retort: “No one is closing the mill.”", "Vale"),
        ("The ministry less than a week ago said that it would rain.", "The ministry"),
    ],
)
def test_a_noun_is_not_taken_for_the_verb_that_reports(text: str, mention: str) -> None:
    assert source(text) == mention


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Vale misjudged Poe, having called him a “man of many mills.”", "Vale"),
        ("Vale is in favour of the mill and in a statement called it “a sight to be seen.”", "Vale"),
        ("Vale wrote the guards knew to wait, saying, “They did not come every day.”", "Vale"),
        ("The mill was loud, with Vale saying it was old and asking, “Who will pay for it?”", "Vale"),
    ],
)
def test_who_reports_on_is_the_clause_s_subject(text: str, mention: str) -> None:
    assert source(text) == mention
