"""Adding to an archive: again, changed, gone, killed, two at once, on a full disk; broken files."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from newsdesk import EDITION, HARBOUR, MARCH, put, quote
from places import ROOT
from typer.testing import CliRunner, Result

import quotes
from quotes.archive import schema
from quotes.archive.archive import Archive, sound
from quotes.archive.storing import Article
from quotes.cli import app
from quotes.records import Quote


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def records(path: Path) -> list[Quote]:
    with quotes.open(path) as archive:
        return [quote for one in archive.documents() for quote in archive.records(one.name)]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2025-01-20-harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "2025-03-31-march.txt").write_text(MARCH, encoding="utf-8")
    return folder


class TestAdding:
    def test_has_what_extract_finds(self, articles: Path, tmp_path: Path) -> None:
        path = tmp_path / "archive.db"
        ran = run("archive", "add", path, articles)
        assert ran.exit_code == 0
        assert "2 documents (2 added)" in ran.stderr
        extracted = run("extract", articles, "--format", "jsonl").stdout.splitlines()
        assert [one.to_dict() for one in records(path)] == list(map(json.loads, extracted))
        with quotes.open(path) as archive:
            assert [one.date for one in archive.documents()] == ["2025-01-20", "2025-03-31"]
            assert {one.outlet for one in archive.documents()} == {"articles"}

    def test_extract_into_an_archive(self, articles: Path, tmp_path: Path) -> None:
        ran = run("extract", articles, "-o", tmp_path / "archive.db")
        assert ran.exit_code == 0
        assert len(records(tmp_path / "archive.db")) > 1

    def test_speakers_are_counted_as_without_it(self, articles: Path, tmp_path: Path) -> None:
        run("archive", "add", tmp_path / "archive.db", articles)
        again = run("speakers", tmp_path / "archive.db", "--format", "jsonl").stdout
        assert again == run("speakers", articles, "--format", "jsonl").stdout

    def test_again_is_the_same(self, articles: Path, tmp_path: Path) -> None:
        path = tmp_path / "archive.db"
        run("archive", "add", path, articles)
        before = records(path)
        ran = run("archive", "add", path, articles)
        assert "2 documents (0 added, 2 known already), 0 new quotations" in ran.stderr
        assert records(path) == before
        assert not sound(path)

    def test_changed_and_gone(self, articles: Path, tmp_path: Path) -> None:
        path = tmp_path / "archive.db"
        run("archive", "add", path, articles)
        harbour, march = sorted(articles.iterdir())
        harbour.write_text("“Nobody swims here,” Omar Sund said.", encoding="utf-8")
        march.unlink()
        ran = run("archive", "add", path, articles)
        assert "1 document (0 added, 1 changed)" in ran.stderr
        assert f"{march.as_posix()}: is in {path}, but no longer there" in ran.stderr
        with quotes.open(path) as archive:
            assert [one.text for one in archive.search("swims")] == ["Nobody swims here,"]
            assert len(archive.search("never")) == 0
            assert len(archive.search(document="march")) > 0
        ran = run("archive", "add", path, articles, "--prune")
        assert "1 document taken out" in ran.stderr
        with quotes.open(path) as archive:
            assert [one.name for one in archive.documents()] == [harbour.as_posix()]
        assert not sound(path)

    def test_judgements_are_not_dropped_without_a_word(
        self, articles: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "archive.db"
        run("archive", "add", path, articles)
        harbour, march = (one.as_posix() for one in sorted(articles.iterdir()))
        with Archive(path, write=True) as archive:
            for name in (harbour, march):
                record = archive.records(name)[0]
                place = ",".join(f"{part.start}-{part.end}" for part in record.parts)
                review = {"verdict": "accepted", "note": ""}
                judged = {**record.to_dict(), "review": review}
                archive.review(archive.number(name), place, review, judged)
            assert len(archive.reviewed()) == 2
        Path(harbour).write_text("“Nobody swims here,” Omar Sund said.", encoding="utf-8")
        Path(march).unlink()
        ran = run("archive", "add", path, articles, "--prune")
        assert f"{harbour}: is another text now; 1 judgement" in ran.stderr
        assert f"{march}: somebody judged its quotations, so it stays" in ran.stderr
        with quotes.open(path) as archive:
            assert [one.quote.doc for one in archive.reviewed()] == [march]
        assert "with 1 judgement" in run("archive", "remove", path, march).stderr

    def test_other_options_read_anew(self, articles: Path, tmp_path: Path) -> None:
        path = tmp_path / "archive.db"
        run("archive", "add", path, articles)
        ran = run("archive", "add", path, articles, "--kind", "direct")
        assert "2 changed" in ran.stderr
        assert {one.kind for one in records(path)} == {"direct"}

    def test_a_table_with_what_it_tells(self, tmp_path: Path) -> None:
        table = tmp_path / "rows.jsonl"
        row = {
            "id": "one",
            "text": MARCH,
            "headline": "Closed",
            "date": "2025-03-31",
            "publisher": "The Gazette",
            "byline": "Ann Ray",
            "url": "https://gazette.example/1",
        }
        table.write_text(json.dumps(row), encoding="utf-8")
        path = tmp_path / "archive.db"
        assert run("archive", "add", path, table).exit_code == 0
        with quotes.open(path) as archive:
            (one,) = archive.documents()
        assert one == Article(
            "one",
            "",
            "Closed",
            "2025-03-31",
            "The Gazette",
            "Ann Ray",
            "https://gazette.example/1",
            table.as_posix(),
        )
        row["date"] = "2025-04-01"  # the text is the same: nothing is read again
        table.write_text(json.dumps(row), encoding="utf-8")
        assert "1 changed), 0 new quotations" in run("archive", "add", path, table).stderr
        with quotes.open(path) as archive:
            assert len(archive.search(since="2025-04")) == len(archive.search()) > 0

    def test_what_cannot_be_read_is_told_and_the_rest_added(
        self, articles: Path, tmp_path: Path
    ) -> None:
        (articles / "empty.txt").write_text("", encoding="utf-8")
        path = tmp_path / "archive.db"
        ran = run("archive", "add", path, articles, tmp_path / "nothing.txt")
        assert ran.exit_code == 1
        assert "empty.txt: is empty" in ran.stderr
        assert "nothing.txt: does not exist" in ran.stderr
        assert len(records(path)) > 1

    def test_nothing_to_add_leaves_no_file(self, tmp_path: Path) -> None:
        path = tmp_path / "archive.db"
        assert run("archive", "add", path, tmp_path / "nothing.txt").exit_code == 1
        assert not path.exists()

    def test_by_several_processes_the_same(self, tmp_path: Path) -> None:
        table = tmp_path / "rows.jsonl"
        rows = [{"id": f"{n}", "text": f"“We have {n} boats,” Omar Sund said."} for n in range(30)]
        table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        one, two = tmp_path / "one.db", tmp_path / "two.db"
        assert run("archive", "add", one, table, "--workers", "1").exit_code == 0
        # In a process of its own: the workers import this one's main module.
        command = [sys.executable, "-m", "quotes.cli", "archive", "add", two, table]
        subprocess.run([*command, "--workers", "2"], check=True, cwd=ROOT)
        assert records(one) == records(two)
        assert len(records(two)) == 30


class TestText:
    def test_whatever_a_text_is_made_of_comes_back(self, tmp_path: Path) -> None:
        text = (
            "👩🏽\u200d🚒 \x00 Ö\u0308zil\u2028 «قال» 𝒳 <b>said</b>: “fine\r\n\ttoo” "
            "'; DROP TABLE quotes; --"
        )
        path = tmp_path / "archive.db"
        record = quote("a\nb", text, "fine\r\n\ttoo", "Ö\u0308zil", cue="said", source="Ö\u0308zil")
        with Archive(path, write=True) as archive:
            archive.put(Article("a\nb", text, "'; --"), [record], "test")
            assert archive.records("a\nb") == [record]
            assert archive.text("a\nb") == text
            assert archive.search("fine too")[0] == record
            assert archive.search(speaker="Özil")[0] == record
            assert archive.search(speaker="'; --x") == []

    def test_half_a_surrogate_pair_is_replaced(self, tmp_path: Path) -> None:
        text = "x\ud83d “so” he said"
        with Archive(tmp_path / "archive.db", write=True) as archive:
            archive.put(Article("a", text), [quote("a", text, "so")], "test")
            assert archive.text("a") == "x\ufffd “so” he said"
            assert archive.search("so")[0].start == 4


# ---------------------------------------------------------------- what goes wrong

WRITER = """
import json, sys
from pathlib import Path
from quotes.archive.archive import Archive
from quotes.archive.storing import Article
from quotes.records import Quote
with Archive(sys.argv[1], write=True) as archive:
    for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
        name, text, records = json.loads(line)
        archive.put(Article(name, text), [Quote.from_dict(one) for one in records], "test")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """400 articles with their records, a line each."""
    path = tmp_path_factory.mktemp("made") / "made.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(400):
            for article, found in EDITION:
                name = f"{article.name}-{number}"
                rows = [replace(one, doc=name).to_dict() for one in found]
                file.write(json.dumps([name, article.text, rows]) + "\n")
    return path


