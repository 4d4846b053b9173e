"""The counts of `quotes speakers` as a table, JSON Lines or CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from quotes.counting import SpeakerCount
from quotes.output import Format
from quotes.output.csv import safe
from quotes.output.jsonl import line
from quotes.output.reading import NOT_TOLD, flat


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
    rows.writerow(("speaker", "role", "quotations", "words", "verbs", "documents"))
    for one in counts:
        cells = (
            one.speaker or NOT_TOLD,
            one.role or "",
            one.quotations,
            one.words,
            _verbs(one, "; "),
            one.documents,
        )
        rows.writerow([safe(cell) for cell in cells])


def _table(counts: Sequence[SpeakerCount], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    table = Table(
        Column("speaker", overflow="fold"),
        Column("quotations", justify="right"),
        Column("words", justify="right"),
        Column("verbs", overflow="fold"),
        Column("documents", justify="right"),
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        header_style="dim",
    )
    for one in counts:
        who = Text(flat(one.speaker), "bold") if one.speaker else Text(NOT_TOLD, "dim")
        if one.role:
            who.append(f", {flat(one.role)}", style="not bold dim")
        numbers = [f"{number:,}" for number in (one.quotations, one.words, one.documents)]
        table.add_row(who, numbers[0], numbers[1], Text(flat(_verbs(one, ", "))), numbers[2])
    Console(file=stream, highlight=False).print(table)


def _verbs(one: SpeakerCount, separator: str) -> str:
    return separator.join(f"{verb} {number}" for verb, number in one.verbs.items())
