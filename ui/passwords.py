"""Where the page's password comes from, and how it is kept out of sight.

`ps` shows everybody on a machine with which arguments a program was started, so a password is better given in a file
or in the environment. One that came as an argument is overwritten where the system lets a program do so.
"""

from itertools import pairwise
from pathlib import Path

from index.settings import settings
from ui.errors import ServeError

LONGEST = 1_000  # bytes
_OPTION = b"--password"


def chosen(option: str | None, file: str | None, *, without: bool) -> str | None:
    """Give the password from the one place that has it; None: there is to be none.

    Raises ServeError where several places have one, or one has no good one. No message holds a password.
    """
    environment = settings().password
    places = {
        "--password": option is not None,
        "--password-file": file is not None,
        "ONRECORD_PASSWORD": environment is not None,
        "--no-password": without,
    }
    given = [place for place, there in places.items() if there]
    if len(given) > 1:
        raise ServeError(f"{' and '.join(given)} exclude each other. Give one of them")
    if "" in (option, environment):
        raise ServeError(f"The password that {given[0]} gives is empty. Give one, or leave it out")
    return _read(file) if file is not None else option or environment


def wipe() -> None:
    """Overwrite every password among the arguments that `ps` shows of this process; elsewhere than on Linux, nothing.

    The arguments lie in memory of the process itself. Where, is said in /proc/self/stat (proc(5): arg_start, arg_end).
    """
    try:
        told = Path("/proc/self/stat").read_bytes()
    except OSError:
        return
    import ctypes

    start, end = (int(field) for field in told.rpartition(b")")[2].split()[45:47])
    arguments = ctypes.string_at(start, end - start).split(b"\0")
    kept = [_wiped(argument, before) for before, argument in pairwise([b"", *arguments])]
    ctypes.memmove(start, b"\0".join(kept), end - start)


def _wiped(argument: bytes, before: bytes) -> bytes:
    if before == _OPTION:
        return b"*" * len(argument)
    option, equals, secret = argument.partition(b"=")
    return option + equals + b"*" * len(secret) if option == _OPTION else argument


def _read(file: str) -> str:
    place = f"--password-file {file!r}"
    try:
        with Path(file).open("rb") as lines:
            content = lines.read(LONGEST + 1)
        password = content.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise ServeError(f"{place} cannot be read ({error.strerror}). Name a file that you may read") from error
    except UnicodeDecodeError:
        raise ServeError(f"{place} is not UTF-8 text. Write the password into it as one line") from None
    if len(content) > LONGEST or "\n" in password:
        raise ServeError(f"{place} holds more than a password. Write it into a file of its own, as one line")
    if not password:
        raise ServeError(f"{place} is empty. Write the password into it")
    return password
