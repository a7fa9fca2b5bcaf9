"""What is told of somebody who is silent on a topic, or whom nobody knows."""

from pathlib import Path

import pytest

from index import Index
from qa import ask

TEXT = (
    "Waiting lists are falling month by month, Alistair Penhaligon said.\n\n“The ferry is old,” said Ada Kessler.\n\n"
    "Officials said the harbour was shut.\n\nThe police chief watched. Donald Stamp stayed away."
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("penhaligan", "Alistair Penhaligon"),
        ("Penhalligon", "Alistair Penhaligon"),
        ("Alister Penhaligan", "Alistair Penhaligon"),
        ("Kesler", "Ada Kessler"),
        ("Boris Kesler", None),
        ("Kettle", None),
        ("Vale", None),
    ],
)
def test_whose_name_is_misspelt_is_suggested_with_what_that_person_said(
    asked: str, meant: str | None, home: Path
) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TEXT, uri="a")
        reply = ask(f"What did {asked} say about waiting lists?", index=index)
        assert (reply.answered, reply.reason) == (False, "speaker_silent")
        suggested = f"I found no speaker of that name; did you mean {meant}?"
        assert (suggested in reply.text) == (meant is not None)
        assert ("did you mean" in reply.text) == (meant is not None)
        assert meant is None or reply.nearest[0].speaker == meant


@pytest.mark.parametrize(
    "question",
    [
        "What did Nora Vale say about the harbour?",
        "What did the police chief say?",
        "What did stamp say about cats?",
        "What did Kessler say about cats?",
    ],
)
def test_something_on_record_always_comes_nearest(question: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TEXT, uri="a")
        reply = ask(question, index=index)
        assert reply.reason == "speaker_silent"
        assert reply.nearest


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("police chief", "the police chief"),
        ("the police chief", "the police chief"),
        ("the police", "the police"),
        ("stamp", "Stamp"),
        ("nora vale", "Nora Vale"),
        ("critics", "critics"),
        ("Kessler's spokeswoman", "Kessler's spokeswoman"),
    ],
)
def test_the_silent_are_called_as_a_writer_would_call_them(asked: str, told: str, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(TEXT, uri="a")
        reply = ask(f"What did {asked} say about cats?", index=index)
        assert reply.text.startswith(f"I found no statement by {told} about cats in the one document that there is.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("both sides had met on no fewer than nine days", None),
        ("the tariffs remain a burden on the harbour", "burden, harbour and tariffs"),
        ("it would gut fishing towns", "towns"),
        ("she worries about rent", "rent"),
        ("hospital parking was too dear", "hospital parking"),
        ("water was scarce", "water"),
        ("waiting lists were down, and that waiting lists fall", "waiting lists"),
    ],
)
def test_what_somebody_does_speak_of_is_told_in_noun_phrases(content: str, told: str | None, home: Path) -> None:
    with Index.open(str(home)) as index:
        index.add_text(f"Nora Vale said that {content}.", uri="a")
        text = ask("What did Vale say about volleyball?", index=index).text
        listed = text.partition("did speak about: ")[2].rstrip(".")
        words = set(listed.replace(",", "").replace(" and ", " ").split())
        assert words == set((told or "").replace(",", "").replace(" and ", " ").split())
