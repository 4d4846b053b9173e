"""A corpus run's folder searched: the same question finds in it what it finds in an archive."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk import EDITION, ZELENSK, put, quote
from typer.testing import CliRunner, Result

from quotes.archive.archive import Archive
from quotes.archive.search import Filters
from quotes.archive.storing import Article
from quotes.cli import app
from quotes.records import About, Quote

pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
pa = pytest.importorskip("pyarrow", reason="the extra corpus is not installed")

from quotes.archive.parts import Parts  # noqa: E402
from quotes.running.parts import part_name, rendered  # noqa: E402

Edition = Sequence[tuple[Article, Sequence[Quote]]]


def write(folder: Path, edition: Edition, format: str = "parquet") -> None:
    """One part an article, as a run writes them."""
    from quotes.output.schema import RECORDS

    folder.mkdir(exist_ok=True)
    for number, (article, records) in enumerate(edition):
        about = About(article.title, article.author, article.date, article.outlet, article.url)
        rows = [replace(one, document=about).to_dict() for one in records]
        table = pa.Table.from_pylist(rows, schema=RECORDS)
        (folder / part_name(number, format)).write_bytes(rendered([table], format))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same edition as an archive and as a folder, whose name looks like a pattern."""
    place = tmp_path_factory.mktemp("both")
    with Archive(place / "archive.db", write=True) as archive:
        put(archive)
    write(place / "it's [all] of *", EDITION)
    return place / "archive.db", place / "it's [all] of *"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def found(path: Path, *args: str) -> list[dict]:
    ran = run("search", path, *args, "--format", "jsonl")
    assert ran.exit_code == 0, ran.stderr
    records = [json.loads(line) for line in ran.stdout.splitlines()]
    for record in records:
        record["person"] = None  # who is who across documents is an archive's
    return sorted(records, key=lambda one: (one["doc"], one["id"]))


@pytest.mark.parametrize(
    ("args", "number"),
    [
        ((), 6),
        (("harbour",), 2),
        (("close", "harbour"), 2),
        (('"close the harbour"',), 2),
        (('"harbour not"',), 1),
        (("bargain*",), 3),
        (("never OR shame",), 2),
        (("bargaining NOT grain",), 1),
        (("harbour NOT (never OR nothing)",), 1),
        (("NEAR(will harbour, 2)",), 1),
        (('NEAR("bargaining chip" grain, 3)',), 2),
        (("chips", "--forms"), 3),
        (("nowhere",), 0),
        (("--speaker", "Höfer"), 2),
        (("--speaker", "hofer jelena"), 2),
        (("--speaker", "ofer"), 0),  # a part of a name is words of it
        (("--since", "2025-03"), 4),
        (("--since", "2025-01-20", "--until", "2025-03-02"), 5),
        (("--until", "2025-01"), 2),
        (("--outlet", "BBC"), 3),
        (("--verb", "denied"), 1),
        (("--kind", "indirect"), 2),
        (("--min-confidence", "0.9"), 4),
        (("--flag", "unclosed"), 1),
        (("--document", "arch"), 1),
        (("harbour", "--speaker", "Hofer", "--since", "2025-02", "--kind", "direct"), 1),
    ],
)
def test_the_same_is_found(both: tuple[Path, Path], args: tuple[str, ...], number: int) -> None:
    archive, folder = both
    assert found(folder, *args) == found(archive, *args)
    assert len(found(folder, *args)) == number


def test_without_words_the_newest_come_first(both: tuple[Path, Path]) -> None:
    ran = run("search", both[1], "--format", "csv")
    dates = [row["date"] for row in csv.DictReader(io.StringIO(ran.stdout))]
    assert dates == ["2025-03-31", *["2025-03-02"] * 3, *["2025-01-20"] * 2]


def test_the_best_comes_first(tmp_path: Path) -> None:
    short, long = "Grain rots.", "Grain is one of the many things that nobody here can do without."
    edition = [
        (Article(name, f"“{said}”"), [quote(name, f"“{said}”", said)])
        for name, said in [("long", long), ("short", short)]
    ]
    write(tmp_path / "parts", edition)
    with Parts(tmp_path / "parts") as parts:
        assert [hit.quote.doc for hit in parts.find("grain", Filters())] == ["short", "long"]
        assert [hit.quote.doc for hit in parts.find("grain", Filters(), limit=1)] == ["short"]
        assert parts.count("grain", Filters()) == 2


