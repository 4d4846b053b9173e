"""Documents from the rows of a table: JSON Lines or CSV with one text a row.

Rows are read one at a time, so a file may be larger than memory. A row that gives no text is an
error of its own and the rows after it are still read. Rows are numbered as in an editor (JSON
Lines) or a spreadsheet (CSV, whose row 1 is the header).
"""

from __future__ import annotations

import csv as csv_module
import io
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice, zip_longest
from pathlib import Path
from typing import Any, TextIO

from quotes.documents.decoding import encoding_of_file, unknown
from quotes.documents.document import Document, DocumentError, Unreadable, printable
from quotes.documents.limits import LONGEST_ROW
from quotes.documents.unpacking import is_packed, unpacked

DEFAULT_ID_COLUMN = "id"
_DELIMITERS = ",;\t"
_HOW_TO_QUOTE = "put its text in double quotation marks, and double those inside it"
_PATIENCE = 1000
_TOLD = 30  # columns, and characters of each
# Where tables of articles tell when and by whom each was published.
_DATE_COLUMNS = ("date", "published", "published_at", "publication_date")
_OUTLET_COLUMNS = ("outlet", "publisher", "publication", "source", "site")
_TITLE_COLUMNS = ("title", "headline")
_AUTHOR_COLUMNS = ("author", "authors", "byline", "creator")
_URL_COLUMNS = ("url", "link")
TOLD_COLUMNS = (
    *_DATE_COLUMNS, *_OUTLET_COLUMNS, *_TITLE_COLUMNS, *_AUTHOR_COLUMNS, *_URL_COLUMNS
)  # fmt: skip
_RECORD = {"doc", "kind", "text", "cue", "source", "speaker"}  # what each of our records has


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the text and the id stand. Only an `id` of the default name may be missing:
    then documents are called after their row, ``PATH#ROW``.
    """

    text: str = "text"
    id: str = DEFAULT_ID_COLUMN

    def are_in(self, row: Container[str]) -> bool:
        return self.text in row and (self.id in row or self.id == DEFAULT_ID_COLUMN)

    def check(self, present: Sequence[str]) -> None:
        """Raises `Unreadable`, naming the columns that there are, where one is missing."""
        if not self.are_in(present):
            kind, column = ("id", self.id) if self.text in present else ("text", self.text)
            raise Unreadable(
                f"has no column {column!r}; choose one of its columns with --{kind}-column: "
                + listed(present)
            )


def listed(columns: Iterable[object]) -> str:
    """The names of columns as a message has them: what is no table may have any number of any
    length.
    """
    told = ", ".join(str(one)[:_TOLD] for one in islice(columns, _TOLD))
    return told if len(told) <= _TOLD**2 else told[: _TOLD**2] + "…"


def jsonl(path: Path, columns: Columns, encoding: str | None) -> Iterator[Document | DocumentError]:
    """One JSON object a line. Raises `Unreadable` for what is wrong with the file as a whole."""
    yield from _read(path, columns, encoding, _objects)


def csv(path: Path, columns: Columns, encoding: str | None) -> Iterator[Document | DocumentError]:
    """Rows under a header, parted by comma, semicolon or tab. Raises `Unreadable` as `jsonl`."""

    def rows_of(file: TextIO) -> Rows:
        return _records(file, [columns.text], columns.check)

    yield from _read(path, columns, encoding, rows_of)


Row = Mapping[str, Any]
Rows = Iterator[tuple[int, Row | Unreadable]]  # (row number, the row or what is wrong with it)


def rows(path: Path, known: Sequence[str], encoding: str | None = None) -> Rows:
    """The rows of a table as they are, whatever it is one of: a .csv, or else JSON Lines.

    ``known``: columns that a .csv may have, which tell its separator. Raises `Unreadable` for what
    is wrong with the file as a whole.
    """
    with _opened(path, encoding) as (file, _):
        yield from _records(file, known) if path.suffix.lower() == ".csv" else _objects(file)


def _read(
    path: Path, columns: Columns, encoding: str | None, rows_of: Callable[[TextIO], Rows]
) -> Iterator[Document | DocumentError]:
    with _opened(path, encoding) as (file, share):
        yield from _documents(path, columns, rows_of(file), share)


@contextmanager
def _opened(path: Path, encoding: str | None) -> Iterator[tuple[TextIO, Callable[[], float]]]:
    """The file as text, and what tells how far into it one has read."""
    # Detection reads the whole file, which unpacking twice would be too dear for.
    encoding = encoding or ("utf-8" if is_packed(path) else encoding_of_file(path))
    if encoding.lower() in ("utf-8", "utf8"):
        encoding = "utf-8-sig"  # of the names of UTF-8 the one that takes a byte order mark away
    with unpacked(path) as (data, share):
        try:
            file = io.TextIOWrapper(data, encoding=encoding, newline="")
        except LookupError:
            raise Unreadable(unknown(encoding)) from None
        try:
            yield file, share
        except UnicodeError:
            raise Unreadable(
                f"is not {encoding} to its end, and was read only so far; "
                "name its encoding with --encoding"
            ) from None


def _lines(file: TextIO) -> Iterator[str]:
    """The lines; raises `Unreadable` at one too long to hold, as packed files may have."""
    for number in count(1):
        line = file.readline(LONGEST_ROW)
        if not line:
            return
        if len(line) == LONGEST_ROW:
            raise Unreadable(
                f"has more than {LONGEST_ROW:,} characters in line {number}, and was read only "
                "so far; write one article a line"
            )
        yield line


def _objects(file: TextIO) -> Rows:
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            row = Unreadable("is not a JSON object; a .jsonl file has one in {} on each line")
        yield number, row


def _records(
    file: TextIO, known: Sequence[str], check: Callable[[Sequence[str]], None] | None = None
) -> Rows:
    """``check`` may refuse the header."""
    # The limit is one for the whole process, and articles are longer than the 128 KB it begins at.
    csv_module.field_size_limit(LONGEST_ROW)
    lines = _lines(file)
    first = next(lines, "")
    fitting = (d for d in _DELIMITERS if {*known} & {*_fields(first, d)})
    delimiter = next(fitting, max(_DELIMITERS, key=first.count))
    header = _fields(first, delimiter)
    if header and check:
        check(header)
    # Strict: without it, text that was never put in quotation marks would lose its own ones.
    reader = csv_module.reader(lines, delimiter=delimiter, strict=True)
    for number in count(2):
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv_module.Error as error:
            yield number, Unreadable(f"is not CSV ({error}); {_HOW_TO_QUOTE}")
            continue
        if len(fields) > len(header):
            problem = f"has {len(fields)} fields under {len(header)} columns"
            yield number, Unreadable(f"{problem}; {_HOW_TO_QUOTE}")
        elif fields:
            yield number, dict(zip_longest(header, fields, fillvalue=""))


def _fields(line: str, delimiter: str) -> list[str]:
    return next(csv_module.reader([line], delimiter=delimiter), [])


def _documents(
    path: Path, columns: Columns, rows: Rows, share: Callable[[], float]
) -> Iterator[Document | DocumentError]:
    # Whether a column is missing from the table or only from this row shows with the first row
    # that has it; until then results wait, but not for ever.
    waiting: list[Document | DocumentError] = []
    present: dict[str, None] = {}
    decided = False
    number = 0
    for number, row in rows:
        if not decided and not isinstance(row, Unreadable) and row.keys() >= _RECORD:
            raise Unreadable("has records of `quotes extract`, not articles; leave it out")
        result = document(path, columns, number, row, share())
        if decided:
            yield result
            continue
        waiting.append(result)
        if not isinstance(row, Unreadable):
            present.update(dict.fromkeys(row))
            decided = columns.are_in(row)
        if len(waiting) == _PATIENCE:
            if present:
                columns.check([*present])
            decided = True
        if decided:
            yield from waiting
            waiting.clear()
    if number == 0:
        raise Unreadable("is empty; there is nothing to read")
    if present and not decided:
        columns.check([*present])
    yield from waiting


def document(
    path: Path, columns: Columns, number: int, row: Row | Unreadable, share: float
) -> Document | DocumentError:
    """What one row gives; ``share`` is how far into the file it stands, from 0 to 1."""
    where = f"{path.as_posix()}, row {number}"
    if isinstance(row, Unreadable):
        return DocumentError(where, str(row))
    if columns.id not in row and columns.id != DEFAULT_ID_COLUMN:
        return DocumentError(where, f"has no {columns.id!r}; give it one or leave the row out")
    text = row.get(columns.text)
    if text is None or text == "" or (isinstance(text, str) and not text.strip()):
        return DocumentError(where, f"has no text in {columns.text!r}; fill it in or leave it out")
    if not isinstance(text, str):
        return DocumentError(where, f"{columns.text!r} is a {type(text).__name__}; make it a text")
    given = row.get(columns.id)
    name = f"{path.as_posix()}#{number}" if given in (None, "") else printable(str(given))
    # What names the document, or is its text, tells nothing else of it.
    others = {column: row[column] for column in row if column not in (columns.id, columns.text)}
    return Document(
        name,
        printable(text),
        path.as_posix(),
        date=_told(others, _DATE_COLUMNS),
        outlet=_told(others, _OUTLET_COLUMNS),
        title=_told(others, _TITLE_COLUMNS),
        author=_told(others, _AUTHOR_COLUMNS),
        url=_told(others, _URL_COLUMNS),
        share=share,
    )


def _told(row: Row, columns: Sequence[str]) -> str | None:
    """What the first of the columns says that has something in it."""
    return next((printable(str(row[column])) for column in columns if row.get(column)), None)
