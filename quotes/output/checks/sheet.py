"""Checks for a spreadsheet: CSV and Excel, one row a check, in the article's order."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import BinaryIO, TextIO

from quotes.checking.result import Check
from quotes.output.checks.marking import clock
from quotes.output.csv import safe
from quotes.output.xlsx import write_rows

COLUMNS = (
    "doc",
    "id",
    "verdict",
    "severity",
    "flags",
    "kind",
    "speaker",
    "text",
    "source_speaker",
    "passage",
    "changes",
    "correction",
    "before",
    "after",
    "source",
    "line",
    "time",
    "start",
    "end",
    "confidence",
    "why",
    "agrees",
    "differs",
)


def write_csv(checks: Iterable[Check], stream: TextIO) -> None:
    """No cell is run as a formula; see `quotes.output.csv`."""
    rows = csv.writer(stream)
    rows.writerow(COLUMNS)
    for check in checks:
        rows.writerow([safe(cell) for cell in _cells(check)])


def write_xlsx(checks: Iterable[Check], stream: BinaryIO) -> None:
    write_rows(COLUMNS, map(_cells, checks), stream)


def _cells(check: Check) -> tuple[str | int | float, ...]:
    quote, passage = check.quote, check.passage
    changes = [f"{one.kind}: {one.article} → {one.source}" for one in check.changes]
    return (
        quote.doc,
        quote.id,
        str(check.verdict),
        str(check.severity or ""),
        " ".join(check.flags),
        quote.kind,
        quote.speaker.name if quote.speaker else "",
        quote.text,
        (passage.speaker or "") if passage else "",
        passage.text if passage else "",
        "; ".join(changes),
        check.correction or "",
        check.before,
        check.after,
        passage.source if passage else "",
        passage.line if passage else "",
        clock(passage.time) if passage and passage.time is not None else "",
        quote.start,
        quote.end,
        round(check.confidence, 3),
        "; ".join(check.why),
        "; ".join(check.agrees),
        "; ".join(check.differs),
    )
