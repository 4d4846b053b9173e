"""Which documents are analysed, and where reading stops: docs/limits.md tells each limit.

What is read whole is limited before it is read, so that no file, however packed, takes more memory
than a long novel does.
"""

from __future__ import annotations

import hashlib

from quotes.documents.document import Unreadable

# Memory grows with the longest text: about 2 KB a word. A long novel has 3 million characters.
LONGEST = 5_000_000

# Bytes of a file that is read whole. Characters take up to four, and UTF-32 a mark before them.
LARGEST_TEXT = 4 * LONGEST + 4
LARGEST_MARKUP = 25_000_000  # .html .rtf .vtt .srt .json, markup for the most part
LARGEST_PRINT = 200_000_000  # .docx .odt .epub .pdf, which hold pictures

# Of a .docx, unpacked: all of it, and its XML, which takes ten times its size in memory. Of an .odt
# and .epub only XML and pages are unpacked.
UNPACKED = 200_000_000
UNPACKED_XML = 40_000_000

# Characters of a line or a cell of a table: a text of five million, and what JSON escapes.
LONGEST_ROW = 4 * LONGEST

# Bytes of the pages that are unpacked at once of a Parquet file; reading may hold each three times.
LARGEST_PAGES = 100_000_000

# Of one tag of a page: parsing takes the square of their number.
MOST_ATTRIBUTES = 500

# Elements right within one of a page: finding its article takes the square of their number.
MOST_SIBLINGS = 50_000

# Characters of one font in the table of an .rtf: reading it takes the cube of them.
LONGEST_FONT = 1_000

# Seconds that a worker is given for one document, ten times as many as a slow machine needs.
SECONDS = 3_600

# Hours that a time in subtitles or speech-to-text may have.
LATEST = 10_000


def too_long(length: int) -> str:
    """Why a text of `length` characters is not read as one document."""
    return (
        f"has {length:,} characters, and no more than {LONGEST:,} are read as one document; "
        "cut it into its articles"
    )


def too_slow(seconds: float) -> str:
    """Why a document is given up."""
    return f"took more than {seconds:,.0f} seconds; cut it into its articles, and report it"


def check_size(size: int, largest: int) -> None:
    """Raises `Unreadable` for a file of `size` bytes that may have `largest`."""
    if size > largest:
        raise Unreadable(
            f"has more than {largest:,} bytes, and no more are read of a file of its kind; "
            "cut it into its articles, or save it as .txt"
        )


def in_sample(name: str, share: float) -> bool:
    """By a hash of the document's name: the same ones in every run, on every machine."""
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a surrogate pair that no file's name has
        data = name.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(data, digest_size=8).digest()
    return int.from_bytes(digest) < share * 2**64
