"""What people read in a terminal: answers, lists, progress, errors.

The result goes to stdout, everything else to stderr. Whatever comes from documents is shown without the
characters that steer a terminal or turn the direction of writing.
"""

import logging
import os
import re
import shutil
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from index import AddReport, DocumentInfo
    from qa import Answer, Citation, Verdict
    from qa.wording.listed import Told

SECONDS_BETWEEN_LINES = 5.0  # of progress, where a line cannot be overwritten
DOCUMENTS_SHOWN = 20  # by name in one report; more are only counted

# C0 and C1 but the line feed, DEL, and the controls that embed, override or isolate a direction of writing.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def prepare() -> None:
    """Make the streams take any text: what an encoding lacks is shown as "?"."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    log = logging.getLogger("onrecord")
    if not log.handlers:
        log.addHandler(_Notices())


def write(text: str) -> None:
    """Write a part of the result to stdout."""
    if sys.stdout is None:
        return
    with _reader_may_leave(sys.stdout):
        sys.stdout.write(text)
        sys.stdout.flush()


def note(text: str) -> None:
    """Write one line to stderr that is not the result."""
    if sys.stderr is None:
        return
    with _reader_may_leave(sys.stderr):
        sys.stderr.write(one_line(text) + "\n")
        sys.stderr.flush()


class _Notices(logging.Handler):
    """Shows what the index tells while it works: that it waits, that it has mended something."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, in the place of a progress line that stands there."""
        if is_tty(sys.stderr):
            sys.stderr.write("\r\x1b[K")
        note(record.getMessage())


def complain(message: str) -> None:
    """Write an error to stderr, in one line."""
    note(f"onrecord: {message}")


def flush() -> None:
    """Write out what is buffered, and drop it where that fails, so that leaving does not fail again."""
    if sys.stdout is None:
        return
    try:
        with _reader_may_leave(sys.stdout):
            sys.stdout.flush()
    except OSError:
        _silence(sys.stdout)


@contextmanager
def _reader_may_leave(stream: TextIO) -> Iterator[None]:
    """Carry on in silence when nobody reads any more: `| head` has what it wanted."""
    try:
        yield
    except BrokenPipeError:
        _silence(stream)


