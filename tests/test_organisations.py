"""Organisations: their names are whole, and nobody's "he" or "she"."""

import pytest

from tests.readings import speakers

KINDS = (
    "Hospital Clinic Trust College School Academy Institute Museum Church Council Union Hospice Library Theatre Airline"
).split()


@pytest.mark.parametrize("kind", KINDS)
def test_an_organisation_is_no_he_or_she(kind: str) -> None:
    text = f"Westside {kind} closed on Monday. “I was there,” {{}} said."
    assert speakers(text.format("she")) == [None]
    assert speakers(f"Ann Lowe, a nurse, came. {text}".format("she")) == ["Ann Lowe"]
    assert speakers(text.format(f"the {kind.lower()}")) == [f"Westside {kind}"]


@pytest.mark.parametrize(
    "name",
    [
        *("St Mary's Hospital", "St. James’s Church", "King's College", "King's College London", "Guy's Hospital"),
        *("Children's Hospital of Cork", "Women's Aid", "Lloyd's of London", "Sotheby's", "McDonald’s", "Macy's"),
    ],
)
@pytest.mark.parametrize("text", ["{} said it rained.", "It rained, {} said.", "“It rains,” said {}."])
def test_a_possessive_may_be_part_of_a_name(name: str, text: str) -> None:
    assert speakers(text.format(name)) == [name]


@pytest.mark.parametrize("owner", ["Amis", "Britain", "Boston"])
@pytest.mark.parametrize("name", ["Justice Department", "Labour Party", "Mercy Hospital"])
def test_whose_an_organisation_is_is_no_part_of_its_name(owner: str, name: str) -> None:
    assert speakers(f"{owner}'s {name} said it rained.") == [name]


def test_a_name_is_not_a_possessive_where_the_text_has_it_without() -> None:
    assert speakers("Vale said it rained. “It pours,” Vale said. Vale's said to be ill.")[:2] == ["Vale", "Vale"]
