"""What an engine is: batches of documents in, the same batches with their results out, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from quotes.output.schema import RECORDS
from quotes.running.arrow import RESULTS
from quotes.running.batches import Batch, Failure
from quotes.running.wire import Results


@dataclass(frozen=True, slots=True)
class Done:
    """A batch and what came of it: ``records`` has the schema `arrow.RECORDS`, ``documents`` counts
    those that did not fail, ``seen`` is of a profile (see `wire.Results`).
    """

    batch: Batch
    documents: int
    records: pa.Table
    failures: list[Failure]
    words: int
    seen: Mapping[str, int]


class Engine(Protocol):
    def run(self, batches: Iterable[Batch]) -> Iterator[Done]:
        """Raises `QuotesError` where it cannot go on."""


_NOTHING = Results(RESULTS.empty_table(), 0, {})


def done_with(batch: Batch, results: Results = _NOTHING) -> Done:
    """The batch with its results, parted into records and failures."""
    table = results.table
    failed = table.filter(pc.is_valid(table["error"]))
    rows = zip(failed["doc"].to_pylist(), failed["error"].to_pylist(), strict=True)
    return Done(
        batch,
        len(batch.documents) - failed.num_rows,
        table.filter(pc.is_null(table["error"])).select(RECORDS.names),
        batch.failures + [Failure(doc, reason) for doc, reason in rows],
        results.words,
        results.seen,
    )
