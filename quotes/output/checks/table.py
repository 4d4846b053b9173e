"""A table for a person at a terminal: the quotation above what the source says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from quotes.checking.result import Check
from quotes.checking.verdicts import Verdict
from quotes.output.checks.marking import Piece, article_side, place, shown, source_side
from quotes.output.reading import NOT_TOLD, counted, flat

_LONGEST = 600


def write(checks: Iterable[Check], stream: TextIO) -> None:
    """Width and colours are the terminal's; every text goes in as `rich.text.Text`, so that markup
    in an article is printed, not obeyed. Changed words are underlined."""
    console = Console(file=stream, highlight=False)
    counts: Counter[Verdict] = Counter()
    table = Table(
        Column("verdict", no_wrap=True),
        Column("says", max_width=18, overflow="fold"),
        Column("in the article, in the source", overflow="fold"),
        box=None,
        padding=(0, 2, 1, 0),
        pad_edge=False,
        header_style="dim",
    )
    for check in checks:
        counts[check.verdict] += 1
        table.add_row(_verdict(check), _who(check), _words(check))
    if not counts:
        return
    console.print(table)
    total = sum(counts.values())
    bad = sum(number for verdict, number in counts.items() if not verdict.holds)
    console.print(f"{counted(total, 'quotation')}, {bad} to look at")


def _verdict(check: Check) -> Text:
    style = "green" if check.holds else "bold yellow"
    return Text.assemble(
        (check.verdict, style),
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
    reasons = check.why if not check.holds else ()
    for reason in reasons:
        text.append(f"\n{flat(reason)}", "yellow")
    for change in check.changes:
        ours, theirs = flat(change.article) or "(nothing)", flat(change.source) or "(nothing)"
        text.append(f"\n{change.kind}: {ours} → {theirs}", "yellow")
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
