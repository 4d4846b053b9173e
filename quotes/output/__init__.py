"""Writing records: one module a format, each with the same function.

``write(results, stream, *, why=False)`` takes the documents in order, each with its quotations,
and writes them to a text stream as they come: whoever reads the other end of a pipe sees the
first document while the second is still being read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TextIO

from quotes.records import Quote


class Named(Protocol):
    """What a writer needs to know of a document: its name."""

    @property
    def id(self) -> str: ...


Results = Iterable[tuple[Named, Sequence[Quote]]]


class Write(Protocol):
    def __call__(self, results: Results, stream: TextIO, *, why: bool = False) -> None: ...


class Format(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


ENDINGS = {".jsonl": Format.JSONL, ".csv": Format.CSV, ".md": Format.MD}


def format_of(path: Path) -> Format | None:
    """The format that a file's ending names, None where it names none."""
    return ENDINGS.get(path.suffix.lower())


def writer(format: Format) -> Write:
    """The format's function; only its own library is loaded."""
    match format:
        case Format.TABLE:
            from quotes.output import table

            return table.write
        case Format.JSONL:
            from quotes.output import jsonl

            return jsonl.write
        case Format.CSV:
            from quotes.output import csv

            return csv.write
        case Format.MD:
            from quotes.output import markdown

            return markdown.write
