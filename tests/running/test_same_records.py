"""What a run into a folder writes are the very records of single runs, whatever the options."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("pyarrow", reason="pip install 'quote-attribution[corpus]'")

import quotes
from quotes.cli import app

CAPTIONS = """\
WEBVTT

00:00.000 --> 00:03.000
<v Edda Finn>We will rebuild the pier.

00:03.000 --> 00:06.000
<v Karl Moss>And who, if I may ask, pays?
"""
SUBTITLES = """\
1
00:00:00,000 --> 00:00:03,000
- Did you shut the gate?
- I thought you did.

2
00:00:03,000 --> 00:00:06,000
MABEL: The goats are in the kitchen.
"""
SPEECH = """\
{"segments": [
 {"start": 0.0, "end": 2.5, "text": " Shall we begin?", "speaker": "SPEAKER_00"},
 {"start": 2.5, "end": 5.0, "text": " The ferry is late again.", "speaker": "SPEAKER_01"}
]}
"""
STORY = """\
“You are late,” said Emma. She looked at him, and he went to the window and stood there.

“So are you,” he said, and turned his face to the room. She laughed, and sat down in her chair.

“I came by the river,” said John. “It was so high that I had to walk, and I felt it in my shoes.”

“Then take them off,” she told him. He sat, and she took his hand and held it against her own.
"""
SHORT = "REED: Is that the bill, and who pays?\nHOLT: It is, and you do.\nREED: Fine.\n"
CAST = "name,aliases,pronouns\nEmma Grey,Emma,she\n"
FILES = {
    "a.vtt": CAPTIONS,
    "b.srt": SUBTITLES,
    "c.json": SPEECH,
    "d.txt": STORY,
    "e.txt": SHORT,
}
OPTIONS = [[], ["--cast", "cast.csv"], ["--turns", "yes"], ["--kind", "direct", "--all-marks"]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {**FILES, "cast.csv": CAST}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(quotes.__file__).parent.parent))
    return tmp_path


def command(*args: str) -> Result:
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == 0, result.output
    return result


def in_folder(folder: Path) -> str:
    parts = sorted(folder.glob("part-*.jsonl"))
    return "".join(part.read_text(encoding="utf-8") for part in parts)


@pytest.mark.parametrize("options", OPTIONS, ids=lambda o: " ".join(o) or "none")
def test_local(here: Path, options: list[str]) -> None:
    single = "".join(command("extract", f, "--format", "jsonl", *options).stdout for f in FILES)
    command("extract", *FILES, "-o", "out/", "--format", "jsonl", "--workers", "2", *options)
    assert in_folder(here / "out") == single
    assert single.count("\n") >= 4


def test_options_change_what_is_found(here: Path) -> None:
    """Else the comparison above would prove nothing."""
    found = {
        command("extract", *FILES, "--format", "jsonl", *options).stdout for options in OPTIONS
    }
    assert len(found) == len(OPTIONS)


def test_ray(here: Path) -> None:
    pytest.importorskip("ray.data", reason="pip install 'quote-attribution[ray]'")
    options = ["--cast", "cast.csv", "--turns", "yes"]
    single = "".join(command("extract", f, "--format", "jsonl", *options).stdout for f in FILES)
    ray = [str(Path(sys.executable).parent / "ray")]
    quiet = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}
    started = ["start", "--head", "--num-cpus", "1", "--include-dashboard", "false"]
    subprocess.run([*ray, *started], check=True, env=quiet, capture_output=True)
    try:
        run = ["extract", *FILES, "-o", "out/", "--format", "jsonl", "--engine", "ray"]
        command(*run, *options)
    finally:
        subprocess.run([*ray, "stop"], check=True, env=quiet, capture_output=True)
    assert in_folder(here / "out") == single


def test_what_is_evaluated_are_these_records_too(here: Path) -> None:
    """The turns that a file tells are known to `quotes evaluate`, or half of its own would fail."""
    command("extract", "a.vtt", "c.json", "-o", "gold.jsonl")
    told = command("evaluate", "--gold", "gold.jsonl").stdout
    assert told.startswith("2 documents, 4 quotations, 4 predicted, 4 of them right")
