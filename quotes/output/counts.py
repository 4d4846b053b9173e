"""The counts of `quotes speakers` as a table, JSON Lines or CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from quotes.counting import Appearance, SpeakerCount
from quotes.output import Format
from quotes.output.csv import safe
from quotes.output.jsonl import line
from quotes.output.reading import NOT_TOLD, flat

MOST_ROWS = 1_000  # of a table, which a person reads; a terminal would be at it for minutes
_WIDE, _BESIDE = 100, 10  # on less than so wide a terminal, what stands beside the names is narrow
_COLUMNS = (
    "speaker",
    "role",
    "quotations",
    "words",
    "verbs",
    "documents",
    "type",
    "first",
    "last",
    "outlets",
    "doubts",
)


def write(counts: Sequence[SpeakerCount], stream: TextIO, format: Format) -> None:
    """One row or line a speaker; there is no Markdown form."""
    match format:
        case Format.TABLE:
            _table(counts, stream)
        case Format.JSONL:
            stream.writelines(line(count.to_dict()) for count in counts)
        case Format.CSV:
            _csv(counts, stream)
        case _:
            raise ValueError(f"speaker counts have no form for {format}")


def _csv(counts: Sequence[SpeakerCount], stream: TextIO) -> None:
    rows = csv.writer(stream)
    rows.writerow(_COLUMNS)
    for one in counts:
        cells = (
            one.speaker or NOT_TOLD,
            one.role or "",
            one.quotations,
            one.words,
            _numbered(one.verbs, "; "),
            one.documents,
            one.type or "",
            _when(one.first),
            _when(one.last),
            _numbered(one.outlets, "; "),
            "; ".join(map(str, one.doubts)),
        )
        rows.writerow([safe(cell) for cell in cells])


def _when(appearance: Appearance) -> str:
    """The day, where it is not known the document."""
    return appearance.date.isoformat() if appearance.date else appearance.doc


def _table(counts: Sequence[SpeakerCount], stream: TextIO) -> None:
    """Days and outlets are shown where they are known and where they differ; doubts stand below."""
    dated = any(one.first.date for one in counts)
    placed = len({outlet for one in counts for outlet in one.outlets}) > 1
    console = Console(file=stream, highlight=False)
    beside = _BESIDE if (dated or placed) and console.width < _WIDE else None
    table = Table(
        Column("speaker", overflow="fold"),
        Column("quotations", justify="right", no_wrap=True),
        Column("words", justify="right", no_wrap=True),
        Column("verbs", overflow="fold", max_width=beside),
        Column("documents", justify="right", no_wrap=True),
        *([Column("from, to", no_wrap=True)] if dated else []),
        *([Column("outlets", overflow="fold", max_width=beside)] if placed else []),
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        header_style="dim",
    )
    for one in counts[:MOST_ROWS]:
        who = Text(flat(one.speaker), "bold") if one.speaker else Text(NOT_TOLD, "dim")
        if one.role:
            who.append(f", {flat(one.role)}", style="not bold dim")
        numbers = [f"{number:,}" for number in (one.quotations, one.words, one.documents)]
        cells: list[Text | str] = [who, *numbers[:2]]
        cells += [Text(flat(_numbered(one.verbs, ", "))), numbers[2]]
        if dated:
            days = (one.first.date, one.last.date)
            cells.append("\n".join(dict.fromkeys(str(day or "–") for day in days)))
        if placed:
            cells.append(Text(flat(_numbered(one.outlets, ", "))))
        table.add_row(*cells)
    console.print(table)
    tell_rest(console, len(counts), "speakers")
    doubtful = [(one, doubt) for one in counts for doubt in one.doubts]
    if doubtful:
        console.print(Text("\nto check by hand", "dim"))
        for one, doubt in doubtful[:MOST_ROWS]:
            console.print(Text.assemble((flat(one.speaker or ""), "bold"), f": {flat(str(doubt))}"))
        tell_rest(console, len(doubtful), "to check")


def tell_rest(console: Console, number: int, what: str) -> None:
    """What a table for people leaves out of so many, and where it stands."""
    if number > MOST_ROWS:
        told = f"\nand {number - MOST_ROWS:,} more {what}; --format csv or jsonl has them all"
        console.print(Text(told, "dim"))


def _numbered(counts: Mapping[str, int], separator: str) -> str:
    return separator.join(f"{name} {number}" for name, number in counts.items())
