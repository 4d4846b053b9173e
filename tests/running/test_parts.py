"""Positions, batches, parts and the manifest: what makes a run one that can be stopped anywhere.

No model here: the engine of these tests makes one record of each text, so that a thousand runs
are stopped in a second. `test_running.py` has the real one.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="pip install 'quote-attribution[corpus]'")

import pyarrow as pa
import pyarrow.parquet as pq

from quotes.documents import Document, DocumentError
from quotes.documents.limits import LONGEST
from quotes.errors import QuotesError
from quotes.options import Options
from quotes.output.schema import RECORDS
from quotes.running import wire
from quotes.running.arrow import RESULTS
from quotes.running.batches import Batch, batches
from quotes.running.corpus import Input, Position, Selection, Unread, find_inputs, items
from quotes.running.engine import Done, done_with
from quotes.running.manifest import Manifest, RunError
from quotes.running.parts import FORMATS, part_name, rendered, write_whole
from quotes.running.run import Plan, run

WORDS = st.text("ab ,\n“”é", max_size=60)
# A row is a text, a text that is missing, or no JSON at all.
ROWS = st.lists(st.one_of(WORDS, st.none(), st.just(...)), max_size=12)


def record(doc: str, text: str) -> dict[str, Any]:
    part = {"start": 0, "end": len(text), "text": text}
    return {
        "doc": doc,
        "id": "q-0",
        "kind": "direct",
        "text": text,
        "parts": [part],
        "quoted": [part],
        "cue": None,
        "source": {"start": 0, "end": 1, "text": "a", "kind": "name"},
        "speaker": {"name": "a", "type": "person", "role": None, "aliases": ["b"], "id": "s-1"},
        "chain": [],
        "confidence": {"quote": 0.99, "source": 0.1, "speaker": 1.0},
        "flags": ["unclosed"],
        "why": [],
        "document": {"title": "A", "author": None, "date": "May", "outlet": None, "url": None},
    }


@dataclass
class Echo:
    """An engine that quotes every document whole; stopped before it gives batch `stop`."""

    stop: int | None = None

    def run(self, coming: Iterable[Batch]) -> Iterator[Done]:
        for number, batch in enumerate(coming):
            if number == self.stop:
                raise KeyboardInterrupt
            rows = []
            for one in batch.documents:
                text = Path(one.path).read_text() if isinstance(one, Unread) else one.text
                failed = {"doc": one.id, "error": "begins with a comma"}
                rows.append(failed if text.startswith(",") else record(one.id, text))
            yield done_with(batch, wire.Results(pa.Table.from_pylist(rows, RESULTS), 1, {}))


def write_tables(folder: Path, tables: list[list[Any]]) -> list[str]:
    paths = []
    for number, rows in enumerate(tables):
        path = folder / f"{number}.jsonl"
        lines = ["?" if row is ... else json.dumps({"text": row}) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(str(path))
    return paths


def lines(folder: Path) -> list[str]:
    parts = sorted(folder.glob("part-*.jsonl"))
    return [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]


def files(folder: Path) -> dict[str, bytes]:
    """What a run has made, by name; the manifest has times of nothing in it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class TestStops:
    @settings(max_examples=60, deadline=None)
    @given(
        tables=st.lists(ROWS, min_size=1, max_size=4),
        part_words=st.integers(1, 30),
        stops=st.lists(st.integers(0, 6), max_size=5),
    )
    def test_a_stopped_run_ends_like_one_that_was_not(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        tables: list[list[Any]],
        part_words: int,
        stops: list[int],
    ) -> None:
        folder = tmp_path_factory.mktemp("run")
        paths = write_tables(folder, tables)
        plan = Plan(paths, folder / "whole", "jsonl", part_words=part_words)
        whole = run(plan, Echo())
        again = replace(plan, output=folder / "stopped")
        for stop in stops:
            try:
                run(again, Echo(stop))
            except KeyboardInterrupt:
                # A kill in the middle of writing leaves more: all of it is to be swept away.
                (again.output / "part-00077.jsonl").write_text("half")
                (again.output / "_run" / "part-00078.jsonl.making").write_text("half")
                with (again.output / "_run" / "failed.jsonl").open("a") as failed:
                    failed.write('{"doc": "ha')
        stopped = run(again, Echo())
        assert files(folder / "stopped") == files(folder / "whole")
        assert (stopped.documents, stopped.failed) == (whole.documents, whole.failed)
        texts = [row for rows in tables for row in rows if isinstance(row, str) and row.strip()]
        good = [text for text in texts if not text.startswith(",")]
        assert [json.loads(line)["text"] for line in lines(folder / "whole")] == good

    @settings(max_examples=60, deadline=None)
    @given(
        tables=st.lists(ROWS, min_size=1, max_size=4),
        limit=st.none() | st.integers(1, 8),
        sample=st.none() | st.floats(0, 1),
        share=st.floats(0, 1),
    )
    def test_reading_goes_on_from_any_position(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        tables: list[list[Any]],
        limit: int | None,
        sample: float | None,
        share: float,
    ) -> None:
        folder = tmp_path_factory.mktemp("read")
        inputs = find_inputs(write_tables(folder, tables), folder / "out")
        reading = Selection(sample=sample, limit=limit)
        whole = [(str(item), end) for item, end in items(inputs, reading, Position())]
        # A share, as how many there are depends on the folder's name, by which a sample is drawn.
        cut = round(share * len(whole))
        start = whole[cut - 1][1] if cut else Position()
        assert [(str(item), end) for item, end in items(inputs, reading, start)] == whole[cut:]
        read = sum(not isinstance(item, DocumentError) for item, _ in items(inputs, reading, start))
        assert limit is None or read <= limit

    @given(sizes=st.lists(st.integers(0, 200)), size=st.integers(1, 40), data=st.data())
    def test_batches_from_the_end_of_any_batch_are_the_same(
        self, sizes: list[int], size: int, data: st.DataObject
    ) -> None:
        coming = [
            (Document(str(n), "x" * length) if length else DocumentError(str(n), "!"), Position(n))
            for n, length in enumerate(sizes)
        ]
        whole = list(batches(coming, size))
        cut = data.draw(st.integers(0, len(whole)))
        done = sum(len(batch.documents) + len(batch.failures) for batch in whole[:cut])
        assert list(batches(coming[done:], size)) == whole[cut:]
        assert sum(len(b.documents) + len(b.failures) for b in whole) == len(sizes)
        assert all(batch.words < size + 34 for batch in whole)

    def test_a_sample_is_the_same_in_every_order(self, tmp_path: Path) -> None:
        names = [Document(str(n), "x") for n in range(300)]
        path = tmp_path / "a.jsonl"
        chosen = []
        for rows in (names, names[::-1]):
            path.write_text("\n".join(json.dumps({"id": d.id, "text": d.text}) for d in rows))
            found = items(find_inputs([str(path)], tmp_path / "out"), Selection(sample=0.5), START)
            chosen.append({item.id for item, _ in found if isinstance(item, Document)})
        assert chosen[0] == chosen[1]
        assert 100 < len(chosen[0]) < 200


