"""A source that its labels leave doubtful, in the sentence of a cue that has no other.

Most cues have one, so less will do there than anywhere: the labels are read again with sources
favoured, and the surest span is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.words import WordSpan
from quotes.languages import english
from quotes.pipeline.attribution.clauses import NEVER
from quotes.pipeline.attribution.spans import SOURCE, decode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Reading

# How many words from the cue it may stand, and by how much, in log-probability, it is favoured.
# Chosen on PolNeAR dev: without them the right speakers fall by .004.
REACH, FAVOUR = 15, 2.0
# The same of what stands right behind a cue that follows a quotation (“…?” asked the woman), with
# so many marks in between, and of what a clause before a colon begins with.
SUBJECT, MARKS = 6.0, 2
_BEFORE_NOUN = {*english.ARTICLES, *english.POSSESSIVES}


def doubtful_source(
    reading: Reading,
    cue: WordSpan,
    contents: Sequence[WordSpan],
    introduces: NDArray[Any],
    sentence: NDArray[Any],
    printed: Callable[[WordSpan], str],
) -> tuple[WordSpan | None, float]:
    """The likeliest source of a cue and its contents, and how likely it is.

    ``introduces``, ``sentence``: bool[W] and int32[W], as `introducing` and `sentence_numbers` give
    them.
    """
    first, last = np.searchsorted(sentence, [sentence[cue[0]], sentence[cue[0]] + 1]).tolist()
    subjects = list(_subjects(cue, contents, first, introduces, len(sentence), printed))
    first, last = max(first, cue[0] - REACH), min(last, cue[1] + REACH)
    scores = reading.roles[first:last].copy()
    for a, b in (cue, *contents):
        a, b = max(a - first, 0), max(b - first, 0)
        scores[a:b, SOURCE:] = -NEVER
    for a, b in subjects:
        if a >= first:
            scores[a - first : a - first + 1, SOURCE] += SUBJECT
            scores[a - first + 1 : b - first, SOURCE + 1] += SUBJECT
    found = [span for span in decode(scores, SOURCE, FAVOUR) if span.label == SOURCE]
    if not found:
        return None, 0.0
    best = max(found, key=lambda span: span.probability)
    return (first + best.start, first + best.end), best.probability


def _subjects(
    cue: WordSpan,
    contents: Sequence[WordSpan],
    begins: int,
    introduces: NDArray[Any],
    end: int,
    printed: Callable[[WordSpan], str],
) -> Iterator[WordSpan]:
    """Words that surely begin it: behind the cue of “…?” asked the woman, or where “The last entry
    reads: …” begins. ``begins``: where the cue's sentence does; ``end``: of all words."""
    follows_one = any(0 <= cue[0] - b <= MARKS for _, b in contents)
    if follows_one and not printed(cue).endswith("ing"):
        yield cue[1], _begins(printed, cue[1], end)
    if introduces[cue[0]] and _is_article(printed, begins):
        commas = (at for at in range(begins, cue[0]) if printed((at, at + 1)) == ",")
        yield begins, next(commas, cue[0])


def _begins(printed: Callable[[WordSpan], str], at: int, end: int) -> int:
    """The end of the words at ``at`` that begin a noun phrase: an article does with the next."""
    begun = at
    while begun < min(end, at + 2) and _is_article(printed, begun):
        begun += 1
    return min(end, begun + 1)


def _is_article(printed: Callable[[WordSpan], str], at: int) -> bool:
    return printed((at, at + 1)).casefold() in _BEFORE_NOUN
