"""Every command that the README shows with its output gives that output.

Confidences may differ by `CLOSE`: processors and versions of the runtime round differently.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```console\n\$ (.+)\n((?:(?!```).*\n)*)```")
SURENESS = re.compile(r" *\b(\d+)% sure|(?<=\": )([01]\.\d+)(?=,?$)", re.MULTILINE)
CLOSE = 0.03
COMMANDS = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 3


@pytest.mark.parametrize(("command", "output"), COMMANDS, ids=[c for c, _ in COMMANDS])
def test_a_command_prints_what_the_readme_shows(command: str, output: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "88", "NO_COLOR": "1", "TERM": "dumb"}
    # In a pipe the format would be JSON Lines; the README shows what a person at a terminal sees.
    if "--format" not in command and "extract" in command:
        command += " --format table"
    if "quotes speakers" in command:
        command += " --format table"
    ran = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert _words(ran.stdout) == _words(output)
    assert _confidences(ran.stdout) == pytest.approx(_confidences(output), abs=CLOSE)


def _words(text: str) -> list[str]:
    """The lines, but for how sure each record is."""
    return [line.rstrip() for line in SURENESS.sub("…", text).strip("\n").splitlines()]


def _confidences(text: str) -> list[float]:
    return [int(sure) / 100 if sure else float(value) for sure, value in SURENESS.findall(text)]


def test_the_readme_shows_confidences() -> None:
    shown = [number for _, output in COMMANDS for number in _confidences(output)]
    assert len(shown) >= 8
    assert all(0 <= number <= 1 for number in shown)
