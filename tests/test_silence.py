"""No command looks anything up, sends anything, or leaves a file but where it was told.

Each runs under strace, in a home folder that is empty before and has to be empty afterwards. One
process lives longer than ONNX Runtime's telemetry waits before its first look-up, ten seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from quotes.encoder.runtime import SILENT, silent_onnxruntime

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
GIVEN = ["budget-vote.txt", "lighthouse.html", "check/pier-vote.txt", "check/pier-hearing.txt"]
COMMANDS = {
    "extract": ["extract", "budget-vote.txt"],
    "a folder": ["extract", "articles", "-o", "out/", "--workers", "2"],
    "speakers": ["speakers", "budget-vote.txt", "-o", "s.csv", "--plot", "s.svg"],
    "report": ["report", "budget-vote.txt", "-o", "r.html"],
    "check": ["check", "pier-vote.txt", "--against", "pier-hearing.txt", "-o", "c.html"],
    "check --index": "check pier-vote.txt --against pier-hearing.txt --index i -o c.csv".split(),
    "a web page": ["extract", "lighthouse.html"],
    "models": ["models"],
}
ARCHIVE = """
import subprocess, sys
for words in (["archive", "add", "a.db", "articles"], ["search", "a.db", "the"],
              ["archive", "people", "a.db"], ["speakers", "a.db"]):
    subprocess.run([sys.executable, "-m", "quotes.cli", *words], check=True)
"""
LONG = """
import time, quotes
began = time.monotonic()
nlp = quotes.load()
(doc,) = nlp.pipe([open("budget-vote.txt", encoding="utf-8").read()])
assert doc._.quotes
time.sleep(max(0.0, 12 - (time.monotonic() - began)))
"""
SOCKET = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
CALLS = "%network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2"
WRITTEN = re.compile(r"\b(?:open|openat|creat)\(.*O_(?:WRONLY|RDWR).*\) = \d+<(.+)>$")
# What is no file, and semaphores of processes that work together.
FREE = re.compile(r"/dev/(null|shm/|tty)|/proc/self/")
# urllib3, which trafilatura loads, asks for IPv6 with a socket of its own that sends nothing.
ASKING = re.compile(r"socket\(AF_INET6, SOCK_STREAM|bind\(.*\"::1\"")


class Trace:
    """One process, and all that it starts, as the system sees it."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self.home, self.here, self.log = folder / "home", folder / "here", folder / "log"
        for place in (self.home, folder / "tmp", self.here / "articles"):
            place.mkdir(parents=True)
        for file in GIVEN:
            shutil.copy(EXAMPLES / file, self.here)
        for file in ("night-bus.txt", "chapel-roof.txt"):
            shutil.copy(EXAMPLES / file, self.here / "articles")
        environment = {
            **{key: value for key, value in os.environ.items() if key != SILENT},
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.home),
            "TMPDIR": str(folder / "tmp"),
            **{f"XDG_{of}_HOME": str(self.home / of) for of in ("CACHE", "CONFIG", "DATA")},
        }
        strace = ["strace", "-f", "-y", "-qq", "-s", "200", "-e", f"trace={CALLS}"]
        self.process = subprocess.Popen(
            [*strace, "-o", str(self.log), sys.executable, *command],
            cwd=self.here,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def calls(self) -> list[str]:
        """Once the process has ended: what it asked of the system, in its own order."""
        said, _ = self.process.communicate(timeout=300)
        assert self.process.returncode in (0, 3), said  # 3: `check` found a grave change
        return self.log.read_text(errors="replace").splitlines()


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Trace]]:
    """All of them side by side, the one that takes longest first."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode:
        pytest.skip("this system does not let strace look at processes")
    calls = {"a session": ["-c", LONG], "an archive": ["-c", ARCHIVE], "a socket": ["-c", SOCKET]}
    calls |= {name: ["-m", "quotes.cli", *words] for name, words in COMMANDS.items()}
    started = {name: Trace(tmp_path_factory.mktemp("traced"), call) for name, call in calls.items()}
    yield started
    for trace in started.values():
        if trace.process.poll() is None:
            trace.process.kill()


def speaking(calls: list[str]) -> list[str]:
    """Those that open a socket to anywhere, or ask who has a name."""
    spoken = [call for call in calls if "AF_INET" in call or "nscd" in call]
    return [call for call in spoken if not ASKING.search(call)]


def test_a_socket_would_be_seen(traced: dict[str, Trace]) -> None:
    assert speaking(traced["a socket"].calls())


@pytest.mark.parametrize("name", ["a session", "an archive", *COMMANDS])
def test_nothing_is_sent_and_nothing_left(traced: dict[str, Trace], name: str) -> None:
    trace = traced[name]
    calls = trace.calls()
    assert any("encoder.onnx" in call for call in calls) or name == "models"
    assert speaking(calls) == []
    assert list(trace.home.rglob("*")) == []
    assert list((trace.home.parent / "tmp").rglob("*")) == []
    written = {hit[1] for hit in map(WRITTEN.search, calls) if hit and not FREE.match(hit[1])}
    told = str(trace.home.parent)
    assert [path for path in sorted(written) if not path.startswith(told)] == []


class TestWhoImportedItBefore:
    @pytest.fixture
    def there(self, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
        """ONNX Runtime as somebody else has loaded it, without a wish about its telemetry."""
        library = ModuleType("onnxruntime")
        library.__version__ = "1.32.0"  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "onnxruntime", library)
        monkeypatch.setenv(SILENT, "0")
        return library

    def test_is_told_once(self, there: ModuleType) -> None:
        with pytest.warns(RuntimeWarning, match=f"set the environment variable {SILENT}=1"):
            assert silent_onnxruntime() is there
        assert os.environ[SILENT] == "1"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            silent_onnxruntime()

    def test_is_not_told_of_a_version_that_is_silent(self, there: ModuleType) -> None:
        there.__version__ = "1.28.0"  # type: ignore[attr-defined]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            silent_onnxruntime()

    def test_is_not_told_where_it_was_silenced(
        self, there: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(SILENT, "1")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            silent_onnxruntime()
