"""What every test starts from: a home of its own, and the command as a real process."""

import shutil
import signal
import socket
from pathlib import Path

import pytest

from tests.browser import browser, guarded, own, served
from tests.command import Run, run_command

__all__ = ["browser", "guarded", "own", "served"]

# Started in the background of a script, this process ignores interrupts, and so would those it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point ONRECORD_HOME at an empty folder of this test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ONRECORD_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def seed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one index from the seed article, as the first question does; not to be written to."""
    folder = tmp_path_factory.mktemp("seed") / "home"
    done = run_command("ask", "what did Greer say about export controls?", env={"ONRECORD_HOME": str(folder)})
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def seeded(home: Path, seed_home: Path) -> Path:
    """Give this test's home a copy of that index, to save the seconds of making it."""
    shutil.copytree(seed_home, home)
    return home


@pytest.fixture
def onrecord() -> Run:
    """Run the command in a process of its own, with an empty standard input unless `input` is given."""
    return run_command


@pytest.fixture
def unused_port() -> int:
    """Give a port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
