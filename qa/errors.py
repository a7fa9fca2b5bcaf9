"""What can go wrong with a question or its reading.

OnRecordError (index.errors)
├── QuestionError      empty, or longer than a question can be
└── ReaderError        the model that reads cannot be loaded
"""

from index.errors import OnRecordError


class QuestionError(OnRecordError):
    """The question is empty or too long; the message says which, and what to do."""


class ReaderError(OnRecordError):
    """The reader's model cannot be loaded; the message says which file, and what to do."""
