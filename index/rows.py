"""What one state of a snapshot holds: every look into its tables, through one connection that is pinned to it."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

import numpy as np

from index.errors import IndexDamaged
from index.naming import Naming
from index.records import DocumentInfo, Passage, Statement
from index.statement_json import from_json
from index.store import Header, Record, Stored, StoredPassage

if TYPE_CHECKING:
    from index.embed import Vectors
    from index.matrix import Matrices, Matrix

Source = tuple[str, str | None]  # a name, or the words for somebody without one, and a role or description
TRIGRAM = 3  # letters that are looked up at once
_INFO = "id, uri, title, source, author, date, sha256, characters"
_STATEMENT = "d.id, s.source, s.role, s.described, s.said, s.checksum"


def checksum(*values: str | int | None) -> int:
    """Give what is stored beside a row of the snapshot, by which it is known to be as it was written."""
    return crc32(repr(values).encode("utf-8", "surrogatepass"))


def checksum_of_passage(start: int, end: int, vector: bytes) -> int:
    """Give the same for a passage; many are read at once."""
    return crc32(vector, crc32(f"{start} {end}".encode()))


class Read(Protocol):
    """Runs one statement and gives all its rows."""

    def __call__(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement with its values."""


class Rows:
    """The tables of one state of a snapshot, for one thread at a time; `released` is called when it is let go of."""

    def __init__(self, read: Read, matrices: "Matrices", released: Callable[[], None], file: tuple[Path, int]) -> None:
        self._read = read
        self._matrices = matrices
        self._released = released
        self._file = file

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
        rows = self._read(f"SELECT {_INFO}, revision, checksum FROM documents ORDER BY number")
        return {row[0]: self._record(row) for row in rows}

    def record(self, document_id: str) -> Record | None:
        """One document's record."""
        rows = self._read(f"SELECT {_INFO}, revision, checksum FROM documents WHERE id = ?", document_id)
        return self._record(rows[0]) if rows else None

    def miss(self, document_id: str) -> None:
        """Raise IndexDamaged if a document that was not found is there after all: then its index is damaged."""
        if self._read("SELECT 1 FROM documents NOT INDEXED WHERE id = ?", document_id):
            raise self._damage()

    def holder_of(self, digest: str) -> DocumentInfo | None:
        """Give the document that holds exactly the text of this sha256."""
        rows = self._read(f"SELECT {_INFO}, revision, checksum FROM documents WHERE sha256 = ?", digest)
        return self._record(rows[0]).info if rows else None

    def text(self, document_id: str) -> str | None:
        """Give a document's whole text, which is what was indexed."""
        found = self._read("SELECT number FROM documents WHERE id = ?", document_id)
        return self._texts([number for (number,) in found])[found[0][0]] if found else None

    def passages(self, numbers: Sequence[int]) -> list[Passage]:
        """Passages by number, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        rows = self._read(
            "SELECT p.start, p.end, p.vector, p.checksum, p.number, p.document, d.id FROM passages p "
            f"JOIN documents d ON d.number = p.document WHERE p.number IN ({marks})",
            *numbers,
        )
        self._checked([row[:4] for row in rows])
        texts = self._texts({row[5] for row in rows})
        found = {
            number: Passage(name, start, end, texts[document][start:end])
            for start, end, _, _, number, document, name in rows
        }
        return [found[number] for number in numbers if number in found]

    def stored(self, document_id: str) -> Stored | None:
        """Give a document whole, as it is stored in Chroma."""
        record, text = self.record(document_id), self.text(document_id)
        if record is None or text is None:
            return None
        rows = self._read(
            "SELECT p.start, p.end, p.vector, p.checksum, w.section FROM passages p "
            "JOIN documents d ON d.number = p.document JOIN passage_words w ON w.rowid = p.number "
            "WHERE d.id = ? ORDER BY p.start",
            document_id,
        )
        ends = [0, *(row[1] for row in rows)]
        if [row[0] for row in rows] != ends[:-1] or ends[-1] != len(text):
            raise self._damage()
        said: list[list[Statement]] = [[] for _ in rows]
        for statement in self.statements(documents=[document_id]):
            said[max(bisect_right(ends, statement.spans[0][0]) - 1, 0)].append(statement)
        passages = tuple(
            StoredPassage(start, end, section or None, text[start:end], tuple(some))
            for (start, end, _, _, section), some in zip(rows, said, strict=True)
        )
        return Stored(record, passages, self._vectors([row[:4] for row in rows]))

    def vectors(self, passages: Sequence[Passage]) -> "Vectors":
        """Vectors of passages, (passages, dimensions), in order; zeros where one has gone."""
        rows = [
            self._read(
                "SELECT p.start, p.end, p.vector, p.checksum FROM passages p JOIN documents d ON d.number = p.document "
                "WHERE d.id = ? AND p.start = ?",
                passage.document_id,
                passage.start,
            )
            for passage in passages
        ]
        found = iter(self._vectors([row[0] for row in rows if row]))
        known = [next(found) if row else None for row in rows]
        width = next((len(vector) for vector in known if vector is not None), 0)
        return np.array([np.zeros(width) if v is None else v for v in known], np.float32).reshape(len(known), width)

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
            "SELECT d.id, n.speaker, n.naming, n.checksum FROM namings n JOIN documents d ON d.number = n.document "
            "WHERE n.speaker IN (SELECT value FROM json_each(?))",
            json.dumps(list(speakers)),
        )
        if any(checksum(*told) != written for _, *told, written in rows):
            raise self._damage()
        return (Naming.from_json(*row[:3]) for row in rows)

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
            f"SELECT {_STATEMENT} FROM statements s "
            "JOIN documents d ON d.number = s.document "
            f"WHERE {' AND '.join(conditions)} ORDER BY s.number",
            *values,
        )
        return self._statements(rows)

    def statements_on(self, match: str, sources: Iterable[str], limit: int) -> list[Statement]:
        """Statements by these sources in passages that hold words of an FTS5 expression, the best passages' first."""
        rows = self._read(
            f"SELECT {_STATEMENT} FROM passage_words w JOIN statements s ON s.passage = w.rowid "
            "JOIN documents d ON d.number = s.document WHERE passage_words MATCH ? "
            "AND s.source IN (SELECT value FROM json_each(?)) ORDER BY w.rank LIMIT ?",
            match,
            json.dumps(list(sources)),
            limit,
        )
        return self._statements(rows)

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
        return dict(self._read("SELECT number, CAST(date AS TEXT) FROM documents WHERE date IS NOT NULL"))

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        quoted = '"' + term.replace('"', '""') + '"'
        return int(self._read("SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", quoted)[0][0])

    def count(self) -> int:
        """How many passages there are."""
        return int(self._read("SELECT count(*) FROM passages")[0][0])

    def document_count(self) -> int:
        """How many documents there are."""
        return int(self._read("SELECT count(*) FROM documents")[0][0])

    def matrix(self) -> "Matrix":
        """Give all vectors; they are read once and shared by all who look at the same state."""
        return self._matrices.of(self)

    def places(self) -> tuple[list[int], list[int]]:
        """Numbers of all passages in order, and of the document of each."""
        found = self._read("SELECT number, document FROM passages INDEXED BY passages_in_order ORDER BY number")
        return [number for number, _ in found], [document for _, document in found]

    def vectors_from(self, number: int) -> "Vectors":
        """Vectors of the passages of this number and above, in order, (passages, dimensions)."""
        return self._vectors(
            self._read("SELECT start, end, vector, checksum FROM passages WHERE number >= ? ORDER BY number", number)
        )

    def _checked(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Raise IndexDamaged unless passages' places and vectors are as they were written."""
        for start, end, vector, written in rows:
            if not isinstance(vector, bytes) or checksum_of_passage(start, end, vector) != written:
                raise self._damage()

    def _vectors(self, rows: Sequence[tuple[Any, ...]]) -> "Vectors":
        self._checked(rows)
        joined = np.frombuffer(b"".join(row[2] for row in rows), np.float16)
        return joined.astype(np.float32).reshape(len(rows), -1) if rows else np.empty((0, 0), np.float32)

    def _statements(self, rows: Sequence[tuple[Any, ...]]) -> list[Statement]:
        if any(checksum(*told) != written for _, *told, written in rows):
            raise self._damage()
        return [statement for name, *_, said, _ in rows for statement in from_json(said, name)]

    def _record(self, row: tuple[Any, ...]) -> Record:
        if checksum(*row[:9]) != row[9]:
            raise self._damage()
        return Record(DocumentInfo(*row[:8]), row[8])

    def _texts(self, documents: Iterable[int]) -> dict[int, str]:
        """Give documents' whole texts by the documents' numbers, each with the sha256 under which it was stored."""
        wanted = list(documents)
        marks = ",".join("?" * len(wanted))
        rows = self._read(
            "SELECT d.number, d.sha256, CAST(w.text AS BLOB) FROM documents d "
            f"LEFT JOIN document_words w ON w.rowid = d.number WHERE d.number IN ({marks})",
            *wanted,
        )
        if any(text is None or sha256(text).hexdigest() != written for _, written, text in rows):
            raise self._damage()
        return {number: text.decode("utf-8") for number, _, text in rows}

    def _damage(self) -> IndexDamaged:
        return IndexDamaged(f"{self._file[0]} is not as it was written", *self._file)

    def _fact(self, name: str) -> str | None:
        rows = self._read("SELECT name, value, checksum FROM facts WHERE name = ?", name)
        if rows and checksum(*rows[0][:2]) != rows[0][2]:
            raise self._damage()
        return str(rows[0][1]) if rows else None
