"""Which documents are analysed: none that is too long, and a sample or the first few on request."""

from __future__ import annotations

import hashlib

# Memory grows with the longest text: about 2 KB a word. A long novel has 3 million characters.
LONGEST = 5_000_000


def too_long(length: int) -> str:
    """Why a text of `length` characters is not read as one document."""
    return (
        f"has {length:,} characters, and no more than {LONGEST:,} are read as one document; "
        "cut it into its articles"
    )


def in_sample(name: str, share: float) -> bool:
    """By a hash of the document's name: the same ones in every run, on every machine."""
    digest = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=8).digest()
    return int.from_bytes(digest) < share * 2**64
