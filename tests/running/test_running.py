"""A run over a corpus with the real model, real processes and real kills."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("pyarrow", reason="pip install 'quote-attribution[corpus]'")

import pyarrow as pa
import pyarrow.parquet as pq

import quotes
from quotes.cli import app
from quotes.documents import Document
from quotes.documents.limits import LONGEST
from quotes.errors import QuotesError
from quotes.options import Options
from quotes.output.schema import RECORDS
from quotes.running.arrow import RESULTS, extract
from quotes.running.batches import batches
from quotes.running.corpus import Position
from quotes.running.worker import Job
from quotes.running.workers import Workers, _Worker

INSTALLED = Path(quotes.__file__).parent.parent  # what processes of their own use too
STORM = "“The wind was far too strong,” said {} Miller. “Nobody will sail before Thursday.”\n"
NAMES = "Ada Bea Cleo Dora Emma Fay Gina Hope Ida Jane Kate Lena Mona Nora Olga Pia".split()
TEXTS = [STORM.format(name) for name in NAMES]


def command(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def lines(folder: Path) -> list[str]:
    parts = sorted(folder.glob("part-*.jsonl"))
    return [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a table of sixteen articles, named by their number."""
    rows = [{"id": str(n), "text": text} for n, text in enumerate(TEXTS)]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(INSTALLED))
    return tmp_path


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    """What `quotes.extract` says of the sixteen articles."""
    return [q.to_dict() for n, text in enumerate(TEXTS) for q in quotes.extract(text, doc=str(n))]


