"""A worker process: reads batches of documents from a pipe, one after the other, until it ends."""

from __future__ import annotations

import os
import queue
import signal
import threading
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow as pa

from quotes.documents import Document, DocumentError, read
from quotes.documents.document import printable
from quotes.errors import QuotesError
from quotes.options import Options
from quotes.running import wire
from quotes.running.arrow import ARTICLES, RESULTS, article, extract, failure
from quotes.running.profile import Sampler


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker has to know besides the documents."""

    options: Options = field(default_factory=Options)
    encoding: str | None = None
    profile: bool = False


def work(pipe: Connection, job: Job) -> None:
    """The process's main function."""
    # Ctrl-C reaches every process of the terminal; what happens then is the runner's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, waiting), daemon=True).start()
    with Sampler(on=job.profile) as sampler:
        while True:
            try:
                results = _work_on(pipe, waiting.get(), job, sampler)
                answer = wire.RESULTS + wire.pack_results(results)
            except QuotesError as error:
                answer = wire.ERROR + str(error).encode("utf-8", "replace")
            pipe.send_bytes(answer)


def _receive(pipe: Connection, waiting: queue.SimpleQueue[bytes]) -> None:
    """Takes batches off the pipe at once, so that neither side waits for the other to read. When
    the runner has ended, in whichever way, so does the worker, in the middle of a document.
    """
    try:
        while True:
            waiting.put(pipe.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)


def _work_on(pipe: Connection, data: bytes, job: Job, sampler: Sampler) -> wire.Results:
    tables = [RESULTS.empty_table()]
    words = 0
    for number, given in enumerate(wire.unpack_documents(data)):
        pipe.send_bytes(wire.BEGINS + number.to_bytes(4))
        document = read_file(given, job.encoding) if isinstance(given, Path) else given
        if isinstance(document, DocumentError):
            failed = failure(printable(document.name), document.problem)
            tables.append(pa.Table.from_pylist([failed], schema=RESULTS))
            continue
        words += len(document.text.split())
        row = {**article(document), "id": printable(document.id)}
        batch = pa.RecordBatch.from_pylist([row], schema=ARTICLES)
        tables.append(pa.Table.from_batches(extract([batch], job.options), RESULTS))
    return wire.Results(pa.concat_tables(tables).combine_chunks(), words, sampler.taken())


def read_file(path: Path, encoding: str | None) -> Document | DocumentError:
    """The one document in a file."""
    return next(read(path, encoding=encoding))
