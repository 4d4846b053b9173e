"""Parquet: the record's fields as columns, nested as there; the schema of a run over a corpus."""

from __future__ import annotations

from typing import BinaryIO

from quotes.documents.document import printable
from quotes.output import Results
from quotes.output.schema import RECORDS


def write(results: Results, stream: BinaryIO, *, why: bool = False) -> None:
    """One row group a document with quotations. The columns always have ``why``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetWriter(stream, RECORDS) as writer:
        for _, found in results:
            if found:
                rows = [{**quote.to_dict(), "doc": printable(quote.doc)} for quote in found]
                writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=RECORDS))
