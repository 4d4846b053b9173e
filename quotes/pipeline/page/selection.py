"""What direct-only mode reads of a report: half of its words, and nearly all that it needs.

The encoder is most of the work, and what stands far from any quotation tells little of who speaks.
It is chosen before anything is read, so that no word is read twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.languages.english_page import SELECTS
from quotes.languages.words import any_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words
    from quotes.pipeline.page.stretches import Stretch

LEAD = 2  # first paragraphs, where a report mostly names its people; chosen on PolNeAR dev
_REFERENCE = re.compile(rf"\b(?:{any_of(SELECTS)})\b", re.IGNORECASE)


def beside_quotations(
    text: str, words: Words, quoting: NDArray[Any], spans: Sequence[Stretch]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Two choices of words, bool[W], that have none in common: what tells of quotations and their
    sources, and what only names people. Read apart, the second takes nothing from the first.

    The first has the paragraphs with a quotation, and the one before a quotation that fills its
    own. The second has those before a paragraph with a quotation and “he”, “she” or “they” beside
    it, and the `LEAD`. ``quoting``: as of `encoder.words.quoting`.
    """
    paragraph = words.paragraph
    bounds = np.searchsorted(paragraph, np.arange(paragraph.max(initial=0) + 2))
    own = np.zeros(len(bounds), dtype=bool)
    filled = np.zeros(len(bounds), dtype=bool)
    for span in spans:
        if span.start < span.end:
            first, last = int(paragraph[span.start]), int(paragraph[span.end - 1])
            own[first : last + 1] = True
            filled[first] |= bounds[first] == span.start and bounds[last + 1] == span.end
    near = own.copy()
    near[:-1] |= filled[1:]

    at = np.array([match.start() for match in _REFERENCE.finditer(text)], dtype=np.int32)
    places = words.end.searchsorted(at, side="right")
    places = places[places < len(words)]
    referring = np.zeros(len(bounds), dtype=bool)
    referring[paragraph[places[quoting[places] == 0]]] = True
    naming = np.zeros(len(bounds), dtype=bool)
    naming[:-1] = (referring & own)[1:]
    naming[np.unique(paragraph)[:LEAD]] = True  # of those that have words
    return near[paragraph], (naming & ~near)[paragraph]
