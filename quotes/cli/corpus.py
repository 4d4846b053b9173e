"""`quotes extract … -o FOLDER/`: the run over a corpus, as a person at a terminal sees it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quotes.cli.ending import stopped_by
from quotes.cli.messages import CallError, none_in, tell
from quotes.cli.options import Corpus, Engine, Request
from quotes.errors import reason
from quotes.output import Format, format_of
from quotes.output.reading import counted

if TYPE_CHECKING:
    from quotes.running.engine import Engine as RunningEngine
    from quotes.running.run import Plan, Progress

_SHOWN_FAILURES = 5


def names_folder(output: str | None) -> bool:
    """Whether ``-o`` names a folder: by a slash at its end, or as one that exists already."""
    if output is None:
        return False
    if output.endswith(("/", os.sep)):
        return True
    path = Path(output)
    return path.is_dir() and format_of(path) is None


def check_single(corpus: Corpus) -> None:
    """Raises `CallError` for an option that only a folder's run has."""
    if given := corpus.given():
        raise CallError(f"{given}: is for a run into a folder; name one with -o FOLDER/")


def run_corpus(
    output: str, request: Request, corpus: Corpus, format: Format | None, *, why: bool, force: bool
) -> int:
    """Runs, or goes on with a run; gives the exit status."""
    from quotes.documents.files import passed_over
    from quotes.running.corpus import Selection
    from quotes.running.run import FAILED, PART_WORDS, RUN, Plan, run

    if request.spacy_model:
        raise CallError("--spacy-model: a run into a folder takes none; the records are the same")
    plan = Plan(
        request.paths,
        Path(output),
        format.value if format else "parquet",
        request.options,
        Selection(
            request.text_column,
            request.id_column,
            request.encoding,
            request.sample,
            request.limit,
        ),
        why=why,
        part_words=corpus.part_words or PART_WORDS,
        fresh=corpus.fresh or force,
    )
    with _bar(shown=sys.stderr.isatty()) as show:
        try:
            progress = run(plan, _engine(plan, corpus), show)
        except KeyboardInterrupt:
            tell(f"stopped; the same command goes on, all parts in {output} are whole")
            raise typer.Exit(stopped_by()) from None
        except OSError as error:
            problem = reason(error)
            raise CallError(
                f"{output}: {problem}; what is there is whole: make room, and the same command "
                "goes on"
            ) from None
    for failed in progress.failures[:_SHOWN_FAILURES]:
        tell(f"{failed.doc}: {failed.reason}")
    if progress.failed > len(progress.failures) and progress.documents:
        number = counted(progress.failed, "document")
        tell(f"{number} failed in all, each with its reason in {plan.output / RUN / FAILED}")
    for line in passed_over(request.paths):
        tell(line)
    if corpus.profile:
        _show_profile(progress)
    if not progress.documents:
        if request.sample is not None and not progress.failed:
            tell(none_in(request.sample))
        return 1
    if sys.stderr.isatty():
        quotations = counted(progress.quotations, "quotation")
        tell(f"{quotations} from {counted(progress.documents, 'document')} in {plan.output}/")
    return 1 if progress.failed else 0


def _engine(plan: Plan, corpus: Corpus) -> RunningEngine:
    from quotes.running.worker import Job

    job = Job(plan.options, plan.selection.encoding, corpus.profile)
    if corpus.engine is Engine.RAY:
        from quotes.running.on_ray import Ray

        return Ray(corpus.address, job)
    from quotes.running.workers import Workers, available_cores

    return Workers(corpus.workers or available_cores(), job)


@contextmanager
def _bar(*, shown: bool) -> Iterator[Callable[[Progress], None]]:
    if not shown:
        yield lambda progress: None
        return

    from time import perf_counter

    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    begun = perf_counter()
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("starting")

        def show(progress: Progress) -> None:
            rate = progress.new_words / max(perf_counter() - begun, 0.001)
            bar.update(
                task,
                total=progress.total_bytes,
                completed=progress.bytes,
                description=f"{progress.documents:,} documents, {progress.quotations:,} quotations"
                + (f", {rate:,.0f} words/s" if rate else ""),
            )

        yield show


def _show_profile(progress: Progress) -> None:
    """A table on standard error: where the time of the workers went, and the runner's own."""
    from rich.console import Console
    from rich.table import Table

    from quotes.running.profile import costs

    table = Table("stage", box=None, pad_edge=False)
    for heading in ("seconds", "share", "ms a document"):
        table.add_column(heading, justify="right")
    for name, seconds, share in costs(progress):
        each = 1000 * seconds / max(1, progress.documents)
        table.add_row(name, f"{seconds:,.2f}", f"{share:.1%}" if share else "", f"{each:,.2f}")
    Console(stderr=True).print(table)
