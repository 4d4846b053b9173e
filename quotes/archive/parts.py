"""Searching a corpus run's folder of Parquet parts as an archive is searched: through DuckDB.

DuckDB reads of the parts what the filters and the words need. What is left goes through FTS5, in a
database that is gone afterwards, so that a question means here what it means to an archive. Ranks
differ: how rare a word is counts among what is left, not in the whole corpus.
"""

from __future__ import annotations

import glob
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from quotes.archive import query
from quotes.archive.database import ArchiveError
from quotes.archive.search import CLOSE, OPEN, Filters, Hit, day, marked
from quotes.closing import Closes
from quotes.extras import require
from quotes.languages.lemmas import lemma_of
from quotes.records import About, Quote

_CHUNK = 500
_FEW = 1_000  # quotations that are looked up in their parts, not found by going through all
_NEEDED = {"doc", "id", "kind", "text", "parts", "quoted", "cue", "source", "speaker", "confidence"}
_ABOUT = ", ".join(f"{field.name} VARCHAR" for field in fields(About))
_NEWEST = "day DESC NULLS LAST, filename, file_row_number"


class Parts(Closes):
    """The parts of a folder, or one Parquet file, opened for searching.

    Every method raises `ArchiveError` where they cannot be read.
    """

    def __init__(self, path: Path) -> None:
        """Raises `MissingExtraError` where DuckDB is not installed."""
        self.path = path
        files = _files(path)
        self._duckdb = require("duckdb", "duckdb", "searching Parquet")
        self._asked: tuple[Any, ...] | None = None  # what `_candidates` last found
        self._spare = tempfile.TemporaryDirectory()
        # Nothing is fetched: what DuckDB needs for Parquet comes with it.
        self._db = self._duckdb.connect(
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "temp_directory": self._spare.name,
            }
        )
        self._words = sqlite3.connect("")  # on the disk where it grows large
        with self._told():
            self._db.execute("CREATE MACRO fold(told) AS lower(strip_accents(told))")
            self._define("records", files)

    def close(self) -> None:
        self._words.close()
        self._db.close()
        self._spare.cleanup()

    def find(
        self, words: str, filters: Filters, *, forms: bool = False, limit: int | None = None
    ) -> Iterator[Hit]:
        """As `Archive.find`; nobody is one person across documents here."""
        with self._told():
            if words.strip():
                question = self._candidates(words, filters, forms)
                self._choose_best(question, limit)
                yield from self._hits(question)
            else:
                where, values = _conditions(filters)
                self._db.execute(
                    f"""CREATE OR REPLACE TABLE chosen AS SELECT filename AS file,
                    file_row_number AS row, 0 AS candidate,
                    row_number() OVER (ORDER BY {_NEWEST}) AS place FROM (SELECT filename,
                    file_row_number, day FROM records WHERE {where} ORDER BY {_NEWEST} LIMIT ?)""",
                    [*values, limit],
                )
                yield from self._hits(None)

    def count(self, words: str, filters: Filters, *, forms: bool = False) -> int:
        """How many a search finds in all."""
        with self._told():
            if words.strip():
                match = self._candidates(words, filters, forms)
                sql = "SELECT count(*) FROM said WHERE said MATCH ?"
                number = self._words.execute(sql, (match,)).fetchone()[0]
            else:
                where, values = _conditions(filters)
                sql = f"SELECT count(*) FROM records WHERE {where}"
                number = self._db.execute(sql, values).fetchone()[0]
            return int(number)

    def _define(self, view: str, files: Sequence[str]) -> None:
        """A view of the records in the files, each with its file and row, and the day if known."""
        names = ", ".join(_literal(glob.escape(file)) for file in files)
        source = f"read_parquet([{names}], filename = true, file_row_number = true, "
        source += "hive_partitioning = false)"
        columns = {row[0] for row in self._db.execute(f"DESCRIBE FROM {source}").fetchall()}
        if missing := _NEEDED - columns:
            raise ArchiveError(
                f"{files[0]}: holds no quotations, it has no column {sorted(missing)[0]!r}; name "
                "what `quotes extract` wrote"
            )
        more = "" if "document" in columns else f", NULL::STRUCT({_ABOUT}) AS document"
        self._db.execute(
            f"""CREATE OR REPLACE VIEW {view} AS SELECT *, nullif(regexp_extract(document.date,
            '^\\d{{4}}-\\d\\d-\\d\\d'), '') AS day FROM (SELECT *{more} FROM {source})"""
        )

    def _candidates(self, words: str, filters: Filters, forms: bool) -> str:
        """What may answer the question goes into FTS5; gives what to ask there."""
        question = query.question(words, forms=forms)
        asked = (words, filters, forms)
        if asked == self._asked:
            return question.match
        where, values = _conditions(filters)
        has = _has(question.needed, values)
        self._db.execute(
            f"""CREATE OR REPLACE TABLE candidates AS SELECT filename AS file,
            file_row_number AS row, text, row_number() OVER (ORDER BY {_NEWEST}) AS number
            FROM (SELECT *, fold(text) AS folded FROM records) WHERE {where} AND {has}""",
            values,
        )
        self._words.executescript(
            "DROP TABLE IF EXISTS said; CREATE VIRTUAL TABLE said USING fts5 "
            '(text, tokenize="unicode61 remove_diacritics 2")'
        )
        rows = self._db.execute("SELECT number, text FROM candidates ORDER BY number")
        while chunk := rows.fetchmany(10_000):
            self._words.executemany("INSERT INTO said (rowid, text) VALUES (?, ?)", chunk)
        self._asked = asked
        return question.match

    def _choose_best(self, match: str, limit: int | None) -> None:
        sql = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY bm25(said), rowid LIMIT ?"
        best = self._words.execute(sql, (match, -1 if limit is None else limit))
        numbers = [number for (number,) in best]
        self._db.execute(
            """CREATE OR REPLACE TABLE chosen AS SELECT file, row, number AS candidate, place
            FROM (SELECT unnest(?::BIGINT[]) AS number, unnest(?::BIGINT[]) AS place)
            JOIN candidates USING (number)""",
            [numbers, list(range(len(numbers)))],
        )

    def _hits(self, match: str | None) -> Iterator[Hit]:
        """The chosen quotations, whole, in their places."""
        few = self._db.execute(f"SELECT file, row FROM chosen LIMIT {_FEW + 1}").fetchall()
        view, only = "records", ""
        if not few:
            return
        if len(few) <= _FEW:
            view = "parts_of_few"
            self._define(view, sorted({file for file, _ in few}))
            only = f"WHERE file_row_number IN ({', '.join(str(row) for _, row in few)})"
        found = self._db.execute(
            f"""SELECT * EXCLUDE (filename, file_row_number, file, row, place)
            FROM (FROM {view} {only}) JOIN chosen ON filename = file AND file_row_number = row
            ORDER BY place"""
        )
        names = [column[0] for column in found.description]
        while rows := found.fetchmany(_CHUNK):
            records = [dict(zip(names, row, strict=True)) for row in rows]
            marks = self._marks(match, [one["candidate"] for one in records])
            for one in records:
                quote = Quote.from_dict(one)
                about = quote.document or About()
                when = one["day"] or about.date
                hit = Hit(quote, 0, 0, 0, about.title, when, about.outlet, about.author, about.url)
                yield marked(hit, marks.get(one["candidate"], ""))

    def _marks(self, match: str | None, numbers: Sequence[int]) -> dict[int, str]:
        if match is None:
            return {}
        places = ",".join("?" * len(numbers))
        sql = f"""SELECT rowid, highlight(said, 0, ?, ?) FROM said
            WHERE said MATCH ? AND rowid IN ({places})"""
        return dict(self._words.execute(sql, [OPEN, CLOSE, match, *numbers]).fetchall())

    @contextmanager
    def _told(self) -> Iterator[None]:
        """An error as one line that names the folder."""
        try:
            yield
        except (self._duckdb.Error, sqlite3.Error) as error:
            what = str(error).partition("\n")[0]
            raise ArchiveError(
                f"{self.path}: cannot be searched ({what}); make its parts anew with --fresh"
            ) from None


