"""Opening marks that their paragraph does not close.

Either the next paragraph repeats the mark, as a quotation of several paragraphs does; or it closes
what this one opened (letters, verse); or a mark of another kind closes it by mistake; or it is
never closed, and the stretch ends with its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from quotes.marks.matching import introduces, match_across_kinds
from quotes.marks.quoted import Quoted
from quotes.marks.scanning import Closes, Mark, Opens
from quotes.marks.stretches import Stretch, after_mark, before_mark, between_marks

# A quotation that nobody repeats the mark of may hold this many paragraphs more: verse, a letter.
_REACH = 8


class Unclosed:
    """Resolves the marks left open in the ``stretches`` of a text.

    ``continuing`` holds, once resolved, the offsets of the opening marks that repeat an open one.
    ``by_sentence``: the text has one sentence a line and no paragraphs, so an unclosed stretch
    ends with its line, and a mark that begins a line may begin a paragraph.
    """

    def __init__(self, text: str, stretches: Sequence[Stretch], *, by_sentence: bool) -> None:
        self.continuing: set[int] = set()
        self._text = text
        self._stretches = stretches
        self._by_sentence = by_sentence
        self._in_use = {opening.kind for each in stretches for opening, _ in each.matched.pairs}

    def resolve(self, main_single: bool) -> Iterator[Quoted]:
        """The stretches that the open marks begin."""
        for number, stretch in enumerate(self._stretches):
            if not stretch.matched.open:
                continue
            following = self._stretches[number + 1 : number + 1 + _REACH]
            of_block = list(takewhile(partial(_same_level, stretch), following))
            yield from self._resolve(stretch, of_block, main_single)

    def _resolve(
        self, stretch: Stretch, following: Sequence[Stretch], main_single: bool
    ) -> Iterator[Quoted]:
        repeated = _leading(following[0]) if following else []
        open_: list[Mark] = []
        for mark in stretch.matched.open:
            if self._is_believable(mark, main_single) or _is_repeated_inside(
                mark, repeated[len(open_) :], open_
            ):
                open_.append(mark)
        cut = self._repeated_within(stretch, open_)
        across = dict[Mark, Mark]()
        if not (repeated and open_ and repeated[0].kind == open_[-1].kind):
            candidates = [m for m in stretch.matched.open if introduces(self._text, m)]
            across = dict(match_across_kinds(candidates, stretch.matched.stray))
        bound = stretch.end
        for mark in sorted({*open_, *across}):
            bound = bound if mark.start < bound else stretch.end
            if mark in across:
                yield from between_marks(self._text, mark, across[mark])
            elif mark.start in cut:
                bound = min(bound, cut[mark.start])
                yield from self._until(mark, bound)
            elif repeated and repeated[0].kind == mark.kind:
                self.continuing.add(repeated.pop(0).start)
                yield from after_mark(self._text, mark, bound, closed=True)
            elif closing := _closes_first(following, mark):
                if following[0].after_skip:
                    yield from after_mark(self._text, mark, bound, closed=True)
                    yield from before_mark(self._text, following[0].start, closing)
                else:
                    yield from between_marks(self._text, mark, closing)
            else:
                yield from self._until(mark, bound)

    def _is_believable(self, mark: Mark, main_single: bool) -> bool:
        """Whether an unclosed mark is one: a lone ' is an apostrophe, a lone « an arrow."""
        if mark.opens is not Opens.YES or mark.closes:
            return False
        if mark.kind == "single":
            return main_single and introduces(self._text, mark)
        return mark.kind == "double" or mark.kind in self._in_use

    def _repeated_within(self, stretch: Stretch, open_: Sequence[Mark]) -> dict[int, int]:
        """For an open mark (by offset) where the next one of its shape opens on the same level."""
        opening = {mark.start: mark for mark in open_}
        outer_end = -1
        for first, last in sorted(stretch.matched.pairs):
            if first.start >= outer_end:
                opening[first.start] = first
                outer_end = last.end
        found: dict[int, int] = {}
        latest: dict[str, int] = {}
        for start in sorted(opening, reverse=True):
            glyph = opening[start].glyph
            if glyph in latest:
                found[start] = latest[glyph]
            latest[glyph] = start
        return found

    def _until(self, mark: Mark, end: int) -> Iterator[Quoted]:
        """The stretch of a mark that is never closed, at most to ``end``."""
        text = self._text
        if self._by_sentence:
            if text[end - 1] == "\n":
                self.continuing.add(end)
                return after_mark(text, mark, end, closed=True)
            line_end = text.find("\n", mark.end, end)
            end = line_end if line_end >= 0 else end
        return after_mark(text, mark, end, closed=False)


def _same_level(one: Stretch, other: Stretch) -> bool:
    return one.level == other.level


def _leading(stretch: Stretch) -> list[Mark]:
    """The opening marks that a paragraph begins with."""
    found: list[Mark] = []
    at = stretch.start
    for mark in stretch.marks:
        if mark.start != at or not mark.opens:
            break
        found.append(mark)
        at = mark.end
    return found


def _is_repeated_inside(mark: Mark, repeated: Sequence[Mark], around: Sequence[Mark]) -> bool:
    """Whether the next paragraph repeats ``mark`` after the marks ``around`` it: “‘Then …"""
    return bool(around and repeated) and repeated[0].kind == mark.kind and not mark.closes


def _closes_first(following: Sequence[Stretch], opened: Mark) -> Mark | None:
    """The mark that can only close, if it is the first of its kind after ``opened``.

    Page furniture may stand before the first paragraph that follows, not before a later one.
    """
    for number, stretch in enumerate(following):
        if number and (stretch.after_skip or following[0].after_skip):
            return None
        for mark in stretch.marks:
            if mark.kind == opened.kind:
                closes = mark.closes is Closes.WELL and not mark.opens
                return mark if closes and mark in stretch.matched.stray else None
    return None
