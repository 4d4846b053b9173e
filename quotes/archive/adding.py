"""From paths to an archive: every document read, and those that are new or changed analysed.

Reading and analysing is shared out to worker processes where there is much of it; only this process
writes. What is stopped, in whichever way, goes on when it is started again: what is there is whole,
and known.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from quotes import __version__
from quotes.archive.archive import Archive
from quotes.archive.database import ArchiveError
from quotes.archive.storing import Article, hash_of
from quotes.documents import Document, DocumentError, find, read, read_all
from quotes.documents.formats import is_table
from quotes.documents.limits import LONGEST, in_sample, too_long
from quotes.documents.published import published
from quotes.encoder.folder import check_model, find_model
from quotes.errors import QuotesError
from quotes.loading import extractor
from quotes.options import Options
from quotes.output.reading import counted
from quotes.records import Quote

_FEW = 12  # documents that are analysed before other processes would have begun
_AHEAD = 4  # documents each process has waiting


@dataclass(frozen=True, slots=True)
class Plan:
    """What to add, and how to read it; as in `running.run.Plan`.

    ``workers``: processes; None for one a core, and none at all for a few documents. ``prune``:
    take out what was added from these paths before and is not there any more.
    """

    paths: Sequence[str]
    options: Options = field(default_factory=Options)
    text_column: str = "text"
    id_column: str = "id"
    encoding: str | None = None
    sample: float | None = None
    limit: int | None = None
    workers: int | None = None
    prune: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of it; counts of documents, and of the quotations in those added or changed."""

    added: int = 0
    changed: int = 0
    known: int = 0
    failed: int = 0
    quotations: int = 0
    gone: list[str] = field(default_factory=list)  # in the archive, but no longer in the paths
    removed: int = 0
    names: list[str] = field(default_factory=list)  # of the documents, in their order

    @property
    def documents(self) -> int:
        return self.added + self.changed + self.known


@dataclass(frozen=True, slots=True)
class _Task:
    """A document, or a file still to be read; and what the archive has of that name."""

    name: str
    document: Document | None
    made: str
    known: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a task: the article with its records (None: those that are there already), or
    why not."""

    name: str
    article: Article | None = None
    quotes: tuple[Quote, ...] | None = None
    problem: str | None = None


def add(
    archive: Archive,
    plan: Plan,
    tell: Callable[[str], None] = lambda problem: None,
    advance: Callable[[str], None] = lambda name: None,
    named: Callable[[str], str] = str,
) -> Outcome:
    """Adds the documents; `tell` gets each problem, `advance` each document's name as it is done,
    `named` says how a file's document is called, if not as its path.

    Raises `QuotesError` where it cannot go on. What was added until then stays.
    """
    outcome = Outcome()
    seen: set[str] = set()
    failed: set[str] = set()
    made = made_by(plan.options)

    def tasks() -> Iterator[_Task]:
        for one in _documents(plan, archive.path):
            if isinstance(one, DocumentError):
                tell(str(one))
                outcome.failed += 1
                failed.add(one.name.partition(", row ")[0])
                continue
            name = one.id if isinstance(one, Document) else one
            known = archive.known(named(name))
            yield _Task(name, one if isinstance(one, Document) else None, made, known)

    for done in _done(tasks(), plan):
        seen.add(done.name)
        advance(done.name)
        if done.article is None:
            tell(f"{done.name}: {done.problem}")
            outcome.failed += 1
            continue
        article, quotes_ = _renamed(done, named)
        came = archive.put(article, quotes_, made)
        outcome.names.append(article.name)
        if came == "changed" and (former := archive.judged(article.name)[1]):
            judgements = counted(former, "judgement")
            tell(
                f"{article.name}: is another text now; {judgements} of the former one kept, unseen"
            )
        setattr(outcome, came, getattr(outcome, came) + 1)
        outcome.quotations += len(done.quotes or ())
    if plan.sample is None and plan.limit is None:
        outcome.gone = list(_gone(archive, plan.paths, seen | failed))
        if plan.prune:
            judged = [name for name in outcome.gone if any(archive.judged(name))]
            for name in judged:
                tell(
                    f"{name}: somebody judged its quotations, so it stays; `quotes archive remove`"
                )
            outcome.removed = archive.remove([one for one in outcome.gone if one not in judged])
    return outcome


def _renamed(done: _Done, named: Callable[[str], str]) -> tuple[Article, tuple[Quote, ...] | None]:
    assert done.article is not None
    name = named(done.name)
    if name == done.name:
        return done.article, done.quotes
    quotes = done.quotes and tuple(replace(one, doc=name) for one in done.quotes)
    return replace(done.article, name=name, path=None, outlet=None), quotes


def made_by(options: Options) -> str:
    """What records depend on besides the text: this version, the model's files, the options."""
    files = check_model(find_model(options.model)).sha256
    said = repr((sorted(files.items()), replace(options, model="")))
    return f"quotes {__version__}, {hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _documents(plan: Plan, archive: Path) -> Iterator[Document | DocumentError | str]:
    """Documents, and the paths of files that are one document each; no file of the archive."""
    columns = {"text_column": plan.text_column, "id_column": plan.id_column}
    count = 0
    for found in find(plan.paths):
        inside: Iterable[Document | DocumentError | str]
        if isinstance(found, DocumentError):
            inside = [found]
        elif found == "-":
            inside = read_all(["-"], encoding=plan.encoding)
        elif is_table(found):
            inside = read(found, encoding=plan.encoding, **columns)
        else:
            inside = [found.as_posix()]
        for one in inside:
            name = one if isinstance(one, str) else _name_of(one)
            if plan.sample is not None and not in_sample(name, plan.sample):
                continue
            if not isinstance(one, DocumentError):
                count += 1
            if plan.limit is not None and count > plan.limit:
                return
            yield one


