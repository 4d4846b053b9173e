"""However a command ends: one line or none, the right status, nothing half written."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and shells of Unix")

TEXT = "“We sold the mill,” Nils Berg said on Friday.\n"
ODD = "“We sold\x1b]0;pwned\x07 the\x9b2J mill,” Nils Berg said on Friday.\n"


@pytest.fixture(autouse=True)
def _in_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mill.txt").write_text(TEXT, encoding="utf-8")


def shell(command: str) -> tuple[int, str]:
    """Exit status and messages; ``quotes`` is this one."""
    quotes = f'"{sys.executable}" -m quotes.cli'
    script = f"set -o pipefail; {command.replace('quotes', quotes, 1)}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


@needs_full
@pytest.mark.parametrize(
    "command",
    [
        "quotes --version > /dev/full",
        "quotes models > /dev/full",
        "quotes extract mill.txt > /dev/full",
        "quotes extract mill.txt --format xlsx > /dev/full",
        "quotes extract mill.txt --format xlsx -o /dev/full",
    ],
)
def test_an_output_that_is_full(command: str) -> None:
    assert shell(command) == (2, "quotes: the output: No space left on device\n")


@pytest.mark.parametrize("format", ["jsonl", "xlsx"])
def test_a_pipe_that_nobody_reads(format: str) -> None:
    assert shell(f"quotes extract mill.txt --format {format} | true") == (0, "")


@pytest.mark.parametrize(
    ("command", "status", "told"),
    [
        ("quotes extract mill.txt >&-", 2, "quotes: the output: Bad file descriptor\n"),
        ("quotes extract mill.txt -o a.csv >&-", 0, ""),
        ("quotes extract - <&-", 1, "quotes: standard input: is empty; there is nothing to read\n"),
        ("quotes extract none.txt 2>&-", 1, ""),
    ],
)
def test_a_stream_that_is_closed(command: str, status: int, told: str) -> None:
    assert shell(command) == (status, told)


def test_an_output_that_is_a_link_to_itself() -> None:
    Path("a.csv").symlink_to("a.csv")
    assert shell("quotes extract mill.txt -o a.csv") == (
        2,
        "quotes: a.csv: cannot be written there (Too many levels of symbolic links); "
        "name another\n",
    )


@pytest.mark.parametrize("format", ["csv", "jsonl", "tei", "md", "table"])
def test_a_terminal_gets_no_control_characters(format: str) -> None:
    Path("odd.txt").write_text(ODD, encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "quotes.cli", "extract", "odd.txt", "--format", format]
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 4096):
                shown += data
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0
    text = shown.decode("utf-8")
    assert "mill" in text
    controls = {*map(chr, range(32)), *map(chr, range(127, 160))} - {"\r", "\n", "\t"}
    assert not controls & {*text}


def test_a_file_gets_the_text_as_it_is() -> None:
    Path("odd.txt").write_text(ODD, encoding="utf-8")
    shell("quotes extract odd.txt --format csv > odd.csv")
    assert "We sold\x1b]0;pwned\x07 the\x9b2J mill" in Path("odd.csv").read_text("utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("command", ["speakers many/", "extract many/ -o q.csv"])
@pytest.mark.parametrize("wait", [0.3, 1.5])
def test_a_signal_ends_it_at_any_time(number: signal.Signals, command: str, wait: float) -> None:
    """How far it had come does not matter: before its modules are loaded, or after."""
    Path("many").mkdir()
    for one in range(40):
        Path(f"many/{one}.txt").write_text(TEXT * 300, encoding="utf-8")
    script = "import quotes.cli.ending; print(flush=True); quotes.cli.main()"
    process = subprocess.Popen(
        [sys.executable, "-c", script, *command.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 128 + number, told
    assert told == b""
    assert not [path.name for path in Path().iterdir() if "q.csv" in path.name]


def test_what_a_killed_run_left_is_removed_by_the_next() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    mine = f".q.csv.{os.getpid()}.part"  # of a process that runs
    for name in (f".q.csv.{gone.pid}.part", mine, f".other.csv.{gone.pid}.part"):
        Path(name).write_text("half")
    assert shell("quotes extract mill.txt -o q.csv") == (0, "")
    left = {path.name for path in Path().iterdir()} - {"mill.txt", "q.csv"}
    assert left == {mine, f".other.csv.{gone.pid}.part"}


def test_a_link_at_the_place_of_the_lock_is_not_followed() -> None:
    pytest.importorskip("pyarrow")
    Path("out/_run").mkdir(parents=True)
    Path("precious").write_text("kept")
    Path("out/_run/lock").symlink_to(Path("precious").resolve())
    status, told = shell("quotes extract mill.txt -o out/ --workers 1")
    assert status == 2 and told.startswith("quotes: out/: cannot be written there (")
    assert Path("precious").read_text() == "kept"


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "quotes.cli", "extract", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("output", ["q.csv", "q"])
def test_a_run_into_what_another_writes_is_refused(output: str) -> None:
    named = [output, "--format", "brat" if output == "q" else "csv"]
    first = started("-", "-o", *named)  # waits for its text
    while not Path(f".{output}.lock").exists() and first.poll() is None:
        time.sleep(0.01)
    refused = f"quotes: {output}: another run is writing it; wait for it, or stop it\n"
    for force in ("", " --force"):
        assert shell(f"quotes extract mill.txt -o {' '.join(named)}{force}") == (2, refused)
    _, told = first.communicate(TEXT, timeout=60)
    assert (first.returncode, told) == (0, "")
    assert {path.name for path in Path().iterdir()} == {"mill.txt", output}
    assert shell(f"quotes extract mill.txt -o {' '.join(named)} --force") == (0, "")


def test_of_several_runs_into_one_file_one_writes_it() -> None:
    runs = [started("mill.txt", "-o", "q.csv") for _ in range(3)]
    told = [run.communicate(timeout=60)[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 2, 2], told
    for run, line in zip(runs, told, strict=True):
        assert run.returncode == 0 or "another run is writing" in line or "exists already" in line
    assert {path.name for path in Path().iterdir()} == {"mill.txt", "q.csv"}
    assert Path("q.csv").read_text("utf-8-sig").count("We sold the mill") >= 1


def test_a_lock_that_a_killed_run_left_is_no_obstacle() -> None:
    first = started("-", "-o", "q.csv")
    while not list(Path().glob(".q.csv.*.part")) and first.poll() is None:
        time.sleep(0.01)
    first.kill()
    first.communicate()
    assert Path(".q.csv.lock").exists()
    assert shell("quotes extract mill.txt -o q.csv") == (0, "")
    assert {path.name for path in Path().iterdir()} == {"mill.txt", "q.csv"}