def _files(path: Path) -> list[str]:
    if not path.exists():
        raise ArchiveError(f"{path}: does not exist; name what `quotes extract` wrote")
    if path.is_file():
        return [str(path)]
    files = sorted(map(str, path.glob("part-[0-9]*.parquet")))
    if files:
        return files
    if other := next(path.glob("part-[0-9]*.*"), None):
        raise ArchiveError(
            f"{path}: its parts are {other.suffix}, only Parquet is searched; "
            f"`quotes archive add archive.db` its articles, or extract them with --format parquet"
        )
    raise ArchiveError(
        f"{path}: has no parts in it; `quotes extract … -o {path}/` makes them, or name an archive"
    )


def _conditions(filters: Filters) -> tuple[str, list[Any]]:
    conditions: list[str] = ["true"]
    values: list[Any] = []

    def add(condition: str, *bound: Any) -> None:
        conditions.append(condition)
        values.extend(bound)

    if filters.speaker is not None:
        words = query.words_in(filters.speaker)
        if filters.speaker.removeprefix("p-").isdecimal() and len(words) == 2:
            raise ArchiveError(
                f"--speaker {filters.speaker}: only an archive knows people across documents; "
                "give a name"
            )
        if not words:
            raise ArchiveError(f"--speaker {filters.speaker}: has no word in it; give a name")
        add("speaker.type <> 'unnamed'")
        for word in words:
            pattern = r"'(^|[^\pL\pN])' || fold(?) || '($|[^\pL\pN])'"
            add(f"regexp_matches(fold(speaker.name), {pattern})", word)
    if filters.since is not None:
        add("day >= ?", day(filters.since, "--since"))
    if filters.until is not None:
        until = day(filters.until, "--until")
        add("day <= ?", until + "-12-31"[len(until) - 4 :])
    if filters.outlet is not None:
        add("contains(fold(document.outlet), fold(?))", filters.outlet)
    if filters.document is not None:
        add("contains(doc, ?)", filters.document)
    if filters.verb is not None:
        add("cue.lemma = ?", lemma_of(filters.verb))
    if filters.kind is not None:
        add("kind = ?", str(filters.kind))
    if filters.min_confidence:
        sure = """least(confidence.quote, CASE WHEN source IS NOT NULL THEN confidence.source END,
            CASE WHEN speaker IS NOT NULL THEN confidence.speaker END)"""
        add(f"{sure} >= ?", filters.min_confidence)
    if filters.flag is not None:
        add("list_contains(flags, ?)", filters.flag)
    return " AND ".join(conditions), values


def _has(needed: query.Needed, values: list[Any]) -> str:
    """That the words are there, or parts of other words: a condition whose values are added."""
    if isinstance(needed, str):
        values.append(needed)
        return "contains(folded, fold(?))"
    operator, parts = needed
    return f"({f' {operator} '.join(_has(part, values) for part in parts)})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
