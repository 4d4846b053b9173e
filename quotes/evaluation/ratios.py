"""Precision, recall and shares: counts made into figures."""

from __future__ import annotations

from typing import Any

Figures = dict[str, Any]


def ratio(part: float, whole: float, empty: float = 0.0) -> float:
    """``part / whole``; ``empty`` where there is no whole."""
    return part / whole if whole else empty


def harmonic(precision: float, recall: float) -> float:
    """F1 of the two."""
    return ratio(2 * precision * recall, precision + recall)


def precision_recall(right: int, predicted: int, gold: int, *, empty: float = 0.0) -> Figures:
    """P, R and F1 with their counts; ``empty`` is P and R of nothing found where nothing was."""
    nothing = 0.0 if predicted or gold else empty
    p, r = ratio(right, predicted, nothing), ratio(right, gold, nothing)
    return {
        "p": p, "r": r, "f1": harmonic(p, r), "tp": right, "predicted": predicted, "gold": gold
    }  # fmt: skip


def share(right: int, total: int) -> Figures:
    return {"value": ratio(right, total), "right": right, "total": total}
