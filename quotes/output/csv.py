"""CSV as in RFC 4180, one row a quotation, that a spreadsheet opens without running any cell.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a
formula, and a quotation may begin so: a dialogue dash, an account name, or somebody's mischief.
Where such a character could begin a cell it gets an apostrophe before it: at the start of the text,
behind blanks there, and behind a line break, tab, comma or semicolon, because a spreadsheet with
other regional settings begins a new cell there whatever the quoting says. Apostrophes are text
too, so where one stands already in such a place there will be one more; `exact` takes precisely
those away again. ``start`` and ``end`` always belong to the text as read.
"""

from __future__ import annotations

import csv
import re
from typing import TextIO

from quotes.output import Results
from quotes.records import About, Quote

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
    "title",
    "author",
    "date",
    "outlet",
    "url",
)

# The full-width forms count as well: Japanese and Chinese spreadsheets treat them alike.
_STARTS = r"[=+\-@＝＋－＠]"
_FIRST = re.compile(rf"'*\s*(?:{_STARTS}|[\t\r\n])")
# A quotation mark there begins a cell, and its double, as CSV writes it, ends it again.
_LATER = re.compile(rf"([\t\r\n,;]\"*)('*{_STARTS})")
_LATER_SAFE = re.compile(rf"([\t\r\n,;]\"*)'('*{_STARTS})")


def columns(why: bool) -> tuple[str, ...]:
    """The heading; with ``why`` one more column tells how each was decided."""
    return (*COLUMNS, "why") if why else COLUMNS


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """With ``why`` there is one more column that tells how each was decided.

    The stream must not translate line ends (``newline=""``).
    """
    rows = csv.writer(stream)
    rows.writerow(columns(why))
    for _, quotes in results:
        for quote in quotes:
            rows.writerow([safe(cell) for cell in cells_of(quote, why)])
        stream.flush()


def safe(cell: object) -> object:
    """The cell, text that a spreadsheet would run as a formula made plain text."""
    if not isinstance(cell, str):
        return cell
    text = _LATER.sub(r"\1'\2", cell)
    return f"'{text}" if _FIRST.match(text) else text


def exact(cell: str) -> str:
    """The text that `safe` made this cell of."""
    text = cell[1:] if cell.startswith("'") and _FIRST.match(cell) else cell
    return _LATER_SAFE.sub(r"\1\2", text)


def cells_of(quote: Quote, why: bool) -> tuple[str | int | float, ...]:
    """The row of a quotation, text as it is."""
    speaker, cue, source = quote.speaker, quote.cue, quote.source
    cells = (
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
        *(told or "" for told in (quote.document or About()).to_dict().values()),
    )
    return (*cells, "; ".join(quote.why)) if why else cells
