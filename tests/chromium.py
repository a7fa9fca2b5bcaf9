"""The browser that the page is tested in: where it is, and how it comes here.

`python -m tests.chromium` sees to it, as `make test` does: a Chromium or Chrome that is there, else Playwright's own,
else that of the system's package manager; a line says which, and what is done to get it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = "The page is tested in Chromium or Chrome, and there is none. Install one, and run make test again"
PATIENCE = 600  # seconds, for a download


def found() -> str | None:
    """Give the path of a Chromium or Chrome that runs; not where Playwright is at work in this thread."""
    return next((path for path in _candidates() if _runs(path)), None)


def main() -> int:
    """Install a browser if there is none that runs; give the exit status, 1 where none could be had."""
    path = found() or downloaded() or installed()
    _say(MISSING if path is None else f"The page is tested in {path}")
    return int(path is None)


def downloaded() -> str | None:
    """Fetch Playwright's own; None where that cannot be done."""
    _say("There is no Chromium or Chrome. Downloading Playwright's own: playwright install chromium")
    return _got(sys.executable, "-m", "playwright", "install", "chromium")


def installed() -> str | None:
    """Install the system's own, where it has apt-get and we may use it; None where that cannot be done."""
    as_root = () if os.geteuid() == 0 else ("sudo", "-n")
    if shutil.which("apt-get") is None or (as_root and shutil.which("sudo") is None):
        return None
    _say("Installing the system's own: apt-get install chromium")
    _done(*as_root, "apt-get", "update", "-qq")
    return _got(*as_root, "apt-get", "install", "-y", "-qq", "chromium")


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from APPS
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield own


def _runs(path: str) -> bool:
    """Whether it says its version; stand-ins that only name another package do not, nor what lacks its libraries."""
    try:
        return _done(path, "--version") is None
    except OSError:
        return False


def _got(*command: str) -> str | None:
    """Give the browser that is there after a command, or say why that failed."""
    why = _done(*command)
    if why is None:
        return found()
    _say(f"That did not do: {why}")
    return None


def _done(*command: str) -> str | None:
    """Run a command to its end; give None, or its last words where it failed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return f"no end after {PATIENCE} s"
    if done.returncode == 0:
        return None
    words = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return next(
        (line for line in words if line.startswith(("Error:", "E:", "sudo:"))), f"exit status {done.returncode}"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
