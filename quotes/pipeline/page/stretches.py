"""What stands between quotation marks on a page: found in the text, then as words of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes import marks
from quotes.pipeline.page.dashes import spoken
from quotes.pipeline.page.labels import without_labels

if TYPE_CHECKING:
    from quotes.encoder.words import Words


class Stretch(NamedTuple):
    """An outermost stretch as words [start, end), marks included.

    ``opens``: nothing before it can belong to the same content, because a sentence begins with it;
    ``closes``: nothing after it can.
    """

    start: int
    end: int
    opens: bool
    closes: bool


def find_stretches(text: str, skip: Sequence[tuple[int, int]]) -> list[marks.Quoted]:
    """The quoted stretches of a text, in order. ``skip``: characters that are no part of it."""
    pieces = [piece for piece in spoken(text, marks.pair(text, skip)) if piece.end > piece.start]
    return without_labels(text, pieces)


def as_words(text: str, words: Words, quoted: marks.Quoted) -> Stretch:
    a, b = words.range_of(quoted.outer_start, quoted.outer_end)
    before = text[max(0, quoted.outer_start - 3) : quoted.outer_start].rstrip(" ")
    opens = text[quoted.start].isupper() and (not before or before[-1] in ',:.?!\n>”"—')
    closes = text[quoted.end - 1] in ",.?!…—"
    return Stretch(a, b, opens, closes)
