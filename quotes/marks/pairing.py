"""From the marks of a text to its quoted stretches: the module's main way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from quotes.marks import dialogue
from quotes.marks.layout import Layout, Span, layout
from quotes.marks.matching import match
from quotes.marks.quoted import Quoted
from quotes.marks.scanning import Closes, Mark, scan
from quotes.marks.stretches import Stretch, between, between_marks
from quotes.marks.unclosed import Unclosed


def pair(text: str, skip: Sequence[Span] = (), *, dash: bool | None = None) -> list[Quoted]:
    """The quoted stretches of ``text``, sorted by start, outermost first.

    Pure and linear in the length of ``text``; any text will do, nothing is raised. Two stretches
    either nest or have nothing in common. A stretch lies within one paragraph, unless the mark
    that the paragraph leaves open is closed in the next one without having been repeated.

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
    by_sentence = shape.kind == "sentences"
    stretches = [
        Stretch(
            start,
            end,
            after_skip,
            own,
            match(
                text,
                own,
                by_sentence=by_sentence,
                singles_by_line=by_sentence and not main_single,
            ),
        )
        for start, end, after_skip, own in _with_marks(_cut(shape.paragraphs, furniture), marks)
    ]
    found = list(_paired(text, stretches))
    unclosed = Unclosed(text, stretches, by_sentence=by_sentence)
    found += unclosed.resolve(main_single)
    found += _speeches(text, shape, furniture, found, dash)
    for start, end, _ in _cut(shape.blocks, furniture):
        found += between(text, start, end, start, end, "block")
    return _nested(found, unclosed.continuing)


def _merged(spans: Iterable[Span], length: int) -> list[Span]:
    """``spans`` sorted, cut to the text, those that touch joined, empty ones left out."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        start, end = max(0, start), min(end, length)
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(spans: Iterable[Span], furniture: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """What ``furniture`` leaves of ``spans``, as (start, end, whether furniture stands before)."""
    ends = [end for _, end in furniture]
    for start, end in spans:
        after_skip = False
        number = bisect_left(ends, start + 1)
        while number < len(furniture) and furniture[number][0] < end:
            skip_start, skip_end = furniture[number]
            if start < skip_start:
                yield start, skip_start, after_skip
            start, after_skip = skip_end, True
            number += 1
        if start < end:
            yield start, end, after_skip


def _with_marks(
    paragraphs: Iterable[tuple[int, int, bool]], marks: Sequence[Mark]
) -> Iterator[tuple[int, int, bool, Sequence[Mark]]]:
    """The paragraphs, each with the marks that stand in it."""
    number = 0
    for start, end, after_skip in paragraphs:
        while number < len(marks) and marks[number].start < start:
            number += 1
        first = number
        while number < len(marks) and marks[number].end <= end:
            number += 1
        yield start, end, after_skip, marks[first:number]


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
    whole = [(start, end) for start, end, after_skip in units if not after_skip]
    opened = dialogue.starts(text, whole, after_colon=by_sentence)
    if not opened:
        return
    outermost = [(q.outer_start, q.outer_end) for q in _nested(found) if q.depth == 0]
    if dash or dialogue.is_dialogue(text, opened, len(whole), len(outermost)):
        for speech in dialogue.speeches(text, opened, outermost):
            yield from between(text, speech.start, speech.end, speech.dash, speech.end, "dash")


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