def writer(path: Path, made: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, path, made],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(process: subprocess.Popen[bytes]) -> int:
    process.communicate()
    return process.returncode


def documents(path: Path) -> int:
    try:
        with quotes.open(path) as archive:
            return archive.size()[0]
    except quotes.QuotesError:
        return 0  # not there yet


def check_whole(path: Path, made: Path) -> int:
    """Every document that is there is there once, with exactly its records; gives how many."""
    assert sound(path) == []
    with quotes.open(path) as archive:
        known = [one.name for one in archive.documents()]
        expected = 0
        for line in made.read_text(encoding="utf-8").splitlines():
            name, text, rows = json.loads(line)
            if name in known:
                expected += len(rows)
        assert archive.size() == (len(set(known)), expected)
        for line in made.read_text(encoding="utf-8").splitlines()[:: len(known) // 20 + 1]:
            name, text, rows = json.loads(line)
            if name in known:
                assert [one.to_dict() for one in archive.records(name)] == rows
                assert archive.text(name) == text
        return len(known)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_a_dozen_times_nothing_is_lost_or_doubled(tmp_path: Path, made: Path) -> None:
    path = tmp_path / "archive.db"
    dice = random.Random(18)
    kills = 0
    while True:
        process = writer(path, made)
        if kills < 12:
            target = documents(path) + dice.randrange(1, 100)
            while process.poll() is None and documents(path) < target:
                time.sleep(0.002)
            os.killpg(process.pid, signal.SIGKILL)
            kills += 1
        if finished(process) == 0:
            break
        before = check_whole(path, made) if path.exists() else 0
        assert before <= 1200
    assert kills == 12
    assert check_whole(path, made) == 1200


def test_two_writers_at_once(tmp_path: Path, made: Path) -> None:
    path = tmp_path / "archive.db"
    both = [writer(path, made), writer(path, made)]
    for process in both:
        _, told = process.communicate()
        assert process.returncode == 0, told.decode()
    assert check_whole(path, made) == 1200


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of a file as Linux does")
def test_a_full_disk(tmp_path: Path, made: Path) -> None:
    path = tmp_path / "archive.db"

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_500_000, 2_500_000))

    process = subprocess.run(
        [sys.executable, "-c", WRITER, path, made],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=limited,
    )
    last = process.stderr.strip().splitlines()[-1]
    assert "what was added before is whole" in last
    assert str(path) in last
    assert 0 < check_whole(path, made) < 1200
    assert finished(writer(path, made)) == 0
    assert check_whole(path, made) == 1200


