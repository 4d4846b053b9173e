"""What the pages of a Parquet column take unpacked, read from their headers before they are.

The footer tells sums, which a damaged or hostile file may have wrong; a reader unpacks what the
page itself says. A header is a struct of Thrift's compact protocol (parquet-format,
`src/main/thrift/parquet.thrift`, `PageHeader`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

_DATA, _DICTIONARY = 0, 2  # PageType
_TYPE, _UNPACKED, _PACKED, _DATA_HEADER, _DATA_HEADER_2 = 1, 2, 3, 5, 8  # fields of PageHeader
_NUM_VALUES = 1  # of either header of a data page
_BOOLS, _BYTE, _INTEGERS, _DOUBLE, _BINARY = (1, 2), 3, (4, 5, 6), 7, 8
_LISTS, _MAP, _STRUCT = (9, 10), 11, 12
_MOST, _DEEPEST = 10_000, 8  # items of a list, structs in structs: a header has a dozen


class Page(NamedTuple):
    """``size``: bytes that are held while it is read, the larger of packed and unpacked."""

    is_dictionary: bool
    size: int


def pages(file: IO[bytes], start: int, length: int, values: int) -> Iterator[Page]:
    """The pages of a column chunk of so many bytes and values. Raises `ValueError` for none."""
    at, seen = start, 0
    while seen < values and at < start + length:
        file.seek(at)
        header = _struct(file)
        packed = header.get(_PACKED, 0)
        if not isinstance(packed, int) or packed < 0:
            raise ValueError("a page without a size")
        kind, unpacked = header.get(_TYPE), header.get(_UNPACKED, 0)
        yield Page(kind == _DICTIONARY, max(packed, unpacked if isinstance(unpacked, int) else 0))
        told = header.get(_DATA_HEADER if kind == _DATA else _DATA_HEADER_2)
        seen += told.get(_NUM_VALUES, 0) if isinstance(told, dict) else 0
        at = file.tell() + packed


def _struct(file: IO[bytes], depth: int = 0) -> dict[int, object]:
    """Its integers and structs by field; all else is passed over."""
    if depth > _DEEPEST:
        raise ValueError("a page header nested too deeply")
    found: dict[int, object] = {}
    field = 0
    while head := _byte(file):
        kind = head & 15
        field = field + (head >> 4) if head >> 4 else _integer(file)
        found[field] = None if kind in _BOOLS else _value(file, kind, depth)
    return found


def _value(file: IO[bytes], kind: int, depth: int) -> object:
    if kind in _INTEGERS:
        return _integer(file)
    if kind == _STRUCT:
        return _struct(file, depth + 1)
    if kind == _BINARY:
        file.seek(_varint(file), 1)
    elif kind == _DOUBLE:
        file.seek(8, 1)
    elif kind == _BYTE or kind in _BOOLS:  # an item of a list; a field's is in its head
        _byte(file)
    elif kind in _LISTS:
        head = _byte(file)
        for _ in range(_few(_varint(file) if head >> 4 == 15 else head >> 4)):
            _value(file, head & 15, depth + 1)
    elif kind == _MAP:
        if size := _few(_varint(file)):
            kinds = _byte(file)
            for _ in range(size):
                _value(file, kinds >> 4, depth + 1)
                _value(file, kinds & 15, depth + 1)
    else:
        raise ValueError("a page header of unknown kind")
    return None


def _few(size: int) -> int:
    if size > _MOST:
        raise ValueError("a page header with too many items")
    return size


def _integer(file: IO[bytes]) -> int:
    number = _varint(file)
    return (number >> 1) ^ -(number & 1)


def _varint(file: IO[bytes]) -> int:
    number = 0
    for shift in range(0, 70, 7):
        byte = _byte(file)
        number |= (byte & 127) << shift
        if byte < 128:
            return number
    raise ValueError("a number without end in a page header")


def _byte(file: IO[bytes]) -> int:
    read = file.read(1)
    if not read:
        raise ValueError("a page header that is cut off")
    return read[0]
