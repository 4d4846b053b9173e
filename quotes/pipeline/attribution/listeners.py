"""Who listens is no source: ““The kettle is on.” Bob nodded”, “her advice to nurses: …”.

A sentence of its own behind a quotation that has come to its stop, which says nothing but what
somebody does, reports nothing. Where a comma leads to the verb (“…,” Bob nodded), it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from quotes.encoder.words import WordSpan
from quotes.languages import english
from quotes.languages.words import any_of
from quotes.pipeline.attribution.spans import CUE, SOURCE, Labelled
from quotes.pipeline.page.stretches import Stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words

_FOR = re.compile(rf"\b(?:{any_of(english.UTTERANCES)})\s+(?:to|for)\s+\Z", re.IGNORECASE)
_BEFORE = 40  # characters
MARKS = 2  # words that are marks between a quotation and the sentence behind it


def without_addressees(text: str, words: Words, spans: Sequence[Labelled]) -> list[Labelled]:
    """The same labelled spans less the sources behind “a message to”."""

    def listens(span: Labelled) -> bool:
        start = int(words.start[span.start])
        return bool(_FOR.search(text, max(0, start - _BEFORE), start))

    return [span for span in spans if span.label != SOURCE or not listens(span)]


def without_gestures(
    spans: Sequence[Labelled],
    speech: Sequence[Stretch],
    sentence: NDArray[Any],
    printed: Callable[[WordSpan], str],
) -> list[Labelled]:
    """The same labelled spans less the cue and the sources of such sentences.

    ``sentence``: int32[W], the number of each word's sentence; ``speech``: the quotations that
    somebody says.
    """
    told = {int(sentence[s.start]) for s in spans if s.label == CUE and not _is_gesture(s, printed)}
    said = {int(n) for s in speech for n in sentence[s.start : s.end]}
    behind = {
        int(sentence[min(s.end + k, len(sentence) - 1)])
        for s in speech
        if s.closes
        for k in range(MARKS)
    }
    inside = (s for s in spans if s.label == CUE or s.end < len(sentence))
    gestures = {int(sentence[s.start]) for s in inside if _is_gesture(s, printed)}
    gestures &= behind - told - said
    return [
        s for s in spans if s.label not in (CUE, SOURCE) or int(sentence[s.start]) not in gestures
    ]


def _is_gesture(span: Labelled, printed: Callable[[WordSpan], str]) -> bool:
    """Is it the verb of a gesture, or somebody right before one that is no cue?"""
    if span.label == CUE:
        return printed((span.start, span.end)).casefold().split()[0] in english.GESTURES
    behind = printed((span.end, span.end + 1)) if span.label == SOURCE else ""
    return behind.casefold() in english.GESTURES
