"""The bytes of a file, unpacked as they are read where its name ends in .gz or .zst."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from quotes.documents.document import Unreadable
from quotes.extras import MissingExtraError, require

PACKINGS = (".gz", ".zst")
_DAMAGED = "is damaged or cut off, and was read only so far ({}); fetch it again"


def is_packed(path: Path) -> bool:
    return path.suffix.lower() in PACKINGS


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[BinaryIO, Callable[[], float]]]:
    """The unpacked bytes, and a function that tells which share of the file has been read.

    Raises `Unreadable`, inside the block too, where the packing is damaged; `OSError` where the
    file cannot be opened.
    """
    with path.open("rb") as raw:
        size = os.fstat(raw.fileno()).st_size

        def share() -> float:
            return raw.tell() / size if size else 1.0

        if not is_packed(path):
            yield raw, share
            return
        try:
            with _stream(path, raw) as data:
                yield data, share
        except MissingExtraError as error:
            raise Unreadable(str(error)) from None
        except (EOFError, zlib.error, OSError) as error:
            raise Unreadable(_DAMAGED.format(error)) from None


def _stream(path: Path, raw: BinaryIO) -> BinaryIO:
    if path.suffix.lower() == ".gz":
        return cast(BinaryIO, gzip.open(raw))
    pyarrow = require("pyarrow", "corpus", "reading .zst")
    return cast(BinaryIO, pyarrow.CompressedInputStream(pyarrow.PythonFile(raw, "r"), "zstd"))
