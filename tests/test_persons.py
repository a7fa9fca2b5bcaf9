"""Who is a person though the text has no title, forename or age to tell it."""

import pytest

from tests.readings import speakers

BEFORE = "The library will close, its leader Tom Brand told a meeting. “It is a drain,” Mr Brand said.\n\n"


@pytest.mark.parametrize("opening", ["", "Campaigner ", "Local shopkeeper ", "But "])
@pytest.mark.parametrize("name", ["Ivor Munn", "Wystan Munn"])
@pytest.mark.parametrize(
    "told", ["isn't convinced", "is not so sure", "shrugs", "laughed", "disagreed", "remembers it well", "grew up here"]
)
def test_whom_the_sentence_before_tells_of_as_a_person_is_he(opening: str, name: str, told: str) -> None:
    assert speakers(f"{BEFORE}{opening}{name} {told}. “They never asked,” he said.")[-1] == name


@pytest.mark.parametrize("told", ["shrugs", "smiled", "sighs"])
def test_whoever_makes_a_gesture_is_a_person(told: str) -> None:
    assert speakers(f"{BEFORE}Munn {told}. “They never asked,” he said.")[-1] == "Munn"


@pytest.mark.parametrize("subject", ["Munn is not convinced", "Wystan Munn opened the door", "Corvane Mining fell"])
def test_he_is_nobody_where_what_may_be_a_person_is_nearer(subject: str) -> None:
    assert speakers(f"{BEFORE}{subject}. “They never asked,” he said.")[-1] is None


@pytest.mark.parametrize("name", ["Ravi Anand", "Siobhan Munn", "Oleksandr Munn", "Akiko Munn", "Callum Munn"])
def test_a_forename_tells_a_person(name: str) -> None:
    said = "she" if name.startswith(("Siobhan", "Akiko")) else "he"
    assert speakers(f"{BEFORE}{name} opened the door. “They never asked,” {said} said.")[-1] == name


@pytest.mark.parametrize("name", ["Ivor Munn", "Munn", "The mayor, Ivor Munn,"])
@pytest.mark.parametrize(
    "told",
    ["smiles", "shrugged", "pauses for a moment", "shook his head", "is not convinced", "disagrees", "was furious"],
)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_what_is_quoted_after_a_gesture_is_whose_gesture_it_was(name: str, told: str, between: str) -> None:
    text = f"“The library is old,” said Ann Poe.{between}{name} {told}. “She would say that.”"
    assert speakers(text) == ["Ann Poe", name.removeprefix("The mayor, ").rstrip(",")]


def test_a_quotation_after_a_gesture_that_names_its_own_source_is_that_one_s() -> None:
    assert speakers("Ivor Munn laughed. “We did not,” said Ann Poe.") == ["Ann Poe"]
    assert speakers("“No.” Ivor Munn shook his head. “Never.”") == ["Ivor Munn"]
    assert speakers("Ivor Munn smiled at Ann Poe. “You did it.”") == []


def test_a_quotation_that_narration_stands_before_is_not_the_last_paragraph_s_speaker_s() -> None:
    assert speakers("“The library is old,” said Ann Poe.\n\nThe door opened. “Come in.”") == ["Ann Poe"]


@pytest.mark.parametrize("before", ["Ashby boss", "Ashby's boss,", "Ashby Town manager"])
def test_whose_employer_is_named_first_is_still_whom_the_sentence_is_about(before: str) -> None:
    text = (
        f"Pat Doyle met Ashby Town. “They ran,” Doyle said. {before} Luis Ferreira, was angry. “We did not,” he said."
    )
    assert speakers(text)[-1] == "Luis Ferreira"
    assert speakers(f"{text} Ferreira's captain, Dean Hobbs, was sent off. “Not me,” he said.")[-1] == "Dean Hobbs"


@pytest.mark.parametrize(
    ("said", "speaker"), [("Claire would say that", "Nadia Farouk"), ("Bowen would say that", None)]
)
def test_nobody_speaks_of_oneself_by_name(said: str, speaker: str | None) -> None:
    text = "Nadia Farouk spoke at noon. Her editor, Claire Bowen, was there. “{},” she said."
    assert speakers(text.format(said)) == [speaker]
    assert speakers(text.format("I would say that")) == ["Claire Bowen"]


@pytest.mark.parametrize("told", ["", ", 40,"])
@pytest.mark.parametrize("home", ["Leeds", "St. Ives", "the Isle"])
@pytest.mark.parametrize("described", ["", "Defence lawyer ", "His wife ", "Mayor ", "Neighbour "])
def test_where_somebody_is_from_ends_with_the_sentence(told: str, home: str, described: str) -> None:
    text = f"“I am tired,” said John Hale{told} of {home}. {described}Anna Voss told the court: “It is cold.”"
    assert speakers(text) == ["John Hale", "Anna Voss"]
    assert speakers(f"John Hale{told} of {home} said it was cold.") == ["John Hale"]


@pytest.mark.parametrize("tells", ["close to", "representing", "advising", "with doubts about"])
@pytest.mark.parametrize("aside", ["", ", who was in court,", ", speaking anonymously,", " (who was in court)"])
@pytest.mark.parametrize("called", ["the governor", "Teller", "Maria Teller"])
def test_who_is_told_of_by_another_is_not_that_other(tells: str, aside: str, called: str) -> None:
    before = "Gov. Maria Teller vetoed the bill."
    assert speakers(f"{before} A lawyer {tells} {called}{aside} said it was “a mess”.") == [None]
    assert speakers(f"{before} {called[0].upper()}{called[1:]}{aside} said it was “a mess”.")[-1] == "Maria Teller"


@pytest.mark.parametrize("described", ["the mayor of Port Harlow", "a friend of Ann Poe", "an aide to Poe"])
def test_who_is_of_a_place_or_somebody_is_not_that(described: str) -> None:
    text = f"Ann Poe spoke. Nobody had asked {described}, who called the project “a hole”."
    assert speakers(text) == [None]
    assert speakers("Nobody had asked Ann Poe of Port Harlow, who called the project “a hole”.") != ["Port Harlow"]


@pytest.mark.parametrize("place", ["on X", "on Twitter"])
@pytest.mark.parametrize("replied", ["Ivy Stone fired back: “{}”", "“{}” Ivy Stone said."])
def test_who_replies_to_a_post_is_not_who_posted(place: str, replied: str) -> None:
    text = f"“You did the same,” Kristof Bauer wrote {place}. {replied.format('You still owe me,')}"
    assert speakers(text) == ["Kristof Bauer", "Ivy Stone"]
