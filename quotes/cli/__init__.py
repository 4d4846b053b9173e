"""The command line. Every command is a function in its own module, thin over the library.

Nothing is imported here before `main` has seen to signals and streams: importing takes most of a
command's first second, and Ctrl-C may come in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    app: typer.Typer


def main() -> None:
    """The command `quotes`: ends with an exit status and at most one line, whatever happens."""
    from quotes.cli.ending import ended_plainly

    with ended_plainly():
        from quotes.cli.commands import app

        app()


def __getattr__(name: str) -> object:
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from quotes.cli.commands import app

    return app
