"""Every command and snippet of README and docs/ runs, and prints what the page shows.

A page is read from top to bottom, in a folder of its own that holds `examples/` as a checkout does:

    ```console   `$ command` (`> ` its next lines), output and messages; `…` stands for any lines
    ```sh        commands that print nothing worth showing; all end with status 0
    ```python    all blocks of a page are one session; ```output after one is what it prints

A comment right above a block changes that; none of them is seen by a reader of the page:

    <!-- file: cast.csv -->      the block is this file, which the commands below read
    <!-- exit: 3 -->             its last command ends with this status
    <!-- needs: pyarrow -->      it is skipped where this module or program is missing
    <!-- skip: reason -->        it is not run
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import traceback
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from places import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"((?:^<!-- [^\n]+ -->\n)*)^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOTE = re.compile(r"<!-- (file|exit|needs|skip): (.+) -->")
RUN = ("console", "sh", "python")

# Processors round differently: a share or a confidence may be this far from the printed one.
TOLERANCE = 0.03
SHARE = r"\b[01]\.\d+\b|\b\d+(?:\.\d+)?%"


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    body: str
    notes: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            page,
            text.count("\n", 0, found.start(2)) + 1,
            found[2],
            found[3],
            dict(NOTE.findall(found[1])),
        )
        for found in BLOCK.finditer(text)
    ]


class Reader:
    """Somebody who does what a page says, block after block, each once."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.blocks, self.folder = blocks(page), folder
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.faults: dict[int, str | None] = {}
        self.waiting = list(pairwise([*self.blocks, None]))

    def read_to(self, block: Block) -> str | None:
        """What is wrong with the block; nothing, mostly."""
        while block.line not in self.faults:
            one, after = self.waiting.pop(0)
            assert one is not None
            self.faults[one.line] = None if missing(one) else self.do(one, after)
        return self.faults[block.line]

    def do(self, block: Block, after: Block | None) -> str | None:
        if name := block.notes.get("file"):
            (self.folder / name).write_text(block.body, encoding="utf-8")
        elif block.language == "python":
            shown = after.body if after and after.language == "output" else None
            return self.python(block, shown)
        elif block.language == "console":
            # Several commands in one block: each from its `$` to the next one.
            for command, shown in re.findall(
                r"^\$ (.*\n(?:> .*\n)*)((?:(?!\$ ).*\n)*)", block.body, re.MULTILINE
            ):
                command = re.sub("^> ", "", command, flags=re.MULTILINE)
                if fault := self.shell(command, shown, block):
                    return fault
        elif block.language == "sh":
            return self.shell(block.body, None, block)
        return None

    def shell(self, command: str, shown: str | None, block: Block) -> str | None:
        status, printed, told = at_terminal(command, self.folder)
        if status != int(block.notes.get("exit", 0)):
            return f"$ {command}\nends with status {status}:\n{printed}{told}"
        return None if shown is None else difference(shown, printed + told)

    def python(self, block: Block, shown: str | None) -> str | None:
        printed = StringIO()
        # As many lines above it as the page has, so that a traceback names the page's line.
        code = "\n" * block.line + block.body
        try:
            with chdir(self.folder), redirect_stdout(printed):
                exec(compile(code, str(block), "exec"), self.names)
        except Exception:
            return traceback.format_exc()
        return None if shown is None else difference(shown, printed.getvalue())


def missing(block: Block) -> str | None:
    """Why a block is not run here."""
    if reason := block.notes.get("skip"):
        return reason
    for need in block.notes.get("needs", "").split():
        if importlib.util.find_spec(need) is None and shutil.which(need) is None:
            return f"{need} is not installed"
    return None


def at_terminal(command: str, folder: Path) -> tuple[int, str, str]:
    """Status, output and messages of a command whose output a person looks at, 88 wide."""
    import pty

    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        **{"COLUMNS": "88", "LINES": "40", "NO_COLOR": "1", "TERM": "dumb"},
    }
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as running:
        os.close(theirs)
        printed = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        assert running.stderr is not None
        told = running.stderr.read()
    return running.returncode, printed.decode().replace("\r\n", "\n"), told.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the last one who wrote to it is gone
        return b""


def difference(shown: str, printed: str) -> str | None:
    """What a page shows and what came, where they differ by more than rounding."""
    pieces = re.split(f"({SHARE})", _plain(shown))
    # Every other piece is a share; where the page has one, any is let in and compared afterwards.
    words = (f"({SHARE})" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    pattern = re.sub(r"^…\\\n", r"(?:.*\\n)*?", "".join(words), flags=re.MULTILINE)
    found = re.fullmatch(pattern, _plain(printed))
    if found and all(map(_near, pieces[1::2], found.groups())):
        return None
    return f"the page shows\n{shown}\nand this came:\n{printed}"


def _near(one: str, other: str) -> bool:
    unit = 100 if one.endswith("%") else 1
    return abs(float(one.rstrip("%")) - float(other.rstrip("%"))) <= TOLERANCE * unit + 1e-9


def _plain(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.strip("\n").splitlines())


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Reader]:
    found = {}
    for page in PAGES:
        folder = tmp_path_factory.mktemp(page.stem)
        shutil.copytree(ROOT / "examples", folder / "examples")
        found[page] = Reader(page, folder)
    return found


ALL = [block for page in PAGES for block in blocks(page)]
TO_RUN = [block for block in ALL if block.language in RUN and "file" not in block.notes]


@pytest.mark.skipif(sys.platform == "win32", reason="the pages are written for a POSIX shell")
@pytest.mark.parametrize("block", TO_RUN, ids=str)
def test_a_block_does_what_its_page_says(block: Block, readers: dict[Path, Reader]) -> None:
    if reason := missing(block):
        pytest.skip(reason)
    fault = readers[block.page].read_to(block)
    assert fault is None, f"{block}: {fault}"


def test_pages_have_blocks_to_run() -> None:
    assert len({block.page for block in TO_RUN}) >= 8


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        place = (page.parent / name) if name else page
        assert place.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(place), f"{page.name}: {target}"


def anchors(page: Path) -> set[str]:
    """As a forge makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


class TestDifference:
    """What is compared, so that a page cannot be wrong without a word."""

    def test_rounding_is_forgiven(self) -> None:
        assert difference("97% sure\n", "96% sure\n") is None
        assert difference('"quote": 0.97,\n', '"quote": 0.98,\n') is None

    @pytest.mark.parametrize(
        ("shown", "printed"),
        [
            ("97% sure\n", "91% sure\n"),
            ("3 quotations\n", "4 quotations\n"),
            ("one\n", "one\ntwo\n"),
            ("one\ntwo\n", "one\n"),
            ("one\n…\nthree\n", "one\ntwo\n"),
            ("…\nthree\n", "three\nfour\n"),
            ("one\n", ""),
        ],
    )
    def test_all_else_is_not(self, shown: str, printed: str) -> None:
        assert difference(shown, printed)

    @pytest.mark.parametrize("shown", ["one\n…\n", "…\nthree\n", "one\n…\nthree\n", "…\ntwo\n…\n"])
    def test_a_line_of_three_dots_stands_for_any(self, shown: str) -> None:
        assert difference(shown, "one\ntwo\nthree\n") is None
