"""Putting documents into an archive and taking them out: each in one transaction, whole or not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from quotes.archive import alike
from quotes.archive.database import ArchiveError, transaction
from quotes.archive.packing import pack_details, pack_text
from quotes.archive.people import People
from quotes.counting import quoted_words
from quotes.documents.document import printable
from quotes.output.reading import least_sure
from quotes.records import Quote, Speaker

Outcome = Literal["added", "changed", "known"]


@dataclass(frozen=True, slots=True)
class Article:
    """A document as an archive keeps it. ``date`` is an ISO day; ``name`` is the records' doc."""

    name: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    path: str | None = None

    @property
    def facts(self) -> tuple[str | None, ...]:
        given = (self.title, self.date, self.outlet, self.author, self.url, self.path)
        return tuple(printable(fact) if fact is not None else None for fact in given)


def hash_of(text: str) -> str:
    return hashlib.sha256(printable(text).encode()).hexdigest()[:32]


def known(connection: sqlite3.Connection, name: str) -> tuple[str, str] | None:
    """The hash of the text of that name, and how its records were made."""
    found: tuple[str, str] | None = connection.execute(
        "SELECT hash, made FROM documents WHERE name = ?", (printable(name),)
    ).fetchone()
    return found


def put(
    connection: sqlite3.Connection, article: Article, quotes: Sequence[Quote] | None, made: str
) -> Outcome:
    """Adds the document, or puts it in the place of the one of that name.

    ``quotes`` None: they are there already (see `known`), only what is told about the document may
    have changed.
    """
    with transaction(connection):
        name, hash = printable(article.name), hash_of(article.text)
        row = connection.execute(
            "SELECT id, hash, made, title, date, outlet, author, url, path FROM documents "
            "WHERE name = ?",
            (name,),
        ).fetchone()
        if row is None and quotes is None:
            raise ArchiveError(f"{name}: has been taken out meanwhile; run the same command again")
        if row and (quotes is None or row[1:3] == (hash, made)):
            if row[3:] == article.facts:
                return "known"
            connection.execute(
                "UPDATE documents SET title = ?, date = ?, outlet = ?, author = ?, url = ?, "
                "path = ? WHERE id = ?",
                (*article.facts, row[0]),
            )
            return "changed"
        document = _document(connection, row[0] if row else None, article, hash, made)
        _put_quotes(connection, document, article, quotes or ())
        return "changed" if row else "added"


def remove(connection: sqlite3.Connection, names: Sequence[str]) -> int:
    """Takes documents out with all that hangs on them, all or none; gives how many there were."""
    with transaction(connection):
        removed = 0
        for name in names:
            sql = "SELECT id FROM documents WHERE name = ?"
            if row := connection.execute(sql, (printable(name),)).fetchone():
                _clear(connection, row[0])
                for table, column in (("texts", "document"), ("reviews", "document")):
                    connection.execute(f"DELETE FROM {table} WHERE {column} = ?", row)
                connection.execute("DELETE FROM documents WHERE id = ?", row)
                removed += 1
        return removed


def _document(
    connection: sqlite3.Connection, known: int | None, article: Article, hash: str, made: str
) -> int:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    values = (*article.facts, len(article.text.split()), hash, made, now)
    if known is not None:
        _clear(connection, known)
        connection.execute(
            "UPDATE documents SET title = ?, date = ?, outlet = ?, author = ?, url = ?, path = ?, "
            "words = ?, hash = ?, made = ?, added = ? WHERE id = ?",
            (*values, known),
        )
        return known
    cursor = connection.execute(
        "INSERT INTO documents (title, date, outlet, author, url, path, words, hash, made, added, "
        "name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, printable(article.name)),
    )
    return int(cursor.lastrowid or 0)


def _put_quotes(
    connection: sqlite3.Connection, document: int, article: Article, quotes: Sequence[Quote]
) -> None:
    text = printable(article.text)
    connection.execute(
        "INSERT OR REPLACE INTO texts (document, text, details) VALUES (?, ?, ?)",
        (document, pack_text(text), pack_details(quotes, text)),
    )
    speakers = _put_speakers(connection, document, article.name, quotes)
    first: int = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM quotes").fetchone()[0]
    rows = [
        (
            number,
            quote.id,
            document,
            speakers[quote.speaker] if quote.speaker else None,
            quote.kind,
            printable(quote.text),
            quote.start,
            quote.end,
            quoted_words(quote),
            printable(quote.cue.lemma) if quote.cue else None,
            least_sure(quote),
            " ".join(quote.flags) or None,
        )
        for number, quote in enumerate(quotes, first)
    ]
    connection.executemany("INSERT INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.executemany(
        "INSERT INTO quotes_words (rowid, text) VALUES (?, ?)", [(row[0], row[5]) for row in rows]
    )
    connection.executemany(
        "INSERT INTO quotes_alike (rowid, marks) VALUES (?, ?)",
        [(row[0], alike.marks(row[1], row[5])) for row in rows],
    )
    if rows:
        connection.execute(
            "UPDATE documents SET first = ?, last = ? WHERE id = ?",
            (first, first + len(rows) - 1, document),
        )


def _put_speakers(
    connection: sqlite3.Connection, document: int, name: str, quotes: Sequence[Quote]
) -> dict[Speaker, int]:
    """The rows of the document's speakers, told apart by all that is said of them."""
    people = People(connection)
    rows: dict[Speaker, int] = {}
    for quote in quotes:
        given = quote.speaker
        if given is None or given in rows:
            continue
        speaker = Speaker(
            printable(given.name),
            given.type,
            given.id,
            printable(given.role) if given.role is not None else None,
            tuple(map(printable, given.aliases)),
        )
        aliases = json.dumps(speaker.aliases, ensure_ascii=False) if speaker.aliases else None
        cursor = connection.execute(
            "INSERT INTO speakers (document, label, name, type, role, aliases, person) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                document,
                speaker.id,
                speaker.name,
                speaker.type,
                speaker.role,
                aliases,
                people.person_of(speaker, printable(name)),
            ),
        )
        rows[given] = int(cursor.lastrowid or 0)
    return rows


def _clear(connection: sqlite3.Connection, document: int) -> None:
    """Takes a document's quotations out, of every index as well."""
    first, last = connection.execute(
        "SELECT first, last FROM documents WHERE id = ?", (document,)
    ).fetchone()
    if first is None:
        return
    old = connection.execute(
        "SELECT id, record, text, speaker FROM quotes WHERE id BETWEEN ? AND ?", (first, last)
    ).fetchall()
    connection.executemany(
        "INSERT INTO quotes_words (quotes_words, rowid, text) VALUES ('delete', ?, ?)",
        [(row, text) for row, _, text, _ in old],
    )
    connection.executemany(
        "INSERT INTO quotes_alike (quotes_alike, rowid, marks) VALUES ('delete', ?, ?)",
        [(row, alike.marks(record, text)) for row, record, text, _ in old],
    )
    connection.execute("DELETE FROM quotes WHERE id BETWEEN ? AND ?", (first, last))
    speakers = {speaker for *_, speaker in old if speaker is not None}
    people = set()
    for speaker in speakers:
        sql = "SELECT person FROM speakers WHERE id = ?"
        people |= {person for (person,) in connection.execute(sql, (speaker,)).fetchall()}
        connection.execute("DELETE FROM speakers WHERE id = ?", (speaker,))
    People(connection).forget_unused(people - {None})
    connection.execute("UPDATE documents SET first = NULL, last = NULL WHERE id = ?", (document,))
