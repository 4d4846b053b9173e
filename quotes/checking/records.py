"""Quotations from elsewhere to check: records of `quotes extract`, or a column of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quotes.documents import DocumentError
from quotes.documents.document import Unreadable
from quotes.documents.tables import listed, rows
from quotes.errors import RecordError, reason
from quotes.records import Confidence, Part, Quote, Speaker

# Tried in this order where the user names none.
_QUOTE_COLUMNS = ("text", "quotation", "quote", "quotes", "content")
_SPEAKER_COLUMNS = ("speaker", "name", "source", "who")
_SURE = Confidence(1.0, 1.0, 1.0)


def read_quotes(
    path: Path, column: str | None = None, encoding: str | None = None
) -> Iterator[Quote | DocumentError]:
    """The quotations in a ``.jsonl`` (records, or objects with a text) or ``.csv``, row by row.

    ``column``: where the quotation stands. A row that cannot be read is a `DocumentError` and the
    rows after it are still read.
    """
    name = path.as_posix()
    try:
        for number, row in rows(path, [column] if column else _QUOTE_COLUMNS, encoding):
            if isinstance(row, Unreadable):
                yield DocumentError(f"{name}, row {number}", str(row))
            else:
                yield _quote(name, number, row, column)
    except Unreadable as error:
        yield DocumentError(name, str(error))
    except OSError as error:
        yield DocumentError(name, f"cannot be opened ({reason(error)}); check the file")


def _quote(
    name: str, number: int, row: Mapping[str, Any], column: str | None
) -> Quote | DocumentError:
    where = f"{name}, row {number}"
    if column is None and "parts" in row and "kind" in row:
        try:
            return Quote.from_dict(row)
        except RecordError as error:
            problem = f"is no whole record ({error}); write it with quotes extract again"
            return DocumentError(where, problem)
    column = column or next((one for one in _QUOTE_COLUMNS if one in row), None)
    if column is None or column not in row:
        wanted = f"has no column {column or 'text'!r}; choose one with --quote-column"
        return DocumentError(where, f"{wanted}: {listed(row)}")
    text = row[column]
    if not isinstance(text, str) or not text.strip():
        return DocumentError(where, f"has no text in {column!r}; fill it in or leave it out")
    kind = row.get("kind") if row.get("kind") in ("direct", "indirect") else "direct"
    start = _unquoted(text) if kind == "direct" else (0, len(text))
    part = Part.of(text, *start)
    doc = str(row.get("doc") or f"{name}#{number}")
    return Quote(doc, kind, (part,), (), None, None, _speaker(row), (), _SURE)  # type: ignore[arg-type]


def _unquoted(text: str) -> tuple[int, int]:
    """The stretch inside the quotation marks that the cell may have around all of it."""
    start, end = 0, len(text)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 2 and text[start] + text[end - 1] in ('""', "“”", "''", "‘’", "«»", "„“"):
        return start + 1, end - 1
    return start, end


def _speaker(row: Mapping[str, Any]) -> Speaker | None:
    for column in _SPEAKER_COLUMNS:
        found = row.get(column)
        if isinstance(found, Mapping):
            found = found.get("name")
        if isinstance(found, str) and found.strip():
            return Speaker(found.strip(), "person", "s-1", role=_text(row.get("role")))
    return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
