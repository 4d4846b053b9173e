"""What stands between quotation marks on a page: found in the text, then as words of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quotes import marks
from quotes.pipeline.page.dashes import CLAUSE, spoken
from quotes.pipeline.page.labels import without_labels
from quotes.pipeline.page.talk import Weights

if TYPE_CHECKING:
    from quotes.encoder.words import Words

_ENDS = ".?!…"
_STOPS = ",.?!…—"  # what a speech, or a clause of one, ends in


class Stretch(NamedTuple):
    """An outermost stretch as words [start, end), marks included.

    ``opens``: nothing before it can belong to the same content, because a sentence begins with it;
    ``closes``: nothing after it can.
    """

    start: int
    end: int
    opens: bool
    closes: bool


def find_stretches(text: str, skip: Sequence[tuple[int, int]], talk: Weights) -> list[marks.Quoted]:
    """The quoted stretches of a text, in order. ``skip``: characters that are no part of it;
    ``talk``: the weights of `pipeline.page.talk`."""
    pieces = spoken(text, marks.pair(text, skip), talk)
    filled = [piece for piece in pieces if piece.end > piece.start]
    return without_labels(text, list(_without_reports(text, filled)))


def _without_reports(text: str, stretches: Sequence[marks.Quoted]) -> Iterator[marks.Quoted]:
    """Less the block quotations that are reports: “> ‘We lost it,’ Lowe said.” has a speech.

    One that begins with a whole speech between marks is nobody's own words from end to end.
    """
    reports = {
        id(block)
        for block, inner in pairwise(stretches)
        if block.style == "block"
        and (inner.outer_start, inner.depth) == (block.start, block.depth + 1)
        and inner.closed
        and _ends_clause(text, inner)
    }
    around: list[int] = []  # the ends of such blocks
    for stretch in stretches:
        while around and around[-1] <= stretch.outer_start:
            around.pop()
        if id(stretch) in reports:
            around.append(stretch.outer_end)
        else:
            yield replace(stretch, depth=stretch.depth - len(around)) if around else stretch


def go_on(text: str, outermost: Sequence[marks.Quoted]) -> list[bool]:
    """Of each outermost stretch: does its mark repeat the one that the stretch before left open?

    As a new paragraph does, whose line break may be lost: “We came. “We saw.” What lost its closing
    mark instead has the narrator's words in it: “We came, she said. “We saw.”
    """
    found = [stretch.continues for stretch in outermost]
    for i, (one, other) in enumerate(pairwise(outermost), 1):
        if not one.closed and one.style == other.style and one.end < other.outer_start:
            between = text[one.end : other.outer_start]
            found[i] |= (
                between.isspace()
                and "\n" not in between
                and text[one.end - 1] in _ENDS
                and not CLAUSE.search(text, one.start, one.end)
            )
    return found


def _ends_clause(text: str, stretch: marks.Quoted) -> bool:
    return text[stretch.end - 1] in _STOPS or text[stretch.outer_end : stretch.outer_end + 1] in (
        *_STOPS,
        "",
        "\n",
    )


def as_words(text: str, words: Words, quoted: marks.Quoted) -> Stretch:
    a, b = words.range_of(quoted.outer_start, quoted.outer_end)
    before = text[max(0, quoted.outer_start - 3) : quoted.outer_start].rstrip(" ")
    opens = text[quoted.start].isupper() and (not before or before[-1] in ',:.?!\n>”"—')
    closes = text[quoted.end - 1] in _STOPS
    return Stretch(a, b, opens, closes)
