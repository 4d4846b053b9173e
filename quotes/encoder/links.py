"""Which spans may belong together, and what a link's score may see of them besides their words.

Shared by training and reading, so that both see the same candidates and features. Spans are
half-open ranges of words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.words import WordSpan

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAPS = (0, 1, 2, 4, 8, 16, 32, 64, 128)  # words between two spans: upper bucket edges
FEATURES = 2 * (len(GAPS) + 1) + 4 + 4

REACH, MOST = 300, 12  # candidates of a content: words away, how many
JOIN_REACH, JOIN_MOST = 400, 6  # earlier contents that it may go on from


def candidates(
    span: WordSpan, others: Sequence[WordSpan], reach: int, most: int, *, before: bool = False
) -> list[int]:
    """Indices of the spans nearest to ``span``: within ``reach`` words, ``most`` of them.

    ``before``: only spans that stand before it. ``others`` are in text order and do not overlap,
    so on each side the nearest stand next to it, which is found by halving, however long the text.
    """
    a, b = span
    behind = bisect_left(others, b, key=itemgetter(0))
    near: list[tuple[int, int]] = []
    for i in range(behind - 1, -1, -1):
        if len(near) == most or a - others[i][1] > reach:
            break
        if others[i] != span and not (before and others[i][1] > a):
            near.append((a - others[i][1], i))
    if not before:
        for i in range(behind, min(behind + most, len(others))):
            if others[i][0] - b > reach:
                break
            if others[i] != span:  # one without words
                near.append((others[i][0] - b, i))
        near.sort()
    return sorted([i for _, i in near[:most]])


def pair_features(
    spans: Sequence[WordSpan],
    others: Sequence[WordSpan],
    near: Sequence[Sequence[int]],
    paragraph: NDArray[Any],
) -> NDArray[Any]:
    """float32[pairs, FEATURES]: side and distance, paragraphs apart, candidates between.

    ``near``: for each span the indices of its candidates among ``others``; the pairs stand in that
    order.
    """
    counts = np.array([len(row) for row in near])
    widest = int(counts.max(initial=0))
    real = np.arange(widest) < counts[:, None]
    index = np.zeros(real.shape, dtype=np.int64)
    index[real] = [i for row in near for i in row]
    if not widest:
        return np.zeros((0, FEATURES), dtype=np.float32)
    a, b = (ends[:, None] for ends in np.array(spans, dtype=np.int64).T)
    c, d = (ends[index] for ends in np.array(others, dtype=np.int64).T)
    after = c >= b
    gap = np.maximum(0, np.where(after, c - b, a - d))
    apart = np.abs(paragraph[c] - paragraph[a])
    lo, hi = np.where(after, b, d)[:, :, None], np.where(after, c, a)[:, :, None]
    inside = (lo <= c[:, None, :]) & (d[:, None, :] <= hi) & (hi > lo) & real[:, None, :]
    between = inside.sum(axis=2)

    side_width = len(GAPS) + 1
    columns = (
        np.searchsorted(GAPS, gap) + side_width * after,
        2 * side_width + np.minimum(apart, 3),
        2 * side_width + 4 + np.minimum(between, 3),
    )
    out = np.zeros((int(counts.sum()), FEATURES), dtype=np.float32)
    rows = np.arange(len(out))
    for column in columns:
        out[rows, column[real]] = 1
    return out
