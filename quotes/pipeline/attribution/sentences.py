"""Where sentences end: plain rules, because all that hangs on it is whether two spans share one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.languages.sentences import is_shortened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words

_END = re.compile(r"([\w.]*)[.?!…]+[\"”’')\]»]*\s+(?=[\"“‘'(\[«]*[A-Z0-9])|\n")


def sentence_numbers(text: str, words: Words) -> NDArray[Any]:
    """int32[W]: the number of each word's sentence; a line break ends one too."""
    ends = [match.end() for match in _END.finditer(text) if not _abbreviated(match)]
    numbers: NDArray[Any] = np.searchsorted(ends, words.start, side="right").astype(np.int32)
    return numbers


def _abbreviated(match: re.Match[str]) -> bool:
    """Does the full stop end no sentence: behind an abbreviation, a single letter (J. Edgar)?"""
    word = match[1] or ""
    if match[0] == "\n" or not match[0].lstrip(word).startswith("."):
        return False
    return is_shortened(word)
