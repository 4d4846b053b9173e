"""Where the output goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TextIO

from quotes.cli.messages import CallError
from quotes.output import ENDINGS, Format, format_of


def choose_format(
    wanted: Format | None, output: Path | None, offered: Collection[Format]
) -> Format:
    """What ``--format`` says, else the output's ending; else a table for a person, JSON Lines for
    a pipe."""
    if wanted:
        return wanted
    if output is None:
        return Format.TABLE if sys.stdout.isatty() else Format.JSONL
    named = format_of(output)
    if named is None or named not in offered:
        endings = ", ".join(ending for ending, format in ENDINGS.items() if format in offered)
        raise CallError(f"{output}: its ending names no format; there are {endings}, or --format")
    return named


@contextmanager
def opened(output: Path | None, *, force: bool, inputs: Collection[str] = ()) -> Iterator[TextIO]:
    """A text stream for the output, checked before any work is done.

    A file appears under its name only when the block has ended without an exception; until then it
    stands beside it as ``.NAME.PID.part``. A device or named pipe is written to, never replaced.
    """
    if output is None:
        yield _standard_output()
        return
    _check(output, force, inputs)
    if _is_special(output):
        with _open(output, "w", output) as stream:
            yield stream
        return
    # Behind a symbolic link the file itself is replaced, and the link stays.
    whole = output.resolve()
    part = whole.with_name(f".{whole.name}.{os.getpid()}.part")
    try:
        with _open(part, "x", output) as stream:
            yield stream
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)


def _open(path: Path, mode: Literal["w", "x"], named: Path) -> TextIO:
    try:
        return path.open(mode, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        problem = error.strerror or error
        raise CallError(f"{named}: cannot be written there ({problem}); name another") from None


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _check(output: Path, force: bool, inputs: Collection[str]) -> None:
    if output.is_dir():
        raise CallError(f"{output}: is a folder; name a file in it")
    if not output.parent.is_dir():
        raise CallError(f"{output}: the folder {output.parent} does not exist; create it first")
    if any(Path(path).resolve() == output.resolve() for path in inputs):
        raise CallError(f"{output}: is an input as well; write to another file")
    if output.is_file() and not force:
        raise CallError(f"{output}: exists already; --force replaces it")


def _standard_output() -> TextIO:
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty():
            # What the terminal's own encoding lacks is printed as a question mark.
            stream.reconfigure(errors="replace")
        else:
            # Programs read this: the same bytes in every locale and on every system.
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream
