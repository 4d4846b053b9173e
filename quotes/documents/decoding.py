"""Bytes into text: UTF-8 if it is, a byte order mark if there is one, otherwise detection.

Decoding is exact: line ends stay as they are and only a byte order mark is taken away, so offsets
count into the text as it stands in the file.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from quotes.documents.document import Unreadable

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text has: all but tab, the line and page ends, and ESC (ISO-2022).
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_HEAD = 8192
_BLOCK = 1 << 20
# In English text with nothing but curly marks and dashes beyond ASCII, many encodings fit equally
# well; these two are the ones that such files come in.
_USUAL = ("cp1252", "mac_roman")


def decode(data: bytes, encoding: str | None = None, *, declared: str | None = None) -> str:
    """The text of `data`, in `encoding` if the caller knows it.

    `declared` is what the file says of itself: tried when it is not UTF-8, before detection.
    Raises `Unreadable` for binary data, an unknown encoding or one that does not fit.
    """
    return _strictly(data, encoding or encoding_of(data, declared=declared))


def encoding_of(data: bytes, *, declared: str | None = None) -> str:
    """The name of the encoding of `data`; raises `Unreadable` where none can be told."""
    if marked := _marked(data):
        return marked
    if _fits(data, "utf-8"):
        return "utf-8"
    if declared and _fits(data, declared):
        return declared
    return _detect(data)


def encoding_of_file(path: Path) -> str:
    """As `encoding_of`, for a file of any size: no more than a block of it is held at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        first = True
        while block := file.read(_BLOCK):
            if first and (marked := _marked(block)):
                return marked
            first = False
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return _detect(block)
        if decoder.getstate()[0]:  # cut off inside a character
            return _detect(decoder.getstate()[0])
    return "utf-8"


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" in head or controls > len(head) / 20:
        raise Unreadable(
            "looks like a binary file, not text; "
            "if it is text, name its encoding with --encoding (UTF-16 without a mark: utf-16-le)"
        )
    return None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError:
        raise Unreadable(f"is not {encoding}; name its encoding with --encoding") from None
    except LookupError:
        raise Unreadable(unknown(encoding)) from None


def unknown(encoding: str) -> str:
    return f"cannot be decoded: no encoding {encoding!r}; give --encoding a name like utf-8, cp1252"


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data))
    if not matches:
        raise Unreadable("its encoding cannot be told; name it with --encoding, say cp1252")
    cleanest = min(match.chaos for match in matches)
    for usual in _USUAL:
        for match in matches:
            if match.chaos == cleanest and usual in match.could_be_from_charset:
                return usual
    return matches[0].encoding
