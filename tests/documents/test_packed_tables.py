"""Tables that are packed (.gz, .zst) or Parquet, whole and damaged."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.documents import Document, DocumentError, find, read
from quotes.documents.parquet_pages import Chunk, Page, pages

pa = pytest.importorskip("pyarrow", reason="pip install 'quote-attribution[corpus]'")

ROWS = [{"id": "a", "text": "“Zoë,” he said."}, {"id": "b", "text": "Two\nlines."}]


def as_jsonl() -> bytes:
    return "".join(json.dumps(row) + "\n" for row in ROWS).encode()


def as_csv() -> bytes:
    return 'id,text\na,"“Zoë,” he said."\nb,"Two\nlines."\n'.encode()


def zst(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


def write_parquet(path: str, **columns: list[object]) -> None:
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path, row_group_size=100)


def problem(path: str) -> str:
    *_, last = read(path)
    assert isinstance(last, DocumentError), last
    assert str(last).startswith(path)
    return last.problem


@pytest.mark.parametrize("table", [as_jsonl, as_csv])
@pytest.mark.parametrize("pack", [gzip.compress, zst])
def test_packed_tables(table: Callable[[], bytes], pack: Callable[[bytes], bytes]) -> None:
    name = f"a.{table.__name__[3:]}.{'zst' if pack is zst else 'gz'}"
    Path(name).write_bytes(pack(table()))
    assert list(find(["."])) == [Path(name)]
    assert list(read(name)) == [Document(row["id"], row["text"], name) for row in ROWS]


def test_packed_tables_in_several_pieces() -> None:
    """As `cat a.gz b.gz` makes them."""
    for name, pack in (("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zst)):
        Path(name).write_bytes(pack(as_jsonl()) + pack(as_jsonl()))
        assert len(list(read(name))) == 4


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_packed_table_that_is_cut_off(name: str) -> None:
    pack = gzip.compress if name.endswith("gz") else zst
    Path(name).write_bytes(pack(as_jsonl())[:-12])
    assert problem(name).startswith("is damaged or cut off, and was read only so far")
    Path(name).write_bytes(as_jsonl())
    assert problem(name).startswith("is damaged or cut off, and was read only so far")


def test_parquet() -> None:
    write_parquet("a.parquet", n=[1, 2, 3], body=["“Zoë.”", None, "x"], more=[0, 0, 0])
    first, second, third = read("a.parquet", text_column="body", id_column="n")
    assert (first, third) == (
        Document("1", "“Zoë.”", "a.parquet"),
        Document("3", "x", "a.parquet"),
    )
    assert isinstance(first, Document)
    assert first.share == pytest.approx(1 / 3)
    assert isinstance(second, DocumentError)
    assert str(second).startswith("a.parquet, row 2: has no text in 'body'")
    [unnamed, *_] = read("a.parquet", text_column="body")
    assert isinstance(unnamed, Document)
    assert unnamed.id == "a.parquet#1"


def test_parquet_that_gives_nothing() -> None:
    write_parquet("a.parquet", body=["x"])
    assert "--text-column: body" in problem("a.parquet")
    write_parquet("a.parquet", text=[])
    assert problem("a.parquet").startswith("is empty")
    write_parquet("a.parquet", text=[1])
    assert "'text' is a int" in problem("a.parquet")
    Path("a.parquet").write_bytes(b"PAR1")
    assert problem("a.parquet").startswith("is not a Parquet file, or a damaged one")


def test_parquet_that_is_damaged_in_the_middle() -> None:
    write_parquet("a.parquet", text=[f"text {n * n}" for n in range(1000)])
    data = bytearray(Path("a.parquet").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400] = b"\xff" * 400
    Path("a.parquet").write_bytes(data)
    read_so_far = sum(isinstance(result, Document) for result in read("a.parquet"))
    assert 0 < read_so_far < 1000
    assert problem("a.parquet").startswith("is damaged after row ")


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    write_parquet("a.parquet", text=["x"])
    Path("a.jsonl.zst").write_bytes(zst(as_jsonl()))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    for name in ("a.parquet", "a.jsonl.zst"):
        assert problem(name).endswith("is not installed: pip install 'quote-attribution[corpus]'")


def test_parquet_whose_pages_unpack_to_too_much() -> None:
    """Eleven texts of ten million letters, in some kilobytes; a good file beside it is read."""
    import pyarrow.parquet as pq

    texts = pa.table({"text": [letter * 10_000_000 for letter in "abcdefghijk"]})
    for dictionary in (True, False):
        pq.write_table(texts, "a.parquet", compression="zstd", use_dictionary=dictionary)
        assert Path("a.parquet").stat().st_size < 100_000
        assert problem("a.parquet").startswith("has a row group that unpacks 110,00")
        assert problem("a.parquet").endswith("; write it again with fewer rows in a group")
    pq.write_table(texts, "a.parquet", compression="zstd", row_group_size=2)
    assert [len(one.text) if isinstance(one, Document) else one for one in read("a.parquet")] == [
        10_000_000
    ] * 11


@pytest.mark.skipif(sys.platform != "linux", reason="where /proc tells memory")
def test_parquet_that_has_one_long_text_many_times() -> None:
    """As its dictionary allows; each row is told, and few of them are in memory at once."""
    import pyarrow.parquet as pq

    one = pa.DictionaryArray.from_arrays(pa.array([0] * 60, pa.int32()), pa.array(["a" * 30**5]))
    pq.write_table(pa.table({"text": one}), "a.parquet", compression="zstd")
    assert Path("a.parquet").stat().st_size < 10_000
    script = (
        "from quotes.documents import read; found = [*read('a.parquet')]; print(len(found), "
        "open('/proc/self/status').read().split('VmHWM:')[1].split()[0], found[-1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    number, most, told = done.stdout.split(maxsplit=2)
    assert number == "60" and "row 60: has 24,300,000 bytes in 'text', and no more than" in told
    assert int(most) < 500_000  # kB; all of them together have 1.5 GB


def test_a_list_of_millions_in_a_row_of_parquet() -> None:
    import pyarrow.parquet as pq

    lists = pa.array([[None] * 1_000_000], pa.list_(pa.string()))
    pq.write_table(pa.table({"text": ["x"], "author": lists}), "a.parquet", compression="zstd")
    assert problem("a.parquet").startswith("has lists of thousands of items in 'author.list.")


@given(st.binary(max_size=60))
@example(b"\x19\x19" + b"\x19" * 3000)  # lists in lists
def test_any_bytes_are_pages_or_none(data: bytes) -> None:
    with suppress(ValueError):
        for page in pages(io.BytesIO(data), Chunk("text", 0, len(data), 100)):
            assert page.size >= 0


def test_a_page_says_how_large_it_is_whatever_the_footer_says() -> None:
    """The type, the size unpacked (2**31 - 1), the size packed (3), and one value of a page."""
    header = bytes.fromhex("1500 15feffffff0f 1506 2c1502 1500 1506 1506 00 00".replace(" ", ""))
    found = [*pages(io.BytesIO(header + b"abc"), Chunk("text", 0, len(header) + 3, 1))]
    assert found == [Page(False, 2**31 - 1)]
