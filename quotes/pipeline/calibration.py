"""Model scores → the three numbers of `confidence`, which mean what they say.

Platt scaling (Platt 1999): one slope and one intercept per number, fitted on PolNeAR train texts
that the scored model did not learn from; see the model card.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from quotes.records import Confidence

_LEAST, _MOST = 0.01, 0.99


def calibrated(
    coefficients: Mapping[str, Sequence[float]], quote: float, source: float, speaker: float
) -> Confidence:
    """``coefficients``: slope and intercept of "quote", "source", "speaker"; none: unchanged."""
    values = {"quote": quote, "source": source, "speaker": speaker}
    return Confidence(**{k: _scale(v, coefficients.get(k)) for k, v in values.items()})


def _scale(p: float, coefficients: Sequence[float] | None) -> float:
    if p <= 0.0:
        return 0.0
    if coefficients is not None:
        p = min(max(p, 1e-4), 1 - 1e-4)
        slope, intercept = coefficients
        p = 1 / (1 + math.exp(-(slope * math.log(p / (1 - p)) + intercept)))
    return round(min(max(p, _LEAST), _MOST), 2)
