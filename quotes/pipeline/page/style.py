"""Is a text a story or a report? Decided once per document, by how it is written.

A logistic regression over a few rates per word, fitted on novels (PDNC, LitBank) and news (PolNeAR
train) by `quotes.training.style`. The reader of news reports what people say in any form; in a
story only what stands in marks is surely speech, and who speaks is told by the conversation.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Style = Literal["narrative", "report"]

LEAST_WORDS = 60  # below this nothing can be told, and a report is assumed
MARGIN = (
    0.4  # log-odds that a story must have: a report read as a story loses more than the reverse
)
_WORDS = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*")
_GROUPS = tuple(
    frozenset(line.split())
    for line in """
    he him his she her hers himself herself
    i me my myself
    you your yourself thou thee
    was were had
    is are has will have been
    upon though shall very such quite indeed oh ah
    says according percent per monday tuesday wednesday thursday friday saturday sunday reporters
    looked came went stood sat turned felt knew seemed heard saw door room eyes face hand head
    """.strip().splitlines()
)
FEATURES = len(_GROUPS) + 3


def features(text: str) -> NDArray[np.float64] | None:
    """float64[FEATURES], rates in a thousand words (log1p); None where the text is too short."""
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
    rates = [sum(often[word] for word in group) for group in _GROUPS]
    rates += [digits, capitals, names]
    scaled: NDArray[np.float64] = np.log1p(1000 * np.array(rates) / len(words))
    return scaled


# Intercept, then one weight a feature.
WEIGHTS = (0.34, 0.37, 0.19, 0.37, 0.77, -0.33, 1.2, -0.96, 0.86, -1.0, -0.21, -1.04)


def style_of(text: str) -> Style:
    x = features(text)
    if x is None:
        return "report"
    return "narrative" if WEIGHTS[0] + float(x @ np.array(WEIGHTS[1:])) > MARGIN else "report"
