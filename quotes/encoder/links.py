"""Which spans may belong together, and what a link's score may see of them besides their words.

Shared by training and reading, so that both see the same candidates and features. Spans are
half-open ranges of words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAPS = (0, 1, 2, 4, 8, 16, 32, 64, 128)  # words between two spans: upper bucket edges
FEATURES = 2 * (len(GAPS) + 1) + 4 + 4

REACH, MOST = 300, 12  # candidates of a content: words away, how many
JOIN_REACH, JOIN_MOST = 400, 6  # earlier contents that it may go on from

WordSpan = tuple[int, int]


def candidates(
    span: WordSpan, others: Sequence[WordSpan], reach: int, most: int, *, before: bool = False
) -> list[int]:
    """Indices of the spans nearest to ``span``: within ``reach`` words, ``most`` of them.

    ``before``: only spans that stand before it. ``others`` are in text order and do not overlap,
    so that those within reach are found by halving, however long the text.
    """
    a, b = span
    near = []
    first = bisect_left(others, a - reach, key=itemgetter(1))
    last = bisect_right(others, b + reach, key=itemgetter(0))
    for i in range(first, last):
        c, d = others[i]
        gap = c - b if c >= b else a - d
        if gap > reach or (before and d > a) or (c, d) == span:
            continue
        near.append((gap, i))
    return sorted(i for _, i in sorted(near)[:most])


def pair_features(
    span: WordSpan, others: Sequence[WordSpan], paragraph: NDArray[Any]
) -> NDArray[Any]:
    """float32[len(others), FEATURES]: side and distance, paragraphs apart, others between."""
    a, b = span
    out = np.zeros((len(others), FEATURES), dtype=np.float32)
    side_width = len(GAPS) + 1
    for row, (c, d) in enumerate(others):
        after = c >= b
        gap = max(0, c - b if after else a - d)
        bucket = int(np.searchsorted(GAPS, gap))
        out[row, bucket + side_width * after] = 1
        apart = abs(int(paragraph[c]) - int(paragraph[a]))
        out[row, 2 * side_width + min(apart, 3)] = 1
        lo, hi = (b, c) if after else (d, a)
        between = sum(lo <= s and e <= hi for s, e in others) if hi > lo else 0
        out[row, 2 * side_width + 4 + min(between, 3)] = 1
    return out
