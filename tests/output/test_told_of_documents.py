"""Title, author, date and outlet that a table or a page tells stand with every record."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import quotes
from quotes.cli import app
from quotes.records import About

PAGE = """\
<!doctype html><html><head><title>Dog elected</title>
<meta property="og:title" content="Dog elected"><meta name="author" content="Ida Crane">
<meta property="og:site_name" content="The Tarn Echo">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">
<link rel="canonical" href="https://echo.example/dog"></head><body><article>
<p>The council of Tarn has a new member, and he barks at the post, as the mayor found on Monday.</p>
<p>“He will do no harm,” said Ada Lowe, the clerk of the council, who had counted the votes.</p>
<p>The dog slept through the meeting and through most of the speeches that were held for him.</p>
</article></body></html>
"""
TOLD = {
    "title": "Dog elected",
    "author": "Ida Crane",
    "date": "2021-03-04",
    "outlet": "The Tarn Echo",
    "url": "https://echo.example/dog",
}
SAID = "“He will do no harm” is what Ada Lowe said."


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ran(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["extract", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def documents(*arguments: str) -> list[dict[str, Any] | None]:
    lines = ran(*arguments, "--format", "jsonl").splitlines()
    return [json.loads(line)["document"] for line in lines]


def test_what_a_page_tells() -> None:
    Path("a.html").write_text(PAGE)

    assert documents("a.html") == [TOLD]
    assert [one.document for one in quotes.extract(Path("a.html"))] == [About(**TOLD)]


def test_what_a_table_tells_stands_as_written_there() -> None:
    Path("a.csv").write_text(
        "id,text,headline,byline,published,publisher\n"
        f"1,{SAID},Dog elected,Ida Crane,4 March 2021,The Tarn Echo\n2,{SAID},,,,\n"
    )

    told = {**TOLD, "date": "4 March 2021", "url": None}
    assert documents("a.csv") == [told, None]


def test_a_plain_text_tells_nothing() -> None:
    Path("news").mkdir()
    Path("news/2021-03-04.txt").write_text(f"Dog elected\n\n{SAID}\n")

    assert documents("news/2021-03-04.txt") == [None]


def test_in_a_spreadsheet_it_has_columns_of_its_own() -> None:
    Path("a.html").write_text(PAGE)
    Path("b.txt").write_text(SAID)
    ran("a.html", "b.txt", "-o", "out.csv")

    with Path("out.csv").open(newline="", encoding="utf-8") as file:
        told, nothing = csv.DictReader(file)
    assert {name: told[name] for name in TOLD} == TOLD
    assert {nothing[name] for name in TOLD} == {""}


def test_in_parquet_and_in_folders_it_is_as_in_json() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    Path("in").mkdir()
    Path("in/a.html").write_text(PAGE)
    Path("in/b.jsonl").write_text(json.dumps({"id": "b", "text": SAID, "title": "Cat \ud83d out"}))
    ran("in", "-o", "out.parquet")
    ran("in", "-o", "run/", "--workers", "1")

    rows = pq.read_table("out.parquet").to_pylist()
    told = [TOLD, {**dict.fromkeys(TOLD), "title": "Cat \ufffd out"}]
    assert [row["document"] for row in rows] == told
    in_folder = [row for part in sorted(Path("run").glob("*.parquet")) for row in rows_of(part)]
    assert sorted(map(str, in_folder)) == sorted(map(str, rows))


def rows_of(part: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(part).to_pylist()
    return rows


def test_tables_of_pandas_and_polars_have_the_columns() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    Path("a.html").write_text(PAGE)
    found = quotes.extract(Path("a.html"))

    assert found.to_polars()["title"].to_list() == ["Dog elected"]
    assert list(found.to_pandas()["outlet"]) == ["The Tarn Echo"]
    assert quotes.extract(SAID).to_polars()["title"].to_list() == [None]


def test_a_record_of_before_reads_as_one_of_which_nothing_is_told() -> None:
    [quote] = quotes.extract(SAID)
    row = quote.to_dict()
    del row["document"]

    assert quotes.Quote.from_dict(row) == quote
