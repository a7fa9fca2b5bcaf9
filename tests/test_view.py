"""A question looks at one state of the index from its first step to its last, whatever others write meanwhile."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import DocumentNotFound, Index, IndexUnavailable, Limit, QuestionStopped
from qa import Answer, Conversation, ask, verify

ROOT = Path(__file__).parents[1]
QUESTIONS = ("What did Quill say about the ferry?", "How much does the ferry cost?", "Who opposes the ferry?")
CHANGES = """
import sys, time
from tests.test_view import change
from index import Index
with Index.open() as index:
    print("ready", flush=True)
    for turn in range(10_000):
        change(index, "elsewhere", turn)
"""


def version(number: int) -> str:
    """Give a text that tells of one number only, in another place each time."""
    filler = "Gulls circled over the pier all morning. " * (number % 7)
    return (
        f"The ferry of version {number}\n{filler}The ferry costs {number} crowns. “I oppose the ferry,” said Mayor Ada "
        f"Quill. “It will cost {number} crowns,” Quill said. “The ferry of {number} is no ferry,” she added."
    )


def change(index: Index, name: str, turn: int) -> None:
    """Add, replace, or remove one of two documents."""
    uri = f"{name}/{turn % 2}"
    if turn % 5 == 4:
        for info in index.documents():
            if info.uri == uri:
                index.remove(info.id)
    else:
        index.add_text(version(1000 + turn), uri=uri)


@contextmanager
def changing(index: Index) -> Iterator[None]:
    """Have documents come, change and go, by a thread here and by another process."""
    over = threading.Event()

    def change_here() -> None:
        turn = 0
        while not over.is_set():
            change(index, "here", turn)
            turn += 1

    thread = threading.Thread(target=change_here)
    with subprocess.Popen([sys.executable, "-c", CHANGES], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
            process.kill()


def told_numbers(reply: Answer) -> dict[str, set[str]]:
    """Give the numbers that each cited document's quotes tell of."""
    told: dict[str, set[str]] = {}
    for citation in (*reply.citations, *reply.nearest):
        numbers = {word.strip("“”.,") for word in citation.quote.split()} & {str(n) for n in range(1000, 99999)}
        told.setdefault(citation.document_id, set()).update(numbers)
    return told


def test_each_question_is_answered_from_one_state_while_documents_change_here_and_elsewhere() -> None:
    with Index.open() as index:
        index.add_text(version(7777), uri="stays")
        talk = Conversation(index=index)
        with changing(index):
            ends = time.monotonic() + 4
            asked = 0
            while time.monotonic() < ends or asked < len(QUESTIONS):
                reply = ask(QUESTIONS[asked % len(QUESTIONS)], index=index)
                assert all(len(numbers) <= 1 for numbers in told_numbers(reply).values()), reply.text
                asked += 1
            talk.ask(QUESTIONS[0])
            assert talk.ask("And about the crowns?").citations
            assert verify("“I oppose the ferry,” said Quill.", index=index)[0].verdict == "found"


def test_a_view_shows_one_state_until_it_is_closed() -> None:
    with Index.open() as index:
        info = index.add_text("The dam will hold, the mayor said.", uri="dam")
        with index.view() as view:
            before, hits = view.revision, view.search("dam", k=3)
            index.add_text("The dam will not hold, the mayor said.", uri="dam")
            index.add_text("Snow fell on the dam.", uri="snow")
            assert [each.id for each in view.documents()] == [info.id]
            assert "will hold" in view.document(info.id).text
            assert (view.search("dam", k=3), view.revision) == (hits, before)
            index.remove(info.id)
            assert "will hold" in view.document(info.id).text
        with index.view() as view:
            assert view.revision != before
            assert [each.uri for each in view.documents()] == ["snow"]
            with pytest.raises(DocumentNotFound):
                view.document(info.id)
        with pytest.raises(IndexUnavailable, match="was closed"):
            view.documents()


def test_views_of_several_states_search_each_its_own_passages() -> None:
    with Index.open() as index:
        index.add_text("Rain is expected on Monday.", uri="rain")
        with index.view() as early:
            index.add_text("Snow fell in the hills.", uri="snow")
            with index.view() as late:
                for _ in range(2):
                    assert len(late.search("weather", k=9)) == 2
                    assert len(early.search("weather", k=9)) == 1
        index.add_text("Hail came on Tuesday instead.", uri="rain")
        found = {hit.passage.text for hit in index.search("weather", k=9)}
        assert found == {"Snow fell in the hills.", "Hail came on Tuesday instead."}


def test_a_view_lives_through_the_snapshot_being_made_anew(home: Path) -> None:
    with Index.open() as index:
        info = index.add_text("The dam will hold, the mayor said.", uri="dam")
        with index.view() as view:
            (home / "snapshot.sqlite3").unlink()
            assert "dam" in index.search("dam", k=1)[0].passage.text
            assert "dam" in view.document(info.id).text


def test_a_view_lives_through_its_index_being_closed() -> None:
    index = Index.open()
    info = index.add_text("The dam will hold, the mayor said.", uri="dam")
    view = index.view()
    index.close()
    assert "dam" in view.document(info.id).text
    view.close()


def test_who_asks_waits_for_no_writer_of_the_same_process() -> None:
    with Index.open() as index:
        index.add_text("The dam will hold, the mayor said.", uri="dam")
        with index._core.writing():
            found: list[str] = []
            reader = threading.Thread(target=lambda: found.append(index.search("dam", k=1)[0].passage.text))
            reader.start()
            reader.join(timeout=30)
            assert found == ["The dam will hold, the mayor said."]


def test_a_question_that_takes_too_long_or_is_stopped_ends_with_an_honest_word() -> None:
    with Index.open() as index:
        index.add_text("The dam will hold, the mayor said.", uri="dam")
        with index.view(Limit(0.0)) as view, pytest.raises(QuestionStopped, match="within 0 seconds"):
            view.search("dam")
        limit = Limit()
        with index.view(limit) as view:
            assert view.search("dam")
            limit.stop()
            with pytest.raises(QuestionStopped, match="stopped"):
                view.search("dam")
