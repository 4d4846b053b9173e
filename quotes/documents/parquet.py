"""Documents from the rows of a Parquet file, a few rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from quotes.documents.document import Document, DocumentError, Unreadable
from quotes.documents.limits import LARGEST_PAGES, LARGEST_TEXT
from quotes.documents.parquet_pages import RowGroup, pages, row_groups
from quotes.documents.tables import TOLD_COLUMNS, Columns, Row, document
from quotes.extras import MissingExtraError, require

_ROWS = 64  # decoded at once: rows may be whole books
_DECODED = 64_000_000  # bytes that these may take
_MOST_ITEMS = 1000  # of lists, for each row
_BUFFER = 1 << 20  # bytes of a column read at once: a row group may be larger than memory


def parquet(
    path: Path, columns: Columns, encoding: str | None
) -> Iterator[Document | DocumentError]:
    """Rows, numbered from 1. `encoding` is not used: text in Parquet is UTF-8.

    Raises `Unreadable` for what is wrong with the file as a whole.
    """
    try:
        pq = require("pyarrow.parquet", "corpus", "reading .parquet")
    except MissingExtraError as error:
        raise Unreadable(str(error)) from None
    import pyarrow as pa

    # Checked by the operating system first, whose errors name what is wrong better.
    raw = path.open("rb")
    number = 0
    try:
        with raw, pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            present = file.schema_arrow.names
            columns.check(present)
            total = file.metadata.num_rows
            wanted = [n for n in (columns.id, columns.text, *TOLD_COLUMNS) if n in present]
            if twice := [name for name in wanted if present.count(name) > 1]:
                raise Unreadable(f"has several columns {twice[0]!r}; give each a name of its own")
            groups = [*row_groups(raw)]
            if len(groups) != file.metadata.num_row_groups:
                raise Unreadable("tells two numbers of row groups; write it again")
            for place, group in enumerate(groups):
                rows = _rows_at_once(raw, group, wanted)
                for batch in file.iter_batches(rows, [place], wanted, use_threads=False):
                    for row in range(batch.num_rows):
                        number += 1
                        yield document(path, columns, number, _row(batch, row), number / total)
    except (pa.ArrowException, OSError, ValueError) as error:  # a column's name may be no UTF-8
        reason = " ".join(str(error).split())
        if number:
            problem = f"is damaged after row {number}, and was read only so far ({reason})"
        else:
            problem = f"is not a Parquet file, or a damaged one ({reason}); write it again"
        raise Unreadable(problem) from None
    if number == 0:
        raise Unreadable("is empty; there is nothing to read")


def _rows_at_once(raw: IO[bytes], group: RowGroup, wanted: Sequence[str]) -> int:
    """How many rows of a row group are decoded at once: each may hold the longest value of a page.

    Raises `Unreadable` where unpacking its pages takes more memory than a file may.
    """
    unpacked = largest = 0
    for chunk in group.chunks:
        if not any(chunk.name == name or chunk.name.startswith(f"{name}.") for name in wanted):
            continue
        if chunk.values > _MOST_ITEMS * group.rows:
            raise Unreadable(
                f"has lists of thousands of items in {chunk.name[:40]!r}; leave it out"
            )
        sizes = {True: 0, False: 0}  # of the dictionary, which stays, and of a page
        for page in pages(raw, chunk):
            sizes[page.is_dictionary] = max(sizes[page.is_dictionary], page.size)
        unpacked += sum(sizes.values())
        largest += max(sizes.values())
    if unpacked > LARGEST_PAGES:
        raise Unreadable(
            f"has a row group that unpacks {unpacked:,} bytes at once, and no more than "
            f"{LARGEST_PAGES:,} are read; write it again with fewer rows in a group"
        )
    return max(1, min(_ROWS, _DECODED // max(largest, 1)))


def _row(batch: Any, place: int) -> Row | Unreadable:
    cells = {name: batch.column(name)[place] for name in batch.schema.names}
    for name, cell in cells.items():
        if (size := _size(cell)) > LARGEST_TEXT:
            return Unreadable(
                f"has {size:,} bytes in {name!r}, and no more than {LARGEST_TEXT:,} are read "
                "as one document; cut it into its articles"
            )
    try:
        return {name: cell.as_py() for name, cell in cells.items()}
    except UnicodeDecodeError:
        return Unreadable("is not UTF-8, which text in Parquet must be; write it again")
    except (ValueError, OverflowError) as error:  # a time that is none, say
        return Unreadable(f"has a value that cannot be read ({error}); write it again")


def _size(cell: Any) -> int:
    """Bytes of a text, of a column of texts or of a dictionary's; it is not decoded for that."""
    held: Any = cell if hasattr(cell, "as_buffer") else getattr(cell, "value", None)
    buffer = held.as_buffer() if hasattr(held, "as_buffer") else None
    return buffer.size if buffer is not None else 0
