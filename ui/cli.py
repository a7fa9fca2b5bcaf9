"""The `onrecord` command: reads the arguments, runs one command, turns what goes wrong into one line.

Nothing of ours is imported before a command runs, so `--help` is instant.

Exit codes: 0 answered or done, 1 abstained (verify: a quotation is not found as given), 2 error, 130 interrupted.
"""

import argparse
import os
import sys
from typing import NoReturn

from ui.arguments import UsageError, parser

INTERRUPTED = 130
ERROR = 2


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    if argv is None:
        sys.excepthook = _report_bug
    try:
        arguments = parser().parse_args(argv)
    except UsageError as error:
        return _fail(str(error))
    except SystemExit as stop:  # --help and --version
        return _flushed(int(stop.code or 0))
    if "home" in arguments:
        if not arguments.home.strip():
            return _fail("--home is empty. Give a folder")
        os.environ["ONRECORD_HOME"] = arguments.home
    return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    try:
        from index.errors import OnRecordError
        from ui import commands, terminal

        terminal.prepare()
        try:
            return _flushed(commands.COMMANDS[arguments.command](arguments))
        except OnRecordError as error:
            return _fail(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        _flushed(ERROR)
        return _fail(_what_happened(error))


def _what_happened(error: OSError) -> str:
    what = error.strerror or str(error) or type(error).__name__
    return f"{what}: {error.filename}" if error.filename else what


def _fail(message: str) -> int:
    from ui import terminal

    terminal.complain(message)
    return ERROR


def _flushed(code: int) -> int:
    """Write out what is left; a reader that has gone is no error, and a full disk is met only once."""
    from ui import terminal

    terminal.flush()
    return code


def _report_bug(kind: type[BaseException], error: BaseException, _trace: object) -> NoReturn:
    """Keep a bug from ending with Python's exit code 1, which means that the documents do not say."""
    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(INTERRUPTED)
    raise SystemExit(_fail(f"This is a bug, please report it: {kind.__name__}: {error}"))


if __name__ == "__main__":
    sys.exit(main())