START = Position()


class TestRefusals:
    @pytest.fixture
    def plan(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
        """A run that was stopped after its second part."""
        monkeypatch.chdir(tmp_path)
        paths = write_tables(Path(), [["one two", "three"], ["four", "five six"]])
        plan = Plan(paths, Path("out"), "jsonl", part_words=1)
        with pytest.raises(KeyboardInterrupt):
            run(plan, Echo(stop=2))
        return plan

    def refused(self, plan: Plan) -> str:
        before = files(plan.output)
        with pytest.raises(RunError) as caught:
            run(plan, Echo())
        assert files(plan.output) == before
        return str(caught.value)

    def test_other_options(self, plan: Plan) -> None:
        other = replace(plan, options=Options("direct"), selection=Selection(limit=3))
        assert self.refused(other) == (
            "out/: was begun with --kind all, --limit none, this call has --kind direct, --limit "
            "3; --fresh begins anew and replaces its parts"
        )
        assert run(replace(other, fresh=True), Echo()).documents == 3
        assert len(lines(plan.output)) == 3

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (lambda: Path("1.jsonl").write_text('{"text": "other"}'), "1.jsonl has changed"),
            (lambda: os.utime("0.jsonl", (1, 1)), "0.jsonl has changed"),
            (lambda: Path("0.jsonl").unlink(), "0.jsonl has changed"),
        ],
    )
    def test_other_inputs(self, plan: Plan, change: Any, told: str) -> None:
        change()
        assert self.refused(plan).startswith(f"out/: {told} since the run began; --fresh")

    def test_more_inputs_and_fewer(self, plan: Plan) -> None:
        Path("2.jsonl").write_text('{"text": "new"}')
        more = replace(plan, paths=[*plan.paths, "2.jsonl"])
        assert self.refused(more).startswith("out/: 2.jsonl is new since")
        assert self.refused(replace(plan, paths=plan.paths[:1])).startswith("out/: 1.jsonl is gone")
        assert "another order" in self.refused(replace(plan, paths=plan.paths[::-1]))

    def test_a_part_that_is_gone(self, plan: Plan) -> None:
        (plan.output / "part-00000.jsonl").unlink()
        assert self.refused(plan).startswith("out/: part-00000.jsonl is gone")

    @pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 1, "no": 2}'])
    def test_a_manifest_that_is_none(self, plan: Plan, text: str) -> None:
        Path("out/_run/manifest.json").write_text(text)
        assert "is not the manifest of a run" in self.refused(plan)
        assert run(replace(plan, fresh=True), Echo()).documents == 4

    def test_a_folder_with_other_files_is_left_alone(self, plan: Plan) -> None:
        Path("photos").mkdir()
        Path("photos/part-00000.jsonl").write_text("mine")
        other = replace(plan, output=Path("photos"), fresh=True)
        assert self.refused(other).startswith("photos/: has other files in it")

    def test_another_run_at_the_same_time(self, plan: Plan) -> None:
        fcntl = pytest.importorskip("fcntl")
        with Path("out/_run/lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            assert self.refused(plan).startswith("out/: another run is writing there")
        assert run(plan, Echo()).documents == 4

    def test_a_place_that_cannot_be_written(self, plan: Plan) -> None:
        other = replace(plan, output=Path("0.jsonl/out"))
        with pytest.raises(RunError, match=r"^0.jsonl/out/: cannot be written there \(Not a dir"):
            run(other, Echo())

    def test_standard_input_cannot_be_resumed(self, plan: Plan) -> None:
        with pytest.raises(QuotesError, match=r"^-: "):
            run(replace(plan, paths=["-"]), Echo())

    def test_a_complete_run_is_not_done_again(self, plan: Plan) -> None:
        run(plan, Echo())
        before = files(plan.output)
        again = run(plan, Echo(stop=0))
        assert (again.documents, again.quotations, again.complete) == (4, 4, True)
        assert files(plan.output) == before

    def test_nothing_readable_leaves_no_folder(self, plan: Plan) -> None:
        Path("empty.jsonl").write_text('{"text": ""}\n{"body": "x"}\n')
        for paths in (["empty.jsonl"], ["gone.jsonl"]):
            found = run(replace(plan, paths=paths, output=Path("new")), Echo())
            assert found.documents == 0
            assert found.failures
            assert not Path("new").exists()

    def test_the_parts_are_no_input(self, plan: Plan) -> None:
        whole = replace(plan, paths=["."], fresh=True)
        run(whole, Echo())
        assert run(replace(whole, fresh=False), Echo(stop=0)).documents == 4


class TestDisk:
    @pytest.fixture
    def full(self) -> Any:
        """A context in which no file may be larger than a few bytes, as on a full disk."""
        resource = pytest.importorskip("resource")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

        @contextmanager
        def limited(size: int) -> Iterator[None]:
            # Not a moment longer than needed: it holds for pytest's own output too.
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

        return limited

    def test_a_full_disk_leaves_what_was_whole(self, tmp_path: Path, full: Any) -> None:
        paths = write_tables(tmp_path, [["one", "two", "three " * 2000, ",four"]])
        plan = Plan(paths, tmp_path / "out", "jsonl", part_words=1)
        with pytest.raises(KeyboardInterrupt):
            run(plan, Echo(stop=2))
        before = files(plan.output)
        with full(8000), pytest.raises(OSError, match="File too large"):
            run(plan, Echo())
        assert files(plan.output) == before
        assert run(plan, Echo()).complete
        assert [json.loads(line)["text"] for line in lines(plan.output)][:2] == ["one", "two"]
        [failed] = (plan.output / "_run" / "failed.jsonl").read_text().splitlines()
        assert json.loads(failed)["reason"] == "begins with a comma"

    def test_a_file_is_replaced_whole_or_not_at_all(self, tmp_path: Path, full: Any) -> None:
        path = tmp_path / "file"
        write_whole(path, b"before", tmp_path)
        with full(3), pytest.raises(OSError, match="File too large"):
            write_whole(path, b"after that", tmp_path)
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"file": b"before"}


