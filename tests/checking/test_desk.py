"""`quotes check` on a desk: what it stops for, in which order, in which formats."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from quotes.cli import app

TALK = (
    "MAYOR FALK: We promised this bridge to the children of this town. We will not raise the toll "
    "before March.\n\nMR. AREVAL: They can have the ribbon. Nobody paid the painters at all.\n\n"
    "MAYOR FALK: The painters will be paid on Monday morning.\n\nMR. AREVAL: We will see.\n"
)
CLAIMS = """speaker,text
Ingrid Falk,We promised this bridge to the children of this town.
Ingrid Falk,We promised that bridge to the children of this town.
Ingrid Falk,We will raise the toll before March.
Ingrid Falk,Nobody paid the painters at all.
Ingrid Falk,The gulls have always owned the pier and its lamps.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def check(*options: str) -> Result:
    call = ["check", "--quotes", "claims.csv", "--against", "talk.txt", *options]
    return CliRunner().invoke(app, call)


def verdicts(result: Result) -> list[str]:
    return [json.loads(line)["verdict"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("fail_on", "left", "status"),
    [
        (None, CLAIMS, 3),
        (None, "speaker,text\nIngrid Falk,The gulls have always owned the pier.\n", 0),
        ("not-found", "speaker,text\nIngrid Falk,The gulls have always owned the pier.\n", 3),
        (None, "text\nWe promised that bridge to the children of this town.\n", 0),
        ("minor,altered", "text\nWe promised that bridge to the children of this town.\n", 3),
        ("none", CLAIMS, 0),
    ],
)
def test_what_it_stops_for(here: Path, fail_on: str | None, left: str, status: int) -> None:
    Path("claims.csv").write_text(left, encoding="utf-8")
    options = ["--fail-on", fail_on] if fail_on else []
    assert check(*options).exit_code == status


def test_data_stay_in_the_article_s_order_and_pages_begin_with_the_gravest(here: Path) -> None:
    expected = ["verbatim", "altered", "altered", "wrong-speaker", "not-found"]
    assert verdicts(check("--format", "jsonl")) == expected
    table = check("--format", "table").stdout
    places = [table.index(words) for words in ("raise the toll", "Nobody paid", "We promised")]
    assert places == sorted(places)
    assert "5 quotations, 2 to look at (1 sense, 1 wrong-speaker)" in table


def test_only(here: Path) -> None:
    result = check("--format", "jsonl", "--only", "sense,not-found")
    assert (verdicts(result), result.exit_code) == (["altered", "not-found"], 3)


@pytest.mark.parametrize("option", ["--fail-on", "--only"])
def test_a_name_that_is_none(here: Path, option: str) -> None:
    result = check(option, "grave")
    assert result.exit_code == 2
    assert "'grave' is none of sense, wording, minor" in result.stderr


def test_a_spreadsheet(here: Path) -> None:
    assert check("-o", "c.csv").exit_code == 3
    with Path("c.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    third = rows[2]
    assert (third["verdict"], third["severity"]) == ("altered", "sense")
    assert third["changes"] == "negation: will → will not"
    assert third["correction"] == "We will not raise the toll before March"
    assert check("-o", "c.xlsx").exit_code == 3
    sheet = openpyxl.load_workbook("c.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet["C"]][1:] == [row["verdict"] for row in rows]


def test_a_file_that_is_written_is_summed_up_in_one_line(here: Path) -> None:
    told = check("-o", "c.html").stderr.splitlines()
    assert told == [
        "quotes: 5 quotations, 2 to look at (1 sense, 1 wrong-speaker); 1 not-found; 1 altered; "
        "1 verbatim"
    ]
    page = Path("c.html").read_text(encoding="utf-8")
    assert "As said: “We will not raise the toll before March”" in page
    assert "altered · sense" in page


def test_a_misspelt_source_is_a_wrong_call(here: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--quotes", "claims.csv", "--against", "tlak.txt"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == ("quotes: tlak.txt: there is no such file or folder; check --against\n")


def test_another_event_is_said_once(here: Path) -> None:
    said = [f"“The {thing} is older than the {other} by far,” said Ingrid Falk, the mayor."
            for thing, other in zip(["castle", "orchard", "lantern", "kitchen", "saddle"],
                                    ["forest", "violin", "carpet", "copper", "monkey"],
                                    strict=True)]  # fmt: skip
    Path("article.txt").write_text("\n\n".join(said), encoding="utf-8")
    call = ["check", "article.txt", "--against", "talk.txt", "--format", "jsonl"]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "quotes: article.txt: 5 of 5 quotations are in none of the sources; are these of the event "
        "that it reports?"
    ]


class TestKeptIndex:
    """`--index`: many transcripts are read once, and give the same verdicts as before."""

    @pytest.fixture
    def talks(self, here: Path) -> Path:
        (here / "talks").mkdir()
        for number in range(12):
            other = f"CLERK: The ferry {number} left late.\n\nMS. OBI: It always does, they say.\n"
            (here / "talks" / f"{number:02}.txt").write_text(other, encoding="utf-8")
        (here / "talk.txt").rename(here / "talks" / "hearing.txt")
        return here / "talks"

    def checked(self, *options: str) -> Result:
        call = ["check", "--quotes", "claims.csv", "--format", "jsonl", *options]
        return CliRunner().invoke(app, call)

    def test_the_same_checks(self, talks: Path) -> None:
        plain = self.checked("--against", "talks")
        kept = self.checked("--against", "talks", "--index", "talks.idx")
        assert kept.stdout == plain.stdout
        assert self.checked("--index", "talks.idx").stdout == plain.stdout

    def test_it_follows_the_folder(self, talks: Path) -> None:
        self.checked("--against", "talks", "--index", "talks.idx")
        (talks / "new.txt").write_text("The gulls have always owned the pier and its lamps.")
        again = self.checked("--against", "talks", "--index", "talks.idx")
        assert verdicts(again)[-1] == "verbatim"
        (talks / "new.txt").unlink()
        (talks / "hearing.txt").write_text("Nothing was said.")
        again = self.checked("--against", "talks", "--index", "talks.idx")
        assert set(verdicts(again)) == {"not-found"}

    def test_what_cannot_be_read_is_told_each_time(self, talks: Path) -> None:
        """Else what stands nowhere else would be “not found” from the second run on."""
        (talks / "torn.docx").write_bytes(b"PK torn")
        plain = self.checked("--against", "talks")
        assert "unchecked" in verdicts(plain)
        for _ in range(2):
            kept = self.checked("--against", "talks", "--index", "talks.idx")
            assert verdicts(kept) == verdicts(plain)
            assert "torn.docx" in kept.stderr

    def test_a_file_that_is_none(self, talks: Path) -> None:
        Path("talks.idx").write_text("not an index")
        result = self.checked("--index", "talks.idx")
        assert result.exit_code == 2
        assert result.stderr.startswith("quotes: talks.idx: is no index of quotes check")

    def test_none_yet(self, talks: Path) -> None:
        result = self.checked("--index", "talks.idx")
        assert (result.exit_code, Path("talks.idx").exists()) == (2, False)


class TestSeveralTranscriptsOfOneEvent:
    """One verdict, from the best; and which of the transcripts have the words."""

    WORDS = (
        "MAYOR FALK: We promised this bridge to the children of this town.\n\n"
        "MR. AREVAL: Nobody paid the painters at all.\n"
    )

    @pytest.fixture
    def talks(self, here: Path) -> Path:
        claims = "".join(CLAIMS.splitlines(keepends=True)[:2])
        Path("claims.csv").write_text(claims + "Areval,Nobody paid the painters at all.\n")
        (here / "talks").mkdir()
        for name, words in {
            "aired": self.WORDS,
            "city": self.WORDS.replace("this bridge", "that bridge"),
            "noise": "MS. OBI: The ferry left late, as it always does.\n\nCLERK: Yes.\n",
            "stenographer": self.WORDS.replace("at all", "at the time"),
        }.items():
            (here / "talks" / f"{name}.txt").write_text(words)
        return here

    def checked(self, *options: str) -> Result:
        call = ["check", "--quotes", "claims.csv", "--against", "talks", *options]
        return CliRunner().invoke(app, call)

    def test_which_have_the_words(self, talks: Path) -> None:
        rows = [json.loads(line) for line in self.checked("--format", "jsonl").stdout.splitlines()]
        assert [(row["verdict"], row["agrees"], row["differs"]) for row in rows] == [
            ("verbatim", ["talks/aired.txt", "talks/stenographer.txt"], ["talks/city.txt"]),
            ("verbatim", ["talks/aired.txt", "talks/city.txt"], ["talks/stenographer.txt"]),
        ]

    def test_a_kept_index_tells_the_same(self, talks: Path) -> None:
        kept = self.checked("--format", "jsonl", "--index", "talks.idx")
        assert kept.stdout == self.checked("--format", "jsonl").stdout

    def test_where_people_read_it(self, talks: Path) -> None:
        told = "so in talks/aired.txt, talks/city.txt; other words in talks/stenographer.txt"
        assert told in " ".join(self.checked("--format", "table").stdout.split())
        self.checked("-o", "c.html")
        assert told in Path("c.html").read_text(encoding="utf-8")
        self.checked("-o", "c.csv")
        with Path("c.csv").open(encoding="utf-8-sig", newline="") as file:
            row = list(csv.DictReader(file))[1]
        assert row["agrees"] == "talks/aired.txt; talks/city.txt"
        assert row["differs"] == "talks/stenographer.txt"

    def test_one_source_has_nothing_to_agree_with(self, here: Path) -> None:
        assert "so in talk.txt" not in check("--format", "table").stdout
