"""`quotes check`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli import options
from quotes.output import Format

if TYPE_CHECKING:
    from quotes.checking import Check
    from quotes.checking.library import Library
    from quotes.checking.sources import Source
    from quotes.options import Options


class CheckFormat(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"


ENDINGS = {
    ".jsonl": CheckFormat.JSONL,
    ".html": CheckFormat.HTML,
    ".htm": CheckFormat.HTML,
    ".csv": CheckFormat.CSV,
    ".xlsx": CheckFormat.XLSX,
}
DID_NOT_HOLD = 3
_SHAPED = {
    CheckFormat.TABLE: Format.TABLE,
    CheckFormat.JSONL: Format.JSONL,
    CheckFormat.HTML: Format.TABLE,
    CheckFormat.CSV: Format.CSV,
    CheckFormat.XLSX: Format.XLSX,
}
_SEVERAL, _NEARLY_ALL = 5, 0.9  # quotations from which on, and the share, that are in no source


def check(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="ARTICLE", help="The article, or several.")
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="FILE",
            help="A transcript, statement or speech (.txt .md .html .docx .odt .rtf .pdf .epub "
            ".fountain .vtt .srt .json), or a folder; may be given again.",
        ),
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            metavar="FILE",
            help="Keep what was read of --against in this file, for many transcripts; later calls "
            "may leave out --against.",
        ),
    ] = None,
    quotes_file: Annotated[
        Path | None,
        typer.Option(
            "--quotes",
            metavar="FILE",
            help="Check these instead of an article's: records (.jsonl) or a .csv column.",
        ),
    ] = None,
    quote_column: Annotated[
        str | None, typer.Option("--quote-column", metavar="NAME", help="Of --quotes: the words.")
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="NAMES",
            help="Verdicts and severities (minor, wording, sense) that end with status 3, with "
            "commas between; none for never. Without it: sense,wrong-speaker.",
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            metavar="NAMES",
            help="Show only these verdicts and severities, with commas between.",
        ),
    ] = None,
    output: options.Output = None,
    format: options.FormatOption[CheckFormat] = None,
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
    not-found, unchecked; and a severity where words differ: minor, wording, sense. Reported
    clauses are counted apart. Nothing leaves this machine.

    \b
    Exit status: 0 nothing to stop for; 3 something of --fail-on came out;
    1 an article could not be read; 2 the call was wrong.
    """
    from quotes.checking.failing import fails, matches, summary
    from quotes.checking.sources import read_sources
    from quotes.cli.destination import opened
    from quotes.cli.messages import CallError, tell, told_plainly
    from quotes.documents.files import passed_over

    with told_plainly():
        if bool(paths) == bool(quotes_file):
            raise CallError("name an article, or --quotes FILE, and not both")
        if not against and (index is None or not index.exists()):
            raise CallError("say what to check against: --against TRANSCRIPT")
        against = against or []
        stop_for = _names("--fail-on", fail_on)
        shown = _names("--only", only)
        _must_exist(against)
        chosen = _format(format, output)
        inputs = [*(paths or []), *against, *([str(quotes_file)] if quotes_file else [])]
        with opened(output, force=force, inputs=inputs, format=_SHAPED[chosen]) as stream:
            sources: list[Source] = []
            library = None
            if index is None:
                sources = read_sources(against, encoding)
            else:
                library, sources = _library(index, against, encoding)
            if quotes_file:
                checks, failed = _check_records(
                    quotes_file, quote_column, encoding, sources, library
                )
            else:
                how = options.chosen(kind, model, turns=turns)
                checks, failed = _check_articles(paths or [], how, encoding, sources, library)
            if failed and not checks:
                # Left this way, an output file is not made.
                raise typer.Exit(1)
            kept = [one for one in checks if matches(one, shown)] if shown else checks
            _write(chosen, kept, stop_for, stream)
        for line in (*passed_over(paths or []), *passed_over(against, tables=False)):
            tell(line)
        if not checks:
            tell("no quotations to check")
        elif output is not None:
            tell(summary(checks, stop_for))
    bad = any(fails(one, stop_for) for one in checks)
    raise typer.Exit(DID_NOT_HOLD if bad else 1 if failed else 0)


