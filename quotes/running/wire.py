"""What goes over the pipe between the runner and a worker: Arrow streams, nothing pickled.

To the worker: a batch's documents. Back: the number of each document as it begins, so that it is
known which one a worker died of; then the results of the batch; or one error that ends the run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from quotes.documents import Document
from quotes.documents.document import printable
from quotes.running.arrow import ARTICLES, article, turn
from quotes.running.corpus import Unread

BEGINS, RESULTS, ERROR = b"b", b"r", b"e"
# `path` is given for a file that is still to be read; names of files need not be UTF-8.
_SCHEMA = ARTICLES.append(pa.field("path", pa.binary()))


def pack_documents(documents: Sequence[Document | Unread]) -> bytes:
    rows = [
        {"id": printable(one.id), "path": one.path.encode("utf-8", "surrogateescape")}
        if isinstance(one, Unread)
        else {**article(one), "id": printable(one.id)}
        for one in documents
    ]
    return pack(pa.Table.from_pylist(rows, schema=_SCHEMA))


def unpack_documents(data: bytes) -> list[Document | Path]:
    return [
        Document(
            row["id"],
            row["text"],
            turns=tuple(map(turn, row["turns"] or ())),
            **(row["document"] or {}),
        )
        if row["path"] is None
        else Path(row["path"].decode("utf-8", "surrogateescape"))
        for row in unpack(data).to_pylist()
    ]


@dataclass(frozen=True, slots=True)
class Results:
    """Of one batch: a table with the schema `arrow.RESULTS`, the words that were read, and for a
    profile how often each stage was seen at work.
    """

    table: pa.Table
    words: int
    seen: Mapping[str, int]


def pack_results(results: Results) -> bytes:
    facts = {"words": str(results.words), **{f"seen {k}": str(v) for k, v in results.seen.items()}}
    return pack(results.table.replace_schema_metadata(facts))


def unpack_results(data: bytes) -> Results:
    table = unpack(data)
    facts = {k.decode(): int(v) for k, v in (table.schema.metadata or {}).items()}
    seen = {k.removeprefix("seen "): v for k, v in facts.items() if k.startswith("seen ")}
    return Results(table.replace_schema_metadata(None), facts["words"], seen)


def pack(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unpack(data: bytes) -> pa.Table:
    with pa.ipc.open_stream(data) as stream:
        return stream.read_all()
