"""What reading a Parquet file takes in memory, told from its own headers before it is read.

The footer tells sums, which a damaged or hostile file may have wrong; a reader unpacks what each
page says itself. Footer and page headers are structs of Thrift's compact protocol (parquet-format,
`src/main/thrift/parquet.thrift`). They are read here, because PyArrow reads whole pages, and ends
the process where it is asked for the place of a column that is described wrongly.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

# Kinds of values.
_BOOLS, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY = (1, 2), 3, 4, 5, 6, 7, 8
_LIST, _SET, _MAP, _STRUCT = 9, 10, 11, 12
_BITS = {_I16: 15, _I32: 31, _I64: 63}
# What is wanted of PageHeader, and of the header of either kind of data page.
_TYPE, _UNPACKED, _PACKED = (1, _I32), (2, _I32), (3, _I32)
_DATA_HEADERS, _NUM_VALUES = ((5, _STRUCT), (8, _STRUCT)), (1, _I32)
_DATA, _DICTIONARY, _DATA_2 = 0, 2, 3
# Of FileMetaData, RowGroup, ColumnChunk and ColumnMetaData.
_ROW_GROUPS = (4, _LIST)
_COLUMNS, _ROWS = (1, _LIST), (3, _I64)
_META = (3, _STRUCT)
_PATH, _VALUES, _LENGTH = (3, _LIST), (5, _I64), (7, _I64)
_DATA_AT, _DICTIONARY_AT = (9, _I64), (11, _I64)
# Items of a list, values in values, and bytes of a text that is kept.
_MOST, _DEEPEST, _LONGEST = 10_000, 10, 1_000


class Page(NamedTuple):
    """``size``: bytes that are held while it is read, the larger of packed and unpacked."""

    is_dictionary: bool
    size: int


class Chunk(NamedTuple):
    """The values of one column in one row group; ``name`` has a dot before what is within it."""

    name: str
    start: int
    length: int
    values: int


class RowGroup(NamedTuple):
    rows: int
    chunks: list[Chunk]


def row_groups(file: IO[bytes]) -> Iterator[RowGroup]:
    """Those of a whole file, which has at least a footer. Raises `ValueError` for a wrong one."""
    end = file.seek(-8, os.SEEK_END)
    size = int.from_bytes(file.read(4), "little")
    file.seek(end - size)
    footer = io.BytesIO(file.read(size))
    for field, kind in _fields(footer):
        if (field, kind) != _ROW_GROUPS:
            _value(footer, kind)
            continue
        count, inner = _list_head(footer)
        for _ in range(count):
            yield _row_group(_value(footer, inner))


def _row_group(told: Any) -> RowGroup:
    try:
        return RowGroup(told[_ROWS], [_chunk(one[_META]) for one in told[_COLUMNS]])
    except (KeyError, TypeError):
        raise ValueError("a footer without the places of its columns") from None


def _chunk(meta: Any) -> Chunk:
    start, dictionary = meta[_DATA_AT], meta.get(_DICTIONARY_AT, 0)
    if 0 < dictionary < start:
        start = dictionary
    if start < 0 or meta[_LENGTH] < 0:
        raise ValueError("a footer with a column before its file")
    name = b".".join(meta[_PATH]).decode("utf-8", "replace")
    return Chunk(name, start, meta[_LENGTH], meta[_VALUES])


def pages(file: IO[bytes], chunk: Chunk) -> Iterator[Page]:
    """The pages of a column in a row group. Raises `ValueError` where one is none."""
    at, seen = chunk.start, 0
    while seen < chunk.values and at < chunk.start + chunk.length:
        file.seek(at)
        header = _struct(file)
        kind, packed, unpacked = (
            header.get(_TYPE),
            header.get(_PACKED, -1),
            header.get(_UNPACKED, -1),
        )
        if min(packed, unpacked) < 0:
            raise ValueError("a page without a size")
        yield Page(kind == _DICTIONARY, max(packed, unpacked))
        if kind in (_DATA, _DATA_2):
            told = header.get(_DATA_HEADERS[kind == _DATA_2], {})
            seen += told.get(_NUM_VALUES, 0)
        at = file.tell() + packed


def _fields(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """The numbers and kinds of a struct's fields; the caller reads the value of each."""
    field = 0
    while head := _byte(file):
        field = field + (head >> 4) if head >> 4 else _integer(file, _I16)
        yield field, head & 15


def _struct(file: IO[bytes], depth: int = 0) -> dict[tuple[int, int], Any]:
    """Its values by field and kind: a field of another kind than is wanted counts for nothing."""
    return {
        (field, kind): None if kind in _BOOLS else _value(file, kind, depth + 1)
        for field, kind in _fields(file)
    }


def _value(file: IO[bytes], kind: int, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise ValueError("a header nested too deeply")
    if kind in _BITS:
        return _integer(file, kind)
    if kind == _STRUCT:
        return _struct(file, depth)
    if kind == _BINARY:
        size = _varint(file)
        if size <= _LONGEST:
            return file.read(size)
        file.seek(size, os.SEEK_CUR)
        return b""
    if kind in (_LIST, _SET):
        count, inner = _list_head(file)
        return [_value(file, inner, depth + 1) for _ in range(_few(count))]
    if kind == _MAP:
        count = _few(_varint(file))
        kinds = _byte(file) if count else 0
        for _ in range(count):
            _value(file, kinds >> 4, depth + 1)
            _value(file, kinds & 15, depth + 1)
    elif kind == _DOUBLE:
        file.seek(8, os.SEEK_CUR)
    elif kind == _BYTE or kind in _BOOLS:  # an item of a list; that of a field is in its head
        _byte(file)
    else:
        raise ValueError("a header with a value of unknown kind")
    return None


def _list_head(file: IO[bytes]) -> tuple[int, int]:
    """How many items a list has, and of what kind."""
    head = _byte(file)
    return _varint(file) if head >> 4 == 15 else head >> 4, head & 15


def _few(count: int) -> int:
    if count > _MOST:
        raise ValueError(f"a header with {count:,} items")
    return count


def _integer(file: IO[bytes], kind: int) -> int:
    """One that fits its kind."""
    number = _varint(file)
    value = (number >> 1) ^ -(number & 1)
    if value >> _BITS[kind] not in (0, -1):
        raise ValueError("a header with a number too large")
    return value


def _varint(file: IO[bytes]) -> int:
    number = 0
    for shift in range(0, 70, 7):
        byte = _byte(file)
        number |= (byte & 127) << shift
        if byte < 128:
            return number
    raise ValueError("a header with a number without end")


def _byte(file: IO[bytes]) -> int:
    read = file.read(1)
    if not read:
        raise ValueError("a header that is cut off")
    return read[0]
