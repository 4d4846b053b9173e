"""Words → windows: what the encoder reads in one go.

Whole paragraphs are packed into a window as long as they fit, with [SEP] between them; a paragraph
that is longer than a window is cut after the last sentence end that fits. What a colon introduces
(“She wrote:”) is read together with it. Windows do not overlap: each word is read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLS, SEP = 101, 102  # ids in BERT's English vocabulary
SENTENCE_END = (1012, 1029, 999)  # . ? !
COLON, BLOCK = 1024, 1028  # : and the > of a block quotation


@dataclass(frozen=True, slots=True)
class Window:
    """One window of L pieces, [CLS] and [SEP] included.

    ``ids``: int64[L]. ``words``: the half-open range of words in it. ``at``: int32, position
    within the window of each of these words' first piece. ``word_of``: int32[L], the word of each
    piece, -1 for [CLS] and [SEP].
    """

    ids: NDArray[Any]
    words: tuple[int, int]
    at: NDArray[Any]
    word_of: NDArray[Any]


def make_windows(words: Words, longest: int) -> list[Window]:
    """Packs all words into windows of at most ``longest`` pieces."""
    return [_window(words, a, b) for a, b in _pack(words, longest) if b > a]


def _pack(words: Words, longest: int) -> list[tuple[int, int]]:
    """Ranges of words, each at most ``longest`` pieces with [CLS] and a [SEP] a paragraph."""
    count = len(words)
    if not count:
        return []
    breaks = np.flatnonzero(np.diff(words.paragraph)) + 1
    edges = [0, *breaks.tolist(), count]
    first = np.append(words.first, len(words.pieces))
    ranges: list[tuple[int, int]] = []
    begin, used = 0, 1
    before, introduced = 0, 0  # the paragraph before, and its pieces if it ends in a colon
    for a, b in pairwise(edges):
        size = int(first[b] - first[a]) + 1
        if used + size > longest and a > begin:
            keeps = introduced and before > begin and 1 + introduced + size <= longest
            ranges.append((begin, before if keeps else a))
            begin, used = (before, 1 + introduced) if keeps else (a, 1)
        while used + size > longest:  # a paragraph longer than a window
            cut = _cut(words, first, begin, b, longest - 2)
            ranges.append((begin, cut))
            begin, used = cut, 1
            size = int(first[b] - first[cut]) + 1
        used += size
        before, introduced = a, size if _introduces(words.pieces[first[a] : first[b]]) else 0
    ranges.append((begin, count))
    return ranges


def _introduces(pieces: NDArray[Any]) -> bool:
    """Does a paragraph end in a colon? The mark of the block quotation below belongs to it."""
    last = len(pieces) - 1
    while last > 0 and pieces[last] == BLOCK:
        last -= 1
    return bool(pieces[last] == COLON)


def _cut(words: Words, first: NDArray[Any], begin: int, end: int, room: int) -> int:
    """Where to cut words [begin, end): after the last sentence end within ``room`` pieces."""
    limit = int(np.searchsorted(first, first[begin] + room, side="right")) - 1
    limit = min(max(limit, begin + 1), end)
    ends = np.flatnonzero(np.isin(words.pieces[first[begin:limit]], SENTENCE_END))
    if len(ends) and ends[-1] + 1 > (limit - begin) // 3:
        cut = begin + int(ends[-1]) + 1
        while cut < limit and words.case[cut] == 6 and words.start[cut] == words.end[cut - 1]:
            cut += 1  # keep the closing mark with its sentence
        return cut
    return limit


def _window(words: Words, a: int, b: int) -> Window:
    first = np.append(words.first, len(words.pieces))
    lo, hi = int(first[a]), int(first[b])
    # One [SEP] stands before each piece that begins a new paragraph, so later pieces move on.
    shift = np.zeros(b - a, dtype=np.int32)
    shift[1:] = np.cumsum(np.diff(words.paragraph[a:b]) != 0)
    word_of = words.word_of[lo:hi]
    place = np.arange(hi - lo, dtype=np.int32) + 1 + shift[word_of - a]
    length = int(place[-1]) + 2 if hi > lo else 2
    ids = np.full(length, SEP, dtype=np.int64)
    ids[0] = CLS
    ids[place] = words.pieces[lo:hi]
    owner = np.full(length, -1, dtype=np.int32)
    owner[place] = word_of
    return Window(ids, (a, b), place[first[a:b] - lo], owner)
