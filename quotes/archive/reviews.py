"""What a person made of records, kept with the archive: of each its review, and the record with it.

A review belongs to the text it was made on. Where an article has changed since, it is kept, and
shown no more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from quotes.archive.database import ArchiveError
from quotes.archive.search import texts_of
from quotes.corrections import Reviewed, fits
from quotes.records import Quote


def keep(
    connection: sqlite3.Connection,
    document: int,
    place: str,
    review: Mapping[str, Any] | None,
    record: Mapping[str, Any] | None,
) -> None:
    """Keeps the review of the record at that place, or takes it back (None).

    Raises `ArchiveError` where the record is none of this document's text.
    """
    if review is None:
        sql = "DELETE FROM reviews WHERE document = ? AND place = ?"
        connection.execute(sql, (document, place))
        return
    try:
        reviewed = Reviewed.from_dict(record or {})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ArchiveError("the review has no record") from None
    text, _ = texts_of(connection, document)
    if not fits(reviewed.quote, text) or place_of(reviewed.quote) != place:
        raise ArchiveError("the review's record does not fit the text")
    connection.execute(
        "INSERT OR REPLACE INTO reviews (document, place, hash, review, record, at) "
        "SELECT id, ?, hash, ?, ?, ? FROM documents WHERE id = ?",
        (
            place,
            json.dumps(review),
            json.dumps(reviewed.to_dict()),
            datetime.now(UTC).isoformat(timespec="seconds"),
            document,
        ),
    )


def of_document(connection: sqlite3.Connection, document: int) -> dict[str, Any]:
    """The reviews by place, as the report keeps them."""
    sql = """SELECT r.place, r.review FROM reviews r JOIN documents d ON d.id = r.document
        WHERE d.id = ? AND r.hash = d.hash"""
    return {place: json.loads(review) for place, review in connection.execute(sql, (document,))}


def judged_records(
    connection: sqlite3.Connection, document: int, records: Iterable[Quote]
) -> list[Quote]:
    """The document's records with what was judged of them, in the order of the text."""
    sql = """SELECT r.place, r.record FROM reviews r JOIN documents d ON d.id = r.document
        WHERE d.id = ? AND r.hash = d.hash"""
    judged = {
        place: Reviewed.from_dict(json.loads(record))
        for place, record in connection.execute(sql, (document,))
    }
    found = {place_of(record): Reviewed(record) for record in records} | judged
    kept = [
        one.quote for one in found.values() if not one.review or one.review.verdict != "rejected"
    ]
    return sorted(kept, key=lambda quote: quote.start)


def place_of(quote: Quote) -> str:
    """Where a record stands in its text, as the report calls it: ``471-528,611-693``."""
    return ",".join(f"{part.start}-{part.end}" for part in quote.parts)


def number_of(connection: sqlite3.Connection, name: str) -> tuple[int, int]:
    """How many reviews a document has: of its text, and of a former one."""
    sql = """SELECT count(*) FILTER (WHERE r.hash = d.hash),
        count(*) FILTER (WHERE r.hash <> d.hash)
        FROM reviews r JOIN documents d ON d.id = r.document WHERE d.name = ?"""
    now, before = connection.execute(sql, (name,)).fetchone()
    return now, before


def exported(connection: sqlite3.Connection) -> Iterator[Reviewed]:
    """The records that were judged, as the report exports them, in the order of the documents."""
    sql = """SELECT r.record FROM reviews r JOIN documents d ON d.id = r.document
        WHERE r.hash = d.hash ORDER BY d.name, r.at, r.place"""
    for (record,) in connection.execute(sql):
        yield Reviewed.from_dict(json.loads(record))
