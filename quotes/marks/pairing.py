"""From the marks of a text to its quoted stretches: the module's main way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from quotes.marks import dialogue
from quotes.marks.layout import Layout, layout
from quotes.marks.matching import match
from quotes.marks.quoted import Quoted
from quotes.marks.scanning import Closes, Mark, scan
from quotes.marks.stretches import Stretch, between, between_marks
from quotes.marks.unclosed import Unclosed
from quotes.spans import Span, joined


def pair(text: str, skip: Sequence[Span] = (), *, dash: bool | None = None) -> list[Quoted]:
    """The quoted stretches of ``text``, sorted by start, outermost first.

    Pure and linear in the length of ``text``; any text will do, nothing is raised. Two stretches
    either nest or have nothing in common. A stretch lies within one paragraph, unless the mark
    that the paragraph leaves open is closed in a later one without having been repeated (verse).

    Args:
        text: The text as read.
        skip: Stretches (start, end) of page furniture, such as the image names a web page leaves:
            marks in them do not count, and no quoted stretch contains them.
        dash: Whether a dash at a paragraph's begin opens speech. None decides by the document:
            several paragraphs begin so, they read like speech, and hardly anything else is quoted.
    """
    shape = layout(text)
    furniture = _merged(skip, len(text))
    marks = scan(text)
    main_single = _is_main_single(marks)
    stretches = list(_stretches(text, shape, furniture, marks, main_single))
    found = list(_paired(text, stretches))
    unclosed = Unclosed(text, stretches, by_sentence=shape.kind == "sentences")
    found += unclosed.resolve(main_single)
    found += _speeches(text, shape, furniture, found, dash)
    for piece in _cut(shape.blocks, furniture):
        start, end = piece.start, piece.end
        found += between(text, start, end, start, end, "block")
    return _nested(found, unclosed.continuing)


def _merged(spans: Iterable[Span], length: int) -> list[Span]:
    """``spans`` sorted, cut to the text, those that touch joined, empty ones left out."""
    cut = ((max(0, start), min(end, length)) for start, end in spans)
    return joined((start, end) for start, end in cut if start < end)


class _Piece(NamedTuple):
    """What furniture leaves of a span; ``number`` is the span's."""

    start: int
    end: int
    number: int
    after_skip: bool


def _cut(spans: Iterable[Span], furniture: Sequence[Span]) -> Iterator[_Piece]:
    """What ``furniture`` leaves of ``spans``."""
    ends = [end for _, end in furniture]
    for number, (start, end) in enumerate(spans):
        after_skip = False
        place = bisect_left(ends, start + 1)
        while place < len(furniture) and furniture[place][0] < end:
            skip_start, skip_end = furniture[place]
            if start < skip_start:
                yield _Piece(start, skip_start, number, after_skip)
            start, after_skip = skip_end, True
            place += 1
        if start < end:
            yield _Piece(start, end, number, after_skip)


def _stretches(
    text: str,
    shape: Layout,
    furniture: Sequence[Span],
    marks: Sequence[Mark],
    main_single: bool,
) -> Iterator[Stretch]:
    by_sentence = shape.kind == "sentences"
    by_line = by_sentence and not main_single
    at = 0
    for start, end, number, after_skip in _cut(shape.paragraphs, furniture):
        while at < len(marks) and marks[at].start < start:
            at += 1
        first = at
        while at < len(marks) and marks[at].end <= end:
            at += 1
        own = marks[first:at]
        matched = match(text, own, by_sentence=by_sentence, singles_by_line=by_line)
        yield Stretch(start, end, shape.levels[number], after_skip, own, matched)


def _is_main_single(marks: Sequence[Mark]) -> bool:
    """Whether the document quotes with single marks first, as British fiction does."""
    doubles = sum(mark.kind == "double" and mark.closes is Closes.WELL for mark in marks)
    singles = sum(mark.kind == "single" and mark.closes is Closes.WELL for mark in marks)
    return singles > doubles


def _paired(text: str, stretches: Iterable[Stretch]) -> Iterator[Quoted]:
    for stretch in stretches:
        for opening, closing in stretch.matched.pairs:
            yield from between_marks(text, opening, closing)


def _speeches(
    text: str,
    shape: Layout,
    furniture: Sequence[Span],
    found: Iterable[Quoted],
    dash: bool | None,
) -> Iterator[Quoted]:
    """The stretches that a dash opens, if dashes open speech in this document."""
    if dash is False:
        return
    by_sentence = shape.kind == "sentences"
    units = _cut(shape.lines if by_sentence else shape.paragraphs, furniture)
    whole = [(unit.start, unit.end) for unit in units if not unit.after_skip]
    opened = dialogue.starts(text, whole, after_colon=by_sentence)
    if not opened:
        return
    outermost = [(q.outer_start, q.outer_end) for q in _nested(found) if q.depth == 0]
    if dash or dialogue.is_dialogue(text, opened, len(whole), _outside(outermost, opened)):
        for speech in dialogue.speeches(text, opened, outermost):
            yield from between(text, speech.start, speech.end, speech.dash, speech.end, "dash")


def _outside(spans: Sequence[Span], around: Sequence[Span]) -> int:
    """How many of ``spans`` begin in none of ``around``; both in order, neither overlapping."""
    ends = [end for _, end in around]
    places = ((start, bisect_left(ends, start + 1)) for start, _ in spans)
    return sum(place == len(around) or start < around[place][0] for start, place in places)


def _nested(found: Iterable[Quoted], continuing: Container[int] = ()) -> list[Quoted]:
    """The stretches in order, with their depth; one that overlaps an earlier one in part goes."""
    result: list[Quoted] = []
    around: list[Quoted] = []
    for quoted in sorted(found, key=lambda q: (q.outer_start, -q.outer_end, q.start)):
        while around and around[-1].outer_end <= quoted.outer_start:
            around.pop()
        if around and quoted.outer_end > around[-1].outer_end:
            continue
        continues = quoted.continues or quoted.outer_start in continuing
        if around or continues:
            quoted = replace(quoted, depth=len(around), continues=continues)
        around.append(quoted)
        result.append(quoted)
    return result
