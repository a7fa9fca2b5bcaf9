"""What each command does: calls what scripts call, and writes what it gives."""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index import AddReport, DocumentInfo, DocumentNotFound, Index, IndexNotFound, LoadError, OnRecordError
from index.load import decoded, load
from qa import Answer, Conversation, QuestionError, open_default
from qa import ask as ask_index
from qa.verification.checking import verdicts as verdicts_on
from qa.wording.listed import told_in
from ui import passwords, terminal

ANSWERED = 0
ABSTAINED = 1
FAILED = 2
SHORTEST_PREFIX = 4  # characters of an id that are taken for it
PROMPT = "> "
LONGEST_NAME = 100  # characters that are told back
SECONDS_IN_SILENCE = 2.0  # of a check, before it tells how far it is
GOODBYES = {"", "exit", "quit"}


def ask(arguments: argparse.Namespace) -> int:
    """Answer the question, or hold a conversation when there is none."""
    with _default() as index:
        if not arguments.question:
            return _converse(Conversation(index=index, reader=arguments.reader), as_json=arguments.json)
        reply = ask_index(_typed(" ".join(arguments.question)), index=index, reader=arguments.reader)
        terminal.write(_json(reply.to_dict()) if arguments.json else terminal.answer(reply))
        return _code(reply)


def _converse(conversation: Conversation, *, as_json: bool) -> int:
    """Answer line by line; on a terminal the end is a good end, else the worst answer is the exit code."""
    code = ANSWERED
    for question in _questions():
        try:
            reply = conversation.ask(question)
        except OnRecordError as error:
            terminal.complain(str(error))
            code = FAILED
            continue
        code = max(code, _code(reply))
        if not as_json:
            terminal.write(terminal.answer(reply) + "\n")
    if as_json:
        terminal.write(_json([reply.to_dict() for reply in conversation.history]))
    return ANSWERED if terminal.is_tty(sys.stdin) else code


def _questions() -> Iterator[str]:
    if sys.stdin is None:
        return
    if not terminal.is_tty(sys.stdin):
        yield from (_typed(line.strip()) for line in sys.stdin if line.strip())
        return
    while (line := _prompted()) is not None and line.strip().lower() not in GOODBYES:
        yield _typed(line.strip())


def _prompted() -> str | None:
    """Read a line with the prompt on the terminal, never in a redirected stdout; None at the end."""
    if not terminal.is_tty(sys.stdout):
        sys.stderr.write(PROMPT)
        sys.stderr.flush()
        return sys.stdin.readline() or None
    with suppress(ImportError):
        import readline  # noqa: F401 - line editing and history
    try:
        return input(PROMPT)
    except EOFError:
        terminal.write("\n")
        return None


def add(arguments: argparse.Namespace) -> int:
    """Index each path; one that fails is reported and keeps nothing else out."""
    if "-" not in arguments.paths and (arguments.title or arguments.uri):
        raise LoadError("--title and --uri name what comes from standard input. Add it: onrecord add -")
    done = AddReport()
    with Index.open() as index, terminal.Progress() as progress:
        for path in arguments.paths:
            try:
                new = _add_input(index, arguments) if path == "-" else index.add(path, progress=progress)
            except LoadError as error:
                new = AddReport(failed=(("standard input" if path == "-" else path, str(error)),))
            done = done.joined(new)
    return _report(done)


def _add_input(index: Index, arguments: argparse.Namespace) -> AddReport:
    text = _read_input()
    if not text.strip():
        raise LoadError("holds no text. Pipe a document in: onrecord add - < FILE")
    uri = _typed(arguments.uri or f"stdin:{hashlib.sha256(text.encode()).hexdigest()[:16]}")
    known = {info.uri: info.sha256 for info in index.documents()}
    info = index.add_text(text, uri=uri, title=arguments.title and _typed(arguments.title))
    if info.uri not in known:
        return AddReport(added=(info,))
    if info.uri != uri:
        return AddReport(duplicates=((uri, info.uri),))
    return AddReport(unchanged=(info,)) if known[uri] == info.sha256 else AddReport(replaced=(info,))


def _read_input() -> str:
    if sys.stdin is None:
        raise LoadError("Standard input is closed. Pipe a text in: onrecord add - < FILE")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LoadError("Standard input is not UTF-8 text. Convert it first: iconv -t UTF-8") from None


def _report(done: AddReport) -> int:
    for uri, why in done.failed:
        terminal.complain(f"{uri}: {why.removeprefix(os.path.basename(uri)).lstrip()}")
    terminal.write(terminal.report(done))
    return FAILED if done.failed else ANSWERED


def said(arguments: argparse.Namespace) -> int:
    """List what somebody is reported to say."""
    if not arguments.speaker.strip():
        raise QuestionError("SPEAKER is empty. Give a name that the documents give to somebody")
    with _default() as index, index.view() as view:
        speaker, about = _typed(arguments.speaker), arguments.about and _typed(arguments.about)
        statements = view.statements(speaker=speaker, about=about)
        told = told_in(view, statements)
    if arguments.json:
        terminal.write(_json([each.to_dict() for each in told]))
    elif told:
        terminal.write(terminal.statements(told))
    else:
        on = f" about {about}" if about else ""
        terminal.note(f"Nothing that {speaker[:LONGEST_NAME]} says{on} was found.")
    return ANSWERED if told else ABSTAINED


