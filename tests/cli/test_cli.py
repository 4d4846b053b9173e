"""The command line as a person or a script meets it: output, messages, exit status."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from places import ROOT
from typer.testing import CliRunner, Result

import quotes
import quotes.loading
from quotes.cli import app
from quotes.documents.limits import LONGEST

INSTALLED = Path(quotes.__file__).parent.parent  # what processes of their own use too
STORM = (
    "The ferry stayed in port on Monday. “The wind was far too strong,” said Ada Miller, the "
    "harbour master. “Nobody will sail before Thursday.”\n"
)
CALM = "The ferry sailed on Thursday. The sea was calm and the deck was full.\n"


def run(*args: str | Path) -> Result:
    """The command in this process: model loads are the slow part of these tests."""
    return CliRunner().invoke(app, [str(arg) for arg in args])


AS_INSTALLED = "from quotes.cli import app; app(prog_name='quotes')"


def command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "quotes.cli", *map(str, args)]


def environment(**more: str) -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(INSTALLED), **more}


def loading(*args: str, **more: str) -> tuple[str, set[str]]:
    """What a call prints, and the modules that it loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", AS_INSTALLED, *args],
        env=environment(**more),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def records(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles, one of them without a quotation."""
    (tmp_path / "storm.txt").write_text(STORM, encoding="utf-8")
    (tmp_path / "calm.txt").write_text(CALM, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


class TestHelp:
    HEAVY = frozenset(
        "rich spacy numpy onnxruntime tokenizers trafilatura pypdf docx charset_normalizer".split()
    )

    def test_heavy_libraries_stay_unloaded(self) -> None:
        _, loaded = loading("--help")
        assert "typer" in loaded
        assert not loaded & self.HEAVY

    def test_completion_in_the_shell_loads_none_either(self) -> None:
        asked = {"COMP_WORDS": "quotes extract --ki", "COMP_CWORD": "2"}
        offered, loaded = loading(_QUOTES_COMPLETE="complete_bash", **asked)
        assert offered.split() == ["--kind"]
        assert not loaded & self.HEAVY

    def test_an_article_needs_no_spacy(self, here: Path) -> None:
        printed, loaded = loading("extract", "storm.txt")
        assert "quotes.pipeline.extractor" in loaded
        assert json.loads(printed.splitlines()[0])["cue"]["lemma"]
        assert "spacy" not in loaded

    def test_choosing_a_speaker_opens_no_archive(self, here: Path) -> None:
        printed, loaded = loading("extract", "storm.txt", "--speaker", "nobody")
        assert printed == ""
        assert not any(name.startswith("quotes.archive") for name in loaded)

    @pytest.mark.parametrize("name", ["extract", "speakers", "report", "models"])
    def test_each_command_shows_a_real_example(self, name: str) -> None:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert f"$ quotes {name}" in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 80

    def test_the_files_that_help_names_exist(self) -> None:
        for name in ("extract", "speakers", "report"):
            shown = run(name, "--help").stdout.split()
            assert [word for word in shown if word.startswith("examples/")]
            assert all((ROOT / word).exists() for word in shown if word.startswith("examples/"))

    def test_version(self) -> None:
        assert run("--version").stdout.startswith("quotes 0.")


class TestExtract:
    def test_the_first_documents_and_a_sample(self, here: Path) -> None:
        rows = [{"id": f"a-{i}", "text": STORM} for i in range(40)]
        Path("t.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

        def read(*args: str) -> list[object]:
            return list(dict.fromkeys(r["doc"] for r in records(run("extract", *args).stdout)))

        assert read("t.jsonl", "--limit", "2") == ["a-0", "a-1"]
        some = read("t.jsonl", "--sample", "0.1")
        assert some and len(some) < 12
        assert read("t.jsonl", "storm.txt", "--sample", "0.1")[: len(some)] == some
        assert read("t.jsonl", "--sample", "0.1", "--limit", "1") == some[:1]
        none = run("extract", "t.jsonl", "--sample", "0")
        assert (none.exit_code, none.stdout) == (1, "")
        assert none.stderr.startswith("quotes: --sample 0: no document is in it")

    def test_a_text_that_is_too_long_is_named(self, here: Path) -> None:
        Path("long.txt").write_text("word " * (LONGEST // 5 + 1), encoding="utf-8")
        result = run("extract", "long.txt", "storm.txt", "-o", "out.jsonl")
        assert result.exit_code == 1
        assert result.stderr.startswith("quotes: long.txt: has 5,000,005 characters")
        assert {row["doc"] for row in records(Path("out.jsonl").read_text())} == {"storm.txt"}

    def test_json_lines_in_a_pipe(self, here: Path) -> None:
        result = run("extract", "storm.txt")
        assert result.exit_code == 0
        (record,) = records(result.stdout)
        assert record["doc"] == "storm.txt"
        assert record["kind"] == "direct"
        assert record["text"] == "The wind was far too strong, Nobody will sail before Thursday."
        assert isinstance(record["speaker"], dict)
        assert record["speaker"]["name"] == "Ada Miller"
        assert isinstance(record["parts"], list)
        assert [STORM[part["start"] : part["end"]] for part in record["parts"]] == [
            "The wind was far too strong,",
            "Nobody will sail before Thursday.",
        ]

    def test_the_same_as_in_python(self, here: Path) -> None:
        in_python = [quote.to_dict() for quote in quotes.extract(STORM, doc="storm.txt")]
        assert records(run("extract", "storm.txt").stdout) == in_python

    def test_standard_input(self, here: Path) -> None:
        result = CliRunner().invoke(app, ["extract", "-"], input=STORM.encode())
        assert [record["doc"] for record in records(result.stdout)] == ["-"]

    def test_a_table_for_a_person(self, here: Path) -> None:
        result = run("extract", "storm.txt", "--format", "table", "--why")
        assert result.exit_code == 0
        assert "Ada Miller" in result.stdout
        assert "said" in result.stdout
        assert "speaker 0." in result.stdout or "speaker 1." in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 80

    def test_a_folder_into_a_file(self, here: Path) -> None:
        result = run("extract", ".", "-o", "quotes.csv")
        assert (result.exit_code, result.stdout) == (0, "")
        # Excel reads UTF-8 only behind a byte order mark.
        with Path("quotes.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["doc"] for row in rows] == ["storm.txt"]
        assert rows[0]["speaker"] == "Ada Miller"
        assert names(here) == {"storm.txt", "calm.txt", "quotes.csv"}

    def test_the_last_result_in_a_folder_is_not_read_as_input(self, here: Path) -> None:
        assert run("extract", ".", "-o", "quotes.csv").exit_code == 0
        first = Path("quotes.csv").read_bytes()
        assert run("extract", ".", "-o", "quotes.csv", "--force").exit_code == 0
        assert Path("quotes.csv").read_bytes() == first

    def test_direct_only(self, here: Path) -> None:
        Path("storm.txt").write_text(STORM + "Miller said that the pier was closed.\n")
        kinds = [r["kind"] for r in records(run("extract", "storm.txt").stdout)]
        direct = [
            r["kind"] for r in records(run("extract", "storm.txt", "--kind", "direct").stdout)
        ]
        assert kinds == ["direct", "indirect"]
        assert direct == ["direct"]

    def test_a_text_without_quotations_is_no_failure(self, here: Path) -> None:
        result = run("extract", "calm.txt")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
        table = run("extract", "calm.txt", "--format", "table")
        assert table.exit_code == 0
        assert table.stderr == "quotes: no quotations in 1 document\n"

    def test_columns_of_a_table(self, here: Path) -> None:
        with Path("corpus.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("url", "body"), ("a/1", STORM), ("a/2", CALM)])
        result = run("extract", "corpus.csv", "--text-column", "body", "--id-column", "url")
        assert [record["doc"] for record in records(result.stdout)] == ["a/1"]

    def test_the_model_loads_once(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        loads: list[tuple[Any, ...]] = []
        load = quotes.loading.extractor

        def counted(*how: Any) -> Any:
            loads.append(how)
            return load(*how)

        monkeypatch.setattr(quotes.loading, "extractor", counted)
        assert run("extract", "calm.txt", "storm.txt").exit_code == 0
        assert len(loads) == 1


class TestFailures:
    """Each is told in one line that names the file and the way out, and spares the rest."""

    def test_one_bad_file_among_good_ones(self, here: Path) -> None:
        Path("empty.txt").touch()
        Path("photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
        result = run("extract", "gone.txt", "empty.txt", "photo.jpg", "storm.txt", "-o", "q.jsonl")
        assert result.exit_code == 1
        lines = result.stderr.splitlines()
        assert [line.split(": ")[:2] for line in lines] == [
            ["quotes", "gone.txt"],
            ["quotes", "empty.txt"],
            ["quotes", "photo.jpg"],
        ]
        written = records(Path("q.jsonl").read_text(encoding="utf-8"))
        assert [record["doc"] for record in written] == ["storm.txt"]

    @pytest.mark.parametrize("name", ["q.jsonl", "q.csv"])
    def test_records_among_the_articles_are_no_articles(self, here: Path, name: str) -> None:
        assert run("extract", ".", "-o", name).exit_code == 0
        result = run("extract", ".")
        assert result.exit_code == 1
        problem = "has records of `quotes extract`, not articles; leave it out"
        assert result.stderr == f"quotes: {name}: {problem}\n"
        assert {record["doc"] for record in records(result.stdout)} == {"storm.txt"}

    def test_nothing_readable_leaves_no_file(self, here: Path) -> None:
        result = run("extract", "gone.txt", "-o", "q.jsonl")
        assert result.exit_code == 1
        assert result.stderr.startswith("quotes: gone.txt: does not exist")
        assert names(here) == {"storm.txt", "calm.txt"}

    def test_a_wrong_column_name(self, here: Path) -> None:
        Path("corpus.csv").write_text("url,body\n1,Text\n")
        result = run("extract", "corpus.csv")
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert "corpus.csv" in result.stderr
        assert "text" in result.stderr

    @pytest.mark.parametrize("option", ["--spacy-model", "--model"])
    def test_a_model_that_is_not_installed(self, here: Path, option: str) -> None:
        result = run("extract", "storm.txt", option, "no_such_model", "-o", "q.csv")
        assert result.exit_code == 2
        assert result.stderr.startswith("quotes: ")
        assert "no_such_model" in result.stderr
        assert result.stderr.count("\n") == 1
        assert names(here) == {"storm.txt", "calm.txt"}

    def test_an_existing_file_is_kept_without_force(self, here: Path) -> None:
        Path("q.csv").write_text("precious")
        result = run("extract", "storm.txt", "-o", "q.csv")
        assert result.exit_code == 2
        assert result.stderr == "quotes: q.csv: exists already; --force replaces it\n"
        assert Path("q.csv").read_text() == "precious"
        assert run("extract", "storm.txt", "-o", "q.csv", "--force").exit_code == 0
        assert Path("q.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc,id,kind,text,")

    @pytest.mark.parametrize(
        ("output", "told"),
        [
            ("q.ods", "q.ods: its ending names no format; there are .jsonl, .csv, .xlsx, .md"),
            ("no/q.csv", "no/q.csv: the folder no does not exist"),
            ("sub.csv", "sub.csv: is a folder"),
            ("storm.md", "storm.md: is an input as well"),
        ],
    )
    def test_an_output_that_cannot_be(self, here: Path, output: str, told: str) -> None:
        Path("storm.txt").rename("storm.md")
        Path("sub.csv").mkdir()
        before = names(here)
        result = run("extract", "storm.md", "-o", output, "--force")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"quotes: {told}")
        assert result.stderr.count("\n") == 1
        assert names(here) == before

    @pytest.mark.parametrize(
        "args",
        [
            ("extract",),
            ("extract", "storm.txt", "--format", "docx"),
            ("extract", "storm.txt", "--kind", "some"),
            ("extract", "storm.txt", "--no-such-option"),
            ("speakers", "storm.txt", "--format", "md"),
            ("no-such-command",),
        ],
    )
    def test_a_wrong_call(self, here: Path, args: tuple[str, ...]) -> None:
        result = run(*args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Error: " in result.stderr

    def test_a_device_is_written_to_and_not_replaced(self, here: Path) -> None:
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes here")
        os.mkfifo("pipe")
        reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
        result = run("extract", "storm.txt", "-o", "pipe", "--format", "jsonl")
        assert result.exit_code == 0
        assert len(records(os.read(reader, 65536).decode())) == 1
        os.close(reader)
        assert Path("pipe").is_fifo()

    def test_a_name_cannot_steer_the_terminal(self, here: Path) -> None:
        result = run("extract", "a\x1b]0;b\nc.txt")
        assert result.stderr.startswith("quotes: a\\x1b]0;b c.txt: does not exist")


class TestSpeakers:
    def test_counts_in_a_pipe(self, here: Path) -> None:
        result = run("speakers", "storm.txt", "calm.txt")
        assert result.exit_code == 0
        (miller,) = records(result.stdout)
        assert miller == {
            "speaker": "Ada Miller",
            "role": miller["role"],
            "quotations": 1,
            "words": 11,
            "verbs": {"say": 1},
            "documents": 1,
            "type": "person",
            "first": {"doc": "storm.txt", "date": None},
            "last": {"doc": "storm.txt", "date": None},
            "outlets": {},
            "doubts": [],
        }

    def test_a_table_for_a_person(self, here: Path) -> None:
        lines = run("speakers", "storm.txt", "--format", "table").stdout.splitlines()
        assert lines[0].split() == ["speaker", "quotations", "words", "verbs", "documents"]
        assert lines[1].startswith("Ada Miller")

    def test_into_a_file(self, here: Path) -> None:
        assert run("speakers", "storm.txt", "-o", "speakers.csv").exit_code == 0
        text = Path("speakers.csv").read_text(encoding="utf-8-sig")
        assert text.startswith("speaker,role,quotations,words,verbs,documents,type,first,last,")
        result = run("speakers", "storm.txt", "-o", "speakers.md")
        assert result.exit_code == 2
        assert result.stderr.startswith("quotes: speakers.md: its ending names no format")

    def test_a_text_without_quotations(self, here: Path) -> None:
        result = run("speakers", "calm.txt", "--format", "table")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "quotes: no quotations in 1 document\n"


class TestModels:
    def test_the_shipped_model_with_its_licence(self) -> None:
        result = run("models")
        assert result.exit_code == 0
        english = next(model for model in records(result.stdout) if model["name"] == "en")
        assert english["language"] == "en"
        assert english["licence"]
        assert Path(str(english["path"])).exists()

    def test_as_a_table(self) -> None:
        result = run("models", "--format", "table")
        assert result.exit_code == 0
        assert "licence" in result.stdout


def interrupted(process: subprocess.Popen[bytes]) -> bytes:
    """Presses Ctrl-C as a person does: again, if nothing ends. Returns what was told."""
    while True:
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=5)[1]
        except subprocess.TimeoutExpired:
            continue


@pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals as in POSIX")
class TestProcess:
    """What only a process of its own shows."""

    @pytest.fixture
    def many(self, here: Path) -> Path:
        path = here / "many.jsonl"
        row = json.dumps({"text": STORM})
        path.write_text("\n".join([row] * 20_000) + "\n", encoding="utf-8")
        return path

    def test_a_reader_that_has_seen_enough_is_no_failure(self, many: Path) -> None:
        with subprocess.Popen(
            command("extract", many),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert json.loads(process.stdout.readline())["kind"] == "direct"
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 0

    def test_an_interrupted_run_leaves_no_half_file(self, many: Path) -> None:
        with subprocess.Popen(
            command("extract", many, "-o", "q.jsonl"),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            part = Path(f".q.jsonl.{process.pid}.part")
            while process.poll() is None and not (part.exists() and part.stat().st_size):
                time.sleep(0.05)
            assert not Path("q.jsonl").exists()
            told = interrupted(process)
        assert process.returncode == 130
        assert b"Traceback" not in told
        assert names(many.parent) == {"storm.txt", "calm.txt", "many.jsonl"}

    def test_a_full_disk_is_told(self, here: Path) -> None:
        if not Path("/dev/full").is_char_device():
            pytest.skip("no /dev/full here")
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                command("extract", "storm.txt"),
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 2
        assert done.stderr == "quotes: the output: No space left on device\n"

    def test_a_table_at_a_terminal_without_unicode(self, here: Path) -> None:
        import pty

        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            command("extract", "storm.txt"),
            env=environment(PYTHONIOENCODING="ascii", TERM="dumb", COLUMNS="80"),
            stdout=theirs,
            stderr=subprocess.PIPE,
        )
        os.close(theirs)
        shown = _read_terminal(ours)
        _, told = process.communicate()
        assert (process.returncode, told) == (0, b"")
        assert b"speaker" in shown.splitlines()[1]
        assert b"Ada Miller" in shown
        assert b"The wind was far too strong" in b" ".join(shown.split())

    def test_progress_shows_at_a_terminal_and_never_in_the_output(self, here: Path) -> None:
        import pty

        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            command("extract", "calm.txt", "gone.txt", "storm.txt"),
            env=environment(TERM="xterm", COLUMNS="80"),
            stdout=subprocess.PIPE,
            stderr=theirs,
        )
        os.close(theirs)
        shown = _read_terminal(ours)
        output, _ = process.communicate()
        assert process.returncode == 1
        assert [record["doc"] for record in records(output.decode())] == ["storm.txt"]
        assert b"1 done" in shown
        assert b"quotes: gone.txt: does not exist" in shown


def _read_terminal(descriptor: int) -> bytes:
    """All that a process prints on its terminal until it ends."""
    shown = b""
    try:
        while chunk := os.read(descriptor, 65536):
            shown += chunk
    except OSError:  # Linux reports the closed other end as an error.
        pass
    os.close(descriptor)
    return shown
