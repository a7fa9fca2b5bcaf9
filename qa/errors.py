"""What can go wrong with a question.

OnRecordError (index.errors)
└── QuestionError      empty, or longer than a question can be
"""

from index.errors import OnRecordError


class QuestionError(OnRecordError):
    """The question is empty or too long; the message says which, and what to do."""
