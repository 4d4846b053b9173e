"""Where sentences end: plain rules, because all that hangs on it is whether two spans share one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.languages.sentences import is_shortened, sentences_within
from quotes.pipeline.attribution.spans import CUE, SOURCE, Labelled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words

# It begins where the row of marks does, so that a row of any length is read once.
_END = re.compile(r"(?<![.?!…])[.?!…]+[\"”’')\]»]*\s+(?=[\"“‘'(\[«]*[A-Z0-9])|\n")
_BRACKETS = re.compile(r"\([^()\n]{1,400}\)")
_COLON = re.compile(r":(?=\s*[\"“‘])")
_NO_INTRODUCTION = '.?!:\n"“”'
_INTRODUCTION = 200  # characters of a clause before a colon
_MARKS = ".?!…"
_LONGEST = 40  # characters of an abbreviation


def sentence_numbers(text: str, words: Words) -> NDArray[Any]:
    """int32[W]: the number of each word's sentence; a line break ends one too."""
    ends = [match.end() for match in _END.finditer(text) if not _abbreviated(text, match)]
    numbers: NDArray[Any] = np.searchsorted(ends, words.start, side="right").astype(np.int32)
    return numbers


def behind_breaks(text: str, words: Words) -> NDArray[Any]:
    """int64[N]: the words that stand right behind an empty line."""
    first = np.flatnonzero(np.diff(words.paragraph)) + 1
    gaps = zip(words.end[first - 1].tolist(), words.start[first].tolist(), strict=True)
    empty = [text.count("\n", a, b) > 1 for a, b in gaps]
    behind: NDArray[Any] = first[np.array(empty, dtype=bool)]
    return behind


def bracketed(text: str, words: Words) -> NDArray[Any]:
    """int32[W]: the number of the round brackets that each word stands in; 0: in none."""
    numbers: NDArray[Any] = np.zeros(len(words), dtype=np.int32)
    for number, match in enumerate(_BRACKETS.finditer(text), 1):
        a, b = words.range_of(*match.span())
        numbers[a:b] = number
    return numbers


def introducing(text: str, words: Words) -> NDArray[Any]:
    """bool[W]: words of a clause that a colon before an opening mark ends: “Ada added: ‘…’”."""
    inside: NDArray[Any] = np.zeros(len(words), dtype=bool)
    for match in _COLON.finditer(text):
        colon = match.start()
        least = max(0, colon - _INTRODUCTION)
        begin = max(least, *(text.rfind(mark, least, colon) + 1 for mark in _NO_INTRODUCTION))
        if begin < colon:
            a, b = words.range_of(begin, colon + 1)
            inside[a:b] = True
    return inside


def sources_within(text: str, words: Words, spans: Sequence[Labelled]) -> list[Labelled]:
    """The same labelled spans, in text order, sources cut where a sentence ends in them.

    “said Tom Cole. Park agreed”: of “Tom Cole. Park” the part nearest to a cue is the source.
    """
    cues = [span for span in spans if span.label == CUE]
    out = []
    for span in spans:
        start, end = words.characters((span.start, span.end))
        pieces = sentences_within(text, start, end) if span.label == SOURCE else []
        if len(pieces) > 1:
            ranges = [words.range_of(a, b) for a, b in pieces]
            a, b = min(ranges, key=lambda r: min((_apart(r, c) for c in cues), default=0))
            span = span._replace(start=a, end=b) if a < b else span
        if span.label == SOURCE and span.end - span.start > 1 and _stops(text, words, span.end - 1):
            span = span._replace(end=span.end - 1)
        out.append(span)
    return out


def _stops(text: str, words: Words, at: int) -> bool:
    """Is this word a full stop that does not belong to the word before it?"""
    (a, b), (c, d) = words.characters((at - 1, at)), words.characters((at, at + 1))
    return text[c:d] == "." and not is_shortened(text[a:b])


def _apart(own: tuple[int, int], other: Labelled) -> int:
    return max(other.start - own[1], own[0] - other.end)


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    """Does the full stop end no sentence: behind an abbreviation, a single letter (J. Edgar)?"""
    if match[0][0] != "." or match[0][1] in _MARKS:
        return False
    end = start = match.start()
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
        if end - start > _LONGEST:
            return False
    behind = text[match.end() : match.end() + 1]
    # Neither the M of “at 3 P.M.” nor the T of “I don't.” is an initial.
    return text[start - 1 : start] not in (".", "'", "’") and is_shortened(text[start:end], behind)
