"""An archive searched: filters, marks, forms, near-duplicates and people, with known answers."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk import EDITION, HARBOUR, HOEFER, MARCH, put, quote
from typer.testing import CliRunner, Result

import quotes
from quotes.archive.archive import Archive
from quotes.archive.query import QueryError, fts
from quotes.archive.storing import Article
from quotes.cli import app
from quotes.languages.forms import forms_of
from quotes.records import Quote, Speaker


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with Archive(path, write=True) as archive:
        put(archive)
    return path


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with quotes.open(path) as opened:
        yield opened


@pytest.fixture
def writable(path: Path) -> Iterator[Archive]:
    with Archive(path, write=True) as opened:
        yield opened


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def starts(found: list[Quote]) -> list[str]:
    return [f"{one.doc} {one.start}" for one in found]


def texts(found: list[Quote]) -> set[str]:
    return {one.text for one in found}


NEVER = "We will never close the harbour, not this year."
WILL = "We will close the harbour this year,"
PORT = "that the port had been a bargaining chip"
NO_CHIP, NOT_CHIP = "The grain is no bargaining chip", "Grain is not a bargaining chip,"
EVERY = {NEVER, WILL, PORT, NO_CHIP, NOT_CHIP, "Shame!"}


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("harbour", {NEVER, WILL}),
            ("HARBOUR", {NEVER, WILL}),
            ("close harbour", {NEVER, WILL}),
            ('"close the harbour"', {NEVER, WILL}),
            ("“close the harbour”", {NEVER, WILL}),
            ('"harbour not"', {NEVER}),  # across what interrupts it
            ('"the harbour this"', {WILL}),
            ("bargain*", {PORT, NO_CHIP, NOT_CHIP}),
            ("never OR shame", {NEVER, "Shame!"}),
            ("bargaining NOT grain", {PORT}),
            ("harbour NOT (never OR nothing)", {WILL}),
            ("NEAR(will harbour, 2)", {WILL}),
            ("NEAR(will harbour, 3)", {NEVER, WILL}),
            ('NEAR("bargaining chip" grain, 3)', {NO_CHIP, NOT_CHIP}),
            ("close — harbour", {NEVER, WILL}),
            ("bargaining-chip", {PORT, NO_CHIP, NOT_CHIP}),
            ("nowhere", set()),
            ("", EVERY),
        ],
    )
    def test_words(self, archive: Archive, words: str, found: set[str]) -> None:
        assert texts(archive.search(words)) == found

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"speaker": "Höfer"}, {NEVER, WILL}),  # accents do not count
            ({"speaker": "hofer jelena"}, {NEVER, WILL}),
            ({"speaker": "Omar Sund"}, {PORT}),
            ({"speaker": "Nobody"}, set()),
            ({"since": "2025-03"}, {NO_CHIP, NOT_CHIP, "Shame!", WILL}),
            ({"since": "2025-03-03"}, {WILL}),
            ({"until": "2025-01"}, {NEVER, PORT}),
            ({"until": "2025"}, EVERY),
            ({"since": "2025-01-20", "until": "2025-03-02"}, EVERY - {WILL}),
            ({"outlet": "BBC"}, {NO_CHIP, NOT_CHIP, "Shame!"}),
            ({"outlet": "gazette"}, {NEVER, PORT, WILL}),
            ({"verb": "deny"}, {PORT}),
            ({"verb": "denied"}, {PORT}),
            ({"kind": "indirect"}, {PORT, NO_CHIP}),
            ({"min_confidence": 0.9}, EVERY - {PORT, "Shame!"}),
            ({"flag": "unclosed"}, {"Shame!"}),
            ({"document": "arch"}, {WILL}),
            ({"speaker": "Hofer", "since": "2025-02", "kind": "direct"}, {WILL}),
        ],
    )
    def test_filters(self, archive: Archive, filters: dict[str, object], found: set[str]) -> None:
        assert texts(archive.search(**filters)) == found
        # The same with words that are everywhere, which goes another way through the tables.
        every = "we OR grain OR shame OR port"
        assert texts(archive.search(every, **filters)) == found
        assert {hit.quote.text for hit in archive.search(every, **filters).hits if hit.marks} == (
            found
        )

    def test_forms(self, archive: Archive) -> None:
        assert texts(archive.search("closes")) == set()
        assert texts(archive.search("closing", forms=True)) == {NEVER, WILL}
        assert texts(archive.search('"bargain chips"', forms=True)) == {PORT, NO_CHIP, NOT_CHIP}

    def test_without_words_the_newest_first(self, archive: Archive) -> None:
        assert [one.doc for one in archive.search()] == ["march"] + ["talks"] * 3 + ["harbour"] * 2

    def test_the_best_first(self, archive: Archive) -> None:
        # Both have the words; the shorter one is more about them.
        assert [one.text for one in archive.search("close harbour")] == [WILL, NEVER]

    def test_marks(self, archive: Archive) -> None:
        for hit in archive.search("harbour OR year*").hits:
            marked = [hit.quote.text[start:end] for start, end in hit.marks]
            assert marked == ["harbour", "year"]

    def test_a_hit_tells_where_it_stands(self, archive: Archive) -> None:
        (hit,) = archive.search("never").hits
        assert (hit.title, hit.date, hit.outlet, hit.author) == (
            "A harbour",
            "2025-01-20",
            "The Gazette",
            "Ann Ray",
        )
        assert hit.person_name == "Jelena Höfer"

    def test_gives_the_records_as_they_were(self, archive: Archive) -> None:
        for article, records in EDITION:
            assert archive.records(article.name) == records
            assert archive.records(article.name).text == archive.text(article.name) == article.text
        everything = archive.search()
        assert isinstance(everything, quotes.Quotes)
        assert sorted(map(repr, everything)) == sorted(
            repr(one) for _, records in EDITION for one in records
        )

    @pytest.mark.parametrize(
        "words", ["AND", "a AND", "OR b", "NOT b", "(a", "a)", "NEAR(a, 5)", "—", '""', "NEAR(a b"]
    )
    def test_what_cannot_be_understood_is_told(self, archive: Archive, words: str) -> None:
        with pytest.raises(QueryError, match="the search"):
            archive.search(words)

    @pytest.mark.parametrize("day", ["March", "2025-3", "2025-03-1", "20250301"])
    def test_what_is_no_date_is_told(self, archive: Archive, day: str) -> None:
        with pytest.raises(quotes.QuotesError, match="is no date"):
            archive.search(since=day)


# ---------------------------------------------------------------- against a plain scan

VOCABULARY = ["tax", "taxes", "Zoë", "zoe", "HÖFER", "hofer", "naïve", "cut", "x1"]
_word = st.sampled_from(VOCABULARY)
_said = st.lists(_word, min_size=1, max_size=7)
_phrase = st.tuples(st.lists(_word, min_size=1, max_size=3), st.booleans()).map(
    lambda it: ("phrase", *it)
)
_near = st.tuples(st.lists(_word, min_size=2, max_size=2), st.integers(0, 4)).map(
    lambda it: ("near", *it)
)
_asked = st.recursive(
    _phrase | _near,
    lambda inner: st.tuples(st.sampled_from(["AND", "OR", "NOT"]), inner, inner),
    max_leaves=4,
)
Asked = tuple[object, ...]


def written(asked: Asked) -> str:
    match asked:
        case ("phrase", words, prefix):
            return f'"{" ".join(words)}"{"*" * prefix}'  # type: ignore[arg-type]
        case ("near", words, distance):
            return f"NEAR({' '.join(words)}, {distance})"  # type: ignore[arg-type]
        case (operator, left, right):
            return f"({written(left)} {operator} {written(right)})"  # type: ignore[arg-type]
    raise AssertionError


def holds(asked: Asked, words: list[str]) -> bool:
    match asked:
        case ("phrase", wanted, prefix):
            return bool(places(plain(wanted), words, prefix))  # type: ignore[arg-type]
        case ("near", (one, other), distance):
            firsts, seconds = places([fold(one)], words), places([fold(other)], words)
            return any(abs(a - b) - 1 <= distance for a in firsts for b in seconds)  # type: ignore[operator]
        case ("AND", left, right):
            return holds(left, words) and holds(right, words)  # type: ignore[arg-type]
        case ("OR", left, right):
            return holds(left, words) or holds(right, words)  # type: ignore[arg-type]
        case ("NOT", left, right):
            return holds(left, words) and not holds(right, words)  # type: ignore[arg-type]
    raise AssertionError


def places(wanted: list[str], words: list[str], prefix: bool = False) -> list[int]:
    found = []
    for at in range(len(words) - len(wanted) + 1):
        here = words[at : at + len(wanted)]
        last = here[-1].startswith(wanted[-1]) if prefix else here[-1] == wanted[-1]
        if here[:-1] == wanted[:-1] and last:
            found.append(at)
    return found


def plain(words: list[str]) -> list[str]:
    return [fold(word) for word in words]


def fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if c.isalnum()).lower()


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("scan") / "archive.db", write=True) as archive:
        yield archive


@settings(max_examples=150)
@given(st.lists(_said, min_size=1, max_size=6), _asked, st.integers(0, 99))
def test_finds_what_a_plain_scan_finds(
    scanned: Archive, said: list[list[str]], asked: Asked, sure: int
) -> None:
    text = " | ".join(" ".join(words) for words in said)
    records, at = [], 0
    for number, words in enumerate(said):
        length = len(" ".join(words))
        record = quote("doc", text, "", sure=(37 * number + 11) % 100 / 100)
        stretch = replace(record.parts[0], start=at, end=at + length, text=text[at : at + length])
        records.append(replace(record, parts=(stretch,), quoted=(stretch,)))
        at += length + 3
    scanned.put(Article("doc", text + f" {asked} {sure}"), records, "test")
    found = scanned.search(written(asked), min_confidence=sure / 100)
    expected = [
        one
        for one, words in zip(records, said, strict=True)
        if holds(asked, plain(words)) and one.confidence.quote >= sure / 100
    ]
    assert sorted(one.start for one in found) == sorted(one.start for one in expected)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_searched_for_or_told(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a, tokenize='unicode61')")
    try:
        question = fts(text)
    except QueryError:
        return
    assert connection.execute("SELECT * FROM t WHERE t MATCH ?", (question,)).fetchall() == []


def test_forms_of_words() -> None:
    assert set(forms_of("denied")) >= {"deny", "denies", "denied", "denying"}
    assert set(forms_of("chip")) >= {"chip", "chips"}
    assert set(forms_of("children")) >= {"child"}
    assert set(forms_of("said")) >= {"say", "says", "saying"}
    assert "bus" in forms_of("buses")
    assert forms_of("bus")[0] == "bus"
    assert "bu" not in forms_of("bus")
    assert "denials" not in forms_of("deny")


# ---------------------------------------------------------------- the same words elsewhere


class TestLike:
    WIRE = "“The bridge will be closed until the end of the year,” Ada Voss said."
    LOCAL = "“The bridge will stay closed until the end of the year,” said Ada Voss on Monday."
    SHORT = "Voss spoke of a bridge “closed until the end of the year” and left."
    OTHER = "“The tunnel opens in spring, before the holidays begin,” Ada Voss said."

    @pytest.fixture
    def wires(self, writable: Archive) -> Archive:
        for name, text in {
            "wire": self.WIRE,
            "local": self.LOCAL,
            "short": self.SHORT,
            "other": self.OTHER,
        }.items():
            said = text.partition("“")[2].partition("”")[0]
            writable.put(Article(name, text), [quote(name, text, said)], "test")
        return writable

    def test_of_a_record(self, wires: Archive) -> None:
        record = wires.records("wire")[0]
        found = wires.like(record.id)
        assert [one.doc for one in found] == ["local", "short"]
        assert [list(map(str, hit.changes)) for hit in found.hits] == [
            ["be → stay"],
            ["The bridge will be → –"],
        ]
        assert found.hits[0].likeness > found.hits[1].likeness

    def test_of_a_text_out_of_the_middle(self, wires: Archive) -> None:
        found = wires.like("closed until the end of this year")
        assert {one.doc for one in found} == {"wire", "local", "short"}

    def test_case_accents_and_apostrophes_do_not_count(self, writable: Archive) -> None:
        text = "“We don’t negotiate with Zoë’s friends,” he said."
        said = "We don’t negotiate with Zoë’s friends,"
        writable.put(Article("one", text), [quote("one", text, said)], "test")
        (hit,) = writable.like("we DON'T negotiate with Zoe's friends").hits
        assert hit.likeness == 1
        assert hit.changes == ()

    def test_what_is_no_record_is_told(self, archive: Archive) -> None:
        with pytest.raises(quotes.QuotesError, match="q-00000000: is no record of"):
            archive.like("q-00000000")

    @settings(max_examples=60)
    @given(st.data())
    def test_a_few_changed_words_are_found(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        words = data.draw(
            st.lists(st.text("abcdefgh", min_size=3, max_size=7), min_size=9, max_size=25)
        )
        changed = list(words)
        changed[data.draw(st.integers(0, len(words) - 1))] = "otherwise"
        path = tmp_path_factory.mktemp("like") / "archive.db"
        with Archive(path, write=True) as archive:
            text = " ".join(words)
            archive.put(Article("one", text), [quote("one", text, text)], "test")
            assert [one.doc for one in archive.like(" ".join(changed))] == ["one"]


# ---------------------------------------------------------------- people


class TestPeople:
    def test_the_same_name_is_the_same_person(self, writable: Archive) -> None:
        again = HARBOUR + "\n\nMore."
        writable.put(
            Article("again", again), [quote("again", again, "not this year.", HOEFER)], "test"
        )
        known = {one.name: one for one in writable.people()}
        assert (known["Jelena Höfer"].quotations, known["Jelena Höfer"].documents) == (2, 2)

    def test_merge_holds_for_what_comes_later(self, writable: Archive) -> None:
        writable.merge("Jelena Höfer", "Jelena Hofer")
        assert {hit.person_name for hit in writable.search("harbour").hits} == {"Jelena Höfer"}
        later = MARCH + "\n\nLater."
        records = [quote("later", later, WILL, "Jelena Hofer")]
        writable.put(Article("later", later), records, "test")
        (hit,) = writable.search(document="later").hits
        assert hit.person_name == "Jelena Höfer"
        assert hit.quote.speaker.name == "Jelena Hofer"  # the record is as its document has it

    def test_an_alias_is_found_and_holds(self, writable: Archive) -> None:
        writable.alias("Ilya Zelensk", "Ilya Zelenskyy")
        assert texts(writable.search(speaker="Zelenskyy")) == {NO_CHIP, NOT_CHIP}
        text = "“No,” Ilya Zelenskyy said."
        writable.put(Article("no", text), [quote("no", text, "No,", "Ilya Zelenskyy")], "test")
        assert texts(writable.search(speaker="Zelensk")) == {NO_CHIP, NOT_CHIP, "No,"}

    def test_rename(self, writable: Archive) -> None:
        writable.rename("Omar Sund", "Omar Sund-Berg")
        assert writable.search("port").hits[0].person_name == "Omar Sund-Berg"
        assert texts(writable.search(speaker="Berg")) == {PORT}
        assert texts(writable.search(speaker="omar sund")) == {PORT}

    def test_part_by_role_holds_for_what_comes_later(self, writable: Archive) -> None:
        striker = Speaker("Omar Sund", "person", "s-1", "Rovers striker")
        for name in ("sports", "sports later"):
            text = f"“We scored,” Omar Sund said in {name}."
            writable.put(Article(name, text), [quote(name, text, "We scored,", striker)], "test")
            if name == "sports":
                writable.part("Omar Sund", role="striker", called="Omar Sund (striker)")
        assert {hit.quote.doc for hit in writable.search(speaker="Sund striker").hits} == {
            "sports",
            "sports later",
        }
        assert writable.search("port").hits[0].person_name == "Omar Sund"

    def test_part_by_document(self, writable: Archive) -> None:
        writable.merge("Jelena Höfer", "Jelena Hofer")
        writable.part("Jelena Höfer", document="march")
        assert writable.search(document="march").hits[0].person_name == "Jelena Höfer (march)"
        assert writable.search("never").hits[0].person_name == "Jelena Höfer"

    def test_a_merge_is_taken_back(self, writable: Archive) -> None:
        writable.merge("Jelena Höfer", "Jelena Hofer")
        writable.part("Jelena Hofer")
        assert texts(writable.search(speaker="p-1")) == {NEVER}
        assert writable.search(document="march").hits[0].person_name == "Jelena Hofer"

    def test_doubts_are_listed_until_they_are_settled(self, writable: Archive) -> None:
        text = "“No,” Sund said."
        writable.put(Article("short", text), [quote("short", text, "No,", "Sund")], "test")

        def doubtful() -> dict[str, list[str]]:
            return {one.name: list(map(str, one.doubts)) for one in writable.people() if one.doubts}

        assert doubtful() == {
            "Jelena Hofer": ["may be Jelena Höfer"],
            "Jelena Höfer": ["may be Jelena Hofer"],
            "Sund": ["may be Omar Sund"],
        }
        writable.merge("Jelena Höfer", "Jelena Hofer")
        assert doubtful() == {"Sund": ["may be Omar Sund"]}
        writable.settle("Sund")
        assert doubtful() == {}
        text = "“No,” Eva Sund said."
        writable.put(Article("eva", text), [quote("eva", text, "No,", "Eva Sund")], "test")
        assert doubtful() == {"Sund": ["may be Eva Sund or Omar Sund"]}
        writable.merge("Omar Sund", "Sund")
        assert doubtful() == {}

    def test_decisions_outlive_the_documents(self, writable: Archive) -> None:
        writable.merge("Jelena Höfer", "Jelena Hofer")
        assert writable.remove([article.name for article, _ in EDITION]) == 3
        assert [one.name for one in writable.people()] == ["Jelena Höfer"]
        put(writable)
        assert {hit.person_name for hit in writable.search("harbour").hits} == {"Jelena Höfer"}

    @pytest.mark.parametrize(
        ("decide", "told"),
        [
            (lambda it: it.merge("Nobody", "Omar Sund"), "Nobody: nobody in the archive"),
            (lambda it: it.merge("Omar Sund", "p-999"), "p-999: nobody in the archive"),
            (lambda it: it.merge("Omar Sund", "omar sund"), "is Omar Sund already"),
            (lambda it: it.rename("Omar Sund", "Ilya Zelensk"), "is somebody else"),
            (lambda it: it.alias("Omar Sund", " "), "a name has to have a letter"),
            (lambda it: it.part("Omar Sund"), "is the person's own name"),
            (lambda it: it.part("Omar Sund", document="none"), "none: is not in the archive"),
        ],
    )
    def test_what_cannot_be_decided_changes_nothing(
        self, writable: Archive, decide: object, told: str
    ) -> None:
        before = [one.to_dict() for one in writable.people()]
        with pytest.raises(quotes.QuotesError, match=told):
            decide(writable)  # type: ignore[operator]
        assert [one.to_dict() for one in writable.people()] == before


# ---------------------------------------------------------------- the commands


class TestCommands:
    def test_search_as_jsonl(self, path: Path) -> None:
        ran = run("search", path, '"bargaining chip"', "--speaker", "Zelensk", "--kind", "direct")
        (record,) = [json.loads(line) for line in ran.stdout.splitlines()]
        assert Quote.from_dict(record).text == NOT_CHIP
        assert record["document"]["outlet"] == "bbc.example"
        assert record["person"]["name"] == "Ilya Zelensk"
        assert [record["text"][a:b] for a, b in record["marks"]] == ["bargaining chip"]

    def test_search_as_a_table(self, path: Path) -> None:
        ran = run("search", path, "never", "--format", "table")
        assert "We will *never* close the harbour, … not this" in " ".join(ran.stdout.split())
        assert "2025-01-20 · The Gazette · harbour" in " ".join(ran.stdout.split())

    def test_search_as_markdown(self, path: Path) -> None:
        ran = run("search", path, "never", "--format", "md")
        assert ran.stdout.startswith("> We will **never** close the harbour, … not this year.\n\n—")

    def test_search_as_csv_and_xlsx(self, path: Path, tmp_path: Path) -> None:
        ran = run("search", path, "--speaker", "Sund", "--format", "csv")
        (row,) = csv.DictReader(io.StringIO(ran.stdout))
        assert (row["text"], row["person"], row["date"]) == (PORT, "Omar Sund", "2025-01-20")
        assert run("search", path, "harbour", "-o", tmp_path / "found.xlsx").exit_code == 0
        rows = list(openpyxl.load_workbook(tmp_path / "found.xlsx").active.values)
        assert len(rows) == 3
        assert dict(zip(rows[0], rows[1], strict=True))["outlet"] == "The Gazette"

    def test_search_like(self, path: Path) -> None:
        ran = run(
            "search", path, "--like", "We will close the harbour next year", "--format", "csv"
        )
        rows = list(csv.DictReader(io.StringIO(ran.stdout)))
        assert [(row["doc"], row["changes"]) for row in rows] == [
            ("march", "next → this"),
            ("harbour", "– → never; next → not this"),
        ]

    def test_a_table_says_what_it_leaves_out(self, path: Path) -> None:
        ran = run("search", path, "--limit", "2", "--format", "table")
        assert "the first 2 of 6" in ran.stderr

    def test_nothing_found(self, path: Path) -> None:
        ran = run("search", path, "nowhere", "--format", "table")
        assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "quotes: nothing was found\n")

    @pytest.mark.parametrize(
        ("args", "told"),
        [
            (["a AND"], "AND needs something"),
            (["--since", "spring"], "is no date"),
            (["--format", "tei"], "what was found comes as table"),
            (["x", "--like", "y"], "takes no words"),
        ],
    )
    def test_a_wrong_call(self, path: Path, args: list[str], told: str) -> None:
        ran = run("search", path, *args)
        assert ran.exit_code == 2
        assert told in ran.stderr
        assert ran.stderr.count("\n") == 1

    def test_people(self, path: Path) -> None:
        ran = run("archive", "people", path, "merge", "Jelena Höfer", "Jelena Hofer")
        assert ran.stderr == "quotes: Jelena Hofer: one person with Jelena Höfer\n"
        ran = run("archive", "people", path)
        listed = {row["name"]: row for row in map(json.loads, ran.stdout.splitlines())}
        assert listed["Jelena Höfer"]["quotations"] == 2
        assert listed["Jelena Höfer"]["names"] == ["Jelena Hofer"]
        assert "Jelena Hofer" not in listed
        table = run("archive", "people", path, "--format", "table").stdout
        assert "also Jelena Hofer" in table
        assert run("archive", "people", path, "merge", "Jelena Höfer").exit_code == 2
        assert run("archive", "people", path, "rename", "Nobody", "X").exit_code == 2

    def test_remove(self, path: Path) -> None:
        assert run("archive", "remove", path, "march", "nothing").exit_code == 2
        assert run("archive", "remove", path, "march").exit_code == 0
        with quotes.open(path) as archive:
            assert archive.size() == (2, 5)
            assert texts(archive.search("harbour")) == {NEVER}

    def test_speakers(self, path: Path) -> None:
        rows = [json.loads(line) for line in run("speakers", path).stdout.splitlines()]
        assert [(row["speaker"], row["quotations"], row["words"]) for row in rows] == [
            ("Ilya Zelensk", 2, 6),
            ("Jelena Höfer", 1, 9),
            ("Jelena Hofer", 1, 7),
            ("Omar Sund", 1, 0),
            (None, 1, 1),
        ]
        assert run("speakers", path, path).exit_code == 2