def test_a_table_marks_the_words_and_says_what_it_leaves_out(both: tuple[Path, Path]) -> None:
    ran = run("search", both[1], "bargain*", "--limit", "2", "--format", "table")
    assert "*bargaining* chip" in " ".join(ran.stdout.split())
    assert ran.stderr == "quotes: the first 2 of 3; --limit N or -o FILE for more\n"


def test_one_file(both: tuple[Path, Path], tmp_path: Path) -> None:
    assert [one["doc"] for one in found(both[1] / "part-00002.parquet", "harbour")] == ["march"]


def test_many_of_one_part(tmp_path: Path) -> None:
    text = " ".join(f"“Number {number},” she said." for number in range(1_500))
    records = [quote("many", text, f"Number {number},", ZELENSK) for number in range(1_500)]
    write(tmp_path / "parts", [(Article("many", text), records)])
    with Parts(tmp_path / "parts") as parts:
        assert [hit.quote for hit in parts.find("", Filters())] == [
            replace(one, document=About()) for one in records
        ]
        assert len(list(parts.find("number", Filters()))) == 1_500


def test_parts_without_what_is_known_of_documents(both: tuple[Path, Path], tmp_path: Path) -> None:
    """As versions before that column wrote them."""
    import pyarrow.parquet as pq

    table = pq.read_table(both[1] / "part-00002.parquet").drop_columns(["document"])
    pq.write_table(table, tmp_path / "part-00000.parquet")
    assert len(found(tmp_path, "harbour")) == 1
    assert found(tmp_path, "harbour", "--since", "2025") == []


WORDS = st.sampled_from(["Zoë", "zoe", "ships", "ship", "don’t", "ÉTÉ", "ete", "naïve", "Ångström"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=5), WORDS, WORDS)
def test_accents_and_case_are_those_of_an_archive(
    tmp_path_factory: pytest.TempPathFactory, said: list[list[str]], one: str, other: str
) -> None:
    place = tmp_path_factory.mktemp("accents")
    edition = []
    for number, words in enumerate(said):
        name, text = f"d{number}", " ".join(words)
        edition.append((Article(name, text), [quote(name, text, text)]))
    write(place / "parts", edition)
    with Archive(place / "a.db", write=True) as archive, Parts(place / "parts") as parts:
        for article, records in edition:
            archive.put(article, records, "test")
        for asked in (one, f"{one} {other}", f"{one} OR {other}", f"{one} NOT {other}"):
            expected = {hit.quote.doc for hit in archive.find(asked, Filters())}
            assert {hit.quote.doc for hit in parts.find(asked, Filters())} == expected
            assert parts.count(asked, Filters()) == len(expected)


class TestToldInOneLine:
    @pytest.mark.parametrize(
        ("args", "told"),
        [
            (("--like", "any words"), "--like: needs an archive"),
            (("--speaker", "p-12"), "--speaker p-12: only an archive knows people"),
            (("--speaker", "…"), "--speaker …: has no word in it"),
            (("--since", "May"), "--since May: is no date"),
            (("AND",), "AND needs something"),
        ],
    )
    def test_what_a_folder_does_not_take(
        self, both: tuple[Path, Path], args: tuple[str, ...], told: str
    ) -> None:
        self.refused(run("search", both[1], *args), told)

    def test_a_folder_with_nothing(self, tmp_path: Path) -> None:
        self.refused(run("search", tmp_path, "x"), "has no parts in it")

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        self.refused(run("search", tmp_path / "no.parquet", "x"), "no.parquet: does not exist")

    def test_parts_of_another_format(self, tmp_path: Path) -> None:
        write(tmp_path / "parts", EDITION, "jsonl")
        self.refused(run("search", tmp_path / "parts", "x"), "its parts are .jsonl")

    def test_another_table(self, tmp_path: Path) -> None:
        import pyarrow.parquet as pq

        pq.write_table(pa.table({"id": ["a"]}), tmp_path / "other.parquet")
        ran = run("search", tmp_path / "other.parquet", "x")
        self.refused(ran, "other.parquet: holds no quotations, it has no column 'confidence'")

    def test_a_damaged_part(self, tmp_path: Path) -> None:
        write(tmp_path / "parts", EDITION)
        (tmp_path / "parts" / "part-00001.parquet").write_bytes(b"PAR1 but no more")
        self.refused(run("search", tmp_path / "parts", "x"), "part-00001.parquet")

    @staticmethod
    def refused(ran: Result, told: str) -> None:
        assert ran.exit_code == 2
        assert told in ran.stderr
        assert ran.stderr.count("\n") == 1
        assert ran.stdout == ""
