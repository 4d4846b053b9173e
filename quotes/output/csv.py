"""CSV as in RFC 4180, one row a quotation, that a spreadsheet opens without running any cell.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a
formula, and a quotation may begin so: a dialogue dash, an account name, or somebody's mischief.
Such a cell gets a leading apostrophe, which spreadsheets take as “this is text”. Quotation marks
are text too, so a cell that already has apostrophes before such a character gets one more; `exact`
takes precisely one away again. ``start`` and ``end`` always belong to the text as read.
"""

from __future__ import annotations

import csv
import re
from typing import TextIO

from quotes.output import Results
from quotes.records import Quote

COLUMNS = (
    "doc",
    "id",
    "kind",
    "text",
    "speaker",
    "speaker_type",
    "role",
    "cue",
    "cue_lemma",
    "source",
    "source_kind",
    "start",
    "end",
    "confidence_quote",
    "confidence_source",
    "confidence_speaker",
    "flags",
)

# The full-width forms count as well: Japanese and Chinese spreadsheets treat them alike.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """With ``why`` there is one more column that tells how each was decided.

    The stream must not translate line ends (``newline=""``).
    """
    rows = csv.writer(stream)
    rows.writerow((*COLUMNS, "why") if why else COLUMNS)
    for _, quotes in results:
        for quote in quotes:
            cells = (*_cells(quote), "; ".join(quote.why)) if why else _cells(quote)
            rows.writerow([safe(cell) for cell in cells])
        stream.flush()


def safe(cell: object) -> object:
    """The cell, text that a spreadsheet would run as a formula made plain text."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def exact(cell: str) -> str:
    """The text that `safe` made this cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cells(quote: Quote) -> tuple[object, ...]:
    speaker, cue, source = quote.speaker, quote.cue, quote.source
    return (
        quote.doc,
        quote.id,
        quote.kind,
        quote.text,
        speaker.name if speaker else "",
        speaker.type if speaker else "",
        (speaker.role or "") if speaker else "",
        cue.text if cue else "",
        cue.lemma if cue else "",
        source.text if source else "",
        source.kind if source else "",
        quote.start,
        quote.end,
        quote.confidence.quote,
        quote.confidence.source,
        quote.confidence.speaker,
        ";".join(quote.flags),
    )
