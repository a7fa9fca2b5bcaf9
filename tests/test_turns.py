"""Transcripts and interviews: a turn is one statement of whoever its label names, and a field is nobody."""

import pytest

from index import statements_in


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
