"""Fits the weights of `quotes.pipeline.page.style`: python -m quotes.training.style --corpora DIR.

Prints the tuple to paste there. Stories: passages of PDNC's novels and LitBank's beginnings;
reports: PolNeAR train. Classes count alike; the penalty keeps single words from deciding.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotes.corpora import litbank, pdnc, polnear
from quotes.pipeline.page.style import features

PASSAGE = 8000  # characters
STEP = 60000  # characters between passages of one novel
PENALTY = 0.01


def stories(corpora: Path) -> Iterator[str]:
    for novel in pdnc.read(corpora / "pdnc"):
        for at in range(0, len(novel.text) - PASSAGE, STEP):
            yield novel.text[at : at + PASSAGE]
    for text in litbank.read(corpora / "litbank"):
        yield text.text


def fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a penalised logistic regression, the intercept first, by Newton's method."""
    x = np.hstack([np.ones((len(x), 1)), x])
    share = np.where(y > 0, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    penalty = PENALTY * np.eye(x.shape[1])
    penalty[0, 0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (share * (p - y)) + penalty @ weights
        curvature = (x.T * (share * p * (1 - p))) @ x + penalty
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    corpora = parser.parse_args().corpora
    news = [text.text for text in polnear.read(corpora / "polnear", "train", "first")]
    told = list(stories(corpora))
    rows = [features(text) for text in [*told, *news]]
    y = np.array([1.0] * len(told) + [0.0] * len(news))
    kept = np.array([row is not None for row in rows])
    x = np.array([row for row in rows if row is not None])
    weights = fit(x, y[kept])
    wrong = ((np.hstack([np.ones((len(x), 1)), x]) @ weights > 0) != (y[kept] > 0)).sum()
    print(f"{wrong} of {len(x)} texts wrong")
    print(tuple(round(float(w), 2) for w in weights))


if __name__ == "__main__":
    main()
