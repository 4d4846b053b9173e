"""A table for a person at a terminal, readable from 80 columns on."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from quotes.output import Results
from quotes.output.reading import NOT_TOLD, confidences, counted, flat, place, shown, sureness
from quotes.records import Quote

# Legible on dark and on light ground alike, and never red, which reads as an error.
_COLOURS = ("cyan", "magenta", "green", "blue", "yellow", "bright_magenta", "bright_blue")


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """With ``why`` the lines below each quotation tell how it was decided.

    Width and colours are the terminal's (``COLUMNS`` and ``NO_COLOR`` are heeded); every text goes
    in as `rich.text.Text`, so that “[bold]” in an article is printed, not obeyed.
    """
    console = Console(file=stream, highlight=False)
    for document, quotes in results:
        title = Text.assemble(
            (flat(document.id), "bold"), (f"  {counted(len(quotes), 'quotation')}", "dim")
        )
        console.print(title, overflow="fold")
        if quotes:
            console.print(quotations((quote, _said(quote, why)) for quote in quotes))
        console.print()
        stream.flush()


def quotations(rows: Iterable[tuple[Quote, Text]]) -> Table:
    """A row a quotation, with its words as they are to be shown."""
    table = Table(
        Column("speaker", max_width=17, overflow="fold"),
        Column("cue", max_width=12, overflow="fold"),
        Column("quotation", overflow="fold"),
        Column("kind, place", no_wrap=True),
        box=None,
        padding=(0, 2, 1, 0),
        pad_edge=False,
        header_style="dim",
    )
    for quote, said in rows:
        table.add_row(
            who(quote),
            Text(flat(quote.cue.text) if quote.cue else ""),
            said,
            Text.assemble(f"{quote.kind}\n{place(quote)}\n", (f"{sureness(quote)} sure", "dim")),
        )
    return table


def who(quote: Quote) -> Text:
    speaker = quote.speaker
    if speaker is None:
        return Text(f"{flat(quote.source.text)}\n{NOT_TOLD}" if quote.source else NOT_TOLD, "dim")
    name = Text(flat(speaker.name), style=f"bold {colour(speaker.id)}")
    return name.append(f"\n{flat(speaker.role)}", style="not bold dim") if speaker.role else name


def _said(quote: Quote, why: bool) -> Text:
    said = Text(flat(shown(quote)))
    if quote.flags:
        said.append(f"\n{', '.join(quote.flags)}", style="yellow")
    if why:
        for reason in (*quote.why, confidences(quote)):
            said.append(f"\n  {flat(reason)}", style="dim")
    return said


def colour(speaker_id: str) -> str:
    """Always the same colour for the same id; neighbours (``s-1``, ``s-2``) differ."""
    number = re.search(r"\d+$", speaker_id)
    key = int(number[0]) - 1 if number else zlib.crc32(speaker_id.encode("utf-8", "replace"))
    return _COLOURS[key % len(_COLOURS)]
