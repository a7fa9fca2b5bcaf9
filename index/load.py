"""Files to texts with what is known of them. A new format is one line in LOADERS and one function."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import LoadError
from index.files import contents
from index.masthead import Masthead, iso_date, masthead


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document before it has an id. `title` falls back on what the text shows, then on the uri."""

    uri: str
    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None


def load(path: Path, folder: Path | None = None) -> Loaded:
    """Read one file as a document, found in a folder perhaps. Raises LoadError with what is wrong and what to do."""
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise LoadError(f"{path.suffix or 'a file without an ending'} is not read yet. Save it as {_endings()}")
    loaded = replace(loader(contents(path, folder)), uri=cleaned(os.path.abspath(path)))
    if not loaded.text.strip():
        raise LoadError("holds no text. Add a file that has some")
    return loaded


def decoded(content: bytes, declared: str | None = None) -> str:
    """Decode bytes as text: by their byte order mark, as UTF-8, as they declare, or as what they look most like.

    What is not plain ASCII and is UTF-8 is nothing else, whatever it declares: pages are often saved anew.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    if b"\0" in content:
        raise LoadError("is not text but binary data. Add its text instead")
    text = _as_declared(content, declared) if declared is not None and content.isascii() else None
    try:
        return text or content.decode("utf-8")
    except UnicodeDecodeError:
        text = _as_declared(content, declared) if declared is not None else None
        return text or _guessed(content)


def cleaned(text: str) -> str:
    r"""Give text that every store can keep: line ends as "\n", and U+FFFD for what no encoding allows."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def _as_declared(content: bytes, encoding: str) -> str | None:
    """Decode as declared, with U+FFFD for the few bytes that are not; None where so many are that it must be wrong."""
    text = content.decode(encoding, "replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    return text if lost * _LEAST_RIGHT <= _beyond_ascii(text.encode("utf-8")) // 2 else None


def _beyond_ascii(content: bytes) -> int:
    return len(content.translate(None, _ASCII))


def _guessed(content: bytes) -> str:
    """Decode what is not UTF-8: as Windows-1252 where accents are rare, else as it looks most like."""
    if _beyond_ascii(content) < 0.1 * len(content):
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    guess = from_bytes(content).best()
    if guess is None:
        raise LoadError("is in an encoding that cannot be told. Save it as UTF-8")
    return str(guess)


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise LoadError(f"begins like {error.encoding} but is not. Save it as UTF-8") from None


def _plain(content: bytes) -> Loaded:
    return Loaded(uri="", text=cleaned(decoded(content)))


def _markdown(content: bytes) -> Loaded:
    from index.markdown import plain, split_front_matter

    front, body = split_front_matter(cleaned(decoded(content)))
    head = Masthead(front.get("title"), front.get("source"), front.get("author"), iso_date(front.get("date", "")))
    return Loaded("", plain(body), head.title, head.source, head.author, head.date)


def _html(content: bytes) -> Loaded:
    from index.declared import declared
    from index.html import extract

    return extract(cleaned(decoded(content, declared(content))))


def completed(loaded: Loaded) -> Loaded:
    """Fill what is not known from what the text shows; the title at last from the uri."""
    head = masthead(loaded.text)
    return replace(
        loaded,
        title=loaded.title or head.title or loaded.uri,
        source=loaded.source or head.source,
        author=loaded.author or head.author,
        date=loaded.date or head.date,
    )


def _endings() -> str:
    return ", ".join(sorted(ending for ending in LOADERS if ending))


Loader = Callable[[bytes], Loaded]
LOADERS: dict[str, Loader] = {
    "": _plain,
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
}

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ASCII = bytes(range(128))
_LEAST_RIGHT = 10  # characters beyond ASCII for one that cannot be decoded
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
