"""Names that the roles, which are told word by word, leave to the content beside them.

“According to its spokesman, Ada Lund, the toll is dropped”: a name that fills the place between the
commas belongs to the description before it. ““I am done,” Mayor Ada Lund said, the Post reported”:
whoever stands between a quotation and its verb says it, whatever else the sentence reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quotes.pipeline.attribution.spans import (
    CONTENT,
    CUE,
    ORGANISATION,
    PERSON,
    SOURCE,
    Labelled,
)
from quotes.pipeline.page.stretches import Stretch

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


def with_subjects(
    text: str,
    words: Words,
    reading: Reading,
    spans: Sequence[Labelled],
    speech: Sequence[Stretch],
) -> list[Labelled]:
    """The same labelled spans, in text order, the names between a quotation and the verb right
    behind it cut off from the content as its source.

    ``speech``: the quotations that somebody says.
    """
    ends = sorted(stretch.end for stretch in speech)
    out = []
    for i, span in enumerate(spans):
        behind = bisect_left(ends, span.end) - 1
        at = ends[behind] if behind >= 0 else 0
        is_before_cue = spans[i + 1 : i + 2] and spans[i + 1].label == CUE
        if (
            span.label == CONTENT
            and is_before_cue
            and spans[i + 1].start == span.end
            and at >= span.start
            and _ends_in_name(reading, span.end)
            and all(text[int(words.start[k])].isupper() for k in range(at, span.end))
        ):
            out += [span._replace(end=at)] if at > span.start else []
            out.append(span._replace(start=at, label=SOURCE))
        else:
            out.append(span)
    return out


def _ends_in_name(reading: Reading, end: int) -> bool:
    label = int(reading.names[end - 1].argmax())
    return label in (PERSON, PERSON + 1, ORGANISATION, ORGANISATION + 1)


def _is_comma(text: str, words: Words, at: int) -> bool:
    return at >= 0 and text[int(words.start[at]) : int(words.end[at])] == ","
