"""What a search of an archive found: the records' formats, each with what the archive knows more.

The words that were searched for are marked where people read; `marks` in JSON has their places.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from quotes.output import Format
from quotes.output.csv import cells_of, columns, safe
from quotes.output.jsonl import line
from quotes.output.markdown import about, plain
from quotes.output.reading import flat, shown, shown_marks

if TYPE_CHECKING:
    from rich.text import Text

    from quotes.archive.search import Hit

FORMATS = (Format.TABLE, Format.JSONL, Format.CSV, Format.XLSX, Format.MD)
Cells = tuple[str | int | float, ...]

_MORE = ("person", "date", "outlet", "title", "author", "url", "likeness", "changes")


def write(hits: Iterable[Hit], stream: Any, format: Format) -> int:
    """One row, line or block a quotation, in their order; gives how many."""
    counter = count()
    _write((hit for hit, _ in zip(hits, counter, strict=False)), stream, format)
    return next(counter)


def _write(hits: Iterable[Hit], stream: Any, format: Format) -> None:
    match format:
        case Format.TABLE:
            _table(hits, stream)
        case Format.JSONL:
            for hit in hits:
                stream.write(line(hit.to_dict()))
        case Format.CSV:
            _csv(hits, stream)
        case Format.XLSX:
            _xlsx(hits, stream)
        case Format.MD:
            for hit in hits:
                stream.write(_block(hit))
        case _:
            raise ValueError(f"what was found has no form for {format}")


def _csv(hits: Iterable[Hit], stream: TextIO) -> None:
    rows = csv.writer(stream)
    rows.writerow((*columns(False), *_MORE))
    rows.writerows([safe(cell) for cell in _cells(hit, cells_of(hit.quote, False))] for hit in hits)


def _xlsx(hits: Iterable[Hit], stream: BinaryIO) -> None:
    from quotes.output.xlsx import shown_cells, write_rows

    rows = (_cells(hit, shown_cells(hit.quote)) for hit in hits)
    write_rows((*columns(False), *_MORE), rows, stream)


def _cells(hit: Hit, of_quote: Cells) -> Cells:
    return (
        *of_quote,
        hit.person_name or "",
        hit.date or "",
        hit.outlet or "",
        hit.title or "",
        hit.author or "",
        hit.url or "",
        round(hit.likeness, 3) if hit.likeness is not None else "",
        "; ".join(map(str, hit.changes)),
    )


def _block(hit: Hit) -> str:
    said = "".join(
        f"**{plain(piece)}**" if marked else _plain_within(piece) for piece, marked in pieces(hit)
    )
    told = [*about(hit.quote), *map(plain, _where(hit))]
    if differing := _differing(hit):
        told.append(plain(differing))
    return f"> {said}\n\n— {' · '.join(told)}\n\n"


def _plain_within(piece: str) -> str:
    """As `plain`, with the spaces at the edges, beside which a mark stands."""
    before = " " if piece[:1].isspace() else ""
    behind = " " if piece[-1:].isspace() and piece.strip() else ""
    return f"{before}{plain(piece)}{behind}"


def _table(hits: Iterable[Hit], stream: TextIO) -> None:
    from rich.console import Console

    from quotes.output.table import quotations

    console = Console(file=stream, highlight=False)
    coloured = console.is_terminal and not console.no_color
    table = quotations((hit.quote, _said(hit, coloured)) for hit in hits)
    if table.row_count:
        console.print(table)


def _said(hit: Hit, coloured: bool) -> Text:
    """The words with marks; without colours an asterisk on both sides of each."""
    from rich.text import Text

    said = Text()
    for piece, marked in pieces(hit):
        text = _flat_within(piece)
        if marked and not coloured:
            text = f"*{text}*"
        said.append(text, "bold reverse" if marked and coloured else "")
    said.append(f"\n{' · '.join(map(flat, _where(hit)))}", "dim")
    if differing := _differing(hit):
        said.append(f"\n{flat(differing)}", "yellow")
    return said


def _flat_within(piece: str) -> str:
    before = " " if piece[:1].isspace() else ""
    behind = " " if piece[-1:].isspace() and piece.strip() else ""
    return f"{before}{flat(piece)}{behind}"


def pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The words as they are shown, cut at the marks: each piece, and whether it is marked."""
    text, at = shown(hit.quote), 0
    for start, end in shown_marks(hit.quote, hit.marks):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _where(hit: Hit) -> list[str]:
    """When, where and in which document; the record's id is what ``--like`` takes."""
    told = [hit.date, hit.outlet, hit.quote.doc, hit.quote.id]
    return [one for one in told if one]


def _differing(hit: Hit) -> str:
    if hit.likeness is None:
        return ""
    changes = "; ".join(map(str, hit.changes))
    return f"{hit.likeness:.0%} the same words" + (f": {changes}" if changes else "")
