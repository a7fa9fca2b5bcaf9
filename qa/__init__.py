"""Questions in, cited answers out: `ask`, or `Conversation` for follow-ups."""

from typing import TYPE_CHECKING

from qa.answer import Answer, Citation, Part
from qa.assistant import ask
from qa.conversation import Conversation
from qa.errors import QuestionError, ReaderError
from qa.opened import open_default
from qa.reading.reader import Reading, read
from qa.verification.checking import Verdict, verify

if TYPE_CHECKING:
    from qa.chain import answer_chain

__all__ = [
    "Answer",
    "Citation",
    "Conversation",
    "Part",
    "QuestionError",
    "ReaderError",
    "Reading",
    "Verdict",
    "answer_chain",
    "ask",
    "open_default",
    "read",
    "verify",
]


def __getattr__(name: str) -> object:
    """Import LangChain only when its chain is asked for."""
    if name == "answer_chain":
        from qa.chain import answer_chain

        return answer_chain
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