class TestArrow:
    def test_records_are_those_of_extract(self, expected: list[dict[str, Any]]) -> None:
        """With names that are numbers, a column more, and a batch without rows."""
        columns = {"n": range(16), "body": TEXTS, "date": ["2026"] * 16}
        table = pa.table({name: list(column) for name, column in columns.items()})
        coming = [table.slice(0, 0).combine_chunks(), table.slice(0, 9), table.slice(9)]
        given = [batch for part in coming for batch in part.to_batches()]
        results = list(extract(given, id_column="n", text_column="body"))
        assert len(results) == len(given)
        assert all(batch.schema.equals(RESULTS) for batch in results)
        found = pa.Table.from_batches(results)
        assert found.select(RECORDS.names).to_pylist() == expected
        assert found["error"].null_count == found.num_rows

    def test_a_document_that_fails_is_a_row_of_its_own(self) -> None:
        texts = [None, TEXTS[0], "x" * (LONGEST + 1), " "]
        batch = pa.RecordBatch.from_pydict({"id": ["a", "b", "c", "d"], "text": texts})
        rows = pa.Table.from_batches(extract([batch], Options(kind="direct"))).to_pylist()
        assert [(row["doc"], row["error"] is None) for row in rows] == [
            ("a", False),
            ("b", True),
            ("c", False),
            ("d", False),
        ]

    def test_a_missing_column_is_named(self) -> None:
        batch = pa.RecordBatch.from_pydict({"id": ["a"], "body": ["b"]})
        with pytest.raises(QuotesError, match="no column 'text'; there are id, body"):
            list(extract([batch]))

    def test_in_spark(
        self, expected: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The recipe of docs/corpora.md."""
        monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
        monkeypatch.setenv("PYTHONPATH", str(INSTALLED))
        sql = pytest.importorskip("pyspark.sql", reason="pip install pyspark")
        from pyspark.sql.pandas.types import from_arrow_schema

        if not shutil.which("java"):
            pytest.skip("no Java here")
        builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
        spark = builder.config("spark.python.worker.reuse", "true").getOrCreate()
        try:
            rows = [(str(n), text) for n, text in enumerate(TEXTS)]
            articles = spark.createDataFrame(rows, ["id", "text"]).coalesce(1)
            found = articles.mapInArrow(extract, from_arrow_schema(RESULTS)).where("error IS NULL")
            got = [row.asDict(recursive=True) for row in found.drop("error").collect()]
        finally:
            spark.stop()
        assert got == expected


class TestFolder:
    def test_without_pyarrow_it_is_told_what_to_install(self, here: Path) -> None:
        """In a process of its own, in which nothing has imported it yet."""
        code = "import sys; sys.modules['pyarrow'] = None; from quotes.cli import main; main()"
        call = [sys.executable, "-c", code, "extract", "corpus.jsonl", "-o", "quotes/"]
        environment = {**os.environ, "PYTHONPATH": str(INSTALLED)}
        done = subprocess.run(call, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines() == [
            "quotes: running over a corpus needs pyarrow, which is not installed: "
            "pip install 'quote-attribution[corpus]'"
        ]

    def test_parquet_opens_everywhere(self, here: Path, expected: list[dict[str, Any]]) -> None:
        done = command("extract", "corpus.jsonl", "-o", "quotes/", "--workers", "1", "--profile")
        assert (done.exit_code, done.stdout) == (0, "")
        assert "encoder.model" in done.stderr
        assert pq.read_table("quotes").to_pylist() == expected
        assert pq.read_schema("quotes/part-00000.parquet").equals(RECORDS)
        assert sorted(path.name for path in Path("quotes").iterdir()) == [
            "_run",
            "part-00000.parquet",
        ]
        for library, read in (
            ("pandas", lambda pandas: len(pandas.read_parquet("quotes"))),
            ("polars", lambda polars: polars.read_parquet("quotes/*.parquet").height),
            ("duckdb", lambda db: len(db.sql("SELECT * FROM 'quotes/*.parquet'").fetchall())),
        ):
            try:
                module = __import__(library)
            except ImportError:
                continue
            assert read(module) == len(expected)

    def test_any_number_of_workers_any_packing_any_files(
        self, here: Path, expected: list[dict[str, Any]]
    ) -> None:
        """Three workers over small parts of a folder; the records of one file per article are the
        same but for the names.
        """
        Path("texts").mkdir()
        for n, text in enumerate(TEXTS):
            Path(f"texts/{n:02}.txt").write_text(text, encoding="utf-8")
        call = ["-o", "quotes/", "--format", "jsonl", "--part-words", "40"]
        assert command("extract", "texts", *call, "--workers", "3").exit_code == 0
        assert len(list(Path("quotes").glob("part-*"))) > 3
        rows = [json.loads(line) for line in lines(Path("quotes"))]
        for row, same in zip(rows, expected, strict=True):
            assert row["doc"] == f"texts/{int(same['doc']):02}.txt"
            assert {**row, "doc": 0, "id": 0} == {**same, "doc": 0, "id": 0}

    def test_what_fails_is_listed_and_the_rest_goes_on(self, here: Path) -> None:
        Path("bad.parquet").write_bytes(b"PAR1 nonsense")
        Path("empty.txt").touch()
        rows = [{"id": "no text"}, {"id": "long", "text": "x" * (LONGEST + 1)}]
        with Path("corpus.jsonl").open("a") as file:
            file.write("\n" + "\n".join(json.dumps(row) for row in rows) + "\n{")
        inputs = ["bad.parquet", "corpus.jsonl", "empty.txt", "gone.txt"]
        done = command("extract", *inputs, "-o", "quotes/", "--kind", "direct", "--workers", "1")
        assert done.exit_code == 1
        failed = Path("quotes/_run/failed.jsonl").read_text().splitlines()
        assert sorted(json.loads(line)["doc"] for line in failed) == [
            "bad.parquet",
            "corpus.jsonl, row 17",
            "corpus.jsonl, row 19",
            "empty.txt",
            "gone.txt",
            "long",
        ]
        assert pq.read_table("quotes").num_rows == len(TEXTS)
        told = done.stderr.splitlines()
        assert len(told) == 6
        assert told[0].startswith("quotes: bad.parquet: is not a Parquet file")
        assert told[-1].endswith("in quotes/_run/failed.jsonl")

    def test_a_wrong_column_leaves_nothing(self, here: Path) -> None:
        done = command("extract", "corpus.jsonl", "-o", "quotes/", "--text-column", "body")
        assert done.exit_code == 1
        assert done.stderr.startswith("quotes: corpus.jsonl: has no column 'body'; choose one of")
        assert not Path("quotes").exists()

    @pytest.mark.parametrize(
        ("args", "told"),
        [
            (["-o", "q/", "--format", "md"], "q/: a folder takes parquet, jsonl, csv, not md"),
            (["--workers", "2"], "--workers: is for a run into a folder"),
            (["-o", "q.jsonl", "--part-words", "9"], "--part-words: is for a run into a folder"),
            (["-o", "q/", "--model", "none"], "no model 'none'"),
            (
                ["-o", "q/", "--spacy-model", "none"],
                "--spacy-model: a run into a folder",
            ),
        ],
    )
    def test_a_call_that_cannot_be(self, here: Path, args: list[str], told: str) -> None:
        done = command("extract", "corpus.jsonl", *args)
        assert done.exit_code == 2
        assert done.stderr.startswith(f"quotes: {told}")
        assert done.stderr.count("\n") == 1
        assert not list(here.glob("q/part*"))


class Killing(Workers):
    """Workers of which each is killed as it begins the document "3"."""

    def _hear(self, worker: _Worker) -> None:
        super()._hear(worker)
        at_work = worker in self._workers and worker.at is not None
        if at_work and worker.tasks[0].batch.documents[worker.at or 0].id == "3":
            assert worker.process.pid
            os.kill(worker.process.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as in POSIX")
class TestKills:
    def test_a_document_that_workers_die_of_is_named(self, expected: list[dict[str, Any]]) -> None:
        coming = [(Document(str(n), text), Position(n)) for n, text in enumerate(TEXTS)]
        made = list(batches(coming, size=60))
        done = list(Killing(2, Job()).run(made))
        assert [one.batch for one in done] == made
        [failure] = [failure for one in done for failure in one.failures]
        assert failure.doc == "3"
        assert "SIGKILL" in failure.reason
        records = [row for one in done for row in one.records.to_pylist()]
        assert records == [row for row in expected if row["doc"] != "3"]

    def test_a_document_that_takes_too_long_is_named(self) -> None:
        documents = [Document("endless", STORM.format("Ada") * 9_000)]
        coming = ((one, Position(documents=1)) for one in documents)
        (done,) = Workers(1, Job(), seconds=0.2).run(batches(coming))
        (failure,) = done.failures
        assert failure.doc == "endless" and failure.reason.startswith("took more than 0 seconds;")
        assert done.records.num_rows == 0

    def test_killed_at_any_moment_and_started_again(
        self, here: Path, expected: list[dict[str, Any]]
    ) -> None:
        """The command twice, a worker once; and Ctrl-C, after which no worker is left."""
        dice = random.Random(6)
        call = [sys.executable, "-m", "quotes.cli", "extract", "corpus.jsonl", "-o", "quotes/"]
        call += ["--format", "jsonl", "--workers", "2", "--part-words", "30"]
        for victim in ("command", "worker", "command", "Ctrl-C"):
            with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as process:
                before = len(list(Path("quotes").glob("part-*")))
                wanted = before + dice.randint(1, 3)
                while process.poll() is None and len(list(Path("quotes").glob("p*"))) < wanted:
                    time.sleep(0.01)
                children = list(_workers(process.pid))
                time.sleep(dice.uniform(0, 0.1))
                if victim == "worker" and children:
                    os.kill(dice.choice(children), signal.SIGKILL)
                    process.wait()
                elif victim == "Ctrl-C":
                    process.send_signal(signal.SIGINT)
                    _, told = process.communicate()
                    assert process.returncode in (0, 130)
                    assert "Traceback" not in told
                else:
                    process.kill()
            assert all(_ends(child) for child in children)
        assert subprocess.run(call, check=False).returncode == 0
        assert [json.loads(line) for line in lines(Path("quotes"))] == expected
        assert not list(Path("quotes/_run").glob("*.making"))


def _workers(parent: int) -> Iterator[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    if not children.exists():  # not Linux, or over already
        return
    for pid in children.read_text().split():
        if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
            yield int(pid)


def _ends(pid: int) -> bool:
    """Whether a process is gone, or goes within some seconds."""
    for _ in range(1000):
        try:
            if "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]:
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False
