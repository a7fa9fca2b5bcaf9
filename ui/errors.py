"""What can go wrong with a user interface, besides what `index.errors` and `qa.errors` name."""

from index.errors import OnRecordError


class ServeError(OnRecordError):
    """The page cannot be served as asked; the message says why, and what to do."""


class FeedbackError(OnRecordError):
    """Feedback could not be kept."""


class UploadError(OnRecordError):
    """A file that a browser sends is not taken; the message says why, and what to do."""


class TooManyQuestions(OnRecordError):
    """One browser tab has more questions waiting than one may."""
