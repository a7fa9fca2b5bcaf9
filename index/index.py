"""The index: add documents, find passages."""

import os
from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, ClassVar, Self

from index import ingest
from index.core import Core, Place
from index.errors import IndexNotFound, IndexUnavailable, LoadError
from index.limit import Limit
from index.load import Loaded, cleaned
from index.masthead import given_date
from index.records import AddReport, Document, DocumentInfo, Hit, Statement
from index.settings import default_path, settings
from index.view import View

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever


class Index:
    """Documents that can be searched, kept in Chroma; a context manager, and threads may share one.

    >>> with Index.open("data/index") as index:
    ...     info = index.add_text("Rain is expected, the mayor said.", uri="notes/1")
    ...     hits = index.search("what did the mayor say?", k=3)
    """

    _cores: ClassVar[dict[Place, tuple[Core, int]]] = {}
    _guard: ClassVar[Lock] = Lock()

    def __init__(self, core: Core) -> None:
        """Not for callers: use `Index.open`."""
        self._shared = core
        self._closed = False

    @classmethod
    def open(cls, path: str | None = None, *, create: bool = True, embedder: str | None = None) -> Self:
        """Open the index in a folder (default: $ONRECORD_HOME, else the platform's data folder).

        Cheap to call again: all that is open on one place share what was loaded. `embedder` names a
        sentence-transformers model for a new index; an existing one is opened with its own unless another
        is asked for. Raises IndexNotFound (with create=False), EmbedderMismatch, FormatMismatch.
        """
        place = Place.of(path or default_path(), settings().chroma_url)
        with cls._guard:
            core, users = cls._cores.get(place) or (Core(place), 0)
            if not core.exists:
                if not create:
                    raise IndexNotFound(f"No index at {place}. Build one: onrecord add PATH")
                core.create(embedder)
            core.check(embedder)
            cls._cores[place] = core, users + 1
        return cls(core)

    @property
    def _core(self) -> Core:
        if self._closed:
            raise IndexUnavailable(f"This index at {self._shared.place} was closed. Open it again: Index.open(...)")
        return self._shared

    @classmethod
    def exists(cls, path: str | None = None) -> bool:
        """Whether there is an index, by the same path as for `open`."""
        core = Core(Place.of(path or default_path(), settings().chroma_url))
        try:
            return core.exists
        finally:
            core.close()

    @property
    def path(self) -> str:
        """The folder where the data lie, or the address of the Chroma server that holds them."""
        return str(self._shared.place)

    def add(self, where: str, *, progress: Callable[[int, int, str], None] | None = None) -> AddReport:
        """Add a file or every readable file below a folder; `progress(done, total, name)` is told of each.

        The same uri again: unchanged is skipped, changed is replaced. What cannot be read is in the report's
        `failed`; the others are added all the same.
        """
        self._core.refresh()
        return ingest.add(self._core, os.fspath(where), progress)

    def add_text(
        self,
        text: str,
        *,
        uri: str,
        title: str | None = None,
        source: str | None = None,
        author: str | None = None,
        date: str | None = None,
    ) -> DocumentInfo:
        """Add one text under a name of your own; what is not given is read off the text where it shows it.

        If another document holds the same text, nothing is stored and that document is returned. Raises
        LoadError if the text or the uri is empty, or the date is none.
        """
        if not uri.strip() or not text.strip():
            raise LoadError(f"The {'text' if uri.strip() else 'uri'} is empty. Give one with words in it")
        date = given_date(date) if date else None
        given = (None if value is None else cleaned(value) for value in (title, source, author, date))
        document = ingest.to_document(Loaded(cleaned(uri), cleaned(text), *given))
        self._core.refresh()
        outcome = ingest.Outcome()
        if not self._core.steadily(lambda: ingest.settle(self._core, document, outcome)):
            ingest.store(self._core, [ingest.prepared(document)], outcome)
        if outcome.duplicates:
            return self.document(ingest.document_id(outcome.duplicates[0][1])).info
        return (outcome.added + outcome.replaced + outcome.unchanged)[0]

    def remove(self, document_id: str) -> bool:
        """Take a document out; False if there is none of that id."""
        return self._core.remove(document_id)

    def view(self, limit: Limit | None = None) -> View:
        """Pin the present state, to look at it as often as needed: what is written meanwhile does not change it.

        A context manager for one thread. Every look raises QuestionStopped once `limit` is reached.

        >>> with Index.open() as index, index.view() as view:
        ...     texts = [view.document(info.id).text for info in view.documents()]
        """
        return View(self._core.pinned(), limit, self._core.mended)

    def documents(self) -> list[DocumentInfo]:
        """Every document, in the order in which they were stored."""
        with self.view() as view:
            return view.documents()

    def document(self, document_id: str) -> Document:
        """One document with its text. Raises DocumentNotFound."""
        with self.view() as view:
            return view.document(document_id)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """Find the k passages nearest in words and meaning, best first. Raises ValueError if k < 1."""
        with self.view() as view:
            return view.search(query, k)

    def statements(
        self, *, speaker: str | None = None, about: str | None = None, document_id: str | None = None
    ) -> list[Statement]:
        """Who is reported to say what, in the order of the documents; with `about`, what bears on it, best first.

        `speaker` is any name that a document gives to one: "Bessent", "Scott Bessent", "the Treasury secretary";
        for those who have no name, the words that stand for them: "officials". By a full name, those whom a document
        calls by the surname alone only where they are known to be that person (`index/namesakes.py`). Without a
        speaker or a document, `about` looks into the documents that are nearest to the topic.
        """
        with self.view() as view:
            return view.statements(speaker=speaker, about=about, document_id=document_id)

    def as_retriever(self, k: int = 10) -> "BaseRetriever":
        """Give a LangChain retriever of k passages, for anybody's chain."""
        from index.retriever import PassageRetriever

        return PassageRetriever(index=self, k=k)

    def close(self) -> None:
        """Let go of the index; its files are closed when nothing else in this process has it open."""
        with Index._guard:
            if self._closed:
                return
            self._closed = True
            core, users = Index._cores.get(self._shared.place, (self._shared, 1))
            if users > 1:
                Index._cores[core.place] = core, users - 1
                return
            Index._cores.pop(core.place, None)
            core.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
