"""“…” – Name, title: a quotation signed after a dash, as press releases and pull quotes have it.

The typography tells cue and source, so nothing has to be learned: the dash that follows the closing
mark, in the same paragraph or at the head of the next, and the capitalised words up to its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.pipeline.attribution import Attribution
from quotes.pipeline.spans import WordSpan

if TYPE_CHECKING:
    from quotes.encoder.words import Words
    from quotes.marks import Quoted

MOST_WORDS = 6  # before the first comma of a signature
SURE = 0.95  # that such a quotation is one, and of this source

_SIGNED = re.compile(
    r"[ \t]*(?:\n[>\s]*)?(?P<dash>[–—―]|--?)[ \t]*(?P<name>[A-Z][^\n“”\"]{1,120}?)[.\s]*(?=\n|$)"
)


def sign(
    text: str, words: Words, speech: Sequence[Quoted], attributions: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions, with each signed quotation given to the name that signs it."""
    out = list(attributions)
    for stretch in speech:
        match = _SIGNED.match(text, stretch.outer_end)
        if not match or not _is_name(match["name"].split(",")[0].split()):
            continue
        quotation = words.range_of(stretch.outer_start, stretch.outer_end)
        dash, name = words.range_of(*match.span("dash")), words.range_of(*match.span("name"))
        if dash[0] == dash[1] or name[0] == name[1]:
            continue
        taken = (quotation, dash, name)
        kept = []
        for attribution in out:
            contents = tuple(c for c in attribution.contents if not _touches(c, taken))
            if contents:
                kept.append(replace(attribution, contents=contents))
        out = [*kept, Attribution((quotation,), dash, name, SURE, SURE)]
    return sorted(out, key=lambda attribution: attribution.contents)


def _is_name(words: Sequence[str]) -> bool:
    """Capitalised but for particles (“Ana de la Cruz”): “— Then we went home” signs nothing."""
    large = [word for word in words if word[0].isupper()]
    return len(words) <= MOST_WORDS and len(words) - len(large) <= (2 if len(large) > 1 else 0)


def _touches(span: WordSpan, others: Sequence[WordSpan]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in others)
