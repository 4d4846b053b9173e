"""Records as tables of pandas, polars and Arrow: one row a quotation, the columns of the CSV.

Texts are as in the records, without the apostrophes that protect a spreadsheet. What a record does
not have (no cue, no source, no speaker) is missing and not an empty text; ``flags`` is a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quotes.documents.document import printable
from quotes.extras import require
from quotes.output.csv import COLUMNS
from quotes.records import About, Quote

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

PURPOSE = "a table of quotations"
_PLACES = ("start", "end")
_CONFIDENCES = tuple(name for name in COLUMNS if name.startswith("confidence_"))
_TEXTS = tuple(name for name in COLUMNS if name not in (*_PLACES, *_CONFIDENCES, "flags"))


def pandas(quotes: Iterable[Quote]) -> pd.DataFrame:
    library = require("pandas", "notebook", PURPOSE)
    frame = library.DataFrame(_columns(quotes))
    types = {name: "str" if name in _TEXTS else "int64" for name in (*_TEXTS, *_PLACES)}
    types |= dict.fromkeys(_CONFIDENCES, "float64") | {"flags": "object"}
    if library.__version__.startswith("2."):
        # Its "str" would make the text “None” of what is missing.
        types |= dict.fromkeys(_TEXTS, "string")
    typed: pd.DataFrame = frame.astype(types)
    return typed


def polars(quotes: Iterable[Quote]) -> pl.DataFrame:
    library = require("polars", "notebook", PURPOSE)
    types = dict.fromkeys(_TEXTS, library.String)
    types |= dict.fromkeys(_PLACES, library.Int64)
    types |= dict.fromkeys(_CONFIDENCES, library.Float64)
    types["flags"] = library.List(library.String)
    schema = {name: types[name] for name in COLUMNS}
    frame: pl.DataFrame = library.DataFrame(_columns(quotes), schema=schema)
    return frame


def arrow(quotes: Iterable[Quote]) -> pa.Table:
    library = require("pyarrow", "notebook", PURPOSE)
    types = dict.fromkeys(_TEXTS, library.string())
    types |= dict.fromkeys(_PLACES, library.int64())
    types |= dict.fromkeys(_CONFIDENCES, library.float64())
    types["flags"] = library.list_(library.string())
    fields = [(name, types[name]) for name in COLUMNS]
    return library.table(_columns(quotes), schema=library.schema(fields))


def _columns(quotes: Iterable[Quote]) -> dict[str, list[Any]]:
    rows = [_row(quote) for quote in quotes]
    return {name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)}


def _row(quote: Quote) -> tuple[Any, ...]:
    speaker, cue, source = quote.speaker, quote.cue, quote.source
    return (
        printable(quote.doc),
        quote.id,
        quote.kind,
        quote.text,
        speaker.name if speaker else None,
        speaker.type if speaker else None,
        speaker.role if speaker else None,
        cue.text if cue else None,
        cue.lemma if cue else None,
        source.text if source else None,
        source.kind if source else None,
        quote.start,
        quote.end,
        quote.confidence.quote,
        quote.confidence.source,
        quote.confidence.speaker,
        list(quote.flags),
        *(quote.document or About()).to_dict().values(),
    )
