"""The command as a user runs it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "ui.cli"]

Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]


def run_command(
    *arguments: str, input: str | bytes = "", env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the command to its end; `input` is its standard input."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=ROOT,
        env=os.environ | (env or {}),
        input=input.decode("utf-8", "surrogateescape") if isinstance(input, bytes) else input,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=120,
    )
