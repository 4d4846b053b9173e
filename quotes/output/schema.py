"""The record as an Arrow schema, for Parquet and for runs over a corpus.

It is a contract as the JSON record is (docs/record.md): the same names in the same order,
so that ``batch.to_pylist()`` gives exactly the JSON records. Later versions may add columns after
the last one, never rename, retype or reorder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.extras import require

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = require("pyarrow", "corpus", "Parquet")


def _list(of: pa.DataType) -> pa.DataType:
    # Parquet's own name for what is in a list, so that a file gives back this very schema.
    return pa.list_(pa.field("element", of))


_PLACE = [("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())]
_SPEAKER = [
    ("name", pa.string()),
    ("type", pa.string()),
    ("role", pa.string()),
    ("aliases", _list(pa.string())),
    ("id", pa.string()),
]
_CONFIDENCE = [("quote", pa.float64()), ("source", pa.float64()), ("speaker", pa.float64())]
ABOUT = [(name, pa.string()) for name in ("title", "author", "date", "outlet", "url")]

RECORDS = pa.schema(
    [
        ("doc", pa.string()),
        ("id", pa.string()),
        ("kind", pa.string()),
        ("text", pa.string()),
        ("parts", _list(pa.struct(_PLACE))),
        ("quoted", _list(pa.struct(_PLACE))),
        ("cue", pa.struct([*_PLACE, ("lemma", pa.string())])),
        ("source", pa.struct([*_PLACE, ("kind", pa.string())])),
        ("speaker", pa.struct(_SPEAKER)),
        ("chain", _list(pa.struct(_PLACE))),
        ("confidence", pa.struct(_CONFIDENCE)),
        ("flags", _list(pa.string())),
        ("why", _list(pa.string())),
        ("document", pa.struct(ABOUT)),
    ]
)
