"""What counts as the same word in a quotation, and how a difference is told."""

from pathlib import Path

import pytest

from index import Index
from qa import verify

PLAN = """Finance Minister Laura Pell spoke in Oslo. “The plan may cost 20-30 million euros over 3.5 years,” Pell said.

“We won’t sell the 1,000 homes. Prices fell to -5 by 2027–28. The loss was -$5m in 2019 — 30 people left,” Pell said.

“It’s the people’s office, and they’ll keep it,” Pell said. “Let’s not flood the final café.”
"""


def checked(quotation: str, home: Path) -> tuple[str, str | None]:
    with Index.open(str(home)) as index:
        index.add_text(PLAN, uri="plan")
        (verdict,) = verify(f"“{quotation},” Pell said.", index=index)
        return verdict.verdict, verdict.difference


@pytest.mark.parametrize(
    "quotation",
    [
        "may cost 20–30 million euros",
        "may cost 20\u201130 million euros",
        "may cost 20—30 million euros",
        "may cost 20 – 30 million euros",
        "sell the 1000 homes",
        "sell the 1 000 homes",
        "sell the 1\u202f000 homes",
        "fell to –5 by 2027-28",
        "fell to −5 by 2027—28",
        "30 people left",
        "It`s the people´s office, and theyʼll keep it",
        "the fi\u00adnal ca\u200bfé",
        "the ﬁnal cafe\u0301",
        "ｔｈｅ ｆｉｎａｌ ｃａｆé",
        "the final café¹",
    ],
)
def test_what_is_only_written_in_another_way_is_found(quotation: str, home: Path) -> None:
    verdict, difference = checked(quotation.replace("sell", "We won’t sell"), home)
    assert (verdict, difference) == ("found", None)


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        ("may cost 20 30 million euros", "20-30 -> 20 30"),
        ("may cost 20 to 30 million euros", "20-30 -> 20 to 30"),
        ("may cost 2030 million euros", "20-30 -> 2030"),
        ("30 million euros over 3.5 years", "20-30 -> 30"),
        ("The plan may cost 20", "20-30 -> 20"),
        ("Prices fell to -5 by 2027", "2027–28 -> 2027"),
        ("million euros over 35 years", "3.5 -> 35"),
        ("million euros over 3,5 years", "3.5 -> 3,5"),
        ("We won’t sell the 1.000 homes", "1,000 -> 1.000"),
        ("We won’t sell the 10,00 homes", "1,000 -> 10,00"),
        ("Prices fell to 5 by 2027–28", "-5 -> 5"),
        ("The loss was $5m in 2019", "was -$ -> was $"),
        ("The loss was -$5 million in 2019", "5m -> 5 million"),
    ],
)
def test_a_number_written_as_another_is_altered(quotation: str, difference: str, home: Path) -> None:
    assert checked(quotation, home) == ("altered", difference)


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        ("It is the people’s office", "It’s -> It is"),
        ("they will keep it", "they’ll -> they will"),
        ("We will not sell the 1,000 homes", "won’t -> will not"),
        ("Let us not flood the final café", "Let’s -> Let us"),
    ],
)
def test_a_contraction_is_told_from_the_words_it_stands_for(quotation: str, difference: str, home: Path) -> None:
    assert checked(quotation, home) == ("altered", difference)


RIVAL = """The company has a new plan. “He will not back down. They will pay in full, and it will hold,” Ada Quill said
of President Xi Jinping. “They’ll keep it.”

Boris Tandy owns a bank.
"""


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("[Xi] will not back down", "found"),
        ("[President Xi] will not back down", "found"),
        ("[the president] will not back down", "found"),
        ("[H]e will not back down", "found"),
        ("[The company] will pay in full", "found"),
        ("They will pay in full, and [the plan] will hold", "found"),
        ("[They]’ll keep it", "found"),
        ("[The company]’ll keep it", "altered"),
        ("They will pay [sic] in full", "found"),
        ("They will pay [...], and it will hold", "found"),
        ("They will […] in full", "found"),
        ("[Tandy] will not back down", "altered"),  # he comes up only later
        ("[Quill] will not back down", "altered"),  # nobody says "he" of herself
        ("[the company] will not back down", "altered"),
        ("[The bank] will pay in full", "altered"),
        ("They will pay in full, and [the plans] will hold", "altered"),
        ("They will pay [the company] in full", "altered"),
    ],
)
def test_a_bracket_holds_who_or_what_a_pronoun_stands_for(quotation: str, verdict: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(RIVAL, uri="rival")
        assert [each.verdict for each in verify(f"“{quotation},” Quill said.", index=index)] == [verdict]


VISIT = """Ada Quill met Boris Tandy, the mayor, in Oslo. My friend stayed at home.

“I will meet Swiss President Guy Parmelin,” Quill said.

“He is a seasoned hand. Nobody should blame them. We told the mayor and we told anyone,” Quill said.
"""


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("[Parmelin] is a seasoned hand", "found"),
        ("[Guy Parmelin] is a seasoned hand", "found"),
        ("[Tandy] is a seasoned hand", "altered"),  # another is named nearer
        ("Nobody should blame [Tandy]", "altered"),
        ("We told [Tandy]", "found"),
        ("[My friend] is a seasoned hand", "found"),
        ("[My enemy] is a seasoned hand", "altered"),
        ("We told [Parmelin] and we told anyone", "altered"),
        ("We told the mayor and we told [Tandy]", "altered"),
        ("[He] told the mayor", "altered"),
    ],
)
def test_a_bracket_names_whom_the_text_before_makes_plain(quotation: str, verdict: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(VISIT, uri="visit")
        assert [each.verdict for each in verify(f"“{quotation},” Quill said.", index=index)] == [verdict]
