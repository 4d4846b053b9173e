"""Fits the weights of `quotes.pipeline.page.talk`: python -m quotes.training.talk --corpora DIR.

Prints the tuple to paste there. The sentences of PDNC's novels, equally many of each: those within
an annotated quotation, and those of the narrator around it, without the reporting clauses.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from quotes.corpora import pdnc
from quotes.corpora.annotations import AnnotatedText
from quotes.pipeline.page.talk import features
from quotes.training.style import fit

SENTENCES = 1200  # of each novel
LEAST_REST = 9  # words behind a quotation from which on they are no mere reporting clause
_END = re.compile(r"[.?!…]+[\"'”’)]*\s+(?=[A-Z\"'“‘(])|\n\n")


def sentences(novel: AnnotatedText) -> Iterator[tuple[str, bool]]:
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    rows, said = [], []
    for novel in pdnc.read(parser.parse_args().corpora / "pdnc"):
        found = list(sentences(novel))
        for sentence, spoken in random.Random(1).sample(found, min(SENTENCES, len(found))):
            if (row := features(sentence)) is not None:
                rows.append(row)
                said.append(float(spoken))
    x, y = np.array(rows), np.array(said)
    weights = fit(x, y)
    right = ((weights[0] + x @ weights[1:] > 0) == (y > 0)).mean()
    print(f"{right:.3f} of {len(x)} sentences right")
    print(tuple(round(float(w), 2) for w in weights))


if __name__ == "__main__":
    main()