def _names(option: str, given: str | None) -> tuple[str, ...]:
    """The verdicts and severities that an option names; of ``--fail-on`` the default."""
    from quotes.checking.failing import CHOICES, DEFAULT
    from quotes.cli.messages import CallError

    if given is None:
        return DEFAULT if option == "--fail-on" else ()
    names = tuple(name.strip().lower() for name in given.split(",") if name.strip())
    for name in names:
        if name not in CHOICES and name != "none":
            raise CallError(f"{option}: {name!r} is none of {', '.join(CHOICES)}")
    return names


def _library(path: Path, against: list[str], encoding: str | None) -> tuple[Library, list[Source]]:
    """The kept index, brought up to date with what there is to check against, and what of that
    cannot be read: as without an index, it makes “unchecked” of what is not found elsewhere.
    """
    from quotes.checking.library import Library
    from quotes.checking.sources import Source
    from quotes.cli.messages import CallError, tell

    library = Library(path)
    problems = library.update(against, encoding) if against else []
    if not len(library):
        for problem in problems:
            tell(problem)
        raise CallError(f"{path}: has no sources; say --against TRANSCRIPTS")
    return library, [Source(problem) for problem in problems]


def _must_exist(against: list[str]) -> None:
    from quotes.cli.messages import CallError

    for path in against:
        if path != "-" and not set(path) & set("*?[") and not Path(path).exists():
            raise CallError(f"{path}: there is no such file or folder; check --against")


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
    library: Library | None,
) -> tuple[list[Check], int]:
    """The checks of all articles, and how many of these could not be read."""
    from quotes.checking import Checker
    from quotes.cli.messages import tell
    from quotes.documents import DocumentError, read_all
    from quotes.loading import finder

    find = finder(how)
    for source in sources:
        source.reader = find
    checks: list[Check] = []
    failed = 0
    told: set[str] = set()
    for document in read_all(paths, encoding=encoding):
        if isinstance(document, DocumentError):
            tell(document)
            failed += 1
            continue
        checker = Checker(sources, document.text, library)
        _tell_new(checker.problems, told)
        own = checker.check_all(find(document))
        _tell_other_event(document.id, own)
        checks += own
    return checks, failed


def _check_records(
    path: Path,
    column: str | None,
    encoding: str | None,
    sources: list[Source],
    library: Library | None,
) -> tuple[list[Check], int]:
    from quotes.checking import Checker
    from quotes.checking.records import read_quotes
    from quotes.cli.messages import tell
    from quotes.documents import DocumentError

    checker = Checker(sources, library=library)
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


def _tell_other_event(name: str, checks: list[Check]) -> None:
    """Says once, and not in twenty rows, that the sources are of something else."""
    from quotes.cli.messages import tell

    quoted = [one for one in checks if one.quote.kind != "indirect"]
    missing = sum(one.verdict == "not-found" for one in quoted)
    if len(quoted) >= _SEVERAL and missing >= _NEARLY_ALL * len(quoted):
        tell(f"{name}: {missing} of {len(quoted)} quotations are in none of the sources; are these "
             "of the event that it reports?")  # fmt: skip


def _write(
    format: CheckFormat, checks: list[Check], stop_for: tuple[str, ...], stream: object
) -> None:
    """Pages for people begin with what is to be looked at; data stay in the article's order."""
    from quotes.checking.failing import by_gravity

    if format is CheckFormat.TABLE:
        from quotes.output.checks import table

        table.write(by_gravity(checks, stop_for), stream, stop_for)  # type: ignore[arg-type]
    elif format is CheckFormat.HTML:
        from quotes.output.checks import html

        html.write(by_gravity(checks, stop_for), stream, stop_for)  # type: ignore[arg-type]
    elif format is CheckFormat.JSONL:
        from quotes.output.checks import jsonl

        jsonl.write(checks, stream)  # type: ignore[arg-type]
    else:
        from quotes.output.checks import sheet

        write = sheet.write_csv if format is CheckFormat.CSV else sheet.write_xlsx
        write(checks, stream)  # type: ignore[arg-type]