def _name_of(one: Document | DocumentError) -> str:
    return one.name if isinstance(one, DocumentError) else one.id


def _done(tasks: Iterator[_Task], plan: Plan) -> Iterator[_Done]:
    """What comes of each task, in their order."""
    first = list(islice(tasks, _FEW + 1))
    workers = plan.workers or _cores()
    if len(first) <= _FEW or workers == 1:
        work = _Work(plan.options, plan.encoding)
        yield from map(work, chain(first, tasks))
        return
    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), _begin, (plan.options, plan.encoding)
    )
    waiting: deque[Future[_Done]] = deque()
    try:
        for task in chain(first, tasks):
            waiting.append(pool.submit(_work_on, task))
            while len(waiting) > workers * _AHEAD or (waiting and waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise ArchiveError(
            "a process that read articles was killed, perhaps for want of memory; what was added "
            "is whole, and the same command goes on (with --workers 1 it needs less memory)"
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _Work:
    """Reads a document, and finds its quotations where they are not known; loads the model once."""

    def __init__(self, options: Options, encoding: str | None) -> None:
        self._options = options
        self._encoding = encoding
        self._find: Callable[..., object] | None = None

    def __call__(self, task: _Task) -> _Done:
        document: Document | DocumentError | None = task.document
        if document is None:
            document = next(read(task.name, encoding=self._encoding))
        if isinstance(document, DocumentError):
            return _Done(task.name, problem=document.problem)
        if len(document.text) > LONGEST:
            return _Done(task.name, problem=too_long(len(document.text)))
        try:
            article = _article(document)
            if task.known == (hash_of(document.text), task.made):
                return _Done(task.name, article)
            return _Done(task.name, article, self._quotes(document))
        except QuotesError:
            raise
        except Exception as error:
            problem = f"could not be analysed ({type(error).__name__}: {error})"
            return _Done(task.name, problem=problem)

    def _quotes(self, document: Document) -> tuple[Quote, ...]:
        find_quotes = self._find = self._find or extractor(self._options)
        found = find_quotes(document.text, document.turns or None).quotes  # type: ignore[attr-defined]
        return tuple(replace(quote, doc=document.id) for quote in found)


def _article(document: Document) -> Article:
    about = published(document)
    return Article(
        name=document.id,
        text=document.text,
        title=about.title,
        date=about.date.isoformat() if about.date else None,
        outlet=about.outlet,
        author=about.author,
        url=about.url,
        path=document.path,
    )


def _gone(archive: Archive, paths: Sequence[str], seen: set[str]) -> Iterator[str]:
    """Documents that came from these files and folders before, and were not seen now."""
    folders = [Path(path) for path in paths if Path(path).is_dir()]
    files = {Path(path).as_posix() for path in paths} - {"-"}
    for one in archive.documents():
        if one.path is None or one.name in seen or one.path in seen:
            continue
        if one.path in files or any(Path(one.path).is_relative_to(folder) for folder in folders):
            yield one.name


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# ---- in a worker process

_worker: _Work


def _begin(options: Options, encoding: str | None) -> None:
    global _worker
    # Ctrl-C reaches every process of the terminal; what happens then is the writer's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = _Work(options, encoding)


def _end_with_parent() -> None:
    """Where the writer is killed nobody asks any more, and this process would wait for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(0)


def _work_on(task: _Task) -> _Done:
    return _worker(task)
