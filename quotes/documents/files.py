"""Finding the files that the user means: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from quotes.documents.document import DocumentError
from quotes.documents.formats import is_likely_text, is_readable, is_table, unknown_ending
from quotes.errors import reason

# Word keeps a file ~$NAME.docx beside every document that is open.
_WORD_LOCK = "~$"
_LONGEST_NAME = 300  # characters; a text mostly has more

Found = Path | Literal["-"] | DocumentError


def find(paths: Sequence[str], *, tables: bool = True) -> Iterator[Found]:
    """The files behind `paths`, in their order and each once; ``-`` is standard input.

    A folder gives the files with a readable ending in it and below, by name, hidden ones left
    out; a pattern (``*``, ``?``, ``[…]``, ``**`` for folders) gives what it matches in the same
    way. A ``.json`` file, mostly no transcript, has to be named (``talk.json``, ``*.json``), and
    without `tables` a table as well. What cannot be found is given as an error, and the rest goes
    on.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _behind(path, tables):
            if not isinstance(found, DocumentError):
                name = str(found)
                if name in seen:
                    continue
                seen.add(name)
            yield found


def _behind(name: str, tables: bool) -> Iterator[Found]:
    if name == "-":
        yield "-"
        return
    path = Path(name)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        if glob.has_magic(name):
            yield from _matching(name, tables)
        else:
            yield DocumentError(
                name, "does not exist; check the spelling and the folder you are in"
            )
    except OSError as error:
        yield not_opened(path, error)
    else:
        if is_folder:
            yield from _in_folder(path, tables)
        else:
            yield path if is_readable(path) else unknown_ending(path)


def _in_folder(folder: Path, tables: bool) -> Iterator[Found]:
    unreadable: list[OSError] = []
    nothing = True
    for where, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(files):
            path = Path(where, name)
            if not _is_hidden(name) and _is_wanted(path, tables):
                nothing = False
                yield path
    for error in unreadable:
        nothing = False
        yield not_opened(Path(error.filename), error)
    if nothing:
        yield DocumentError(
            folder.as_posix(), "has no file that can be read; name its files, or another folder"
        )


def passed_over(paths: Sequence[str], *, tables: bool = True) -> Iterator[str]:
    """For each folder among the paths that has files which `find` leaves out, a line that counts
    them. Hidden files are not counted.
    """
    for name in dict.fromkeys(paths):
        left: Counter[str] = Counter()
        for _, folders, files in os.walk(name) if name != "-" else ():
            folders[:] = [folder for folder in folders if not _is_hidden(folder)]
            for path in map(Path, files):
                if _is_hidden(path.name) or _is_wanted(path, tables):
                    continue
                left[path.suffix.lower() or "without ending"] += 1
        if total := sum(left.values()):
            in_order = sorted(left.items(), key=lambda one: (-one[1], one[0]))
            most = [f"{n:,} {ending}" for ending, n in in_order[:4]]
            rest = len(left) - len(most)
            kinds = ", ".join(most) + (f" and {rest} other kinds" if rest > 0 else "")
            files_are = "1 file is" if total == 1 else f"{total:,} files are"
            yield f"{name}: {files_are} passed over ({kinds}); name those that are to be read"


def _is_wanted(path: Path, tables: bool) -> bool:
    return is_likely_text(path) and (tables or not is_table(path))


def _matching(pattern: str, tables: bool) -> Iterator[Found]:
    nothing = True
    wanted = is_readable if pattern.lower().endswith(".json") else is_likely_text
    # Not Path.glob: a pattern may be absolute.
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        if not tables and is_table(path):
            continue
        if path.is_file() and wanted(path) and not path.name.startswith(_WORD_LOCK):
            nothing = False
            yield path
    if nothing:
        yield DocumentError(pattern, "matches no file that can be read; check the pattern")


def _is_hidden(name: str) -> bool:
    return name.startswith((".", _WORD_LOCK))


def names_a_file(text: str) -> bool:
    """Whether a text is the name of a file that is there: a path may have been meant."""
    if len(text) > _LONGEST_NAME or "\n" in text or not text.strip():
        return False
    return is_there(Path(text))


def is_there(path: Path) -> bool:
    """Whether it is a file, of whatever name: one that can be none is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # what can be no name: too long for the file system, a NUL in it
        return False


def real(path: str | Path) -> Path:
    """The file itself, behind all links; a link to itself, which `Path.resolve` refuses, stays."""
    return Path(os.path.realpath(path))


def not_opened(path: Path, error: OSError) -> DocumentError:
    """What to tell of a file or folder that the operating system does not open."""
    if isinstance(error, PermissionError):
        problem = "no permission to read it; change its permissions or copy it"
    else:
        problem = f"cannot be opened ({reason(error)}); check the file"
    return DocumentError(path.as_posix(), problem)
