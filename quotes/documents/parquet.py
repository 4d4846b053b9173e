"""Documents from the rows of a Parquet file, a few rows in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.documents.document import Document, DocumentError, Unreadable
from quotes.documents.tables import TOLD_COLUMNS, Columns, Row, document
from quotes.extras import MissingExtraError, require

_ROWS = 64  # decoded at once: rows may be whole books
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
    path.open("rb").close()
    number = 0
    try:
        with pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            present = file.schema_arrow.names
            columns.check(present)
            total = file.metadata.num_rows
            wanted = [n for n in (columns.id, columns.text, *TOLD_COLUMNS) if n in present]
            if twice := [name for name in wanted if present.count(name) > 1]:
                raise Unreadable(f"has several columns {twice[0]!r}; give each a name of its own")
            for batch in file.iter_batches(_ROWS, columns=wanted, use_threads=False):
                for place in range(batch.num_rows):
                    number += 1
                    yield document(path, columns, number, _row(batch, place), number / total)
    except (pa.ArrowException, OSError, ValueError) as error:  # a column's name may be no UTF-8
        reason = " ".join(str(error).split())
        if number:
            problem = f"is damaged after row {number}, and was read only so far ({reason})"
        else:
            problem = f"is not a Parquet file, or a damaged one ({reason}); write it again"
        raise Unreadable(problem) from None
    if number == 0:
        raise Unreadable("is empty; there is nothing to read")


def _row(batch: Any, place: int) -> Row | Unreadable:
    try:
        return {name: batch.column(name)[place].as_py() for name in batch.schema.names}
    except UnicodeDecodeError:
        return Unreadable("is not UTF-8, which text in Parquet must be; write it again")
    except (ValueError, OverflowError) as error:  # a time that is none, say
        return Unreadable(f"has a value that cannot be read ({error}); write it again")
