"""“According to its spokesman, Ada Lund, the toll is dropped”: the name is the source's.

The roles are told word by word, and a name between commas may go to the content behind it. A name
that fills the place between the commas belongs to the description before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quotes.pipeline.attribution.spans import CONTENT, PERSON, SOURCE, Labelled

if TYPE_CHECKING:
    from quotes.encoder.model import Reading
    from quotes.encoder.words import Words


def with_apposed_names(
    text: str, words: Words, reading: Reading, spans: Sequence[Labelled]
) -> list[Labelled]:
    """The same labelled spans, in text order, such names moved from content to source."""
    out = list(spans)
    for i, content in enumerate(spans):
        if content.label != CONTENT or not i or spans[i - 1].label != SOURCE:
            continue
        source = spans[i - 1]
        first = content.start + _is_comma(text, words, content.start)
        if first - source.end not in (0, 1) or not _is_comma(text, words, first - 1):
            continue
        if first == content.end:  # nothing but the comma
            continue
        person = reading.names[first : content.end].argmax(axis=1)
        length = int(np.argmin(np.isin(person, (PERSON, PERSON + 1))))
        end = first + length
        if length and end + 1 < content.end and _is_comma(text, words, end):
            out[i - 1] = source._replace(end=end)
            out[i] = content._replace(start=end + 1)
    return out


def _is_comma(text: str, words: Words, at: int) -> bool:
    return at >= 0 and text[int(words.start[at]) : int(words.end[at])] == ","
