"""`quotes search`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from quotes.cli import options
from quotes.output import Format

_SHOWN = 20  # of a table at a terminal


def search(
    archive: Annotated[
        Path,
        typer.Argument(
            metavar="ARCHIVE",
            help="What `quotes archive add` made; or the folder of Parquet parts of a corpus run.",
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help='All of them, anywhere. "side by side" in quotation marks, begin*, OR, NOT, '
            "NEAR(two words, 5), parentheses. None: all that the filters let through.",
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(
            "--speaker",
            metavar="NAME",
            help="A name, a part of one, or p-12 as `quotes archive people` lists them.",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="2025, 2025-03 or 2025-03-14.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="That one included.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Or a part of it.")
    ] = None,
    verb: Annotated[
        str | None,
        typer.Option("--verb", metavar="VERB", help="The cue's, in any form: deny, denied."),
    ] = None,
    kind: Annotated[options.RecordKind | None, typer.Option("--kind", help="Only these.")] = None,
    min_confidence: options.MinConfidence = 0.0,
    flag: options.Flag = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="NAME", help="Its name, or a part of it.")
    ] = None,
    forms: Annotated[
        bool,
        typer.Option("--forms", help="Each word in all its forms: deny finds denied and denies."),
    ] = False,
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            metavar="ID|TEXT",
            help="The same or nearly the same words elsewhere, of this record (q-3f9c1e07) or "
            "text, and which of them differ.",
        ),
    ] = None,
    output: options.Output = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="table, jsonl, csv, xlsx or md. Without it: what FILE's ending names, a table at "
            "a terminal, jsonl in a pipe.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=1,
            help="Only the first N; without it 20 in a table, else all.",
        ),
    ] = None,
    force: options.Force = False,
) -> None:
    """Find who said what, and when, in an archive.

    \b
    $ quotes search archive.db "wait for spring" --speaker Falk --since 2025-01
    $ quotes search archive.db --speaker Zelenskyy --outlet bbc -o said.xlsx
    $ quotes search archive.db --like q-3f9c1e07
    $ quotes search quotes/ "wait for spring"       what `quotes extract … -o quotes/` made

    The best first; without words the newest first. Upper and lower case and accents do not count.
    A document without a date is in no span of time.
    """
    from quotes.archive.archive import Archive
    from quotes.archive.parts import Parts
    from quotes.archive.search import Filters
    from quotes.cli.destination import choose_format, opened
    from quotes.cli.messages import CallError, tell, told_plainly
    from quotes.output import found
    from quotes.output.reading import counted

    asked = " ".join(words or [])
    filters = Filters(speaker, since, until, outlet, verb, kind, min_confidence, flag, document)
    with told_plainly():
        chosen = choose_format(format, output, found.FORMATS)
        if chosen not in found.FORMATS:
            raise CallError(f"{chosen}: what was found comes as {', '.join(found.FORMATS)}")
        if like is not None and (asked or filters != Filters()):
            raise CallError("--like: takes no words and no filters beside it")
        in_parts = archive.is_dir() or archive.suffix == ".parquet"
        if in_parts and like is not None:
            raise CallError(
                f"--like: needs an archive, and {archive} is none; make one of the same articles "
                "with `quotes archive add`"
            )
        with Parts(archive) if in_parts else Archive(archive) as searched:
            if chosen is Format.TABLE and limit is None:
                limit = _SHOWN
            hits = (
                searched.like(like, limit=limit).hits
                if like is not None and isinstance(searched, Archive)
                else searched.find(asked, filters, forms=forms, limit=limit)
            )
            with opened(output, force=force, inputs=[str(archive)], format=chosen) as stream:
                number = found.write(hits, stream, chosen)
            if chosen is Format.TABLE or sys.stderr.isatty():
                if number == limit and like is None:
                    every = searched.count(asked, filters, forms=forms)
                    if every > number:
                        tell(f"the first {number:,} of {every:,}; --limit N or -o FILE for more")
                elif not number:
                    tell("nothing was found")
                elif output:
                    tell(f"{counted(number, 'quotation')} written to {output}")
