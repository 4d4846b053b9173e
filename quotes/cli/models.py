"""`quotes models`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

if TYPE_CHECKING:
    from quotes import ModelInfo


class ModelFormat(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"


def models(
    format: Annotated[
        ModelFormat | None,
        typer.Option("--format", help="Without it: a table at a terminal, jsonl in a pipe."),
    ] = None,
) -> None:
    """List the installed models.

    Each with its language, size, licence, place and measured figures.

    \b
    $ quotes models
    """
    import quotes
    from quotes.cli.destination import opened
    from quotes.cli.messages import tell, told_plainly
    from quotes.output import Format
    from quotes.output.jsonl import line

    table = format is ModelFormat.TABLE or (format is None and sys.stdout.isatty())
    with told_plainly(), opened(None, force=False, format=Format.TABLE) as stream:
        found = quotes.models()
        if not found:
            tell("no model is installed; reinstall quotes, or make one with its training recipe")
        elif table:
            _table(found, stream)
        else:
            for model in found:
                facts = asdict(model)
                stream.write(line(facts | {"path": str(facts["path"])}))


def _table(models: Sequence[ModelInfo], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    for model in models:
        facts = {
            "language": model.language,
            "size": f"{model.size_bytes / 1e6:.1f} MB",
            "licence": model.licence,
            "path": model.path,
            "sha256": _lines(model.sha256),
            "figures": _lines(model.figures),
        }
        console.print(Text.assemble((model.name, "bold"), f" {model.version}"))
        grid = Table.grid(padding=(0, 2))
        for name, fact in facts.items():
            if fact:
                grid.add_row(Text(f"  {name}", "dim"), Text(str(fact), overflow="fold"))
        console.print(grid)


def _lines(facts: Mapping[str, object]) -> str:
    return "\n".join(f"{name} {fact}" for name, fact in facts.items())
