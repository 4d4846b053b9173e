"""A table for a person at a terminal: the quotation above what the source says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from quotes.checking.failing import DEFAULT, fails, summary
from quotes.checking.result import Check
from quotes.checking.verdicts import Severity
from quotes.output.checks.marking import Piece, agreement, article_side, place, shown, source_side
from quotes.output.reading import NOT_TOLD, flat

_LONGEST = 600


def write(checks: Iterable[Check], stream: TextIO, fail_on: Collection[str] = DEFAULT) -> None:
    """Width and colours are the terminal's; every text goes in as `rich.text.Text`, so that markup
    in an article is printed, not obeyed. Changed words are underlined."""
    console = Console(file=stream, highlight=False)
    found = list(checks)
    table = Table(
        Column("verdict", no_wrap=True),
        Column("says", max_width=18, overflow="fold"),
        Column("in the article, in the source", overflow="fold"),
        box=None,
        padding=(0, 2, 1, 0),
        pad_edge=False,
        header_style="dim",
    )
    for check in found:
        table.add_row(_verdict(check, fails(check, fail_on)), _who(check), _words(check))
    if not found:
        return
    console.print(table)
    console.print(summary(found, fail_on))


def _verdict(check: Check, stops: bool) -> Text:
    style = "bold yellow" if stops else "green" if check.holds else "default"
    return Text.assemble(
        (check.verdict, style),
        *([(f"\n{check.severity}", style)] if check.severity else []),
        *[(f"\n{flag}", "dim") for flag in check.flags],
        (f"\n{check.confidence:.0%} sure", "dim"),
    )


def _who(check: Check) -> Text:
    speaker = check.quote.speaker
    text = Text(flat(speaker.name) if speaker else NOT_TOLD, "bold" if speaker else "dim")
    if check.passage:
        text.append(f"\n{flat(check.passage.speaker or NOT_TOLD)}", "not bold dim")
    return text


def _words(check: Check) -> Text:
    text = _marked(article_side(check))
    for passage in shown(check):
        text.append("\n")
        text.append(_marked(source_side(check, passage)))
        text.append(f"\n{flat(place(passage))}", "dim italic")
    if sources := agreement(check):
        text.append(f"\n{flat(sources)}", "dim")
    reasons = check.why if check.severity is Severity.SENSE or not check.holds else ()
    for reason in reasons:
        text.append(f"\n{flat(reason)}", "yellow")
    for change in check.changes:
        ours, theirs = flat(change.article) or "(nothing)", flat(change.source) or "(nothing)"
        text.append(f"\n{change.kind}: {ours} → {theirs}", "yellow")
    if check.correction:
        text.append(f"\nas said: {flat(check.correction)}", "green")
    return text


def _marked(pieces: Iterator[Piece]) -> Text:
    text = Text()
    length = 0
    for words, changed in pieces:
        if length > _LONGEST:
            return text.append(" […]")
        text.append(_single_spaced(words), "underline" if changed else "")
        length += len(words)
    return text


def _single_spaced(words: str) -> str:
    edges = words[:1].isspace(), words[-1:].isspace()
    return " " * edges[0] + flat(words) + " " * (edges[1] and bool(words.strip()))
