"""The progress line of a long run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from quotes.output.reading import flat


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[str], None]]:
    """Gives a function to call with each document's name; a line appears with the second one.

    It stands on standard error. How many documents there will be is not known ahead, as a .csv or
    a folder is read while it is worked on, so the line counts up.
    """
    if not shown:
        yield lambda name: None
        return

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(bar_width=20),
        TextColumn("{task.completed} done"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    # Standard output carries the records: Rich must leave it alone.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task("", total=None)
    begun = 0

    def advance(name: str) -> None:
        nonlocal begun
        begun += 1
        if begun == 2:
            bar.start()
        bar.update(task, completed=begun - 1, description=flat(name))

    try:
        yield advance
    finally:
        bar.stop()
