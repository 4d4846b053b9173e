"""The Ray engine: `arrow.extract` under Ray Data's ``map_batches``; all scheduling is Ray's.

Documents are read where the run was started and go to the cluster as Arrow blocks, so its machines
need no common disk, only the same version of `quotes`. Parts and manifest are those of every run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from quotes.documents import Document, DocumentError
from quotes.documents.document import printable
from quotes.documents.limits import LONGEST, too_long
from quotes.errors import QuotesError
from quotes.extras import require
from quotes.options import Options
from quotes.running import wire
from quotes.running.arrow import ARTICLES, RESULTS, article, extract
from quotes.running.batches import Batch, Failure
from quotes.running.corpus import Unread
from quotes.running.engine import Done, done_with
from quotes.running.worker import Job, read_file

# Ray is given the input in datasets of so many batches a core, half a minute of work: as one, all
# of it would have to be read first.
_BATCHES = 16
# Which batch a row belongs to; and in the row that ends a batch, the words in it.
_NUMBERED = ARTICLES.append(pa.field("batch", pa.int64()))
_COUNTED = RESULTS.append(pa.field("batch", pa.int64())).append(pa.field("words", pa.int64()))


class Ray:
    """A cluster that is running already: at `address`, or else on this machine."""

    def __init__(self, address: str | None, job: Job) -> None:
        self._address, self._job = address, job

    def run(self, batches: Iterable[Batch]) -> Iterator[Done]:
        """Each batch with its results, in order. Raises `QuotesError` where Ray fails."""
        ray = require("ray", "ray", "--engine ray")
        require("ray.data", "ray", "--engine ray")
        try:
            ray.init(
                address=self._address or "auto",
                ignore_reinit_error=True,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        except (ConnectionError, RuntimeError, ValueError) as error:
            where = f"at {self._address}" if self._address else "on this machine"
            raise QuotesError(
                f"no Ray cluster answers {where} ({error}); name one with --address, or start one "
                "with `ray start --head`"
            ) from None
        logging.getLogger("ray.data").setLevel(logging.WARNING)
        ray.data.DataContext.get_current().enable_progress_bars = False
        coming = iter(batches)
        try:
            cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
            while some := list(islice(coming, cores * _BATCHES)):
                yield from self._dataset(ray, some)
        except ray.exceptions.RayError as error:
            reason = str(error).strip().splitlines()[-1]
            raise QuotesError(f"Ray has given up: {reason}; the same command goes on") from error
        finally:
            ray.shutdown()

    def _dataset(self, ray: Any, batches: list[Batch]) -> Iterator[Done]:
        blocks = [self._articles(number, batch) for number, batch in enumerate(batches)]
        dataset = ray.data.from_arrow(blocks).map_batches(
            _extract, fn_args=[self._job.options], batch_format="pyarrow", batch_size=None
        )
        rows: dict[int, list[pa.Table]] = {number: [] for number in range(len(batches))}
        words: dict[int, int] = {}
        following = 0
        for block in dataset.iter_batches(batch_format="pyarrow", batch_size=None):
            for number in pc.unique(block["batch"]).to_pylist():
                part = block.filter(pc.equal(block["batch"], number))
                rows[number].append(part.filter(pc.is_null(part["words"])))
                for count in part["words"].drop_null().to_pylist():
                    words[number] = count
            while following in words:
                table = pa.concat_tables(rows.pop(following)).select(RESULTS.names).cast(RESULTS)
                results = wire.Results(table, words[following], {})
                yield done_with(batches[following], results)
                following += 1

    def _articles(self, number: int, batch: Batch) -> pa.Table:
        """The documents of a batch, all read; what cannot be read is a failure of the batch."""
        read: list[Document | Unread] = []
        for one in batch.documents:
            document: Document | DocumentError
            if isinstance(one, Unread):
                document = read_file(Path(one.path), self._job.encoding)
            else:
                document = one
            if isinstance(document, DocumentError):
                batch.failures.append(Failure(document.name, document.problem))
            elif len(document.text) > LONGEST:
                batch.failures.append(Failure(document.id, too_long(len(document.text))))
            else:
                read.append(document)
        batch.documents = read
        rows = [
            {**article(one), "id": printable(one.id), "batch": number}
            for one in read
            if isinstance(one, Document)
        ]
        # A block without rows is passed over by Ray, and with it the row that ends the batch.
        return pa.Table.from_pylist(rows or [{"batch": number}], schema=_NUMBERED)


def _extract(articles: pa.Table, options: Options) -> pa.Table:
    """What runs on the cluster: one batch of articles, or several that Ray has put together."""
    tables = [_COUNTED.empty_table()]
    for number in pc.unique(articles["batch"]).to_pylist():
        batch = articles.filter(pc.equal(articles["batch"], number))
        given = batch.filter(pc.is_valid(batch["text"]))
        results = pa.Table.from_batches(extract(given.to_batches(), options), RESULTS)
        numbers = pa.array([number] * results.num_rows, pa.int64())
        nulls = pa.nulls(results.num_rows, pa.int64())
        tables.append(results.append_column("batch", numbers).append_column("words", nulls))
        words = sum(len(text.split()) for text in given["text"].to_pylist())
        end = {"batch": number, "words": words}
        tables.append(pa.Table.from_pylist([end], schema=_COUNTED))
    return pa.concat_tables(tables)