class TestFiles:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "archive.db"
        with Archive(path, write=True) as archive:
            put(archive)
        return path

    def told(self, *args: str | Path) -> str:
        ran = run(*args)
        assert ran.exit_code == 2, ran.output
        assert ran.stderr.count("\n") == 1
        return ran.stderr

    @pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other permissions")
    def test_that_may_not_be_written_to(self, path: Path, articles: Path) -> None:
        path.chmod(0o444)
        path.parent.chmod(0o555)
        try:
            command = [sys.executable, "-m", "quotes.cli"]
            if os.geteuid() == 0:  # root may write everywhere
                if not shutil.which("setpriv"):
                    pytest.skip("root may write everywhere, and there is no setpriv")
                # Another user might not reach this Python; root without this power does.
                command = ["setpriv", "--bounding-set", "-dac_override,-fowner", *command]
            search = subprocess.run(
                [*command, "search", path, "never", "--format", "jsonl"],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            assert json.loads(search.stdout)["doc"] == "harbour", search.stderr
            remove = subprocess.run(
                [*command, "archive", "remove", path, "harbour"],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            assert remove.returncode == 2
            assert f"{path}: cannot be written to" in remove.stderr
            assert remove.stderr.count("\n") == 1
        finally:
            path.parent.chmod(0o755)

    def test_that_is_damaged(self, path: Path) -> None:
        whole = path.read_bytes()
        damaged = bytearray(whole)
        for at in range(schema.PAGE_SIZE, len(damaged), 512):
            damaged[at : at + 64] = b"\xff" * 64
        path.write_bytes(bytes(damaged))
        assert f"{path}: is damaged" in self.told("search", path, "harbour")
        path.write_bytes(whole[: len(whole) // 2])
        assert f"{path}: is damaged" in self.told("search", path, "harbour")

    def test_of_a_newer_schema(self, path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
        connection.close()
        before = path.read_bytes()
        assert "was made by a newer version" in self.told("search", path)
        assert "was made by a newer version" in self.told("archive", "remove", path, "harbour")
        assert path.read_bytes() == before

    def test_of_an_older_schema_is_brought_up_to_date(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def step(connection: sqlite3.Connection) -> None:
            connection.execute("ALTER TABLE documents ADD COLUMN section TEXT")

        monkeypatch.setattr(schema, "STEPS", [*schema.STEPS, step])
        assert "was made by an older version" in self.told("search", path)
        with Archive(path, write=True) as archive:
            assert len(archive.search("harbour")) == 2
        with quotes.open(path) as archive:
            assert len(archive.search("harbour")) == 2
        with sqlite3.connect(path) as connection:
            assert connection.execute("SELECT section FROM documents LIMIT 1").fetchone() == (None,)
        connection.close()

    def test_that_is_none(self, tmp_path: Path, articles: Path) -> None:
        other = tmp_path / "other.db"
        with sqlite3.connect(other) as connection:
            connection.execute("CREATE TABLE mine (a)")
        connection.close()
        text = articles / "2025-03-31-march.txt"
        assert "is no archive" in self.told("search", text)
        assert "no archive of quotes" in self.told("search", other)
        assert "no archive of quotes" in self.told("archive", "add", other, articles)
        assert "has no parts in it" in self.told("search", tmp_path)
        assert "is a folder" in self.told("archive", "people", tmp_path)
        assert "does not exist" in self.told("search", tmp_path / "nothing.db")
        assert "does not exist" in self.told("archive", "people", tmp_path / "no.db", "settle", "x")
        missing = tmp_path / "nowhere" / "archive.db"
        assert "does not exist; create it first" in self.told("archive", "add", missing, articles)

    def test_opens_in_sqlite_as_it_is(self, path: Path) -> None:
        with sqlite3.connect(path) as connection:
            rows = connection.execute(
                "SELECT doc, date, outlet, person, speaker, verb, kind, text FROM records "
                "WHERE person = 'Omar Sund'"
            ).fetchall()
        connection.close()
        assert rows == [
            (
                "harbour",
                "2025-01-20",
                "The Gazette",
                "Omar Sund",
                "Omar Sund",
                "deny",
                "indirect",
                "that the port had been a bargaining chip",
            )
        ]
