"""Whose words a sentence reports."""

from pathlib import Path

import pytest

from qa.attribution import Voices, same_person

SEED = next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text("utf-8")


def speakers(text: str) -> list[str | None]:
    return [voice.speaker for voice in Voices(text).within(0, len(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "“It will rain,” Jane Doe said.",
        "“It will rain,” said Jane Doe, the mayor.",
        "Jane Doe told reporters that it would rain.",
        "It will rain, according to Jane Doe.",
        "Asked about rain, Jane Doe said: “Soon.”",
        '"It will rain," Jane Doe added.',
    ],
)
def test_the_subject_of_the_reporting_clause_speaks(sentence: str) -> None:
    assert speakers(sentence) == ["Jane Doe"]


def test_a_surname_and_a_title_are_completed_from_the_document() -> None:
    text = "Mayor Jane Doe spoke.\n“Rain,” Doe said.\n“Snow,” the mayor added.\n“Hail,” she said."
    assert speakers(text) == [None, "Jane Doe", "Jane Doe", None]


def test_a_quotation_that_goes_on_keeps_its_speaker_and_the_next_paragraph_does_not() -> None:
    text = "“Rain,” Jane Doe said. “And snow.”\n“Hail,” somebody.\n“Alone.”"
    assert speakers(text)[:2] == ["Jane Doe", "Jane Doe"]
    assert speakers(text)[-1] is None


def test_words_inside_quotation_marks_attribute_nothing() -> None:
    assert speakers("“John Roe said no,” Jane Doe said.") == ["Jane Doe"]


def test_in_the_seed_article_no_quotation_is_given_to_the_wrong_man() -> None:
    for voice in Voices(SEED).within(0, len(SEED)):
        words = SEED[slice(*voice.span)]
        if "“" in words and voice.speaker is not None:
            assert voice.speaker == (
                "Jamieson Greer" if voice.span[0] < SEED.index("Bessent said China") else "Scott Bessent"
            )


def test_names_are_one_person_s_when_one_is_part_of_the_other() -> None:
    assert same_person("Greer", "Jamieson Greer")
    assert same_person("jamieson greer", "Greer")
    assert not same_person("Scott Greer", "Jamieson Greer")
    assert not same_person("", "Greer")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ruth Amis, the mayor, told the Daily Ledger: "No."', "Ruth Amis"),
        ("Okafor's predecessor, Ruth Amis, told Reuters: “No.”", "Ruth Amis"),
        ("“No,” said coach Mark Bell.", "Mark Bell"),
        ("Ann Poe, 44, of Cork, said: “No.”", "Ann Poe"),
        ("In Paris, Ann Poe, the mayor, said no.", "Ann Poe"),
        ("President Anna Blake of Zeland said: “No.”", "Anna Blake"),
        ("Reuters asked Ann Poe about the tax.", None),
        ("“No,” said the mayor of Paris.", None),
    ],
)
def test_whom_somebody_told_and_where_from_is_nobodys_words(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


def test_two_people_with_one_surname_stay_two() -> None:
    assert speakers("Alice Blake said: “It is dead.”\n“It is alive,” said Bob Blake.") == ["Alice Blake", "Bob Blake"]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""'])
def test_a_quotation_of_several_sentences_stays_whole_with_its_speaker(opening: str, closing: str) -> None:
    text = f"{opening}The tax is dead. It will never return. We buried it,{closing} Ann Poe said. Rain fell."
    found = [(text[slice(*voice.span)], voice.speaker) for voice in Voices(text).within(0, len(text))]
    assert found == [(text.removesuffix(" Rain fell."), "Ann Poe"), ("Rain fell.", None)]
