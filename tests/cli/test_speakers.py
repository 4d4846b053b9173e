"""`quotes speakers`: who is one person over many articles, where that is doubtful, when, where."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from quotes.cli import app
from quotes.counting import SpeakerCount, count_speakers
from quotes.documents import Document
from quotes.documents.published import Published, published
from quotes.output import Format, counts, speakers_plot
from quotes.records import Confidence, Cue, Part, Quote, Speaker


def quote(doc: str, name: str | None, role: str | None = None, type: str = "person") -> Quote:
    part = Part(0, 9, "It rained")
    speaker = Speaker(name, type, "s-1", role) if name else None  # type: ignore[arg-type]
    cue = Cue(11, 15, "said", "say")
    return Quote(doc, "direct", (part,), (part,), cue, None, speaker, (), Confidence(1, 1, 1))


def counted(*quotes: Quote, about: dict[str, Published] | None = None) -> dict[str, SpeakerCount]:
    return {one.speaker or "": one for one in count_speakers(quotes, about)}


def told(one: SpeakerCount) -> list[str]:
    return [str(doubt) for doubt in one.doubts]


class TestOnePerson:
    def test_full_names_that_agree_are_one(self) -> None:
        found = counted(quote("a", "Ada Miller", "Mayor"), quote("b", "ADA  MILLER", "the mayor"))
        assert [one.documents for one in found.values()] == [2]
        assert found["Ada Miller"].doubts == ()

    def test_a_surname_is_nobody_elses_and_is_listed(self) -> None:
        found = counted(quote("a", "Ada Miller"), quote("b", "Miller"), quote("c", "Tom Miller"))
        assert len(found) == 3
        assert told(found["Miller"]) == ["may be Ada Miller or Tom Miller"]
        assert found["Ada Miller"].doubts == ()

    @pytest.mark.parametrize("short", ["A. Miller", "A. B. Miller", "Ada Miller", "Beate Miller"])
    def test_initials_and_missing_names(self, short: str) -> None:
        found = counted(quote("a", "Ada Beate Miller"), quote("b", short))
        assert told(found[short]) == ["may be Ada Beate Miller"]

    @pytest.mark.parametrize("other", ["Tom Miller", "T. Miller", "Ada Millerson", "Ada"])
    def test_other_names_are_other_people(self, other: str) -> None:
        found = counted(quote("a", "Ada Miller"), quote("b", other))
        assert found[other].doubts == ()

    def test_one_short_name_in_several_articles(self) -> None:
        found = counted(quote("a", "Miller"), quote("b", "Miller"), quote("c", "Ash"))
        assert found["Miller"].documents == 2
        assert [doubt.reason for doubt in found["Miller"].doubts] == ["short-name"]
        assert found["Ash"].doubts == ()

    def test_an_organisation_may_have_one_word(self) -> None:
        agency = [quote(doc, "Nasa", type="organisation") for doc in ("a", "b")]
        assert counted(*agency)["Nasa"].doubts == ()

    def test_namesakes_with_different_roles(self) -> None:
        found = counted(
            quote("a", "Tom Ash", "mayor of Dunmorrow"),
            quote("b", "Tom Ash", "the former mayor"),
            quote("c", "Tom Ash", "goalkeeper"),
            quote("d", "Tom Ash"),
        )
        assert told(found["Tom Ash"]) == ["goalkeeper; mayor of Dunmorrow: one person?"]

    def test_a_role_that_joins_two_others(self) -> None:
        roles = ("Senator", "candidate", "Senator and candidate")
        found = counted(*(quote(str(doc), "Tom Ash", role) for doc, role in enumerate(roles)))
        assert found["Tom Ash"].doubts == ()

    def test_two_roles_in_one_article_are_one_person(self) -> None:
        found = counted(quote("a", "Tom Ash", "mayor"), quote("a", "Tom Ash", "goalkeeper"))
        assert found["Tom Ash"].doubts == ()

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=12)), max_size=8))
    def test_any_name_is_counted_once(self, named: list[tuple[str, str]]) -> None:
        found = count_speakers(quote(doc, name or None) for doc, name in named)
        assert sum(one.quotations for one in found) == len(named)


class TestWhenAndWhere:
    def test_first_and_last_go_by_the_date(self) -> None:
        about = {
            "a": Published(date(2020, 5, 1), "Gazette"),
            "b": Published(date(2019, 1, 2), "Gazette"),
            "c": Published(None, "Herald"),
        }
        one = counted(*(quote(doc, "Ada Miller") for doc in "cab"), about=about)["Ada Miller"]
        assert (one.first.doc, one.first.date) == ("b", date(2019, 1, 2))
        assert one.last.doc == "a"
        assert one.outlets == {"Gazette": 2, "Herald": 1}

    def test_without_dates_by_the_order_of_reading(self) -> None:
        one = counted(*(quote(doc, "Ada Miller") for doc in ("z", "a", "m")))["Ada Miller"]
        assert (one.first.doc, one.last.doc) == ("z", "m")
        assert one.first.date is None

    @pytest.mark.parametrize(
        ("name", "day", "outlet"),
        [
            ("articles/gazette/2016-09-12_rain.txt", date(2016, 9, 12), "gazette"),
            ("articles/20160912/rain.txt", date(2016, 9, 12), "20160912"),
            ("articles/rain_2016_09_12.txt", date(2016, 9, 12), "articles"),
            ("articles/2016-09-12/2017-01-02.txt", date(2017, 1, 2), "2016-09-12"),
            ("rain.txt", None, None),
            ("gazette/2016-13-40.txt", None, "gazette"),
            ("gazette/120160912.txt", None, "gazette"),
            ("gazette/12-09-2016.txt", None, "gazette"),
        ],
    )
    def test_from_the_name_of_a_file(self, name: str, day: date | None, outlet: str | None) -> None:
        assert published(Document(name, "It rained.", name)) == Published(day, outlet)

    def test_from_a_web_address(self) -> None:
        row = Document("https://www.gazette.example/2016/09/12/rain", "It rained.", "rows.csv")
        assert published(row) == Published(date(2016, 9, 12), "gazette.example", url=row.id)

    def test_from_a_page(self, tmp_path: Path) -> None:
        path = tmp_path / "rain.html"
        path.write_text(
            '<html><head><meta property="article:published_time" content="2016-09-12T08:00:00Z">'
            '<meta property="og:site_name" content="The Gazette"></head>'
            "<body><article><p>It rained.</p></article></body></html>",
            encoding="utf-8",
        )
        found = published(Document(path.as_posix(), "It rained.", path.as_posix()))
        assert found == Published(date(2016, 9, 12), "The Gazette")


# ---------------------------------------------------------------- output

MILLER = [
    quote("a", "Ada Miller", "mayor"),
    quote("b", "Ada Miller", "goalkeeper"),
    quote("b", "Miller"),
    quote("b", None),
]
ABOUT = {"a": Published(date(2020, 5, 1), "Gazette"), "b": Published(date(2021, 5, 1), "Herald")}


def written(format: Format) -> str:
    stream = io.StringIO(newline="")
    counts.write(count_speakers(MILLER, ABOUT), stream, format)
    return stream.getvalue()


class TestOutput:
    def test_table(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "140")
        table = written(Format.TABLE)
        head, first, second = table.splitlines()[:3]
        assert head.split()[-3:] == ["from,", "to", "outlets"]
        assert "2020-05-01  Gazette 1, Herald 1" in first
        assert second.strip() == "2021-05-01"
        below = table.partition("to check by hand")[2]
        assert "Ada Miller: goalkeeper; mayor: one person?" in below
        assert "Miller: may be Ada Miller" in below

    def test_json_lines(self) -> None:
        miller = json.loads(written(Format.JSONL).splitlines()[0])
        assert miller["first"] == {"doc": "a", "date": "2020-05-01"}
        assert miller["outlets"] == {"Gazette": 1, "Herald": 1}
        assert miller["doubts"][0]["roles"] == ["goalkeeper", "mayor"]

    def test_csv(self) -> None:
        miller = next(csv.DictReader(io.StringIO(written(Format.CSV))))
        assert (miller["first"], miller["last"]) == ("2020-05-01", "2021-05-01")
        assert miller["doubts"] == "goalkeeper; mayor: one person?"


def drawn(quotes: Iterable[Quote]) -> ElementTree.Element:
    stream = io.StringIO()
    speakers_plot.write(count_speakers(quotes), stream)
    return ElementTree.fromstring(stream.getvalue())


SVG = "{http://www.w3.org/2000/svg}"


def bars_of(picture: ElementTree.Element) -> list[ElementTree.Element]:
    return [one for one in picture.iter(f"{SVG}rect") if one.get("class") != "ground"]


class TestPlot:
    def test_bars_are_as_long_as_there_are_quotations(self) -> None:
        bars = [float(bar.get("width", 0)) for bar in bars_of(drawn(MILLER))]
        assert bars[0] == 2 * bars[1] == 2 * bars[2]

    def test_is_read_out(self) -> None:
        picture = drawn(MILLER)
        assert picture.get("role") == "img"
        titles = [title.text for title in picture.iter(f"{SVG}title")]
        assert "Ada Miller, goalkeeper: 2 quotations" in titles or (
            "Ada Miller, mayor: 2 quotations" in titles
        )

    def test_nobody_is_quoted(self) -> None:
        assert bars_of(drawn([])) == []

    def test_brings_its_own_ground(self) -> None:
        """A dark browser shows a picture on white: its words must not turn light with the page."""
        picture = drawn(MILLER)
        ground = next(picture.iter(f"{SVG}rect"))
        assert (ground.get("class"), ground.get("width")) == ("ground", "100%")
        style = next(picture.iter(f"{SVG}style")).text or ""
        assert ".ground { fill: #fff }" in style
        assert "prefers-color-scheme" not in style

    @settings(deadline=None)
    @given(st.text(min_size=1, max_size=60), st.none() | st.text(max_size=20))
    def test_any_name_gives_a_picture(self, name: str, role: str | None) -> None:
        assert len(bars_of(drawn([quote("a", name, role)]))) == 1


# ---------------------------------------------------------------- the command

RAIN = "“The wind was far too strong,” said Ada Miller, the harbour master.\n"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


class TestCommand:
    def test_over_folders(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for name in ("gazette/2020-05-01.txt", "herald/2021-05-01.txt"):
            Path(name).parent.mkdir()
            Path(name).write_text(RAIN, encoding="utf-8")
        result = run("speakers", ".", "--plot", "speakers.svg", "--kind", "direct")
        assert result.exit_code == 0, result.stderr
        miller = json.loads(result.stdout.splitlines()[0])
        assert (miller["speaker"], miller["documents"]) == ("Ada Miller", 2)
        assert miller["outlets"] == {"gazette": 1, "herald": 1}
        assert (miller["first"]["date"], miller["last"]["date"]) == ("2020-05-01", "2021-05-01")
        assert "Ada Miller" in Path("speakers.svg").read_text(encoding="utf-8")
        again = run("speakers", ".", "--plot", "speakers.svg")
        assert again.exit_code == 2
        assert "speakers.svg: exists already" in again.stderr

    def test_names_stay_whole_at_80_columns(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        for name in ("gazette/2020-05-01.txt", "The Herald/2021-05-01.txt"):
            (tmp_path / name).parent.mkdir()
            (tmp_path / name).write_text(RAIN.replace("master", "superintendent"))
        result = run("speakers", tmp_path, "--format", "table")
        assert result.exit_code == 0, result.stderr
        for word in ("quotations", "documents", "superintendent", "2020-05-01", "2021-05-01"):
            assert word in result.stdout
        assert result.stdout.split().count("Herald") == result.stdout.split().count("gazette") == 1
        assert max(map(len, result.stdout.splitlines())) <= 80

    def test_columns_of_a_table(self, tmp_path: Path) -> None:
        rows = [
            {"text": RAIN, "id": "1", "date": "2020-05-01T10:00", "outlet": "Gazette"},
            {"text": RAIN, "id": "2", "date": "spring", "outlet": ""},
        ]
        path = tmp_path / "articles.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        miller = json.loads(run("speakers", path, "--kind", "direct").stdout.splitlines()[0])
        assert miller["first"] == miller["last"] == {"doc": "1", "date": "2020-05-01"}
        assert miller["outlets"] == {"Gazette": 1}


def test_a_table_for_people_is_no_longer_than_they_read_and_says_so() -> None:
    names = (f"Ada {'q' * (number % 40)}x{number}" for number in range(1_203))
    counted = count_speakers(quote("a.txt", name) for name in names)
    table, lines = io.StringIO(), io.StringIO()
    counts.write(counted, table, Format.TABLE)
    assert "and 203 more speakers; --format csv or jsonl has them all" in table.getvalue()
    counts.write(counted, lines, Format.JSONL)
    assert len(lines.getvalue().splitlines()) == 1_203
