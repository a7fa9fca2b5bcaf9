"""What readers think of an answer: lines of JSON in a file beside the index, which is the reader's own."""

import json
from datetime import UTC, datetime
from pathlib import Path

from qa import Answer
from ui.errors import FeedbackError

FILE = "feedback.jsonl"


def keep(folder: Path, reply: Answer, reason: str) -> Path:
    """Append one line: when, why, and the whole answer. Raises FeedbackError if it cannot be written."""
    file = folder / FILE
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "reason": reason, "answer": reply.to_dict()}
    try:
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line) + "\n")
    except OSError as error:
        raise FeedbackError(f"{file} cannot be written: {error.strerror}. Make room or allow writing there") from error
    return file
