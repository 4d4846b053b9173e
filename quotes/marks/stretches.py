"""A paragraph with its marks, and the making of quoted stretches from marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.marks.matching import Matched
from quotes.marks.quoted import Quoted, Style
from quotes.marks.scanning import Kind, Mark

_STYLES: dict[Kind, Style] = {
    "double": "double",
    "single": "single",
    "guillemet": "guillemet",
    "angle": "guillemet",
    "corner": "corner",
    "white corner": "corner",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, or what page furniture leaves of one, with its marks matched.

    ``level`` is how many block quotations it stands in, ``after_skip`` whether furniture cut it
    off from what stands before.
    """

    start: int
    end: int
    level: int
    after_skip: bool
    marks: Sequence[Mark]
    matched: Matched


def between_marks(text: str, opening: Mark, closing: Mark) -> Iterator[Quoted]:
    """The stretch between two marks."""
    style = _STYLES[opening.kind]
    return between(text, opening.end, closing.start, opening.start, closing.end, style)


def after_mark(text: str, opening: Mark, end: int, *, closed: bool) -> Iterator[Quoted]:
    """The stretch from a mark to ``end``, where none closes it."""
    return between(text, opening.end, end, opening.start, end, _STYLES[opening.kind], closed)


def before_mark(text: str, start: int, closing: Mark) -> Iterator[Quoted]:
    """The rest of a stretch that began before ``start``."""
    style = _STYLES[closing.kind]
    return between(text, start, closing.start, start, closing.end, style, continues=True)


def between(
    text: str,
    start: int,
    end: int,
    outer_start: int,
    outer_end: int,
    style: Style,
    closed: bool = True,
    continues: bool = False,
) -> Iterator[Quoted]:
    """The stretch without the blanks at its ends; none if nothing but blanks is left.

    An outer offset that equals the inner one (no mark there) moves with it.
    """
    new_start, new_end = start, end
    while new_start < new_end and text[new_start].isspace():
        new_start += 1
    while new_start < new_end and text[new_end - 1].isspace():
        new_end -= 1
    if new_start < new_end:
        outer_start = new_start if outer_start == start else outer_start
        outer_end = new_end if outer_end == end else outer_end
        yield Quoted(
            new_start, new_end, outer_start, outer_end, style, continues=continues, closed=closed
        )