def verify(arguments: argparse.Namespace) -> int:
    """Check the quotations of a text; of a long one it is told how far that is."""
    if not arguments.file:
        raise LoadError("FILE is empty. Give a path, or - for standard input")
    text = _read_draft() if arguments.file == "-" else _read(Path(arguments.file))
    found = []
    with _default() as index, index.view() as view, terminal.Progress(after=SECONDS_IN_SILENCE) as progress:
        for verdict in verdicts_on(text, view):
            found.append(verdict)
            progress(verdict.end, len(text), "characters checked")
    if arguments.json:
        terminal.write(_json([asdict(verdict) for verdict in found]))
    elif found:
        terminal.write(terminal.verdicts(text, found))
    else:
        holds = "There are no quotations in this text." if text.strip() else "The text is empty: nothing to check."
        terminal.note(holds)
    return ANSWERED if all(verdict.verdict == "found" for verdict in found) else ABSTAINED


def _read_draft() -> str:
    """Read a text to be checked from standard input, in the encodings that a file may have."""
    if sys.stdin is None:
        raise LoadError("Standard input is closed. Pipe a text in: onrecord verify - < FILE")
    try:
        return decoded(sys.stdin.buffer.read())
    except LoadError as error:
        raise LoadError(f"Standard input {error}") from error


def _read(path: Path) -> str:
    """Read a text to be checked as it stands, or what an HTML file says."""
    try:
        return load(path).text if path.suffix.lower() in (".html", ".htm") else decoded(path.read_bytes())
    except LoadError as error:
        raise LoadError(f"{path.name} {error}") from error


def list_documents(arguments: argparse.Namespace) -> int:
    """Show the documents, and where they lie."""
    try:
        with Index.open(create=False) as index:
            found, where = index.documents(), index.path
    except IndexNotFound as error:
        terminal.note(str(error))
        found, where = [], None
    if arguments.json:
        terminal.write(_json([asdict(info) for info in found]))
        return ANSWERED
    terminal.write(terminal.documents(found))
    if where is not None:
        terminal.write(f"{terminal.count(found)} in {terminal.one_line(where)}\n")
    return ANSWERED


def remove(arguments: argparse.Namespace) -> int:
    """Take a document out of the index."""
    with Index.open(create=False) as index:
        info = _named(index, _typed(arguments.id))
        index.remove(info.id)
    terminal.write(f"Removed {info.id}  {terminal.one_line(info.title)}\n")
    return ANSWERED


def _named(index: Index, name: str) -> DocumentInfo:
    """Find the one document with this id or URI, else with an id that begins so."""
    found = index.documents()
    exact = [info for info in found if name in (info.id, info.uri) or os.path.abspath(name) == info.uri]
    begins = [info for info in found if len(name) >= SHORTEST_PREFIX and info.id.startswith(name)]
    match exact or begins:
        case [info]:
            return info
        case []:
            raise DocumentNotFound(f"No document is named '{name}'. See their ids: onrecord list")
        case several:
            raise DocumentNotFound(f"{len(several)} documents' ids begin with '{name}'. Give more of the id.")


def reindex(arguments: argparse.Namespace) -> int:
    """Build the index anew from the documents in it."""
    from index import reindex as build_anew

    with terminal.Progress() as progress:
        built = build_anew(embedder=arguments.embedder, progress=progress)
    terminal.write(f"Reindexed {terminal.count(built)}.\n")
    return ANSWERED


def serve(arguments: argparse.Namespace) -> int:
    """Serve the page until it is interrupted."""
    password = passwords.chosen(arguments.password, arguments.password_file, without=arguments.no_password)
    if arguments.password is not None:
        passwords.wipe()
    from ui import server
    from ui.hosts import hosts

    guarded = password is not None or arguments.no_password
    with server.listen(arguments.host, arguments.port, guarded=guarded) as listener:
        served = hosts(arguments.host, listener.getsockname()[0], arguments.allow_host)
        with _default() as index:
            server.serve(index, listener, served, password=password)
    return ANSWERED


def _default() -> Index:
    with terminal.Progress() as progress:
        return open_default(progress=progress)


def _code(reply: Answer) -> int:
    return ANSWERED if reply.answered else ABSTAINED


def _json(value: Any) -> str:  # noqa: ANN401
    """Give one JSON value in ASCII: nothing in it steers a terminal, and any encoding can print it."""
    return json.dumps(value, indent=2) + "\n"


def _typed(text: str) -> str:
    """Give what was typed as text that any encoder takes: bytes that were not UTF-8 become "?"."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "ask": ask,
    "add": add,
    "list": list_documents,
    "said": said,
    "verify": verify,
    "remove": remove,
    "reindex": reindex,
    "serve": serve,
}
