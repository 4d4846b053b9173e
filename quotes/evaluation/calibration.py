"""Does a confidence of 0.96 mean right 96 times in 100?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

BINS = 10
_EDGE = 1e-9  # a confidence that rounding left a hair below a bin's edge belongs above it


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """How far confidences are from how often they are right, over ten equal bins.

    The expected calibration error (Naeini et al. 2015): of each bin the distance of the mean
    confidence from the share that is right, by its share of the cases. 0 where there are none.

    Args:
        told: Of each case its confidence, from 0 to 1, and whether it is right.
    """
    if not told:
        return 0.0
    sure, right = np.array(told, dtype=float).T
    bins = np.minimum((sure * BINS + _EDGE).astype(int), BINS - 1)
    distances = np.bincount(bins, weights=sure - right, minlength=BINS)
    return float(np.abs(distances).sum() / len(told))
