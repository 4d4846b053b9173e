"""Searching an archive: words and filters in, quotations out, the best first.

Ranked by BM25 (Robertson and Zaragoza 2009), as FTS5 computes it; without words the newest first.
"""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quotes.archive import alike, query
from quotes.archive.database import ArchiveError
from quotes.archive.packing import record, unpack_details, unpack_text
from quotes.languages.lemmas import lemma_of
from quotes.languages.letters import comparable
from quotes.records import Quote, Speaker

_CHUNK = 500
# Cannot stand in a text: SQLite puts them around the words that were found.
_MARK = secrets.token_hex(8)
OPEN, CLOSE = f"\ufdd0{_MARK}", f"\ufdd1{_MARK}"
_MARKS = re.compile(f"{OPEN}|{CLOSE}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a quotation has to be; None and 0 let all through.

    ``speaker``: words of a name, in any order, or ``p-12``. ``since`` and ``until``: a year, month
    or day, both inclusive; a document without a date is in no span. ``outlet`` and ``document``: a
    part of the name. ``verb``: any form of it. ``min_confidence``: of the least sure step.
    """

    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    verb: str | None = None
    kind: str | None = None
    min_confidence: float = 0.0
    flag: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A quotation that was found, and what is known of its document and its speaker.

    ``row``, ``document`` are rows of the archive, ``number`` counts the document's quotations from
    0. ``person`` is the speaker across documents: ``p-12`` and the name there. ``marks``: where the
    words that were searched for stand, [start, end) of ``quote.text``. ``likeness`` and ``changes``
    are of a search for the same words: how alike, 0 to 1, and which words differ.
    """

    quote: Quote
    row: int
    document: int
    number: int
    title: str | None
    date: str | None
    outlet: str | None
    author: str | None
    url: str | None
    person: str | None = None
    person_name: str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    likeness: float | None = None
    changes: tuple[alike.Change, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """The record as the JSON contract has it, and behind it what the archive adds."""
        found: dict[str, Any] = {
            **self.quote.to_dict(),
            "person": {"id": self.person, "name": self.person_name} if self.person else None,
            "document": {
                "title": self.title,
                "date": self.date,
                "outlet": self.outlet,
                "author": self.author,
                "url": self.url,
            },
            "marks": [list(mark) for mark in self.marks],
        }
        if self.likeness is not None:
            found["likeness"] = round(self.likeness, 3)
            found["changes"] = [{"was": one.was, "now": one.now} for one in self.changes]
        return found


class Search:
    """One question to an archive, put together from words and filters."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        words: str = "",
        filters: Filters | None = None,
        *,
        forms: bool = False,
    ) -> None:
        self._db = connection
        self._match = query.fts(words, forms=forms) if words.strip() else None
        self._filters = filters or Filters()
        self._where, self._values = _conditions(connection, self._filters)

    def rows(self, limit: int | None = None) -> list[int]:
        """The rows of the quotations, the best first."""
        order = "d.date DESC, d.id, q.id"
        if self._match:
            order = f"bm25(quotes_words), {order}"
        sql = f"SELECT q.id {self._from()} ORDER BY {order} LIMIT ?"
        values = [*self._bound(), -1 if limit is None else limit]
        return [row for (row,) in self._db.execute(sql, values)]

    def count(self) -> int:
        everything = not self._match and not self._where
        sql = "SELECT count(*) FROM quotes" if everything else f"SELECT count(*) {self._from()}"
        number: int = self._db.execute(sql, self._bound()).fetchone()[0]
        return number

    def facts(self, most: int) -> list[tuple[str | None, ...]]:
        """Person, outlet, month, verb and kind of each; of no more than `most`."""
        sql = f"""SELECT CASE WHEN s.person NOT NULL THEN 'p-' || s.person || ' ' ||
            (SELECT name FROM people WHERE id = s.person) END, d.outlet, substr(d.date, 1, 7),
            q.verb, q.kind {self._from()} LIMIT ?"""
        return self._db.execute(sql, [*self._bound(), most]).fetchall()

    def hits(self, limit: int | None = None) -> Iterator[Hit]:
        rows = self.rows(limit)
        for at in range(0, len(rows), _CHUNK):
            chunk = rows[at : at + _CHUNK]
            marks = self._marks(chunk)
            for hit in load(self._db, chunk):
                yield marked(hit, marks.get(hit.row, ""))

    def _from(self) -> str:
        """The tables in the order in which to go through them: the narrowest first."""
        speakers = "LEFT JOIN speakers s ON s.id = q.speaker"
        if self._match:
            tables = f"""quotes_words CROSS JOIN quotes q ON q.id = quotes_words.rowid
                CROSS JOIN documents d ON d.id = q.document {speakers}"""
        elif self._filters.speaker is not None:
            tables = """speakers s CROSS JOIN quotes q ON q.speaker = s.id
                CROSS JOIN documents d ON d.id = q.document"""
        else:
            tables = f"""documents d CROSS JOIN quotes q ON q.id BETWEEN d.first AND d.last
                {speakers}"""
        conditions = [*(["quotes_words MATCH ?"] if self._match else []), *self._where]
        return f"FROM {tables} WHERE {' AND '.join(conditions or ['1'])}"

    def _bound(self) -> list[Any]:
        return [*([self._match] if self._match else []), *self._values]

    def _marks(self, rows: Sequence[int]) -> dict[int, str]:
        """The texts of the rows with a sign before and behind every word that was found."""
        if not self._match:
            return {}
        sql = f"""SELECT rowid, highlight(quotes_words, 0, ?, ?) FROM quotes_words
            WHERE quotes_words MATCH ? AND rowid IN ({_places(rows)})"""
        return dict(self._db.execute(sql, [OPEN, CLOSE, self._match, *rows]).fetchall())


def load(connection: sqlite3.Connection, rows: Sequence[int]) -> Iterator[Hit]:
    """The quotations of the rows, whole, in the rows' order."""
    sql = f"""SELECT q.id, q.document, q.id - d.first, q.kind, q.verb, q.flags,
        s.label, s.name, s.type, s.role, s.aliases, s.person, p.name,
        d.name, d.title, d.date, d.outlet, d.author, d.url
        FROM quotes q JOIN documents d ON d.id = q.document
        LEFT JOIN speakers s ON s.id = q.speaker LEFT JOIN people p ON p.id = s.person
        WHERE q.id IN ({_places(rows)})"""
    found = {row[0]: row for row in connection.execute(sql, rows)}
    packed: dict[int, tuple[str, list[list[Any]]]] = {}
    for row in rows:
        if row not in found:
            continue  # another writer has taken it out meanwhile
        (_, document, number, kind, verb, flags, label, name, type_, role, aliases, person, called,
         doc, title, date, outlet, author, url) = found[row]  # fmt: skip
        if document not in packed:
            packed[document] = texts_of(connection, document)
        text, details = packed[document]
        speaker = (
            Speaker(name, type_, label, role, tuple(json.loads(aliases or "[]"))) if label else None
        )
        quote = record(doc, text, details[number], kind, verb, flags, speaker)
        who = f"p-{person}" if person is not None else None
        yield Hit(quote, row, document, number, title, date, outlet, author, url, who, called)


def texts_of(connection: sqlite3.Connection, document: int) -> tuple[str, list[list[Any]]]:
    """An article's text and its records' details."""
    sql = "SELECT text, details FROM texts WHERE document = ?"
    packed, details = connection.execute(sql, (document,)).fetchone()
    text = unpack_text(packed)
    return text, unpack_details(details, text)


def people_called(connection: sqlite3.Connection, speaker: str) -> list[int]:
    """Everybody with all those words in one of their names; or the one, ``p-12``."""
    number = speaker.removeprefix("p-")
    if number != speaker and number.isdecimal():
        return [int(number)]
    words = query.words_in(speaker)
    if not words:
        raise ArchiveError(f"--speaker {speaker}: has no word in it; give a name, or a part of one")
    match = " ".join(f'"{word}"' for word in words)
    sql = "SELECT rowid FROM people_words WHERE people_words MATCH ?"
    return [person for (person,) in connection.execute(sql, (match,))]


def _conditions(connection: sqlite3.Connection, filters: Filters) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []

    def add(condition: str, *bound: Any) -> None:
        conditions.append(condition)
        values.extend(bound)

    if filters.speaker is not None:
        people = people_called(connection, filters.speaker)
        add("s.person IN (SELECT value FROM json_each(?))", json.dumps(people))
    if filters.since is not None:
        add("d.date >= ?", day(filters.since, "--since"))
    if filters.until is not None:
        until = day(filters.until, "--until")
        add("d.date <= ?", until + "-12-31"[len(until) - 4 :])
    if filters.outlet is not None:
        wanted = comparable(filters.outlet)
        every = connection.execute("SELECT DISTINCT outlet FROM documents WHERE outlet NOT NULL")
        outlets = [outlet for (outlet,) in every if wanted in comparable(outlet)]
        add("d.outlet IN (SELECT value FROM json_each(?))", json.dumps(outlets))
    if filters.document is not None:
        add("instr(d.name, ?)", filters.document)
    if filters.verb is not None:
        add("q.verb = ?", lemma_of(filters.verb))
    if filters.kind is not None:
        add("q.kind = ?", filters.kind)
    if filters.min_confidence:
        add("q.confidence >= ?", filters.min_confidence)
    if filters.flag is not None:
        add("instr(' ' || q.flags || ' ', ?)", f" {filters.flag} ")
    return conditions, values


def day(given: str, option: str) -> str:
    if not _DATE.fullmatch(given):
        raise ArchiveError(f"{option} {given}: is no date; give 2025, 2025-03 or 2025-03-14")
    return given


def _places(rows: Sequence[Any]) -> str:
    return ",".join("?" * len(rows))


def marked(hit: Hit, highlighted: str) -> Hit:
    marks, begun, at, last = [], 0, 0, 0
    for sign in _MARKS.finditer(highlighted):
        at += sign.start() - last
        last = sign.end()
        if sign[0] == OPEN:
            begun = at
        else:
            marks.append((begun, at))
    return replace(hit, marks=tuple(marks)) if marks else hit
