"""From paths to documents, one after the other; what cannot be read is said and passed over."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from quotes.documents.decoding import decode
from quotes.documents.document import Document, DocumentError, Unreadable
from quotes.documents.files import find, not_opened
from quotes.documents.formats import (
    TABLES,
    TEXTS,
    TRANSCRIPTS,
    TextReader,
    ending,
    is_readable,
    largest_of,
    unknown_ending,
)
from quotes.documents.limits import LARGEST_TEXT, check_size
from quotes.documents.tables import DEFAULT_ID_COLUMN, Columns
from quotes.errors import reason

UNFORESEEN = "cannot be read, which is a fault of quotes or of what it reads with; report it"


def read_all(
    paths: Sequence[str],
    *,
    text_column: str = "text",
    id_column: str = DEFAULT_ID_COLUMN,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    tables: bool = True,
) -> Iterator[Document | DocumentError]:
    """The documents behind `paths` (see `find`), read one at a time as they are asked for.

    Nothing is raised for what a user can get wrong: each problem comes as a `DocumentError` in
    its place, so that the rest is still read. `encoding` holds for all files that are text;
    `stdin`, by default the process's own, is read as plain text.
    """
    for found in find(paths, tables=tables):
        if isinstance(found, DocumentError):
            yield found
        elif found == "-":
            yield _standard_input(stdin or sys.stdin.buffer, encoding)
        else:
            yield from read(found, text_column=text_column, id_column=id_column, encoding=encoding)


def read(
    path: str | Path,
    *,
    text_column: str = "text",
    id_column: str = DEFAULT_ID_COLUMN,
    encoding: str | None = None,
) -> Iterator[Document | DocumentError]:
    """The document in one file, or the documents in the rows of a ``.jsonl`` or ``.csv``.

    `id_column` may be missing from a table if it has the default name: documents are then
    called ``PATH#ROW``.
    """
    path = Path(path)
    try:
        if not is_readable(path):
            yield unknown_ending(path)
            return
        _check_regular(path)
        if text_reader := TEXTS.get(ending(path)):
            text = _text(_contents(path), encoding, text_reader)
            yield Document(path.as_posix(), text, path.as_posix())
        elif transcript_reader := TRANSCRIPTS.get(ending(path)):
            data = _contents(path)
            if not data.strip():
                raise Unreadable("is empty; there is nothing to read")
            text, turns = transcript_reader(data, encoding)
            yield Document(path.as_posix(), text, path.as_posix(), turns)
        elif table_reader := TABLES.get(ending(path)):
            yield from table_reader(path, Columns(text_column, id_column), encoding)
    except Unreadable as error:
        yield DocumentError(path.as_posix(), str(error))
    except OSError as error:
        yield not_opened(path, error)
    except Exception as error:
        # A fault of ours or of a library, told as one: the other files are still read.
        yield DocumentError(path.as_posix(), f"{UNFORESEEN} ({type(error).__name__}: {error})")


def _check_regular(path: Path) -> None:
    """Raises `Unreadable` for a pipe or a device: it might never end, or never begin."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("is no file but a folder, pipe or device; pipe what it gives into -")


def _contents(path: Path) -> bytes:
    """All of a file, which must not be too large to be held."""
    largest = largest_of(path)
    with path.open("rb") as file:
        check_size(os.fstat(file.fileno()).st_size, largest)
        # Some files of the system say that they are empty and have no end.
        data = file.read(largest + 1)
    check_size(len(data), largest)
    return data


def _standard_input(stream: BinaryIO, encoding: str | None) -> Document | DocumentError:
    try:
        data = stream.read(LARGEST_TEXT + 1)
        check_size(len(data), LARGEST_TEXT)
        return Document("-", _text(data, encoding, decode))
    except Unreadable as error:
        return DocumentError("standard input", str(error))
    except OSError as error:
        return DocumentError("standard input", f"cannot be read ({reason(error)})")


def _text(data: bytes, encoding: str | None, reader: TextReader) -> str:
    text = reader(data, encoding) if data else ""
    if not text.strip():
        raise Unreadable("is empty; there is nothing to read")
    return text
