"""Where sentences end: plain rules, because all that hangs on it is whether two spans share one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.languages.sentences import is_shortened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words

# It begins where the row of marks does, so that a row of any length is read once.
_END = re.compile(r"(?<![.?!…])[.?!…]+[\"”’')\]»]*\s+(?=[\"“‘'(\[«]*[A-Z0-9])|\n")
_MARKS = ".?!…"
_LONGEST = 40  # characters of an abbreviation


def sentence_numbers(text: str, words: Words) -> NDArray[Any]:
    """int32[W]: the number of each word's sentence; a line break ends one too."""
    ends = [match.end() for match in _END.finditer(text) if not _abbreviated(text, match)]
    numbers: NDArray[Any] = np.searchsorted(ends, words.start, side="right").astype(np.int32)
    return numbers


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Does the full stop end no sentence: behind an abbreviation, a single letter (J. Edgar)?"""
    if match[0][0] != "." or match[0][1] in _MARKS:
        return False
    end = start = match.start()
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
        if end - start > _LONGEST:
            return False
    return text[start - 1 : start] != "." and is_shortened(text[start:end])
