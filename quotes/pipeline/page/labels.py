"""“NAME: …”: the labels of a transcript that an article prints between marks, a paragraph a turn.

A label stands inside the marks and yet is not said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.marks import Quoted

LEAST_LABELS = 3  # of one text; a single “WARNING: …” is part of what it introduces
LABEL = r"(?P<name>[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3})(?P<colon>:)\s+"
_BEGINS = re.compile(rf"{LABEL}(?=\S)")


def without_labels(text: str, stretches: Sequence[Quoted]) -> list[Quoted]:
    """The stretches, less the label that begins them where they are turns of a transcript."""
    labels = [_BEGINS.match(text, s.start, s.end) if s.depth == 0 else None for s in stretches]
    if sum(label is not None for label in labels) < LEAST_LABELS:
        return list(stretches)
    return [
        replace(stretch, start=label.end(), outer_start=label.end(), continues=False)
        if label
        else stretch
        for stretch, label in zip(stretches, labels, strict=True)
    ]
