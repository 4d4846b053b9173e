"""Is a text a story or a report? Decided once per document, by how it is written.

A logistic regression over a few rates per word, fitted on novels (PDNC, LitBank) and news (PolNeAR
train) by `quotes.training.style`; its weights are in the model's settings. The reader of news
reports what people say in any form; in a story only what stands in marks is surely speech, and who
speaks is told by the conversation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from quotes.languages.english_page import RATES

Style = Literal["narrative", "report"]

LEAST_WORDS = 60  # below this nothing can be told, and a report is assumed
MARGIN = (
    0.4  # log-odds that a story must have: a report read as a story loses more than the reverse
)
_WORDS = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*")


def features(text: str) -> NDArray[np.float64] | None:
    """float64[features], rates in a thousand words (log1p); None where the text is too short."""
    words = _WORDS.findall(text)
    if len(words) < LEAST_WORDS:
        return None
    often: Counter[str] = Counter()
    digits = capitals = names = 0
    for word, count in Counter(words).items():  # each form once: a book has few
        often[word.casefold()] += count
        if word[0].isdigit():
            digits += count
        elif word[0].isupper():
            capitals += count * (len(word) > 1 and word.isupper())
            names += count * (word != "I")
    rates = [sum(often[word] for word in group) for group in RATES]
    rates += [digits, capitals, names]
    scaled: NDArray[np.float64] = np.log1p(1000 * np.array(rates) / len(words))
    return scaled


def style_of(text: str, weights: Sequence[float]) -> Style:
    """``weights``: the intercept, then one a feature."""
    x = features(text)
    if x is None:
        return "report"
    return "narrative" if weights[0] + float(x @ np.array(weights[1:])) > MARGIN else "report"
