"""Transcripts and interviews: a turn is one statement of whoever its label names, and a field is nobody."""

from pathlib import Path

import pytest

from index import Index, statements_in
from qa import verify
from tests.readings import read


def said(text: str) -> list[tuple[str | None, str]]:
    return [(each.speaker, text[slice(*each.spans[0])]) for each in statements_in(text)]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Moss:", "Moss"),
        ("**Moss:**", "Moss"),
        ("IDA TARN (D), OHIO:", "IDA TARN"),
        ("TARN (voice-over):", "TARN"),
        ("SECRETARY TARN:", "TARN"),
        ("UNIDENTIFIED FEMALE:", None),
    ],
)
def test_a_turn_is_one_statement_however_short_its_first_sentence(label: str, speaker: str | None) -> None:
    words = "Yes. We counted them twice. Nobody helped."
    text = f"{label} {words}\n\nWren: Why?\n\n{label} {words}\n\nWren: I see."
    assert said(text) == [(speaker, words), ("Wren", "Why?"), (speaker, words), ("Wren", "I see.")]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [("Talking with Nora Blick about rivers\n\nBy Tom Hale\n\n", "Nora Blick"), ("", None)],
)
def test_an_answer_is_whose_the_title_tells_and_a_question_is_nobody_s(lead: str, speaker: str | None) -> None:
    text = lead + "Q: Will the dams help?\n\nA: No. I would not build them.\n\nQ: Why?\n\nA: They silt up."
    assert said(text) == [(speaker, "No. I would not build them."), (speaker, "They silt up.")]


@pytest.mark.parametrize("label", ["Transcript", "Analyse", "Date", "Note", "Planet"])
def test_a_field_is_no_speaker(label: str) -> None:
    assert said(f"{label}: Mars is the fourth planet from the sun.") == []


TALK = "MOSS: It held. We counted.\n\n{}\n\nWREN: Why?\n\nMOSS: I do not know.\n\nThe town slept."


@pytest.mark.parametrize("direction", ["", "[Applause.]\n\n", "(Laughter)\n\n"])
def test_a_turn_runs_over_paragraphs_up_to_the_next_and_its_words_are_the_speaker_s(direction: str) -> None:
    assert read(TALK.format(f"{direction}Nobody helped us with it.\n\nThen it rained.")) == [
        ("direct", "MOSS", ["It held. We counted.", "Nobody helped us with it.", "Then it rained."]),
        ("direct", "WREN", ["Why?"]),
        ("direct", "MOSS", ["I do not know."]),
    ]


@pytest.mark.parametrize(
    "between", ["Moss paused for a while.", "Note: The dam is closed.", "**Did it rain?**", "A second dam"]
)
def test_what_tells_of_a_speaker_or_asks_or_heads_is_not_in_the_turn(between: str) -> None:
    assert read(TALK.format(between))[0] == ("direct", "MOSS", ["It held. We counted."])


def test_words_quoted_from_any_paragraph_of_a_turn_are_found_with_its_speaker(tmp_path: Path) -> None:
    text = TALK.format("Nobody helped us with the counting at all.")
    with Index.open(str(tmp_path)) as index:
        index.add_text(text, uri="talk")
        for speaker, verdict in (("Moss", "found"), ("Wren", "other_speaker")):
            [found] = verify(f"“Nobody helped us with the counting at all,” {speaker} said.", index=index)
            assert (found.verdict, found.citation and found.citation.speaker) == (verdict, "MOSS")


INTERVIEW = (
    "Ruth Callender talks to Ned Barlow about the quay.\n\n**NB: Is there too much building?**\n\n"
    "**RC:** Too much of the wrong one. I want 400 homes. I do not want a balcony.\n\n**NB: Will you stand?**\n\n"
    "**RC:** Ask me later. I am tired."
)


@pytest.mark.parametrize("marks", ["**", ""])
def test_initials_before_a_turn_are_those_of_the_one_person_who_has_them(marks: str) -> None:
    text = INTERVIEW.replace("**", marks)
    assert [speaker for speaker, _ in said(text)] == ["Ned Barlow", "Ruth Callender"] * 2
    assert [words for _, words in said(text)][1::2] == [
        "Too much of the wrong one. I want 400 homes. I do not want a balcony.",
        "Ask me later. I am tired.",
    ]


def test_initials_of_two_who_are_named_are_neither_s() -> None:
    text = f"Rose Carr came too.\n\n{INTERVIEW}"
    assert {"Ruth Callender", "Rose Carr"}.isdisjoint(speaker for speaker, _ in said(text))
