"""What is kept of speakers beside their statements: found when a document is indexed, gone when it goes."""

import time
from pathlib import Path

import numpy as np
import pytest

from index import Index
from index.embed import DEFAULT_EMBEDDER
from index.ingest import to_document, to_record
from index.load import Loaded
from index.naming import Naming, namings
from index.passages import cut
from index.records import Statement
from index.snapshot import Snapshot
from index.statements import statements_in
from index.store import FORMAT, Header, Stored, StoredPassage
from index.view import View

TEXTS = {
    "a": "“The ferry must sail,” said Ada Quill, the harbour secretary. “It must,” she added.",
    "b": "“The ferry is late,” Ms Quill said. Officials said that it leaks. Ada Quill left.",
    "c": "“The ferry sank,” said striker Ben Tandy. “It did,” he said.",
}


def kept(index: Index) -> tuple[list[tuple[str, str | None]], list[Naming]]:
    with index.view() as view:
        rows = view._rows
        return sorted(rows.sources_with(["q", "t", "f"]), key=str), sorted(rows.namings(rows.sources()), key=str)


def test_what_is_kept_of_speakers_is_that_of_the_documents_that_are_there(tmp_path: Path) -> None:
    with Index.open(str(tmp_path / "one")) as index, Index.open(str(tmp_path / "other")) as fresh:
        for uri, text in TEXTS.items():
            index.add_text(text, uri=uri)
        index.add_text("Nobody spoke of the ferry.", uri="c")
        (removed,) = (info for info in index.documents() if info.uri == "a")
        index.remove(removed.id)
        index.add_text(TEXTS["a"] + " Otherwise nothing.", uri="b")
        index.add_text(TEXTS["a"] + " Nothing more.", uri="d")
        fresh.add_text("Nobody spoke of the ferry.", uri="c")
        fresh.add_text(TEXTS["a"] + " Otherwise nothing.", uri="b")
        fresh.add_text(TEXTS["a"] + " Nothing more.", uri="d")
        assert kept(index) == kept(fresh)
        assert ("Ada Quill", "harbour secretary") in kept(index)[0]


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        (TEXTS["a"], Naming("d", "Ada Quill", ("harbour secretary",), "f", (), "the harbour secretary")),
        (TEXTS["c"], Naming("d", "Ben Tandy", ("striker",), "m", (), "striker")),
        ("“We will sail,” Ms Quill said.", Naming("d", "Quill", (), None, ("ms",), None, ("ms",))),
        ("Tandy's boat sank. “We will sail,” Tandy said.", Naming("d", "Tandy")),
    ],
)
def test_a_naming_tells_roles_pronoun_titles_description_and_forenames(text: str, naming: Naming) -> None:
    assert list(namings("d", text, statements_in(text))) == [naming]
    assert Naming.from_json("d", naming.speaker, naming.to_json()) == naming


def talkative(folder: Path, documents: int) -> Snapshot:
    """Fill a snapshot with one person's statements, two a document, half of the documents by the surname alone."""
    folder.mkdir()
    snapshot = Snapshot(folder / "snapshot.sqlite3")
    vectors = np.eye(1, 384, dtype=np.float32)
    stored = []
    for number in range(documents):
        name = "Ada Quill" if number % 2 else "Mayor Quill"
        document = to_document(
            Loaded(f"d/{number}", f"{name} said that ferry {number} leaks. “It is late,” Quill said.")
        )
        said = tuple(
            Statement(None, "indirect", (span,), None, None, name.removeprefix("Mayor "), None)
            for span in ((20, 30), (40, 50))
        )
        (whole,) = cut(document)
        passage = StoredPassage(0, whole.passage.end, None, document.text, said)
        stored.append(Stored(to_record(document), (passage,), vectors))
    snapshot.show(Header(FORMAT, DEFAULT_EMBEDDER), "t", (), stored)
    return snapshot


def seconds_for(snapshot: Snapshot) -> float:
    """Give the processor time of what is asked of one person, at best of three."""
    taken = []
    for _ in range(3):
        with View(snapshot.pinned()) as view:
            started = time.process_time()
            assert len(view.statements(speaker="Ada Quill")) == 2 * len(view.documents())
            assert view.statements(speaker="Ada Quill", about="the ferry that leaks")
            taken.append(time.process_time() - started)
    return min(taken)


def test_who_said_very_much_is_asked_in_time_that_grows_no_faster_than_what_was_said(tmp_path: Path) -> None:
    few, many = talkative(tmp_path / "few", 150), talkative(tmp_path / "many", 1500)
    assert seconds_for(many) < 30 * seconds_for(
        few
    )  # ten times as much; each statement held to each is a hundred times
    few.close()
    many.close()
