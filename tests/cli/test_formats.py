"""`quotes extract` into the formats that are no stream of text, and back from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quotes.annotations import Tool, read_annotations
from quotes.cli import app

STORM = "“The wind was too strong 🙂,” said Ada Miller.\r\n“Nobody will sail,” she added.\n"


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["extract", *args])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "storm.txt").write_text(STORM, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_of_brat_and_back(here: Path) -> None:
    assert run(".", "--format", "brat", "-o", "out").exit_code == 0
    files = {path.relative_to("out").as_posix() for path in Path("out").rglob("*.*")}
    assert files == {
        "annotation.conf",
        "news/storm.txt",
        "news/storm.ann",
        "news/storm.records",
    }
    assert {path.name for path in here.iterdir()} == {"news", "out"}
    (document,) = read_annotations("out")
    assert (document.id, document.text) == ("news/storm.txt", STORM)
    assert [quote.cue.text for quote in document.quotes if quote.cue] == ["said", "added"]

    again = run(".", "--format", "brat", "-o", "out")
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr.startswith("quotes: out: has files in it; --force replaces")
    (here / "out" / "mine.md").write_text("mine")
    assert run("news", "out", "--format", "brat", "-o", "out", "--force").exit_code == 0
    assert (here / "out" / "mine.md").read_text() == "mine"
    assert len(list(read_annotations("out"))) == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--format", "brat"), "brat is a folder of files; name it with -o FOLDER"),
        (("--format", "brat", "-o", "news/storm.txt"), "news/storm.txt: is a file; name a folder"),
        (("--format", "brat", "-o", "no/out"), "no/out: cannot be written there"),
    ],
)
def test_a_folder_that_cannot_be(here: Path, args: tuple[str, ...], told: str) -> None:
    result = run("news", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"quotes: {told}")
    assert (here / "news" / "storm.txt").read_bytes().decode() == STORM


def test_a_workbook_by_its_ending(here: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert run("news", "-o", "quotes.xlsx").exit_code == 0
    header, first, second = openpyxl.load_workbook("quotes.xlsx").active.values
    assert header[:5] == ("doc", "id", "kind", "text", "speaker")
    assert [row[3] for row in (first, second)] == [
        "The wind was too strong 🙂,",
        "Nobody will sail,",
    ]


@pytest.mark.parametrize("tool", [Tool.JSONL, Tool.LABEL_STUDIO, Tool.PRODIGY])
def test_what_is_written_reads_back_as_the_same_records(here: Path, tool: Tool) -> None:
    assert run("news", "-o", "records.jsonl").exit_code == 0
    assert run("news", "--format", tool, "-o", "out").exit_code == 0
    (records,) = read_annotations("records.jsonl", texts=["news"])
    (back,) = read_annotations("out", unreviewed=True)
    assert back == records
    assert len(back.quotes) == 2
