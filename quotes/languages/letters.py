"""Letters without case and accents, as names and words are compared: Höfer is hofer."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def comparable(text: str) -> str:
    """Folded, and kinds of apostrophes do not count either."""
    return folded(text.replace("’", "'"))


def folded_words(text: str) -> list[str]:
    """The words of a text, comparable, without what stands between them."""
    return WORD.findall(comparable(text))
