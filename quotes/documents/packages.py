"""The parts of a file that is an archive (.docx .odt .epub), of which no more is unpacked than
`quotes.documents.limits` allows: a small file may unpack to gigabytes.

Reading a part stops at the size that its header tells, so that sizes are known before.
"""

from __future__ import annotations

import io
import zipfile

from quotes.closing import Closes
from quotes.documents.document import Unreadable
from quotes.documents.limits import UNPACKED, UNPACKED_XML


def check_unpacked(data: bytes) -> None:
    """Raises `Unreadable` for an archive that is too large to be unpacked as a whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    xml = (part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    _check(sum(part.file_size for part in parts), UNPACKED)
    _check(sum(xml), UNPACKED_XML)


class Package(Closes):
    """An archive of which single parts are read, each by its name; they may have `UNPACKED_XML`
    bytes together, one that is read twice counted twice."""

    def __init__(self, data: bytes) -> None:
        self._parts = zipfile.ZipFile(io.BytesIO(data))
        self._read = 0

    def close(self) -> None:
        self._parts.close()

    def __contains__(self, name: str) -> bool:
        return name in self._parts.NameToInfo

    def read(self, name: str) -> bytes:
        """Raises `Unreadable` where it were too much, `KeyError` where there is no such part."""
        part = self._parts.getinfo(name)
        self._read += part.file_size
        _check(self._read, UNPACKED_XML)
        return self._parts.read(part)


def _check(size: int, largest: int) -> None:
    if size > largest:
        raise Unreadable(
            f"unpacks to {size:,} bytes, and no more than {largest:,} are read; "
            "save its text as .txt"
        )
