"""Model scores → the three numbers of `confidence`, which mean what they say.

Logistic regression on the scores' log-odds (Platt 1999, with more than one score), fitted by
`quotes.training.calibrate` on PolNeAR train texts that the model did not learn from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from quotes.records import Confidence

Coefficients = Mapping[str, Mapping[str, float]]
_LEAST, _MOST = 0.01, 0.99
_SMALLEST = 1e-4  # log-odds of surer scores tell nothing more
_SURE = 3.0  # log-odds; chosen on PolNeAR dev


def evidence(
    quote: float, source: float, speaker: float, kind: str | None
) -> dict[str, dict[str, float]]:
    """What each number is judged by. ``speaker``: of the resolution alone; ``kind``: of the source
    mention ("name", "pronoun", "nominal")."""
    said = {"bias": 1.0, "quote": _log_odds(quote)}
    given = {**said, "source": _log_odds(source)}
    resolved = {
        **given,
        "sure source": float(_log_odds(source) > _SURE),
        "doubtful source": float(_log_odds(source) < 0),
    }
    for reference in ("pronoun", "nominal"):  # for a name its own score tells nothing
        is_one = float(kind == reference)
        resolved |= {reference: is_one, f"{reference} speaker": is_one * _log_odds(speaker)}
    return {"quote": said, "source": given, "speaker": resolved}


def calibrated(
    coefficients: Coefficients, quote: float, source: float, speaker: float, kind: str | None
) -> Confidence:
    """``coefficients``: by number and by piece of evidence. Without any, the scores themselves."""
    scores = {"quote": quote, "source": source, "speaker": speaker}
    if not coefficients:
        return Confidence(**scores)
    found = {}
    for number, pieces in evidence(quote, source, speaker, kind).items():
        weights = coefficients[number]
        total = sum(weights[name] * value for name, value in pieces.items())
        p = 1 / (1 + math.exp(-total)) if scores[number] > 0.0 else 0.0
        found[number] = round(min(max(p, _LEAST), _MOST), 2) if p else 0.0
    return Confidence(**found)


def _log_odds(p: float) -> float:
    p = min(max(p, _SMALLEST), 1 - _SMALLEST)
    return math.log(p / (1 - p))
