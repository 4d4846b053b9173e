"""Fits the weights of `quotes.pipeline.page.style`.

Stories: passages of PDNC's novels and LitBank's beginnings; reports: PolNeAR train. Classes count
alike; the penalty keeps single words from deciding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from quotes.corpora import litbank, pdnc, polnear
from quotes.pipeline.page.style import features
from quotes.training import logistic

PASSAGE = 8000  # characters
STEP = 60000  # characters between passages of one novel
PENALTY = 0.01


def fit_style(corpora: Path, say: Callable[[str], None] = print) -> tuple[float, ...]:
    """The intercept, then one weight a feature."""
    news = [text.text for text in polnear.read(corpora / "polnear", "train", "first")]
    told = list(_stories(corpora))
    rows = [features(text) for text in [*told, *news]]
    known = np.array([row is not None for row in rows])
    y = np.array([1.0] * len(told) + [0.0] * len(news))[known]
    x = np.array([[1.0, *row] for row in rows if row is not None])
    share = np.where(y > 0, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    weights = logistic.fit(x, y, PENALTY, count=share)
    wrong = ((x @ weights > 0) != (y > 0)).sum()
    say(f"style: {wrong} of {len(x)} texts wrong")
    return tuple(round(float(w), 2) for w in weights)


def _stories(corpora: Path) -> Iterator[str]:
    for novel in pdnc.read(corpora / "pdnc"):
        for at in range(0, len(novel.text) - PASSAGE, STEP):
            yield novel.text[at : at + PASSAGE]
    for text in litbank.read(corpora / "litbank"):
        yield text.text
