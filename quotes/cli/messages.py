"""What a command tells the person on standard error, and how it ends when it cannot go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from quotes.cli.ending import forget_output, stopped_by
from quotes.errors import reason


class CallError(Exception):
    """The command was called in a way that cannot work: one line, exit status 2."""


def tell(message: object) -> None:
    """One line on standard error, whatever line breaks or control characters a name contains."""
    line = " ".join(str(message).split())
    printable = "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)
    print(f"quotes: {printable}", file=sys.stderr)


def none_in(share: float) -> str:
    """What to say of a sample that has no document."""
    return f"--sample {share:g}: no document is in it; take a larger share"


@contextmanager
def told_plainly() -> Iterator[None]:
    """Ends a command with one line instead of a traceback where the person can do something."""
    from quotes.errors import QuotesError

    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        raise typer.Exit(stopped_by()) from None
    except (CallError, QuotesError) as error:
        tell(error)
        raise typer.Exit(2) from None
    except BrokenPipeError:
        # `quotes … | head` has seen enough: that is no failure.
        forget_output()
        raise typer.Exit(0) from None
    except OSError as error:
        # Reading tells its own failures, so this is the output's: a full disk, say.
        tell(f"{error.filename or 'the output'}: {reason(error)}")
        forget_output()
        raise typer.Exit(2) from None
