"""Everything that the README says to type is typed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
COMMANDS = [line for line in SHELL if line.startswith(("onrecord", "echo"))]


@pytest.mark.parametrize("example", PYTHON)
def test_every_python_example_runs(example: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "I found nothing" not in done.stdout


def test_every_command_runs_one_after_the_other(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    program = tmp_path / "onrecord"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ui.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    for command in COMMANDS:
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True)  # noqa: S602
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout, command


def test_there_is_something_to_run() -> None:
    assert (len(PYTHON), len(COMMANDS)) == (5, 8)


def test_every_target_and_file_it_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {line.split()[1] for line in SHELL if line.startswith("make")}
    assert targets == {"serve", "test"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    named = re.findall(r"`((?:index|qa|ui|seeds|docs)/[\w./]*)`", README) + re.findall(r"\]\((docs/\S+)\)", README)
    assert all((ROOT / name).exists() for name in named)


def test_every_variable_it_names_is_read_in_one_place() -> None:
    settings = (ROOT / "index" / "settings.py").read_text("utf-8")
    assert all(name in settings for name in re.findall(r"`(ONRECORD_\w+)`", README))
