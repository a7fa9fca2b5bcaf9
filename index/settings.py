"""What the environment says; read here and nowhere else.

ONRECORD_HOME        where the index lives
ONRECORD_MODEL       a language model, "provider:name"
ONRECORD_READER      a cross-encoder or question-answering model, by its name on a model hub or its folder
ONRECORD_CHROMA_URL  a Chroma server to keep the index in, "http://host:8000"
ONRECORD_PASSWORD    what visitors of the page are asked for
"""

import os
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment's wishes; None where it has none."""

    home: str | None
    model: str | None
    reader: str | None
    chroma_url: str | None
    password: str | None = field(repr=False)


def settings() -> Settings:
    """Read the environment, each time anew; an empty value counts as none."""
    return Settings(
        home=os.environ.get("ONRECORD_HOME") or None,
        model=os.environ.get("ONRECORD_MODEL") or None,
        reader=os.environ.get("ONRECORD_READER") or None,
        chroma_url=os.environ.get("ONRECORD_CHROMA_URL") or None,
        password=os.environ.get("ONRECORD_PASSWORD"),
    )


def default_path() -> str:
    """Give the index's folder: $ONRECORD_HOME, else the platform's folder for user data."""
    home = settings().home
    if home is not None:
        return os.path.abspath(os.path.expanduser(home))
    from platformdirs import user_data_dir

    return user_data_dir("onrecord", appauthor=False)
