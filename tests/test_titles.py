"""Titles before and after names: whoever bears one is the same with and without it."""

import pytest

from tests.readings import speakers

TITLES = (
    "Cllr|Cllr.|Councillor|Ald.|Gov.|Lt. Gov.|Sen.|Rep.|Labour MP|MEP|Rev|Rev.|Revd|The Rev.|Msgr.|Hon.|"
    "Rt Hon.|Prof|Prof.|Assoc. Prof.|Lt.|Lt. Col.|Maj. Gen.|Capt|Capt.|Sgt|Sgt.|Cpl.|Pvt.|Pte|Det.|Det Insp|"
    "Det. Insp.|Det Con|Det Ch Insp|Insp|Insp.|Supt|Supt.|Chief Supt|Chief Constable|PC|WPC|DI|DCI|DS|Trooper|"
    "Amb.|Atty.|Defense Sec.|Mr|Mrs.|Baroness|Shri|Smt"
).split("|")


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", ["Ann Gray", "Ruth Amis"])
@pytest.mark.parametrize(
    "text",
    [
        "{} {} said it rained. “It pours,” {last} said.",
        "“It rains,” said {} {}. “It pours,” {last} said.",
        "It rained, {0} {1} said. “It pours,” {0} {last} said.",
    ],
)
def test_a_title_is_no_part_of_a_name(title: str, name: str, text: str) -> None:
    assert speakers(text.format(title, name, last=name.split()[-1])) == [name, name]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Cllr", "the councillor"),
        ("Labour MP", "the Labour MP"),
        ("Labour MP", "the MP"),
        ("Det Insp", "the inspector"),
        ("PC", "the constable"),
        ("Msgr.", "the monsignor"),
        ("Defense Sec.", "the defense secretary"),
    ],
)
def test_a_title_tells_what_its_bearer_is_called(title: str, told: str) -> None:
    assert speakers(f"{title} Ann Gray said it rained. “It pours,” {told} said.") == ["Ann Gray", "Ann Gray"]


@pytest.mark.parametrize(
    "name",
    ["SEC", "PC World", "DC Comics", "Luigi Di Maio", "Di Matteo", "Luca Del Re", "John Constable", "Zarah Iqbal MP"],
)
def test_what_looks_like_a_title_may_be_a_name(name: str) -> None:
    assert speakers(f"{name} said it rained.") == [name.removesuffix(" MP")]


def test_whose_title_a_description_is_part_of_is_not_another_who_comes_later() -> None:
    text = "Det Insp Ann Gray came. The detective said it rained. Det Bob Tait left."
    assert speakers(text) == [None]
    assert speakers("The detective said it rained. Det Bob Tait left.") == ["Bob Tait"]


@pytest.mark.parametrize("called", ["baker", "a baker named", "a young baker called"])
def test_a_trade_before_a_name_is_its_bearer_s(called: str) -> None:
    text = f"{called[0].upper()}{called[1:]} Ann Gray came. “It rains,” Gray said. “It pours,” the baker said."
    assert speakers(text)[-2:] == ["Ann Gray", "Ann Gray"]


@pytest.mark.parametrize(
    "introduced", ["Bulgarian striker Ivan Petrov missed.", "Ivan Petrov, the Bulgarian coach, met Joan Kane."]
)
def test_of_whom_only_the_nation_is_told_is_who_is_told_to_be_of_it(introduced: str) -> None:
    said = "“I looked at my shoes,” the {} said."
    assert speakers(f"{introduced} {said.format('Bulgarian')}") == ["Ivan Petrov"]
    assert speakers(f"{introduced} {said.format('Norwegian')}") == [None]
    assert speakers(said.format("Bulgarian")) == [None]


@pytest.mark.parametrize("label", ["Quote of the day:", "Quote:", "**Quote of the week:**", "Warning:"])
@pytest.mark.parametrize("signed", [" — Hanna Lindqvist", " - Hanna Lindqvist", " Hanna Lindqvist said."])
def test_a_label_before_a_quotation_is_no_speaker(label: str, signed: str) -> None:
    before = "“It rains,” Ann Poe wrote.\n\n"
    assert speakers(f"{before}{label} “If you want to know, ask,”{signed}") == ["Ann Poe", "Hanna Lindqvist"]
    assert speakers(f"{label} “If you want to know, ask.”") == []
