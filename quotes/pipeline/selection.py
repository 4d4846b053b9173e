"""What direct-only mode reads of a report: half of its words, and nearly all that it needs.

The encoder is most of the work, and what stands far from any quotation tells little of who speaks.
It is chosen before anything is read, so that a text is read once, each paragraph beside its own
neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words
    from quotes.pipeline.spans import Speech

_REFERENCE = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)


def beside_quotations(
    text: str, words: Words, quoting: NDArray[Any], spans: Sequence[Speech]
) -> NDArray[Any]:
    """bool[W]: the words of the paragraphs with a quotation, and of some before them.

    The paragraph before is read where it may tell who speaks: where the quotation fills its own, or
    “he”, “she” or “they” stands beside it. ``quoting``: as of `encoder.words.quoting`.
    """
    paragraph = words.paragraph
    bounds = np.searchsorted(paragraph, np.arange(paragraph.max(initial=0) + 2))
    own = np.zeros(len(bounds), dtype=bool)
    told_before = np.zeros(len(bounds), dtype=bool)
    for span in spans:
        if span.start < span.end:
            first, last = int(paragraph[span.start]), int(paragraph[span.end - 1])
            own[first : last + 1] = True
            if bounds[first] == span.start and bounds[last + 1] == span.end:
                told_before[first] = True
    at = np.array([match.start() for match in _REFERENCE.finditer(text)], dtype=np.int32)
    places = words.end.searchsorted(at, side="right")
    places = places[places < len(words)]
    referring = paragraph[places[quoting[places] == 0]]
    told_before[referring] |= own[referring]
    near = own.copy()
    near[:-1] |= told_before[1:]
    wanted: NDArray[Any] = near[paragraph]
    return wanted
