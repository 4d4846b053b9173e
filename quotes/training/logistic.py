"""Logistic regression, penalised, by Newton's method: the one fit of all that weighs evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEPS, _CLOSE = 60, 1e-8
_RIDGE = 1e-6  # keeps the step solvable where a column tells nothing


def fit(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    penalty: float,
    *,
    count: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """float64[F]: the weights. ``x``: float64[N, F], the first column the intercept, which is not
    penalised; ``y``: float64[N], 0 or 1; ``penalty``: of squared weights; ``count``: float64[N],
    how much each row counts."""
    share = np.ones(len(y)) if count is None else count
    held = penalty * np.eye(x.shape[1])
    held[0, 0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share * (y - p)) - held @ weights
        curve = (x.T * (share * p * (1 - p))) @ x + held + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < _CLOSE:
            break
    return weights
