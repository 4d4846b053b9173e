"""The local engine: worker processes, each with the model loaded once and one thread.

Our own pool and not `concurrent.futures`: there, one killed worker breaks the pool without saying
which document it died of, and workers stay behind when the runner itself is killed. Here every
worker has a pipe of its own, which ends with whoever holds the other end.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic

from quotes.documents.limits import SECONDS, too_slow
from quotes.errors import QuotesError
from quotes.running import wire
from quotes.running.batches import Batch, Failure
from quotes.running.engine import Done, done_with
from quotes.running.worker import Job, work

_AHEAD = 2  # batches that a worker holds: the one in work and the next
_WINDOW = 32  # batches a worker by which the fastest may be ahead of the slowest
_LOOK = 10.0  # seconds between two looks at how long the workers take
_DEATHS = 3  # of workers with the same document, after which it is the document's fault
_ONE_THREAD = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "TOKENIZERS_PARALLELISM": "false",
}


def available_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Task:
    number: int
    batch: Batch
    deaths: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    tasks: deque[_Task] = field(default_factory=deque)  # the first is the one in work
    at: int | None = None  # the document in work
    since: float = 0.0  # when it began


class Workers:
    """Up to `number` processes, started as there is work for them. A document that takes longer
    than `seconds` has failed.
    """

    def __init__(self, number: int, job: Job, seconds: float = SECONDS) -> None:
        self._number, self._job, self._seconds = number, job, seconds
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()  # of workers that died
        self._done: dict[int, Done] = {}
        self._given = self._out = 0  # batches handed to workers, batches handed back
        self._early_deaths = 0

    def run(self, batches: Iterable[Batch]) -> Iterator[Done]:
        """Each batch with its results, in the order of `batches`. Raises `QuotesError` where no
        worker can go on; the processes end with the iterator.
        """
        coming = iter(batches)
        try:
            while True:
                self._give(coming)
                while self._out in self._done:
                    self._out += 1
                    yield self._done.pop(self._out - 1)
                busy = {worker.pipe: worker for worker in self._workers if worker.tasks}
                if not busy:
                    if self._out == self._given and not self._again:
                        return
                    continue
                for pipe in wait(list(busy), timeout=min(_LOOK, self._seconds)):
                    self._hear(busy[pipe])  # type: ignore[index]
                self._stop_slow()
        finally:
            self._end()

    def _give(self, coming: Iterator[Batch]) -> None:
        """Hands out batches while a worker has room: to whoever has least, and rather to a new
        worker than to one that is busy.
        """
        while self._has_room() and (task := self._next(coming)):
            worker = self._freest()
            worker.tasks.append(task)
            try:
                worker.pipe.send_bytes(wire.pack_documents(task.batch.documents))
            except OSError:
                self._bury(worker)

    def _has_room(self) -> bool:
        return len(self._workers) < self._number or any(
            len(worker.tasks) < _AHEAD for worker in self._workers
        )

    def _freest(self) -> _Worker:
        least = min(self._workers, key=lambda one: len(one.tasks), default=None)
        if least is None or (least.tasks and len(self._workers) < self._number):
            return self._start()
        return least

    def _next(self, coming: Iterator[Batch]) -> _Task | None:
        if self._again:
            return self._again.popleft()
        while self._given < self._out + _WINDOW * self._number:
            batch = next(coming, None)
            if batch is None:
                return None
            self._given += 1
            if batch.documents:
                return _Task(self._given - 1, batch)
            self._done[self._given - 1] = done_with(batch)
        return None

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        # Spawned: a fork would copy the threads of Arrow and of ONNX in whatever state they are.
        process = multiprocessing.get_context("spawn").Process(
            target=work, args=(theirs, self._job), name="quotes worker", daemon=True
        )
        with _environment(_ONE_THREAD), _without_interrupts():
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _hear(self, worker: _Worker) -> None:
        """One message of a worker, or its end."""
        try:
            message = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._bury(worker)
            return
        kind, content = message[:1], message[1:]
        if kind == wire.BEGINS:
            worker.at, worker.since = int.from_bytes(content), monotonic()
            self._early_deaths = 0
        elif kind == wire.RESULTS:
            task = worker.tasks.popleft()
            worker.at = None
            self._done[task.number] = done_with(task.batch, wire.unpack_results(content))
        else:
            raise QuotesError(content.decode())

    def _stop_slow(self) -> None:
        for worker in list(self._workers):
            if worker.at is not None and monotonic() - worker.since > self._seconds:
                batch = worker.tasks[0].batch
                batch.failures.append(
                    Failure(batch.documents[worker.at].id, too_slow(self._seconds))
                )
                del batch.documents[worker.at]
                worker.at = None
                worker.process.kill()
                self._again.extendleft(reversed(worker.tasks))
                worker.tasks.clear()
                self._bury(worker)

    def _bury(self, worker: _Worker) -> None:
        """What a dead worker had not finished is done again, except for a document that several
        workers died of.
        """
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        end = _described(worker.process.exitcode)
        if worker.tasks:
            self._blame(worker.tasks[0], worker.at, end)
        self._again.extendleft(reversed(worker.tasks))

    def _blame(self, task: _Task, at: int | None, end: str) -> None:
        if at is None:
            self._early_deaths += 1
            if self._early_deaths >= _DEATHS * self._number:
                raise QuotesError(
                    f"the workers end before they read anything ({end}); with too little memory "
                    f"for {self._number}, run fewer with --workers"
                )
            return
        documents = task.batch.documents
        task.deaths[documents[at].id] += 1
        if task.deaths[documents[at].id] >= _DEATHS:
            reason = f"{_DEATHS} workers ended while they read it ({end}): out of memory, perhaps"
            task.batch.failures.append(Failure(documents[at].id, reason))
            del documents[at]

    def _end(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(timeout=5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _described(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        try:
            return f"killed by {signal.Signals(-exitcode).name}"
        except ValueError:
            return f"killed by signal {-exitcode}"
    return f"exit status {exitcode}"


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes that are started inside never see Ctrl-C, which is the runner's to answer, not even
    while they begin; to the runner it comes a moment later.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # which else lets them in again as it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """For the processes that are started inside."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
