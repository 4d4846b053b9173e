"""Precision, recall and shares: counts made into figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Precision, recall and F1 (fractions), with the counts that they come from."""

    p: float
    r: float
    f1: float
    tp: int  # right
    predicted: int
    gold: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some are right."""

    value: float  # right of total, 0 where there are none
    right: int
    total: int


def ratio(part: float, whole: float, empty: float = 0.0) -> float:
    """``part / whole``; ``empty`` where there is no whole."""
    return part / whole if whole else empty


def harmonic(precision: float, recall: float) -> float:
    """F1 of the two."""
    return ratio(2 * precision * recall, precision + recall)


def precision_recall(
    right: int, predicted: int, gold: int, *, empty: float = 0.0
) -> PrecisionRecall:
    """P, R and F1 with their counts; ``empty`` is P and R of nothing found where nothing was."""
    nothing = 0.0 if predicted or gold else empty
    p, r = ratio(right, predicted, nothing), ratio(right, gold, nothing)
    return PrecisionRecall(p, r, harmonic(p, r), right, predicted, gold)


def share(right: int, total: int) -> Share:
    return Share(ratio(right, total), right, total)
