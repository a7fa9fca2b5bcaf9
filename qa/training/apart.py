"""What is kept apart from the training, by article: to choose the threshold with, and to measure with."""

import hashlib

ONE_IN = 5


def is_apart(title: str) -> bool:
    """Whether an article is never trained on; its title decides, so that one set's halves agree with the whole."""
    return hashlib.sha256(f"apart:{title}".encode()).digest()[0] % ONE_IN == 0
