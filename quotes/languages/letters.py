"""Letters without case and accents, as names and words are compared: Höfer is hofer."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
