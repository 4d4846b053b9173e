"""`quotes speakers`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli import options
from quotes.cli.messages import CallError
from quotes.cli.options import CountFormat, Kind, Request, Turns
from quotes.output import Format

if TYPE_CHECKING:
    from quotes.archive.archive import Archive
    from quotes.cli.reading import Tally
    from quotes.documents import Document
    from quotes.records import Quote


def speakers(
    paths: options.PathsOrNone,
    output: options.Output = None,
    format: options.FormatOption[CountFormat] = None,
    records: Annotated[
        Path | None,
        typer.Option(
            "--records",
            metavar="FILE",
            help="Count these records (.jsonl, from `quotes extract` or a report's Export) instead "
            "of reading for quotations; rejected ones are left out.",
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", metavar="FILE.svg", help="Also draw a bar chart of the most quoted."
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

    Each with the number of quotations, of quoted words and of documents, the reporting verbs, the
    outlets, and where first and last. Only words between quotation marks count, so an indirect
    quotation adds none. Speakers of several documents are one where their names agree; where that
    is doubtful ("Smith", or a name with several roles) they are listed to check by hand. "(not
    told)" stands for all whose name the text does not give.

    A document's date is its table's column "date", a page's metadata, or a day in its name as in
    2016-09-12; its outlet is the column "outlet", the web site, or the folder.

    \b
    $ quotes speakers articles/ -o speakers.csv --plot speakers.svg
    $ quotes speakers archive.db      what `quotes archive add` has read already
    """
    from quotes.cli.destination import choose_format, opened
    from quotes.cli.messages import told_plainly
    from quotes.cli.reading import Tally, read, tell_outcome, wants_bar
    from quotes.counting import Published, count_speakers
    from quotes.documents.published import published
    from quotes.output import counts, speakers_plot

    wanted = Format(format) if format else None
    tally = Tally()
    with told_plainly():
        if records and paths:
            raise CallError("--records: is counted alone; leave out the other paths")
        if not records:
            paths = paths or options.piped_in()
        how = options.chosen(kind, model, turns=turns, cast=cast)
        request = Request(paths, how, spacy_model, text_column, id_column, encoding)
        chosen = choose_format(wanted, output, [Format(one) for one in CountFormat])
        shown = Format.TABLE if chosen is Format.TABLE else Format.JSONL
        with (
            _archive(paths) as kept,
            opened(output, force=force, inputs=paths, format=shown) as stream,
            opened(plot, force=force, inputs=paths) if plot else nullcontext() as drawing,
            closing(read(request, tally, output=output, bar=wants_bar(output))) as results,
        ):
            about: dict[str, Published] = {}

            def found() -> Iterator[Quote]:
                for document, quotes in _read(records, tally) if records else results:
                    about[document.id] = published(document)
                    yield from quotes

            if kept:
                counted = kept.speakers()
                tally.documents, tally.quotations = kept.size()
            else:
                counted = count_speakers(found(), about)
            if not tally.documents:
                # Left this way, an output file is not made.
                raise typer.Exit(1)
            if drawing:
                speakers_plot.write(counted, drawing)
            if counted or chosen is not Format.TABLE:
                counts.write(counted, stream, chosen)
        if chosen is Format.TABLE or sys.stderr.isatty():
            tell_outcome(tally, request, output)
    raise typer.Exit(tally.exit_status)


def _archive(paths: list[str]) -> AbstractContextManager[Archive | None]:
    """The archive, where the one path is one: nothing has to be read again."""
    from quotes.archive.archive import is_archive, open

    if len(paths) == 1 and is_archive(paths[0]):
        return open(paths[0])
    if archives := [path for path in paths if is_archive(path)]:
        raise CallError(f"{archives[0]}: an archive is counted alone; leave out the other paths")
    return nullcontext()


def _read(records: Path, tally: Tally) -> Iterator[tuple[Document, list[Quote]]]:
    """The records of a file by document; of a document only its name is known."""
    from quotes.corrections import by_document, read_records
    from quotes.documents import Document

    for name, reviewed in by_document(read_records(records)).items():
        kept = [one.quote for one in reviewed if not one.review or one.review.verdict != "rejected"]
        tally.documents += 1
        tally.quotations += len(kept)
        yield Document(name, "", name if Path(name).is_file() else None), kept
