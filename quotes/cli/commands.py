"""The commands together, as `quotes --help` lists them.

``quotes --help`` has to come at once, so nothing here may import more than Typer: each command
loads what it needs when it runs. Plain help instead of Rich panels saves another 80 ms.
"""

from __future__ import annotations

from typing import Annotated

import typer

from quotes import __version__
from quotes.cli import (
    archive,
    check,
    evaluate,
    extract,
    models,
    report,
    search,
    serve,
    speakers,
    train,
)

app = typer.Typer(
    name="quotes",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# One line a command, in the order in which `quotes --help` lists them.
app.command()(extract.extract)
app.command()(speakers.speakers)
app.command()(check.check)
app.command()(report.report)
app.add_typer(archive.app, name="archive")
app.command()(search.search)
app.command()(serve.serve)
app.command()(evaluate.evaluate)
app.command()(train.train)
app.command()(models.models)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {__version__}")
        raise typer.Exit


@app.callback()
def about(
    _: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Finds every quotation in English text and says who said it, with which verb, and where.

    \b
    $ quotes extract article.txt              a table of the quotations
    $ quotes extract articles/ -o quotes.csv  a whole folder into a spreadsheet
    $ quotes speakers articles/               who is quoted, how often, by which verbs
    $ quotes check a.txt --against talk.vtt   are these words really what they said?
    $ quotes report article.txt -o page.html  a page to read, judge and correct them

    \b
    Exit status: 0 done; 1 some input could not be read, the rest is written;
    2 the call was wrong, nothing is written; 3 a checked quotation did not hold.
    """