def _silence(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def clean(text: str) -> str:
    """Strip what steers a terminal; line feeds stay and tabs become spaces."""
    return _CONTROLS.sub("", text.replace("\t", " "))


def one_line(text: str) -> str:
    """Strip what steers a terminal and set the text in one line."""
    return " ".join(clean(text.replace("\r", "\n")).split())


def is_tty(stream: TextIO | None) -> bool:
    """Say whether a person reads or writes this stream."""
    return stream is not None and not stream.closed and stream.isatty()


def answer(reply: "Answer") -> str:
    """Give an answer with its numbered citations, or an abstention with the nearest passages."""
    blocks = [_wrapped(reply.text)]
    blocks += [_citation(citation) for citation in reply.citations]
    if reply.nearest:
        blocks.append(_styled("Nearest:", _BOLD))
        blocks += [_citation(citation) for citation in reply.nearest]
    return "\n\n".join(blocks) + "\n"


def _citation(citation: "Citation") -> str:
    mark = f"[{citation.number}] "
    indent = " " * len(mark)
    quote = _wrapped(citation.quote, first=mark, rest=indent)
    known = (citation.speaker, citation.title, citation.source, citation.date)
    about = _wrapped(" · ".join(one_line(part) for part in known if part), first=indent, rest=indent)
    where = indent + one_line(citation.uri)
    return f"{quote}\n{_styled(about, _DIM)}\n{_styled(where, _DIM)}"


def statements(told: "Iterable[Told]") -> str:
    """Give statements, each with its speaker, the words that attribute it and where it stands."""
    return "\n\n".join(_statement(each) for each in told) + "\n"


def _statement(told: "Told") -> str:
    statement, document = told.statement, told.document
    speaker = statement.speaker or "Speaker not resolved"
    role = f", {statement.role}" if statement.role else ""
    how = f" ({_KINDS[statement.kind]}{f': {one_line(told.attribution)}' if told.attribution else ''})"
    about = " · ".join(one_line(part) for part in (document.title, document.source, document.date) if part)
    place = f"{document.uri} {statement.spans[0][0]}-{statement.spans[-1][1]}"
    quote = _wrapped(one_line(told.quote), first="  ", rest="  ")
    return (
        f"{_styled(one_line(speaker), _BOLD)}{one_line(role)}{how}\n{quote}\n"
        f"{_styled(_wrapped(about, first='  ', rest='  '), _DIM)}\n{_styled('  ' + one_line(place), _DIM)}"
    )


def verdicts(text: str, found: "Sequence[Verdict]") -> str:
    """Give each quotation with what became of it, and in the end how many there are of each kind."""
    blocks = [_verdict(text, each) for each in found]
    counts = Counter(_VERDICTS[each.verdict] for each in found)
    number = f"{len(found)} quotation{'' if len(found) == 1 else 's'}"
    return "\n\n".join([*blocks, f"{number}: {', '.join(f'{n} {what}' for what, n in counts.items())}."]) + "\n"


def _verdict(text: str, verdict: "Verdict") -> str:
    from qa.verification.denied import denial

    line = text.count("\n", 0, verdict.start) + 1
    quote = _wrapped(one_line(text[verdict.start : verdict.end]), first="  ", rest="  ")
    lines = [f"{_styled(_VERDICTS[verdict.verdict], _BOLD)}  (line {line})", quote]
    if verdict.difference:
        lines.append(_wrapped(f"{_NOTES[verdict.verdict]}: {one_line(verdict.difference)}", first="  ", rest="  "))
    citation = verdict.citation
    denied = denial(text[verdict.start : verdict.end], citation) if citation is not None else None
    if denied is not None:
        lines.append(f"  told there with a denial: {one_line(denied)}")
    if verdict.verdict == "other_speaker" and citation is not None:
        unknown = "nobody who is named" if verdict.difference else "the article itself"
        lines.append(
            f"  claimed: {one_line(verdict.claimed or '')}; on the record: {one_line(citation.speaker or unknown)}"
        )
    if citation is not None:
        known = (citation.speaker, citation.title, citation.source, citation.date, citation.uri)
        about = " · ".join(one_line(part) for part in known if part)
        lines += [_wrapped(one_line(citation.quote), first="    ", rest="    ")]
        lines += [_styled(_wrapped(about, first="    ", rest="    "), _DIM)]
    return "\n".join(lines)


def documents(found: "Iterable[DocumentInfo]") -> str:
    """Give documents, each with its id, what is known of it, and where it comes from."""
    return "".join(_document(info) for info in found)


def _document(info: "DocumentInfo") -> str:
    known = [one_line(part) for part in (info.source, info.author, info.date) if part]
    about = " · ".join([*known, f"{info.characters:,} characters"])
    title = _styled(one_line(info.title), _BOLD)
    return f"{info.id}  {title}\n    {about}\n    {_styled(one_line(info.uri), _DIM)}\n"


def count(found: "Sequence[DocumentInfo]") -> str:
    """Say how many documents these are."""
    return "1 document" if len(found) == 1 else f"{len(found):,} documents"


def report(done: "AddReport") -> str:
    """Give what became of the documents that were added: by name where they are few, then in numbers."""
    groups = (("Added", done.added), ("Replaced", done.replaced), ("Unchanged", done.unchanged))
    lines = []
    if sum(len(infos) for _, infos in groups) <= DOCUMENTS_SHOWN:
        lines += [f"{what} {info.id}  {one_line(info.title)}" for what, infos in groups for info in infos]
    lines += [f"Not stored twice {one_line(uri)}: it is {one_line(other)}" for uri, other in done.duplicates]
    counts = [(len(infos), what.lower()) for what, infos in groups]
    counts += [(len(done.duplicates), "not stored twice"), (len(done.failed), "failed")]
    total = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    return "".join(f"{line}\n" for line in [*lines, (total or "Nothing to do") + "."])


class Progress:
    """Shows on stderr how far a long task is: one line that changes, or, where there is no terminal, a few.

    Use it as a context manager, and pass it where a `progress` is taken.
    """

    def __init__(self, *, after: float = 0.0) -> None:
        """Begin; nothing is shown in the first seconds, `after` of them."""
        self._overwrites = is_tty(sys.stderr)
        self._last = time.monotonic()
        self._silent_until = self._last + after

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show that `done` of `total` are done, `what` being the latest."""
        if time.monotonic() < self._silent_until:
            return
        line = one_line(f"{done:,}/{total:,} {what}")
        if self._overwrites:
            self._write("\r\x1b[K" + line[: shutil.get_terminal_size().columns - 1])
        elif time.monotonic() - self._last >= SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            self._write(line + "\n")

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._overwrites:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        if sys.stderr is None:
            return
        with _reader_may_leave(sys.stderr):
            sys.stderr.write(text)
            sys.stderr.flush()


_KINDS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}
_VERDICTS = {
    "found": "found",
    "other_speaker": "another speaker's",
    "altered": "altered",
    "stitched": "stitched together",
    "not_found": "not found",
}
_NOTES = {"found": "note", "other_speaker": "note", "altered": "changed", "stitched": "and", "not_found": "note"}
_BOLD = "1"
_DIM = "2"


def _styled(text: str, style: str) -> str:
    if not is_tty(sys.stdout) or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{style}m{text}\x1b[0m"


def _wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    """Wrap text to the terminal's width; where there is none, leave its lines as they are."""
    lines = clean(text).split("\n")
    if not is_tty(sys.stdout):
        return "\n".join((rest if row else first) + line for row, line in enumerate(lines))
    width = max(shutil.get_terminal_size().columns, 20)
    out: list[str] = []
    for line in lines:
        wrapped = textwrap.wrap(
            line,
            width,
            initial_indent=rest if out else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        out += wrapped or [""]
    return "\n".join(out)
