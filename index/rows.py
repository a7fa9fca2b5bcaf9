"""What one state of a snapshot holds: every look into its tables, through one connection that is pinned to it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.naming import Naming
from index.records import DocumentInfo, Passage, Statement
from index.statement_json import from_json
from index.store import Header, Record

if TYPE_CHECKING:
    from index.embed import Vectors
    from index.matrix import Matrices, Matrix

Source = tuple[str, str | None]  # a name, or the words for somebody without one, and a role or description
TRIGRAM = 3  # letters that are looked up at once
_INFO = "id, uri, title, source, author, date, sha256, characters"


class Read(Protocol):
    """Runs one statement and gives all its rows."""

    def __call__(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement with its values."""


class Rows:
    """The tables of one state of a snapshot, for one thread at a time; `released` is called when it is let go of."""

    def __init__(self, read: Read, matrices: "Matrices", released: Callable[[], None]) -> None:
        self._read = read
        self._matrices = matrices
        self._released = released

    def close(self) -> None:
        """Let go of the state."""
        self._released()

    @property
    def state(self) -> str:
        """A name of this state that no other has; empty before the first."""
        return self._fact("state") or ""

    @property
    def token(self) -> str:
        """The change token of the state of Chroma that this snapshot shows; empty before the first."""
        return self._fact("token") or ""

    @property
    def header(self) -> Header | None:
        """The format and embedder of the index that this snapshot shows."""
        embedder = self._fact("embedder")
        return None if embedder is None else Header(int(self._fact("format") or 0), embedder)

    def records(self) -> dict[str, Record]:
        """Every document's record, by id."""
        rows = self._read(f"SELECT {_INFO}, revision FROM documents ORDER BY number")
        return {row[0]: Record(DocumentInfo(*row[:8]), row[8]) for row in rows}

    def record(self, document_id: str) -> Record | None:
        """One document's record."""
        rows = self._read(f"SELECT {_INFO}, revision FROM documents WHERE id = ?", document_id)
        return Record(DocumentInfo(*rows[0][:8]), rows[0][8]) if rows else None

    def holder_of(self, sha256: str) -> DocumentInfo | None:
        """Give the document that holds exactly this text."""
        rows = self._read(f"SELECT {_INFO} FROM documents WHERE sha256 = ?", sha256)
        return DocumentInfo(*rows[0]) if rows else None

    def text(self, document_id: str) -> str | None:
        """Give a document's whole text."""
        rows = self._read(
            "SELECT w.text FROM documents d JOIN document_words w ON w.rowid = d.number WHERE d.id = ?",
            document_id,
        )
        return str(rows[0][0]) if rows else None

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """Passages by number, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        rows = self._read(
            "SELECT p.number, d.id, p.start, p.end, w.text FROM passages p JOIN documents d ON d.number = p.document "
            f"JOIN passage_words w ON w.rowid = p.number WHERE p.number IN ({marks})",
            *numbers,
        )
        found = {number: Passage(*rest) for number, *rest in rows}
        return [found[number] for number in numbers if number in found]

    def vectors(self, passages: Sequence[Passage]) -> "Vectors":
        """Vectors of passages, (passages, dimensions), in order; zeros where one has gone."""
        joined = (
            "SELECT p.vector FROM passages p JOIN documents d ON d.number = p.document WHERE d.id = ? AND p.start = ?"
        )
        rows = [self._read(joined, passage.document_id, passage.start) for passage in passages]
        found = [np.frombuffer(row[0][0], dtype=np.float16) if row else None for row in rows]
        width = next((len(vector) for vector in found if vector is not None), 0)
        return np.array([np.zeros(width) if v is None else v for v in found], np.float32).reshape(len(found), width)

    def sources(self) -> list[str]:
        """Every speaker's name, or the words that name a source without one."""
        return [source for (source,) in self._read("SELECT DISTINCT source FROM sources")]

    def sources_with(self, letters: Iterable[str]) -> list[Source]:
        """Give the sources that have, in their names or in what is told of them, one of these runs of letters."""
        long = [f'"{each}"' for each in letters if len(each) >= TRIGRAM and '"' not in each]
        short = [each for each in letters if len(each) < TRIGRAM]
        found: dict[Source, None] = {}
        select = "SELECT s.source, s.told FROM source_letters l JOIN sources s ON s.number = l.rowid WHERE "
        if long:
            found |= dict.fromkeys(self._read(f"{select} source_letters MATCH ?", " OR ".join(long)))
        for each in short:
            found |= dict.fromkeys(self._read(f"{select} instr(l.letters, ?)", each))
        return [(source, told or None) for source, told in found]

    def namings(self, speakers: Iterable[str]) -> Iterator[Naming]:
        """How each document in which one of these speaks names them."""
        rows = self._read(
            "SELECT d.id, n.speaker, n.naming FROM namings n JOIN documents d ON d.number = n.document "
            "WHERE n.speaker IN (SELECT value FROM json_each(?))",
            json.dumps(list(speakers)),
        )
        return (Naming.from_json(*row) for row in rows)

    def statements(
        self, *, sources: Iterable[str] | None = None, documents: Iterable[str] | None = None
    ) -> list[Statement]:
        """Statements in order, by these sources if given, of these documents if given."""
        conditions, values = ["1"], list[object]()
        for column, wanted in (("d.id", documents), ("s.source", sources)):
            if wanted is not None:
                conditions.append(f"{column} IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(list(wanted)))
        rows = self._read(
            "SELECT s.said, d.id FROM statements s JOIN documents d ON d.number = s.document "
            f"WHERE {' AND '.join(conditions)} ORDER BY s.number",
            *values,
        )
        return [statement for said, name in rows for statement in from_json(said, name)]

    def statements_on(self, match: str, sources: Iterable[str], limit: int) -> list[Statement]:
        """Statements by these sources in passages that hold words of an FTS5 expression, the best passages' first."""
        rows = self._read(
            "SELECT s.said, d.id FROM passage_words w JOIN statements s ON s.passage = w.rowid "
            "JOIN documents d ON d.number = s.document WHERE passage_words MATCH ? "
            "AND s.source IN (SELECT value FROM json_each(?)) ORDER BY w.rank LIMIT ?",
            match,
            json.dumps(list(sources)),
            limit,
        )
        return [statement for said, name in rows for statement in from_json(said, name)]

    def lexical_passages(self, match: str, limit: int) -> list[tuple[int, float]]:
        """Passage numbers and BM25 (higher is better), best first, for an FTS5 expression of quoted terms."""
        return self._read(
            "SELECT rowid, -rank FROM passage_words WHERE passage_words MATCH ? ORDER BY rank LIMIT ?",
            match,
            limit,
        )

    def lexical_documents(self, match: str, limit: int) -> list[tuple[int, float]]:
        """Document numbers and BM25 of whole documents, best first."""
        return self._read(
            "SELECT rowid, -rank FROM document_words WHERE document_words MATCH ? ORDER BY rank LIMIT ?",
            match,
            limit,
        )

    def documents_with(self, phrase: str, limit: int) -> list[str]:
        """Ids of documents that hold these words in a row, in any of their forms; the latest first."""
        quoted = '"' + phrase.replace('"', " ") + '"'
        return [
            str(name)
            for (name,) in self._read(
                "SELECT d.id FROM document_words w JOIN documents d ON d.number = w.rowid "
                "WHERE document_words MATCH ? ORDER BY w.rowid DESC LIMIT ?",
                f"text : {quoted}",
                limit,
            )
        ]

    def documents_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Document number of each passage number."""
        marks = ",".join("?" * len(numbers))
        return dict(self._read(f"SELECT number, document FROM passages WHERE number IN ({marks})", *numbers))

    def dates(self) -> dict[int, str]:
        """Date of each document that has one, by document number."""
        return dict(self._read("SELECT number, date FROM documents WHERE date IS NOT NULL"))

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        quoted = '"' + term.replace('"', '""') + '"'
        return int(self._read("SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", quoted)[0][0])

    def count(self) -> int:
        """How many passages there are."""
        return int(self._read("SELECT count(*) FROM passages")[0][0])

    def matrix(self) -> "Matrix":
        """Give all vectors; they are read once and shared by all who look at the same state."""
        return self._matrices.of(self)

    def places(self) -> tuple[list[int], list[int]]:
        """Numbers of all passages in order, and of the document of each."""
        found = self._read("SELECT number, document FROM passages INDEXED BY passages_in_order ORDER BY number")
        return [number for number, _ in found], [document for _, document in found]

    def vectors_from(self, number: int) -> "Vectors":
        """Vectors of the passages of this number and above, in order, (passages, dimensions)."""
        found = self._read("SELECT vector FROM passages WHERE number >= ? ORDER BY number", number)
        joined = np.frombuffer(b"".join(vector for (vector,) in found), np.float16)
        return joined.astype(np.float32).reshape(len(found), -1) if found else np.empty((0, 0), np.float32)

    def _fact(self, name: str) -> str | None:
        rows = self._read("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0][0]) if rows else None
