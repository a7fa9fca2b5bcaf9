"""What can go wrong with an index. Programs catch these, never the libraries' own.

OnRecordError
├── IndexNotFound      there is no index where one was asked for
├── FormatMismatch     it was written by another version of this program
├── EmbedderMismatch   it was built with another embedder
├── IndexBusy          another process has held the write lock for too long
├── IndexUnavailable   it cannot be reached, read or written (disk full, no permission, server down)
│   └── IndexDamaged   what is stored is not what was stored; mended as far as anything whole is left
├── DocumentNotFound   no document has that id
├── QuestionStopped    a question took longer than it may, or nobody waits for its answer any more
├── EmbedderError      the embedding model cannot be loaded
└── LoadError          a file cannot be read as a document
"""

from pathlib import Path


class OnRecordError(Exception):
    """Everything this program raises on purpose; the message says what happened and what to do."""


class IndexNotFound(OnRecordError):
    """There is no index where one was asked for."""


class FormatMismatch(OnRecordError):
    """The index was written by another version of this program."""


class EmbedderMismatch(OnRecordError):
    """The index was built with another embedder than the one asked for."""


class IndexBusy(OnRecordError):
    """Another process has held the write lock for too long."""


class IndexUnavailable(OnRecordError):
    """The index cannot be reached, read or written."""


class IndexDamaged(IndexUnavailable):
    """What is stored at `where` is not what was stored, or cannot be read; `inode` tells the file, if it is one."""

    def __init__(self, what: str, where: Path, inode: int | None = None) -> None:
        super().__init__(f"{what}. Mend it: onrecord reindex")
        self.what = what
        self.where = where
        self.inode = inode


class DocumentNotFound(OnRecordError):
    """No document has that id."""


class QuestionStopped(OnRecordError):
    """A question took longer than it may, or was stopped."""


class EmbedderError(OnRecordError):
    """The embedding model cannot be loaded or does not do what is asked of it."""


class LoadError(OnRecordError):
    """A file cannot be read as a document."""
