"""The people of an archive as a table, JSON Lines or CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from quotes.output import Format
from quotes.output.counts import MOST_ROWS, tell_rest
from quotes.output.csv import safe
from quotes.output.jsonl import line
from quotes.output.reading import flat

if TYPE_CHECKING:
    from quotes.archive.people import Known

_COLUMNS = ("id", "name", "type", "quotations", "documents", "names", "doubts")


def write(people: Sequence[Known], stream: TextIO, format: Format) -> None:
    match format:
        case Format.TABLE:
            _table(people, stream)
        case Format.JSONL:
            stream.writelines(line(one.to_dict()) for one in people)
        case _:
            rows = csv.writer(stream)
            rows.writerow(_COLUMNS)
            for one in people:
                cells = (
                    f"p-{one.id}",
                    one.name,
                    one.type,
                    one.quotations,
                    one.documents,
                    "; ".join(one.names),
                    "; ".join(map(str, one.doubts)),
                )
                rows.writerow([safe(cell) for cell in cells])


def _table(people: Sequence[Known], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    table = Table(
        Column("id", no_wrap=True),
        Column("person", overflow="fold"),
        Column("quotations", justify="right", no_wrap=True),
        Column("documents", justify="right", no_wrap=True),
        Column("to decide", overflow="fold"),
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        header_style="dim",
    )
    for one in people[:MOST_ROWS]:
        who = Text(flat(one.name), "bold")
        if one.names:
            who.append(f"\nalso {flat(', '.join(one.names))}", style="not bold dim")
        doubts = Text(flat("; ".join(map(str, one.doubts))))
        table.add_row(f"p-{one.id}", who, f"{one.quotations:,}", f"{one.documents:,}", doubts)
    console.print(table)
    tell_rest(console, len(people), "people")
