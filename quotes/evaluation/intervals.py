"""How far a figure may be off because only so many quotations were looked at: 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

Interval = tuple[float, float]  # low, high
Counts = tuple[int, int, int]  # right, predicted, gold

_Z = 1.959963984540054  # of the normal distribution, for 95 %
_SAMPLES = 2000


def wilson(right: int, total: int) -> Interval | None:
    """Wilson's score interval of a share (Wilson 1927); None where there is nothing to share.

    It stays within 0 and 1 and is honest for few cases too. It takes the cases for independent;
    those of one article are somewhat alike, so with few articles it is a little narrow.
    """
    if not total:
        return None
    share = right / total
    middle = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    spread = sqrt(share * (1 - share) / total + (_Z / (2 * total)) ** 2)
    half = _Z * spread / (1 + _Z**2 / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap_f1(documents: Sequence[Counts]) -> Interval | None:
    """The interval of F1 over documents drawn again with replacement (percentiles of 2,000 draws).

    None for fewer than two documents. The draws are the same each time.
    """
    if len(documents) < 2:
        return None
    counts = np.array(documents, dtype=np.int64)
    generator = np.random.default_rng(1)
    f1 = np.empty(_SAMPLES)
    for at in range(_SAMPLES):
        drawn = generator.integers(len(documents), size=len(documents))
        right, predicted, gold = counts[drawn].sum(axis=0)
        f1[at] = 2 * right / (predicted + gold) if predicted + gold else 0.0
    low, high = np.percentile(f1, [2.5, 97.5])
    return float(low), float(high)
