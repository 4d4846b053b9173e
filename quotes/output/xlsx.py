"""An Excel workbook, one row a quotation, with the columns of the CSV.

Text is text here: no cell is a formula, a link or a date, whatever it begins with, so nothing has
to be changed in it; “ … ” stands between the parts of a quotation. What Excel cannot hold is cut
(32,767 characters a cell) or replaced (half a surrogate pair); ``start`` and ``end`` always belong
to the text as read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from quotes.errors import QuotesError
from quotes.output import Results
from quotes.output.csv import cells_of, columns
from quotes.output.reading import shown
from quotes.records import Quote

_LONGEST = 32_767  # of a cell, in UTF-16 units, as Excel counts
_MOST_ROWS = 1_048_576
_WIDTHS = {"doc": 24, "text": 80, "speaker": 22, "role": 22, "source": 22, "flags": 18, "why": 40}


def write(results: Results, stream: BinaryIO, *, why: bool = False) -> None:
    """With ``why`` there is one more column. The workbook is written when all rows are there.

    Raises `QuotesError` where there are more quotations than a sheet has rows.
    """
    rows = (shown_cells(quote, why) for _, quotes in results for quote in quotes)
    write_rows(columns(why), rows, stream)


def shown_cells(quote: Quote, why: bool = False) -> tuple[str | int | float, ...]:
    """The row of a quotation for a person: “ … ” between its parts."""
    cells = cells_of(quote, why)
    return tuple(
        shown(quote) if name == "text" else cell
        for name, cell in zip(columns(why), cells, strict=True)
    )


def write_rows(names: Sequence[str], rows: Iterable[Sequence[object]], stream: BinaryIO) -> None:
    """One sheet, a row a quotation; cells are texts or numbers."""
    # Not to the stream at once: a pipe that nobody reads, a full disk, would leave it half closed.
    with TemporaryFile() as made:
        _write_book(names, rows, made)
        made.seek(0)
        shutil.copyfileobj(made, stream)


def _write_book(names: Sequence[str], rows: Iterable[Sequence[object]], stream: IO[bytes]) -> None:
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    heading = book.add_format({"bold": True, "bottom": 1})
    lines = book.add_format({"text_wrap": True, "valign": "top"})
    top = book.add_format({"valign": "top"})
    sheet = book.add_worksheet("quotations")
    for number, name in enumerate(names):
        wrapped = lines if name in ("text", "why") else top
        sheet.set_column(number, number, _WIDTHS.get(name, 12), wrapped)
        sheet.write_string(0, number, name, heading)
    sheet.freeze_panes(1, 0)
    row = 0
    for row, cells in enumerate(rows, 1):
        if row == _MOST_ROWS:
            raise QuotesError(
                f"an Excel sheet has {_MOST_ROWS:,} rows and there are more quotations; "
                "write .csv, or fewer documents to each .xlsx"
            )
        for number, cell in enumerate(cells):
            format = lines if names[number] in ("text", "why") else top
            _write_cell(sheet, row, number, cell, format)
    sheet.autofilter(0, 0, row, len(names) - 1)
    try:
        book.close()
    except FileCreateError as error:
        # Its only argument is the error of the stream: a full disk.
        if isinstance(cause := error.args[0] if error.args else None, OSError):
            raise cause from None
        raise


def _write_cell(sheet: Worksheet, row: int, column: int, cell: object, format: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, _fitting(cell), format)
    else:
        sheet.write_number(row, column, cell, format)


def _fitting(text: str) -> str:
    """The text as far as a cell holds it."""
    encoded = text.encode("utf-16-le", "replace")
    if len(encoded) // 2 > _LONGEST:
        return encoded[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
    return encoded.decode("utf-16-le")