class TestForms:
    @given(text=st.text(st.characters(codec="utf-8"), min_size=1), doc=st.text("ab/é."))
    def test_a_part_gives_its_records_back(self, text: str, doc: str) -> None:
        rows = [record(doc, text), record(doc, "x")]
        tables = [pa.Table.from_pylist([row], RECORDS) for row in rows]
        from_parquet = pq.read_table(pa.BufferReader(rendered(tables, "parquet")))
        assert from_parquet.schema.equals(RECORDS)
        assert from_parquet.to_pylist() == rows
        from_jsonl = rendered(tables, "jsonl").decode().rstrip("\n").split("\n")
        assert [json.loads(line) for line in from_jsonl] == rows
        head, *body = csv.reader(
            io.StringIO(rendered(tables, "csv", why=True).decode(), newline="")
        )
        assert (head[0], head[-1], len(body)) == ("doc", "why", 2)

    @pytest.mark.parametrize("format", FORMATS)
    def test_a_part_without_records_is_one_all_the_same(self, format: str, tmp_path: Path) -> None:
        path = tmp_path / part_name(0, format)
        path.write_bytes(rendered([], format))
        if format == "parquet":
            assert pq.read_table(path).schema.equals(RECORDS)

    @given(
        st.builds(
            Manifest,
            settings=st.dictionaries(st.text(), st.none() | st.integers() | st.text()),
            position=st.builds(Position, st.integers(0), st.integers(0), st.integers(0)),
            parts=st.integers(0),
            words=st.integers(0),
            complete=st.booleans(),
        )
    )
    def test_a_manifest_comes_back(self, manifest: Manifest) -> None:
        assert Manifest.from_json(manifest.to_json()) == manifest

    @given(text=st.text(st.characters(codec="utf-8")), name=st.binary(min_size=1))
    def test_documents_cross_the_pipe(self, text: str, name: bytes) -> None:
        path = os.fsdecode(name.replace(b"\0", b"0"))
        sent = [Document("é", text), Unread(path, 1)]
        document, file = wire.unpack_documents(wire.pack_documents(sent))
        assert document == Document("é", text)
        assert file == Path(path)

    def test_a_text_that_is_too_long_is_named_and_goes_nowhere(self) -> None:
        long = Document("long", "x" * (LONGEST + 1))
        [batch] = batches([(long, START), (Document("short", "x"), START)])
        assert [one.id for one in batch.documents] == ["short"]
        [failure] = batch.failures
        assert failure.doc == "long"
        assert "5,000,001 characters" in failure.reason

    def test_an_input_that_does_not_exist(self, tmp_path: Path) -> None:
        [one] = find_inputs([str(tmp_path / "gone.txt")], tmp_path)
        assert isinstance(one, Input)
        assert one.problem
