"""Attribution → what a record shows: its kind, its parts, and the stretches between marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from quotes.records import Kind, Part
from quotes.spans import joined

if TYPE_CHECKING:
    from quotes.encoder.words import Words
    from quotes.marks import Quoted


@dataclass(frozen=True, slots=True)
class Shape:
    """The printed form of one quotation."""

    kind: Kind
    parts: tuple[Part, ...]
    quoted: tuple[Part, ...]
    stretches: tuple[int, ...]  # numbers of the quoted stretches in it


def shape(
    text: str,
    words: Words,
    contents: Sequence[tuple[int, int]],
    stretches: Sequence[Quoted],
    said: Sequence[bool],
) -> Shape:
    """Direct where all words of the content stand between marks, indirect where none does.

    ``stretches`` are in text order and do not overlap. ``said``: which of them are speech; others
    (a ship's name) are words like any other.
    """
    spans = [(int(words.start[a]), int(words.end[b - 1])) for a, b in contents]
    first = bisect_right(stretches, min(s for s, _ in spans), key=attrgetter("end"))
    last = bisect_left(stretches, max(e for _, e in spans), key=attrgetter("start"))
    inside = [
        i
        for i, stretch in enumerate(stretches[first:last], first)
        if said[i]
        and any(s < stretch.end and stretch.start < e for s, e in spans)
        and _share(stretch, spans) >= 0.5
    ]
    quoted = tuple(Part.of(text, stretches[i].start, stretches[i].end) for i in inside)
    if not quoted:
        return Shape("indirect", _parts(text, spans), (), ())
    if not any(_outside(text, s, e, [stretches[i] for i in inside]) for s, e in spans):
        return Shape("direct", quoted, quoted, tuple(inside))
    return Shape("mixed", _parts(text, spans), quoted, tuple(inside))


def _share(stretch: Quoted, spans: Sequence[tuple[int, int]]) -> float:
    length = stretch.end - stretch.start
    covered = sum(max(0, min(e, stretch.end) - max(s, stretch.start)) for s, e in spans)
    return covered / length if length else 0.0


def _outside(text: str, start: int, end: int, stretches: Sequence[Quoted]) -> bool:
    """Is there a letter or digit of text[start:end] that is in none of the stretches?"""
    at = start
    for stretch in stretches:
        if stretch.outer_end <= at or stretch.outer_start >= end:
            continue
        if any(ch.isalnum() for ch in text[at : max(at, stretch.outer_start)]):
            return True
        at = max(at, stretch.outer_end)
    return any(ch.isalnum() for ch in text[at:end])


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """Each span is a part; those that touch are one."""
    return tuple(Part.of(text, start, end) for start, end in joined(spans))
