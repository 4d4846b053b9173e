"""Fits the weights of `quotes.pipeline.page.talk`.

The sentences of PDNC's novels, equally many of each: those within
an annotated quotation, and those of the narrator around it, without the reporting clauses.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from quotes.corpora import pdnc
from quotes.corpora.annotations import AnnotatedText
from quotes.pipeline.page.talk import features
from quotes.training import logistic

SENTENCES = 1200  # of each novel
PENALTY = 0.01
LEAST_REST = 9  # words behind a quotation from which on they are no mere reporting clause
_END = re.compile(r"[.?!…]+[\"'”’)]*\s+(?=[A-Z\"'“‘(])|\n\n")


def fit_talk(corpora: Path, say: Callable[[str], None] = print) -> tuple[float, ...]:
    """The intercept, then one weight a feature."""
    rows, said = [], []
    for novel in pdnc.read(corpora / "pdnc"):
        found = list(_sentences(novel))
        for sentence, spoken in random.Random(1).sample(found, min(SENTENCES, len(found))):
            if (row := features(sentence)) is not None:
                rows.append([1.0, *row])
                said.append(float(spoken))
    x, y = np.array(rows), np.array(said)
    share = np.where(y > 0, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    weights = logistic.fit(x, y, PENALTY, count=share)
    right = ((x @ weights > 0) == (y > 0)).mean()
    say(f"talk: {right:.3f} of {len(x)} sentences right")
    return tuple(round(float(w), 2) for w in weights)


def _sentences(novel: AnnotatedText) -> Iterator[tuple[str, bool]]:
    """Each sentence, and whether somebody says it."""
    end = 0
    for a, b in sorted(span for quotation in novel.quotations for span in quotation.spans):
        if a < end:
            continue
        for number, sentence in enumerate(_split(novel.text[end:a])):
            clause = number == 0 and end and len(sentence.split()) < LEAST_REST
            if not clause and not sentence[0].islower() and '"' not in sentence:
                yield sentence, False
        for sentence in _split(novel.text[a:b]):
            yield sentence, True
        end = b


def _split(text: str) -> Iterator[str]:
    at = 0
    for match in [*_END.finditer(text), None]:
        if sentence := text[at : match.end() if match else len(text)].strip('" \n'):
            yield sentence
        at = match.end() if match else at
