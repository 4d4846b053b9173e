"""What makes the commands handy: a pipe needs no dash, `-o -`, `-h`, and a choice of records."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from places import EXAMPLES, ROOT
from typer.testing import CliRunner, Result

from quotes.cli import app

BRIDGE = EXAMPLES / "harbour-bridge.txt"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def records(*args: str | Path) -> list[dict[str, object]]:
    ran = run("extract", BRIDGE, "--format", "jsonl", *args)
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


def names(found: list[dict[str, object]]) -> set[str]:
    return {one["speaker"]["name"] if one["speaker"] else "" for one in found}  # type: ignore[index]


def test_speaker() -> None:
    assert names(records("--speaker", "falk")) == {"Ingrid Falk"}
    assert names(records("--speaker", "tomas")) == {"Tomás Areval"}
    assert records("--speaker", "nobody") == []


def test_min_confidence() -> None:
    kept = records("--min-confidence", "0.9")
    assert 0 < len(kept) < len(records())
    for one in kept:
        assert min(value for value in one["confidence"].values() if value) >= 0.9  # type: ignore[attr-defined]


def test_flag() -> None:
    every = records()
    for flag in {flag for one in every for flag in one["flags"]} | {"unclosed"}:  # type: ignore[attr-defined]
        assert records("--flag", flag) == [one for one in every if flag in one["flags"]]  # type: ignore[operator]


@pytest.mark.parametrize("output", ["parts/", "archive.db"])
def test_a_choice_and_an_output_for_all(tmp_path: Path, output: str) -> None:
    ran = run("extract", BRIDGE, "--speaker", "falk", "-o", f"{tmp_path}/{output}")
    assert ran.exit_code == 2
    assert "--speaker" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def quotes(*args: str, **how: object) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "quotes.cli", *args]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, **how)  # type: ignore[call-overload]


def test_a_pipe_needs_no_dash() -> None:
    ran = quotes("extract", input=BRIDGE.read_text(encoding="utf-8"))
    assert {json.loads(line)["doc"] for line in ran.stdout.splitlines()} == {"-"}
    with BRIDGE.open() as file:
        assert quotes("speakers", stdin=file).stdout.startswith('{"speaker": "Ingrid Falk"')


def test_nothing_named_and_nothing_piped_in() -> None:
    ran = quotes("extract", stdin=subprocess.DEVNULL)
    assert ran.returncode == 2
    assert "PATH is missing" in ran.stderr


def test_o_dash_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("extract", BRIDGE, "-o", "-").stdout == run("extract", BRIDGE).stdout != ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [[], ["extract"], ["archive", "add"], ["search"]])
def test_h_is_help(command: list[str]) -> None:
    assert run(*command, "-h").stdout == run(*command, "--help").stdout != ""


def test_speakers_of_records(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    run("extract", BRIDGE, "-o", path)
    counted = run("speakers", BRIDGE, "--format", "jsonl").stdout
    assert run("speakers", "--records", path, "--format", "jsonl").stdout == counted
    rejected = [
        {**json.loads(line), "review": {"verdict": "rejected", "note": ""}}
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    kept = {**rejected[0], "review": {"verdict": "accepted", "note": ""}}
    path.write_text("\n".join(map(json.dumps, [kept, *rejected[1:]])), encoding="utf-8")
    (row,) = run("speakers", "--records", path, "--format", "jsonl").stdout.splitlines()
    assert json.loads(row)["quotations"] == 1
    assert run("speakers", BRIDGE, "--records", path).exit_code == 2


def test_a_split_quotation_shows_where_it_is_split() -> None:
    assert "town, … Some of" in run("extract", BRIDGE, "--format", "table").stdout
    assert "of this town, … Some of them" in run("extract", BRIDGE, "--format", "md").stdout
    split = next(one for one in records() if len(one["parts"]) > 1)  # type: ignore[arg-type]
    assert "…" not in split["text"]
