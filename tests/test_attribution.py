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
