"""Quotations whose typography tells who speaks, so that nothing has to be learned.

“…” – Name, title: a quotation signed after a dash, as press releases and pull quotes have it. Cue
and source are the dash that follows the closing mark, in the same paragraph or at the head of the
next, and the capitalised words up to its end.

“NAME: …”: a transcript that an article prints between marks, paragraph by paragraph. Cue and source
are the colon and the label, which stand inside the marks and yet are not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.words import WordSpan
from quotes.pipeline.attribution.attribution import Attribution
from quotes.pipeline.page.labels import LABEL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words
    from quotes.marks import Quoted

MOST_WORDS = 6  # before the first comma of a signature
SURE = 0.95  # that such a quotation is one, and of this source

_SIGNED = re.compile(
    r"[^\S\n]*(?:\n[>\s]*)?(?P<dash>[–—―]|--?)[^\S\n]*(?P<name>[A-Z][^\n“”\"]{1,120}?)[.\s]*(?=\n|$)"
)
_LABEL_BEFORE = re.compile(rf"[“\"'‘«]\s*{LABEL}$")


def sign(
    text: str, words: Words, speech: Sequence[Quoted], attributions: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions, with each signed or labelled quotation given to its name."""
    taken = np.zeros(len(words), dtype=bool)
    told: list[Attribution] = []
    for one in [*_signed(text, words, speech), *_labelled(text, words, speech)]:
        own = np.zeros(len(words), dtype=bool)
        for a, b in [*one.contents, *(span for span in (one.cue, one.source) if span)]:
            own[a:b] = True
        told = [*_without(told, own), one]
        taken |= own
    return sorted([*_without(attributions, taken), *told], key=lambda one: one.contents)


def _without(attributions: Iterable[Attribution], taken: NDArray[Any]) -> Iterator[Attribution]:
    """Less the contents that touch a word of ``taken``, bool[W], and those that lose them all."""
    for attribution in attributions:
        contents = tuple((a, b) for a, b in attribution.contents if not taken[a:b].any())
        if contents:
            yield replace(attribution, contents=contents)


def _signed(text: str, words: Words, speech: Iterable[Quoted]) -> Iterator[Attribution]:
    for stretch in speech:
        match = _SIGNED.match(text, stretch.outer_end)
        if not match or not _is_name(match["name"].split(",")[0].split()):
            continue
        quotation = words.range_of(stretch.outer_start, stretch.outer_end)
        dash, name = words.range_of(*match.span("dash")), words.range_of(*match.span("name"))
        if dash[0] < dash[1] and name[0] < name[1]:
            yield Attribution((quotation,), dash, name, SURE, SURE)


def _labelled(text: str, words: Words, speech: Iterable[Quoted]) -> Iterator[Attribution]:
    """The turns: a label's stretch and those that follow it with nothing between but marks."""
    label: tuple[WordSpan, WordSpan] | None = None  # colon and name
    contents: list[WordSpan] = []
    end = 0
    for stretch in speech:
        own = _LABEL_BEFORE.search(text, max(0, stretch.start - 80), stretch.start)
        if own or any(ch.isalnum() for ch in text[end : stretch.start]):
            if label:
                yield Attribution(tuple(contents), *label, SURE, SURE)
            contents = []
            label = own and (words.range_of(*own.span("colon")), words.range_of(*own.span("name")))
        contents.append(words.range_of(stretch.outer_start, stretch.outer_end))
        end = stretch.end
    if label:
        yield Attribution(tuple(contents), *label, SURE, SURE)


def _is_name(words: Sequence[str]) -> bool:
    """Capitalised but for particles (“Ana de la Cruz”): “— Then we went home” signs nothing."""
    large = [word for word in words if word[0].isupper()]
    return len(words) <= MOST_WORDS and len(words) - len(large) <= (2 if len(large) > 1 else 0)
