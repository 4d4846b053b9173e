"""From paths to documents, one after the other; what cannot be read is said and passed over."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from quotes.documents.decoding import decode
from quotes.documents.document import Document, DocumentError, Unreadable
from quotes.documents.files import find, not_opened
from quotes.documents.formats import TABLES, TEXTS, TRANSCRIPTS, TextReader, ending, unknown_ending
from quotes.documents.tables import DEFAULT_ID_COLUMN, Columns


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
        if text_reader := TEXTS.get(ending(path)):
            text = _text(path.read_bytes(), encoding, text_reader)
            yield Document(path.as_posix(), text, path.as_posix())
        elif transcript_reader := TRANSCRIPTS.get(ending(path)):
            data = path.read_bytes()
            if not data.strip():
                raise Unreadable("is empty; there is nothing to read")
            text, turns = transcript_reader(data, encoding)
            yield Document(path.as_posix(), text, path.as_posix(), turns)
        elif table_reader := TABLES.get(ending(path)):
            yield from table_reader(path, Columns(text_column, id_column), encoding)
        else:
            yield unknown_ending(path)
    except Unreadable as error:
        yield DocumentError(path.as_posix(), str(error))
    except OSError as error:
        yield not_opened(path, error)


def _standard_input(stream: BinaryIO, encoding: str | None) -> Document | DocumentError:
    try:
        return Document("-", _text(stream.read(), encoding, decode))
    except Unreadable as error:
        return DocumentError("standard input", str(error))


def _text(data: bytes, encoding: str | None, reader: TextReader) -> str:
    text = reader(data, encoding) if data else ""
    if not text.strip():
        raise Unreadable("is empty; there is nothing to read")
    return text
