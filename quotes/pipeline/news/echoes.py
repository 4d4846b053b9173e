"""Pull quotes: a paragraph that prints again what stands in another one, to catch the eye.

Nobody goes on from it: “he continued” behind it looks back to the paragraph above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from quotes.encoder.words import Words
    from quotes.marks import Quoted

LEAST = 24  # characters: shorter ones are said twice (“Yes, of course”)


def pull_quotes(text: str, words: Words, speech: Iterable[Quoted]) -> frozenset[int]:
    """The numbers of such paragraphs: of two with one quotation, the shorter one."""
    places: dict[str, set[int]] = defaultdict(set)
    for stretch in speech:
        first, end = words.range_of(stretch.start, stretch.end)
        if first < end and stretch.end - stretch.start >= LEAST:
            printed = text[stretch.start : stretch.end].rstrip(" ,.?!…").casefold()
            places[printed].add(int(words.paragraph[first]))
    twice = [found for found in places.values() if len(found) > 1]
    if not twice:
        return frozenset()
    lengths = np.bincount(words.paragraph)
    return frozenset(min(found, key=lambda number: int(lengths[number])) for found in twice)
