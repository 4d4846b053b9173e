"""Arrow in, Arrow out: the one function that every engine runs.

    for batch in extract(batches):       # pyarrow.RecordBatch with columns id and text
        ...                              # pyarrow.RecordBatch with the schema RESULTS

The local runner, Ray's ``map_batches`` and Spark's ``mapInArrow`` all call `extract`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from quotes.documents.limits import LONGEST, too_long
from quotes.errors import QuotesError
from quotes.extras import require
from quotes.output.schema import RECORDS

if TYPE_CHECKING:
    import pyarrow as pa

    from quotes.loading import Kinds, TurnsMode
    from quotes.pipeline.extractor import Extractor
else:
    pa = require("pyarrow", "corpus", "running over a corpus")


ARTICLES = pa.schema([("id", pa.string()), ("text", pa.string())])
# A document that gives no records because it fails is one row with nothing but doc and error.
RESULTS = RECORDS.append(pa.field("error", pa.string()))


class Options(TypedDict, total=False):
    """Those of `quotes.loading.extractor`."""

    kind: Kinds
    model: str
    all_marks: bool
    turns: TurnsMode


def extract(
    articles: Iterable[pa.RecordBatch],
    *,
    id_column: str = "id",
    text_column: str = "text",
    **options: Unpack[Options],
) -> Iterator[pa.RecordBatch]:
    """One batch of records (`RESULTS`) for each batch of articles, in their order.

    `articles` have a column for the text and one for the document's name (any type that has a
    string form); other columns are passed over. ``options`` are those of `quotes.extract`; the
    model is loaded once a process. Where a document fails (its text is null, or longer than
    `LONGEST`), ``error`` says why and the others go on: ``WHERE error IS NULL`` leaves the records.

    Raises `QuotesError` where a column is missing, `ModelError` where the model is.
    """
    find = None
    for batch in articles:
        for column in (id_column, text_column):
            if column not in batch.schema.names:
                have = ", ".join(batch.schema.names)
                raise QuotesError(f"the articles have no column {column!r}; there are {have}")
        find = find or _loaded(**options)
        rows: list[Mapping[str, Any]] = []
        for name, text in zip(batch[id_column], batch[text_column], strict=True):
            doc = "" if (given := name.as_py()) is None else str(given)
            rows += _rows(doc, text.as_py(), find)
        yield pa.RecordBatch.from_pylist(rows, schema=RESULTS)


def failure(doc: str, reason: str) -> dict[str, str]:
    """The row of a document that fails."""
    return {"doc": doc, "error": reason}


def _rows(doc: str, text: object, find: Extractor) -> Sequence[Mapping[str, Any]]:
    if not isinstance(text, str) or not text.strip():
        return [failure(doc, "has no text")]
    if len(text) > LONGEST:
        return [failure(doc, too_long(len(text)))]
    try:
        quotes = find(text).quotes
    except QuotesError:
        raise
    except Exception as error:
        return [failure(doc, f"could not be analysed ({type(error).__name__}: {error})")]
    from dataclasses import replace

    return [replace(quote, doc=doc).to_dict() for quote in quotes]


@lru_cache(maxsize=2)
def _loaded(**options: Unpack[Options]) -> Extractor:
    from quotes.loading import extractor

    return extractor(**options)
