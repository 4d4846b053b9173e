"""Arrow in, Arrow out: the one function that every engine runs.

    for batch in extract(batches):       # pyarrow.RecordBatch with columns id and text
        ...                              # pyarrow.RecordBatch with the schema RESULTS

The local runner, Ray's ``map_batches`` and Spark's ``mapInArrow`` all call `extract`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from quotes.documents.document import printable
from quotes.documents.limits import LONGEST, too_long
from quotes.documents.published import told
from quotes.errors import QuotesError
from quotes.options import Options
from quotes.output.schema import ABOUT, RECORDS
from quotes.turns import Turn

if TYPE_CHECKING:
    from quotes.documents import Document
    from quotes.pipeline.extractor import Extractor

_TURN = pa.struct(
    [
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("label", pa.list_(pa.int64(), 2)),
        ("name", pa.string()),
        ("time", pa.float64()),
    ]
)
# What an engine is given. ``turns``: those that a document's file tells (`quotes.turns.Turn`).
# ``document``: what its table tells of it (`quotes.records.About`).
ARTICLES = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.string()),
        ("turns", pa.list_(_TURN)),
        ("document", pa.struct(ABOUT)),
    ]
)
# A document that gives no records because it fails is one row with nothing but doc and error.
RESULTS = RECORDS.append(pa.field("error", pa.string()))


def extract(
    articles: Iterable[pa.RecordBatch],
    options: Options | None = None,
    *,
    id_column: str = "id",
    text_column: str = "text",
) -> Iterator[pa.RecordBatch]:
    """One batch of records (`RESULTS`) for each batch of articles, in their order.

    `articles` have a column for the text and one for the document's name (any type that has a
    string form), and may have those of `ARTICLES` for its turns and for what is told of it; other
    columns are passed over. The model is loaded once a process. Where a document fails (its text is
    null, or longer than `LONGEST`), ``error`` says why and the others go on:
    ``WHERE error IS NULL`` leaves the records.

    Raises `QuotesError` where a column is missing, `ModelError` where the model is.
    """
    find = None
    for batch in articles:
        for column in (id_column, text_column):
            if column not in batch.schema.names:
                have = ", ".join(batch.schema.names)
                raise QuotesError(f"the articles have no column {column!r}; there are {have}")
        find = find or _loaded(options or Options())
        rows: list[Mapping[str, Any]] = []
        given_turns = batch["turns"] if _has("turns", batch.schema) else None
        abouts = batch["document"] if _has("document", batch.schema) else None
        for row, (name, text) in enumerate(zip(batch[id_column], batch[text_column], strict=True)):
            doc = "" if (given := name.as_py()) is None else printable(str(given))
            turns = given_turns[row].as_py() if given_turns is not None else None
            about = abouts[row].as_py() if abouts is not None else None
            rows += _rows(doc, text.as_py(), turns and list(map(turn, turns)), about, find)
        yield pa.RecordBatch.from_pylist(rows, schema=RESULTS)


def _has(column: str, schema: pa.Schema) -> bool:
    """A column of that name may be anything of the caller's; ours has our type."""
    number = schema.get_field_index(column)
    return number >= 0 and bool(schema.field(number).type == ARTICLES.field(column).type)


def failure(doc: str, reason: str) -> dict[str, str]:
    """The row of a document that fails."""
    return {"doc": doc, "error": reason}


def article(document: Document) -> dict[str, Any]:
    """The row of `ARTICLES` that a document is."""
    turns = [asdict(one) for one in document.turns] or None
    about = told(document)
    about_it = about.to_dict() if about else None
    return {"id": document.id, "text": document.text, "turns": turns, "document": about_it}


def turn(row: Mapping[str, Any]) -> Turn:
    return Turn(**{**row, "label": row["label"] and tuple(row["label"])})


def _rows(
    doc: str,
    text: object,
    turns: Sequence[Turn] | None,
    about: Mapping[str, str | None] | None,
    find: Extractor,
) -> Sequence[Mapping[str, Any]]:
    if not isinstance(text, str) or not text.strip():
        return [failure(doc, "has no text")]
    if len(text) > LONGEST:
        return [failure(doc, too_long(len(text)))]
    try:
        quotes = find(text, turns).quotes
    except QuotesError:
        raise
    except Exception as error:
        return [failure(doc, f"could not be analysed ({type(error).__name__}: {error})")]
    return [{**replace(quote, doc=doc).to_dict(), "document": about} for quote in quotes]


@lru_cache(maxsize=2)
def _loaded(options: Options) -> Extractor:
    from quotes.loading import extractor

    return extractor(options)
