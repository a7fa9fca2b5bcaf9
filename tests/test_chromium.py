"""The checks find a browser or bring one: any that runs, else Playwright's own, else the system's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import chromium
from tests.command import ROOT

RUNS = "#!/bin/sh\nexit 0\n"
STANDS_IN = "#!/bin/sh\nexit 1\n"
APT = '#!/bin/sh\n[ "$1" != install ] || { echo "#!/bin/sh" >"$BIN/chromium"; /bin/chmod +x "$BIN/chromium"; }\n'
SUDO = '#!/bin/sh\nshift\nexec "$@"\n'


def program(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return path


def test_a_browser_of_any_name_is_found_and_what_does_not_run_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "chromium-browser", STANDS_IN)
    chrome = program(tmp_path, "google-chrome-stable", RUNS)
    assert chromium.found() == str(chrome)


def test_the_system_s_own_is_installed_by_its_package_manager_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.installed() is None
    assert capsys.readouterr().out == ""
    monkeypatch.setenv("BIN", str(tmp_path))
    program(tmp_path, "sudo", SUDO)
    program(tmp_path, "apt-get", APT)
    assert chromium.installed() == str(tmp_path / "chromium")
    assert capsys.readouterr().out == "Installing the system's own: apt-get install chromium\n"


def test_where_none_can_be_had_a_line_says_what_to_install(tmp_path: Path) -> None:
    nothing_there = {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.chromium"],
        cwd=ROOT,
        env=os.environ | nothing_there | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    downloading, failed, missing = done.stdout.splitlines()
    assert "playwright install chromium" in downloading
    assert failed.startswith("That did not do: Error")
    assert missing == chromium.MISSING
    assert (done.returncode, done.stderr) == (1, "")


def test_make_test_alone_sees_to_the_browser() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\ntest: ")[1].split("\n\n")[0]
    assert "-m tests.chromium" in recipe
    commands = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in commands if line and not line.startswith(("#", "set", "cd"))] == ["make test"]
