"""`quotes report`."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli import options
from quotes.cli.options import Kind, Request, Turns
from quotes.output.reading import counted

if TYPE_CHECKING:
    from quotes.cli.reading import Tally
    from quotes.corrections import Reviewed
    from quotes.documents import Document


def report(
    paths: options.Paths,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the page to FILE (.html), whole or not at all.",
        ),
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option(
            "--records",
            metavar="FILE",
            help="Show these records (.jsonl, from `quotes extract` or a report's Export) instead "
            "of reading for quotations; PATH gives their texts.",
        ),
    ] = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", show_default=False, help="Of the page.")
    ] = "",
    kind: options.KindOption = Kind.ALL,
    turns: options.TurnsOption = Turns.AUTO,
    cast: options.Cast = None,
    model: options.ModelOption = "en",
    spacy_model: options.SpacyModel = None,
    text_column: options.TextColumn = "text",
    id_column: options.IdColumn = "id",
    encoding: options.Encoding = None,
    force: options.Force = False,
) -> None:
    """Write a page to read, filter, judge and correct the quotations in a browser.

    \b
    $ quotes report examples/dam-release.txt -o report.html

    The page is one file that needs nothing else: open it from disk, send it by mail. What you
    judge is kept in your browser. Export saves it as records, which --records reads again:

    \b
    $ quotes report articles/ --records corrected.jsonl -o report.html
    """
    from quotes.cli.destination import opened
    from quotes.cli.messages import CallError, told_plainly
    from quotes.cli.reading import Tally, tell_outcome
    from quotes.report import render

    tally = Tally()
    with told_plainly():
        how = options.chosen(kind, model, turns=turns, cast=cast)
        request = Request(paths, how, spacy_model, text_column, id_column, encoding)
        if output is None and sys.stdout.isatty():
            raise CallError("a page is nothing for a terminal; name a file, -o report.html")
        if output is not None and output.suffix.lower() not in (".html", ".htm"):
            raise CallError(f"{output}: a report is a web page; let its name end in .html")
        with (
            opened(output, force=force, inputs=paths) as stream,
            closing(_judged(request, tally, output, records)) as articles,
        ):
            page = render(articles, title)
            if not tally.documents:
                # Left this way, an output file is not made.
                raise typer.Exit(1)
            stream.write(page)
        if sys.stderr.isatty():
            tell_outcome(tally, request, output)
    raise typer.Exit(tally.exit_status)


def _judged(
    request: Request, tally: Tally, output: Path | None, records: Path | None
) -> Generator[tuple[Document, list[Reviewed]], None, None]:
    """Each document with its records: those that are known already, or else those found now."""
    from quotes.cli.messages import tell
    from quotes.cli.reading import documents, read, wants_bar
    from quotes.corrections import Reviewed, by_document, fits, read_records

    if records is None:
        for document, quotes in read(request, tally, output=output, bar=wants_bar(output)):
            yield _with_headline(document), [Reviewed(quote) for quote in quotes]
        return
    waiting = by_document(read_records(records))
    for document in documents(request, tally, leave_out=[output, records]):
        known = waiting.pop(document.id, [])
        fitting = [record for record in known if fits(record.quote, document.text)]
        if len(fitting) < len(known):
            tell(
                f"{document.id}: {len(known) - len(fitting)} of {len(known)} records do not "
                "fit this text and are left out; give the text that they were made from"
            )
            tally.failed += 1
        tally.documents += 1
        tally.quotations += len(fitting)
        yield _with_headline(document), fitting
    for name, missing in waiting.items():
        tell(
            f"{name}: is not among the texts, so its {counted(len(missing), 'record')} cannot be "
            "shown; name its file as well, as the records do"
        )
        tally.failed += 1


def _with_headline(document: Document) -> Document:
    from quotes.documents.published import published

    return replace(document, title=published(document).title)
