"""Where the output goes: standard output, or a file or folder, written whole or not at all."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Literal

from quotes.cli.messages import CallError
from quotes.errors import reason
from quotes.locking import open_lock, take
from quotes.output import ENDINGS, Format, Shape, format_of


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
def opened(
    output: Path | None, *, force: bool, inputs: Collection[str] = (), format: Format = Format.JSONL
) -> Iterator[Any]:
    """What the format's writer writes to (see `Shape`), checked before any work is done.

    A file or folder appears under its name only when the block has ended without an exception;
    until then it stands beside it as ``.NAME.PID.part``, and no other run writes to the same. A
    device or named pipe is written to, never replaced.
    """
    shape = format.shape
    if output is None:
        if shape is Shape.FOLDER:
            raise CallError(f"{format} is a folder of files; name it with -o FOLDER")
        yield _standard_output(format)
        return
    if shape is Shape.FOLDER:
        with _opened_folder(output, force) as folder:
            yield folder
        return
    _check(output, force, inputs)
    if _is_special(output):
        with _open(output, "w", output, format) as stream:
            yield stream
        return
    # Behind a symbolic link the file itself is replaced, and the link stays.
    whole = Path(os.path.realpath(output))
    with _alone(whole, output):
        _check(output, force, inputs)  # another run may have ended meanwhile
        part = _part(whole)
        try:
            with _open(part, "x", output, format) as stream:
                yield stream
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _opened_folder(output: Path, force: bool) -> Iterator[Path]:
    """A folder that becomes ``output``; in one that exists, ``force`` replaces files of the same
    names and leaves the others."""
    _check_folder(output, force)
    whole = Path(os.path.realpath(output))
    with _alone(whole, output):
        _check_folder(output, force)
        part = _part(whole)
        try:
            part.mkdir()
        except OSError as error:
            raise _not_writable(output, error) from None
        try:
            yield part
            for path in sorted(part.rglob("*")):
                target = whole / path.relative_to(part)
                if path.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    path.replace(target)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _check_folder(output: Path, force: bool) -> None:
    if output.exists() and not output.is_dir():
        raise CallError(f"{output}: is a file; name a folder")
    if output.is_dir() and any(output.iterdir()) and not force:
        raise CallError(f"{output}: has files in it; --force replaces those of the same names")


@contextmanager
def _alone(whole: Path, named: Path) -> Iterator[None]:
    """Keeps any other run out of the file or folder, by a lock beside it as ``.NAME.lock``."""
    path = whole.with_name(f".{whole.name}.lock")
    lock: IO[str] | None = None
    try:
        while lock is None:
            try:
                lock = open_lock(path)
            except OSError as error:
                raise _not_writable(named, error) from None
            if not take(lock):
                raise CallError(f"{named}: another run is writing it; wait for it, or stop it")
            if not _stands_at(lock, path):  # removed by the run that held it
                lock.close()
                lock = None
        yield
    finally:  # also where a signal came before the lock was taken
        if lock is not None:
            with lock, suppress(OSError):  # where what is open cannot be removed
                if take(lock) and _stands_at(lock, path):
                    path.unlink()


def _stands_at(lock: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.lstat())
    except FileNotFoundError:
        return False


def _part(whole: Path) -> Path:
    """Where a file or folder is made. What runs left that were killed over the same is removed."""
    name = re.compile(rf"\.{re.escape(whole.name)}\.(\d{{1,9}})\.part")
    with suppress(OSError):
        for left in list(whole.parent.iterdir()):
            if (found := name.fullmatch(left.name)) and not _runs(int(found[1])):
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink(missing_ok=True)
    return whole.with_name(f".{whole.name}.{os.getpid()}.part")


def _runs(process: int) -> bool:
    if os.name == "nt":  # where asking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


class _Terminal:
    """A terminal, to which text is written that may hold what would move its cursor or worse."""

    # All but tab and line ends; the second row of controls too, which some terminals act on.
    _CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        # As JSON writes them, so that JSON stays the same.
        return self._stream.write(self._CONTROLS.sub(lambda one: f"\\u{ord(one[0]):04x}", text))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return True


def _open(path: Path, mode: Literal["w", "x"], named: Path, format: Format) -> IO[Any]:
    try:
        if format.shape is Shape.BINARY:
            return path.open("wb" if mode == "w" else "xb")
        # Without the mark in front Excel takes UTF-8 for the system's own encoding.
        encoding = "utf-8-sig" if format is Format.CSV else "utf-8"
        return path.open(mode, encoding=encoding, errors="replace", newline="\n")
    except OSError as error:
        raise _not_writable(named, error) from None


def _not_writable(named: Path, error: OSError) -> CallError:
    problem = reason(error)
    return CallError(f"{named}: cannot be written there ({problem}); name another")


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _check(output: Path, force: bool, inputs: Collection[str]) -> None:
    if output.is_dir():
        raise CallError(f"{output}: is a folder; name a file in it")
    if not output.parent.is_dir():
        raise CallError(f"{output}: the folder {output.parent} does not exist; create it first")
    try:
        output.stat()
    except FileNotFoundError:
        pass
    except OSError as error:  # a link to itself
        raise _not_writable(output, error) from None
    whole = os.path.realpath(output)
    if any(os.path.realpath(path) == whole for path in inputs):
        raise CallError(f"{output}: is an input as well; write to another file")
    if output.is_file() and not force:
        raise CallError(f"{output}: exists already; --force replaces it")


def _standard_output(format: Format) -> Any:
    stream = sys.stdout
    if format.shape is Shape.BINARY:
        if stream.isatty():
            raise CallError("this format is no text to show; name a file with -o FILE")
        return stream.buffer
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty():
            # What the terminal's own encoding lacks is printed as a question mark.
            stream.reconfigure(errors="replace")
            return stream if format is Format.TABLE else _Terminal(stream)
        else:
            # Programs read this: the same bytes in every locale and on every system.
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream
