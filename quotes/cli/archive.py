"""`quotes archive`: add, remove, people."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli import options
from quotes.cli.options import Corpus, CountFormat, Kind, Request, Turns
from quotes.output import Format

if TYPE_CHECKING:
    from quotes.archive.adding import Plan
    from quotes.archive.archive import Archive

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

ENDINGS = (".db", ".sqlite", ".sqlite3")

File = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The file, such as archive.db.")]


class Action(StrEnum):
    MERGE = "merge"
    PART = "part"
    RENAME = "rename"
    ALIAS = "alias"
    SETTLE = "settle"


def names_archive(output: str | None) -> bool:
    """Whether ``-o`` names an archive, by its ending."""
    return output is not None and Path(output).suffix.lower() in ENDINGS


@app.callback()
def archive() -> None:
    """Keep articles and their quotations in one file that `quotes search` searches."""


@app.command()
def add(
    file: File,
    paths: options.Paths,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Take out what was added from these PATHs before and is not there any more.",
        ),
    ] = False,
    kind: options.KindOption = Kind.ALL,
    all_marks: options.AllMarks = False,
    turns: options.TurnsOption = Turns.AUTO,
    cast: options.Cast = None,
    model: options.ModelOption = "en",
    text_column: options.TextColumn = "text",
    id_column: options.IdColumn = "id",
    encoding: options.Encoding = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            help="Processes that read articles; without it, one a core.",
        ),
    ] = None,
    limit: options.Limit = None,
    sample: options.Sample = None,
) -> None:
    """Add articles to an archive, which is made where there is none.

    \b
    $ quotes archive add archive.db articles/

    Add the same folder again whenever there is something new: what is known is passed over, a
    changed article takes the place of the old one, and what is no longer there is told. It may be
    stopped at any time, and goes on when it is started again.
    """
    from quotes.archive.adding import Plan
    from quotes.cli.messages import told_plainly

    with told_plainly():
        how = options.chosen(kind, model, all_marks, turns, cast)
        plan = Plan(
            paths, how, text_column, id_column, encoding, sample, limit, workers, prune=prune
        )
        status = run(file, plan)
    raise typer.Exit(status)


def add_to_archive(file: Path, request: Request, corpus: Corpus) -> int:
    """`quotes extract … -o archive.db`; gives the exit status."""
    from quotes.archive.adding import Plan
    from quotes.cli.corpus import check_single
    from quotes.cli.messages import CallError

    if request.spacy_model:
        raise CallError("--spacy-model: an archive takes none; the records are the same")
    check_single(replace(corpus, workers=None))
    plan = Plan(
        request.paths,
        request.options,
        request.text_column,
        request.id_column,
        request.encoding,
        request.sample,
        request.limit,
        corpus.workers,
    )
    return run(file, plan)


def run(file: Path, plan: Plan) -> int:
    """Adds what the plan says; gives the exit status."""
    from quotes.archive.adding import add as add_all
    from quotes.archive.archive import Archive
    from quotes.cli.ending import stopped_by
    from quotes.cli.messages import none_in, tell
    from quotes.cli.progress import progress
    from quotes.output.reading import counted

    new = not file.exists()
    try:
        with Archive(file, write=True) as archive, progress(shown=sys.stderr.isatty()) as advance:
            outcome = add_all(archive, plan, tell, advance)
    except KeyboardInterrupt:
        tell(f"stopped; what is in {file} is whole, and the same command goes on")
        return stopped_by()
    if not outcome.documents:
        if plan.sample is not None and not outcome.failed:
            tell(none_in(plan.sample))
        if new:
            file.unlink(missing_ok=True)
        return 1
    told = [f"{outcome.added:,} added"]
    told += [f"{outcome.changed:,} changed"] if outcome.changed else []
    told += [f"{outcome.known:,} known already"] if outcome.known else []
    tell(
        f"{counted(outcome.documents, 'document')} ({', '.join(told)}), "
        f"{counted(outcome.quotations, 'new quotation')} in {file}"
    )
    for name in outcome.gone[:5]:
        tell(f"{name}: is in {file}, but no longer there")
    if len(outcome.gone) > 5:
        tell(f"and {len(outcome.gone) - 5:,} more that are no longer there")
    if outcome.gone and plan.prune:
        tell(f"{counted(outcome.removed, 'document')} taken out")
    elif outcome.gone:
        tell("they stay in the archive; --prune takes them out")
    return 1 if outcome.failed else 0


@app.command()
def remove(
    file: File,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENT", help="By name, as `quotes search` shows it."),
    ],
) -> None:
    """Take documents out of an archive, with their quotations.

    \b
    $ quotes archive remove archive.db articles/withdrawn.txt
    """
    from quotes.archive.archive import Archive
    from quotes.cli.messages import CallError, tell, told_plainly
    from quotes.output.reading import counted

    with told_plainly():
        _there(file)
        with Archive(file, write=True) as archive:
            there = {one.name for one in archive.documents()}
            for name in documents:
                if name not in there:
                    raise CallError(f"{name}: is not in {file}; nothing is taken out")
            judged = sum(sum(archive.judged(name)) for name in documents)
            told = f"{counted(archive.remove(documents), 'document')} taken out of {file}"
            tell(told + (f", with {counted(judged, 'judgement')}" if judged else ""))


@app.command()
def people(
    file: File,
    action: Annotated[
        Action | None,
        typer.Argument(
            metavar="[ACTION]",
            help="merge NAME OTHER…: they are one; part NAME: with --role or --document they are "
            "somebody else, without, NAME is its own person again; rename NAME NEW; alias NAME "
            "OTHER…: is called so as well; settle NAME…: looked at, is right as it is.",
        ),
    ] = None,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Any name of theirs, or p-12.")
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="WORDS", help="part: who has this role.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="NAME", help="part: in this document.")
    ] = None,
    called: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="part: how they are called.")
    ] = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="List only those to be decided about.")
    ] = False,
    format: Annotated[
        CountFormat | None,
        typer.Option(
            "--format", help="Of the list: without it a table at a terminal, jsonl in a pipe."
        ),
    ] = None,
) -> None:
    """List who is quoted in an archive, and decide who is who.

    \b
    $ quotes archive people archive.db --doubtful
    $ quotes archive people archive.db merge "Volodymyr Zelenskyy" Zelensky
    $ quotes archive people archive.db part "Jane Smith" --role striker --as "Jane Smith (striker)"

    Without a decision the same name is the same person. Decisions hold for articles that are added
    later, too.
    """
    from quotes.archive.archive import Archive
    from quotes.cli.destination import choose_format, opened
    from quotes.cli.messages import tell, told_plainly
    from quotes.output import people as output

    with told_plainly():
        if action is None:
            wanted = Format(format) if format else None
            chosen = choose_format(wanted, None, [Format(one) for one in CountFormat])
            with Archive(file) as archive, opened(None, force=False, format=chosen) as stream:
                listed = [one for one in archive.people() if one.doubts or not doubtful]
                output.write(listed, stream, chosen)
            return
        _there(file)
        with Archive(file, write=True) as archive:
            tell(_decide(archive, action, names or [], role, document, called))


def _decide(
    archive: Archive,
    action: Action,
    names: list[str],
    role: str | None,
    document: str | None,
    called: str | None,
) -> str:
    from quotes.cli.messages import CallError

    least = {Action.PART: 1, Action.SETTLE: 1}.get(action, 2)
    most = {Action.PART: 1, Action.RENAME: 2}.get(action, 1000)
    if not least <= len(names) <= most:
        raise CallError(f"{action}: takes {_how_many(least, most)}; see --help")
    if action is not Action.PART and (role or document or called):
        raise CallError(f"{action}: --role, --document and --as are for part")
    match action:
        case Action.MERGE:
            return archive.merge(*names)
        case Action.RENAME:
            return archive.rename(*names)
        case Action.ALIAS:
            return archive.alias(*names)
        case Action.SETTLE:
            return archive.settle(*names)
        case Action.PART:
            return archive.part(names[0], role=role, document=document, called=called)


def _how_many(least: int, most: int) -> str:
    if least == most:
        return f"{least} name{'s' * (least > 1)}"
    return f"{least} name{'s' * (least > 1)} or more"


def _there(file: Path) -> None:
    """A decision or removal makes no archive."""
    from quotes.archive.database import missing

    if not file.exists():
        raise missing(file)
