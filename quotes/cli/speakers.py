"""`quotes speakers`."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Annotated

import typer

from quotes.cli import options
from quotes.cli.options import CountFormat, Kind, Reading, Turns
from quotes.output import Format


def speakers(
    paths: options.Paths,
    output: options.Output = None,
    format: Annotated[
        CountFormat | None,
        typer.Option(
            "--format",
            show_default=False,
            help="Without it: what FILE's ending names, a table at a terminal, jsonl in a pipe.",
        ),
    ] = None,
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
    """Count who is quoted how often.

    \b
    $ quotes speakers examples/

    Each with the number of quotations, of quoted words and of documents, and the reporting verbs.
    Only words between quotation marks count, so an indirect quotation adds none. Speakers of
    several documents are one where their full names agree. "(not told)" stands for all whose name
    the text does not give.
    """
    from quotes.cli.destination import choose_format, opened
    from quotes.cli.messages import told_plainly
    from quotes.cli.reading import Tally, read, tell_outcome, wants_bar
    from quotes.counting import count_speakers
    from quotes.output import counts

    reading = Reading(
        paths, kind, model, spacy_model, text_column, id_column, encoding, turns=turns, cast=cast
    )
    wanted = Format(format) if format else None
    tally = Tally()
    with told_plainly():
        chosen = choose_format(wanted, output, [Format(one) for one in CountFormat])
        with (
            opened(output, force=force, inputs=paths) as stream,
            closing(read(reading, tally, output=output, bar=wants_bar(output))) as results,
        ):
            counted = count_speakers(quote for _, quotes in results for quote in quotes)
            if not tally.documents:
                # Left this way, an output file is not made.
                raise typer.Exit(1)
            if counted or chosen is not Format.TABLE:
                counts.write(counted, stream, chosen)
        if chosen is Format.TABLE or sys.stderr.isatty():
            tell_outcome(tally, kind, output)
    raise typer.Exit(tally.exit_status)
