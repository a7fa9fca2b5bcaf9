"""The arguments of the `onrecord` command, and its help."""

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn, TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"

EXAMPLES = """\
examples:
  onrecord ask "what did Greer say about export controls?"
  onrecord ask                      a conversation; Ctrl-D ends it
  onrecord add articles/ notes.md   index files and folders
  onrecord list                     what is indexed, and where it lies
  onrecord said Greer               what somebody is reported to say
  onrecord verify draft.txt         are its quotations on the record, and by whom?
  onrecord serve                    the same in a browser

exit codes: 0 answered or done, 1 the documents do not say (verify: a quotation is not found as given), 2 error,
            130 interrupted
"""


_GIVEN_PASSWORD = re.compile(r"(--p[\w-]*)=.*?(?=\s--|\scould match|$)", re.DOTALL)


class UsageError(Exception):
    """The arguments do not make a command."""


def parser() -> argparse.ArgumentParser:
    """Build the parser of all commands; each sets `command`."""
    home = _Parser(add_help=False)
    home.add_argument(
        "--home", metavar="DIR", default=argparse.SUPPRESS, help="where the index lies; beats ONRECORD_HOME"
    )
    root = _Parser(
        prog="onrecord",
        description="Answers questions about articles, every sentence quoted and cited from the record.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[home],
    )
    root.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = root.add_subparsers(metavar="COMMAND", required=True)
    _add_reading(commands, home)
    _add_writing(commands, home)
    return root


def _add_reading(commands: Commands, home: "_Parser") -> None:
    ask = _command(
        commands,
        home,
        "ask",
        "answer a question; without one, hold a conversation",
        'onrecord ask "what did Greer say about export controls?"\n'
        '  onrecord ask "who met in Davos?" --json\n'
        "  onrecord ask < questions.txt      one question a line; with --json, one list of answers",
    )
    ask.add_argument("question", metavar="QUESTION", nargs="*", help="the question, in quotes or without")
    ask.add_argument("--json", action="store_true", help="print the answer as one JSON value")
    ask.add_argument(
        "--reader",
        metavar="NAME",
        help="a cross-encoder or question-answering model to judge with, from a model hub or a folder; "
        "default: $ONRECORD_READER, else the one shipped",
    )

    said = _command(
        commands,
        home,
        "said",
        "list what somebody is reported to say",
        'onrecord said Greer\n  onrecord said "US Trade Representative" --about "export controls"\n'
        "  onrecord said Bessent --json",
    )
    said.add_argument("speaker", metavar="SPEAKER", help="any name that the documents give to one")
    said.add_argument("--about", metavar="TOPIC", help="only what bears on this, the most relevant first")
    said.add_argument("--json", action="store_true", help="print a JSON list of statements")

    verify = _command(
        commands,
        home,
        "verify",
        "check the quotations of a text against the documents",
        "onrecord verify draft.txt\n  pbpaste | onrecord verify -\n\n"
        "Each quotation is found, another speaker's, altered, stitched together from separate places, or not found.\n"
        "Exit code 1: at least one of them is not found as it is given.",
    )
    verify.add_argument("file", metavar="FILE", help="a text file (also Markdown or HTML); - is standard input")
    verify.add_argument("--json", action="store_true", help="print a JSON list of verdicts")

    listing = _command(
        commands,
        home,
        "list",
        "show what is indexed, and where it lies",
        "onrecord list\n  onrecord list --json",
    )
    listing.add_argument("--json", action="store_true", help="print a JSON list of documents")

    serve = _command(
        commands,
        home,
        "serve",
        "ask in a browser",
        "onrecord serve\n"
        "  onrecord serve --port 8000\n"
        "  onrecord serve --host 0.0.0.0 --password-file FILE   for other machines; any user name will do\n"
        "  onrecord serve --allow-host docs.example.org         behind a proxy of that name",
    )
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (%(default)s)")
    serve.add_argument("--port", type=_port, default=7860, help="the port to listen on (%(default)s)")
    serve.add_argument(
        "--password",
        metavar="SECRET",
        help="ask visitors for this password, with any user name; `ps` may show it to others on this machine: "
        "better give it by --password-file or ONRECORD_PASSWORD",
    )
    serve.add_argument("--password-file", metavar="FILE", help="ask visitors for the password that is alone in FILE")
    serve.add_argument("--no-password", action="store_true", help="let everybody in who can reach --host")
    serve.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="a name under which the page is reached, as of a proxy before it; may be given again",
    )


def _add_writing(commands: Commands, home: "_Parser") -> None:
    add = _command(
        commands,
        home,
        "add",
        "index files and folders, or standard input",
        'onrecord add articles/ interview.txt\n  pbpaste | onrecord add - --title "Interview, 3 May"',
    )
    add.add_argument("paths", metavar="PATH", nargs="+", help="a file or folder; - is standard input")
    add.add_argument("--title", help="the title of what comes from standard input")
    add.add_argument("--uri", help="its name: adding the same one again replaces the document")

    remove = _command(
        commands,
        home,
        "remove",
        "take a document out of the index; its file stays",
        "onrecord remove 5f1c09\n  onrecord remove articles/old.txt",
    )
    remove.add_argument("id", metavar="ID", help="a document's id, the beginning of one, or its path or URI")

    reindex = _command(
        commands,
        home,
        "reindex",
        "build the index anew from the documents in it",
        "onrecord reindex\n  onrecord reindex --embedder sentence-transformers/all-mpnet-base-v2",
    )
    reindex.add_argument("--embedder", metavar="NAME", help="a sentence-transformers model; default: the one shipped")


def _command(
    commands: Commands,
    home: "_Parser",
    name: str,
    what: str,
    examples: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=f"examples:\n  {examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[home],
    )
    command.set_defaults(command=name)
    return command


class _Parser(argparse.ArgumentParser):
    """Reports a usage error in one line, as every other error is."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError, which names the help to read, and no password."""
        told = _GIVEN_PASSWORD.sub(r"\1=…", message)
        raise UsageError(f"{told} (see: {self.prog} --help)")


class _Version(argparse.Action):
    """Looks the version up when it is asked for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("onrecord")
        except PackageNotFoundError:
            found = "(not installed)"
        sys.stdout.write(f"onrecord {found}\n")
        parser.exit()


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: use a number from 1 to 65535")
    return int(text)
