"""`quotes check`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli import options

if TYPE_CHECKING:
    from quotes.checking import Check
    from quotes.checking.sources import Source
    from quotes.options import Options


class CheckFormat(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


ENDINGS = {".jsonl": CheckFormat.JSONL, ".html": CheckFormat.HTML, ".htm": CheckFormat.HTML}
DID_NOT_HOLD = 3


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE", show_default=False, help="The article, or several."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="FILE",
            show_default=False,
            help="A transcript, statement or speech (.txt .md .html .docx .pdf .vtt .srt .json), "
            "or a folder; may be given again.",
        ),
    ] = None,
    quotes_file: Annotated[
        Path | None,
        typer.Option(
            "--quotes",
            metavar="FILE",
            show_default=False,
            help="Check these instead of an article's: records (.jsonl) or a .csv column.",
        ),
    ] = None,
    quote_column: Annotated[
        str | None,
        typer.Option(
            "--quote-column", metavar="NAME", show_default=False, help="Of --quotes: the words."
        ),
    ] = None,
    output: options.Output = None,
    format: Annotated[
        CheckFormat | None,
        typer.Option(
            "--format",
            show_default=False,
            help="Without it: what FILE's ending names, a table at a terminal, jsonl in a pipe.",
        ),
    ] = None,
    kind: options.KindOption = options.Kind.ALL,
    turns: options.TurnsOption = options.Turns.AUTO,
    model: options.ModelOption = "en",
    encoding: options.Encoding = None,
    force: options.Force = False,
) -> None:
    """Check whether the quotations are really what was said, and by whom.

    \b
    $ quotes check examples/check/pier-vote.txt \\
        --against examples/check/pier-hearing.txt
    $ quotes check article.txt --against talk.vtt --against note.docx -o c.html
    $ quotes check --quotes records.jsonl --against transcripts/

    Each quotation gets a verdict, from harmless to grave: verbatim, typography, marked-edit,
    fillers, partial, paraphrase; reordered, stitched, ellipsis-hides, altered, wrong-speaker,
    not-found, unchecked. Nothing leaves this machine.

    \b
    Exit status: 0 all hold; 3 a verdict from reordered on came out;
    1 an article could not be read; 2 the call was wrong.
    """
    from quotes.checking.sources import read_sources
    from quotes.cli.destination import opened
    from quotes.cli.messages import CallError, tell, told_plainly
    from quotes.documents.files import passed_over

    with told_plainly():
        if bool(paths) == bool(quotes_file):
            raise CallError("name an article, or --quotes FILE, and not both")
        if not against:
            raise CallError("say what to check against: --against TRANSCRIPT")
        chosen = _format(format, output)
        inputs = [*(paths or []), *against, *([str(quotes_file)] if quotes_file else [])]
        with opened(output, force=force, inputs=inputs) as stream:
            sources = read_sources(against, encoding)
            if quotes_file:
                checks, failed = _check_records(quotes_file, quote_column, encoding, sources)
            else:
                checks, failed = _check_articles(
                    paths or [], options.chosen(kind, model, turns=turns), encoding, sources
                )
            if failed and not checks:
                # Left this way, an output file is not made.
                raise typer.Exit(1)
            _write(chosen, checks, stream)
        for line in (*passed_over(paths or []), *passed_over(against, tables=False)):
            tell(line)
        if not checks:
            tell("no quotations to check")
    bad = any(not one.holds for one in checks)
    raise typer.Exit(DID_NOT_HOLD if bad else 1 if failed else 0)


def _format(wanted: CheckFormat | None, output: Path | None) -> CheckFormat:
    from quotes.cli.messages import CallError

    if wanted:
        return wanted
    if output is None:
        return CheckFormat.TABLE if sys.stdout.isatty() else CheckFormat.JSONL
    if output.suffix.lower() not in ENDINGS:
        endings = ", ".join(ENDINGS)
        raise CallError(f"{output}: its ending names no format; there are {endings}, or --format")
    return ENDINGS[output.suffix.lower()]


def _check_articles(
    paths: list[str],
    how: Options,
    encoding: str | None,
    sources: list[Source],
) -> tuple[list[Check], int]:
    """The checks of all articles, and how many of these could not be read."""
    from quotes.checking import Checker
    from quotes.cli.messages import tell
    from quotes.documents import DocumentError, read_all
    from quotes.loading import finder

    find = finder(how)
    checks: list[Check] = []
    failed = 0
    told: set[str] = set()
    for document in read_all(paths, encoding=encoding):
        if isinstance(document, DocumentError):
            tell(document)
            failed += 1
            continue
        checker = Checker(sources, document.text)
        _tell_new(checker.problems, told)
        checks += map(checker.check, find(document))
    return checks, failed


def _check_records(
    path: Path, column: str | None, encoding: str | None, sources: list[Source]
) -> tuple[list[Check], int]:
    from quotes.checking import Checker
    from quotes.checking.records import read_quotes
    from quotes.cli.messages import tell
    from quotes.documents import DocumentError

    checker = Checker(sources)
    _tell_new(checker.problems, set())
    checks: list[Check] = []
    failed = 0
    for quote in read_quotes(path, column, encoding):
        if isinstance(quote, DocumentError):
            tell(quote)
            failed += 1
        else:
            checks.append(checker.check(quote))
    return checks, failed


def _tell_new(problems: list[str], told: set[str]) -> None:
    from quotes.cli.messages import tell

    for problem in problems:
        if problem not in told:
            told.add(problem)
            tell(problem)


def _write(format: CheckFormat, checks: list[Check], stream: object) -> None:
    if format is CheckFormat.TABLE:
        from quotes.output.checks.table import write
    elif format is CheckFormat.HTML:
        from quotes.output.checks.html import write
    else:
        from quotes.output.checks.jsonl import write
    write(checks, stream)  # type: ignore[arg-type]
