"""`quotes extract`."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from quotes.cli import options
from quotes.cli.options import Corpus, Kind, Request, Turns
from quotes.output import Format


def extract(
    paths: options.Paths,
    output: options.FileOrFolder = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="table, jsonl, csv, xlsx, md, tei, brat, web-annotation, label-studio, prodigy, "
            "citron or schema-org. Without it: what FILE's ending names, a table at a terminal, "
            "jsonl in a pipe.",
        ),
    ] = None,
    kind: options.KindOption = Kind.ALL,
    all_marks: options.AllMarks = False,
    why: Annotated[
        bool,
        typer.Option(
            "--why", help="Show how each was decided, and each confidence; jsonl always has it."
        ),
    ] = False,
    min_confidence: options.MinConfidence = 0.0,
    speaker: Annotated[
        str | None,
        typer.Option(
            "--speaker", metavar="NAME", help="Only of this speaker: a name, or a part of one."
        ),
    ] = None,
    flag: options.Flag = None,
    turns: options.TurnsOption = Turns.AUTO,
    cast: options.Cast = None,
    model: options.ModelOption = "en",
    spacy_model: options.SpacyModel = None,
    text_column: options.TextColumn = "text",
    id_column: options.IdColumn = "id",
    encoding: options.Encoding = None,
    force: options.Force = False,
    workers: options.Workers = None,
    limit: options.Limit = None,
    sample: options.Sample = None,
    fresh: options.Fresh = False,
    part_words: options.PartWords = None,
    profile: options.Profile = False,
    engine: options.EngineOption = None,
    address: options.Address = None,
) -> None:
    """Print every quotation and who said it.

    \b
    $ quotes extract examples/dam-release.txt

    A place counts characters from the start of the text. "96% sure" is the least sure of three
    steps: that it is a quotation, of these words' source, by this speaker. --why shows all three.

    \b
    $ quotes extract articles/ -o quotes.csv          a folder into a spreadsheet
    $ quotes extract < article.txt | jq .speaker      JSON Lines in a pipe
    $ quotes extract corpus.csv --text-column body --id-column url -o quotes.jsonl

    .xlsx opens in a spreadsheet as it is. In .csv, text that a spreadsheet would run as a formula
    (it begins with = + - or @) has an apostrophe before it. jsonl has every text as printed. brat
    is a folder of files: -o FOLDER. docs/formats.md tells what each is good for.
    """
    from quotes.cli.archive import add_to_archive, names_archive
    from quotes.cli.corpus import check_single, names_folder, run_corpus
    from quotes.cli.destination import choose_format, opened
    from quotes.cli.messages import told_plainly
    from quotes.cli.reading import Tally, read, tell_outcome, wants_bar
    from quotes.cli.selecting import Wanted, check_all
    from quotes.output import writer

    with told_plainly():
        request = Request(
            paths,
            options.chosen(kind, model, all_marks, turns, cast),
            spacy_model,
            text_column,
            id_column,
            encoding,
            sample,
            limit,
        )
    selection = Wanted(min_confidence, speaker, flag)
    corpus = Corpus(workers, fresh, part_words, profile, engine, address)
    if names_archive(output) and format is None:
        with told_plainly():
            check_all(selection, output or "")
            status = add_to_archive(Path(output or ""), request, corpus)
        raise typer.Exit(status)
    if output and names_folder(output) and format is not Format.BRAT:
        with told_plainly():
            check_all(selection, output)
            status = run_corpus(output, request, corpus, format, why=why, force=force)
        raise typer.Exit(status)
    file = Path(output) if output else None
    tally = Tally()
    with told_plainly():
        check_single(corpus)
        chosen = choose_format(format, file, list(Format))
        with (
            opened(file, force=force, inputs=paths, format=chosen) as stream,
            closing(read(request, tally, output=file, bar=wants_bar(file))) as results,
        ):
            writer(chosen)(selection.of(results), stream, why=why)
            if not tally.documents:
                # Left this way, an output file is not made.
                raise typer.Exit(1)
        if chosen is Format.TABLE or sys.stderr.isatty():
            tell_outcome(tally, request, file)
    raise typer.Exit(tally.exit_status)
