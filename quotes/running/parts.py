"""Part files: records of one stretch of the input, on the disk whole or not at all."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa

from quotes.output import csv, jsonl
from quotes.output.schema import RECORDS
from quotes.records import Quote

FORMATS = ("parquet", "jsonl", "csv")


def part_name(number: int, format: str) -> str:
    return f"part-{number:05}.{format}"


def part_files(folder: Path) -> Iterator[Path]:
    """Every part in the folder, of whichever run and format."""
    for format in FORMATS:
        yield from folder.glob(f"part-[0-9]*.{format}")


def rendered(tables: Iterable[pa.Table], format: str, *, why: bool = False) -> bytes:
    """The bytes of a part. A .csv has its header in each part, and ``why`` where it is asked for;
    the other formats always have it.
    """
    table = pa.concat_tables([RECORDS.empty_table(), *tables])
    if format == "parquet":
        import pyarrow.parquet as pq

        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        data: bytes = sink.getvalue().to_pybytes()
        return data
    rows: list[dict[str, Any]] = table.to_pylist()
    if format == "jsonl":
        return "".join(map(jsonl.line, rows)).encode()
    stream = io.StringIO(newline="")
    quotes = [Quote.from_dict(row) for row in rows]
    csv.write(((_Named(doc), list(of)) for doc, of in groupby(quotes, _doc)), stream, why=why)
    return stream.getvalue().encode()


def write_whole(path: Path, data: bytes, workshop: Path) -> None:
    """Writes a file that is there whole or, after a power cut even, not at all: made in the folder
    `workshop` of the same disk, then put in its place. Raises `OSError` and leaves nothing.
    """
    making = workshop / f"{path.name}.making"
    try:
        with making.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        making.replace(path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder as safe as the contents of its files."""
    if os.name == "nt":  # which does not open folders, and has no need of it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    text: str = ""  # which .csv does not need


def _doc(quote: Quote) -> str:
    return quote.doc
