"""A text with other words in some places, and where its spans are then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from quotes.spans import Span


class Edit(NamedTuple):
    """``new``, which is not empty, stands instead of text[start:end], which is not empty either."""

    start: int
    end: int
    new: str


class Edited:
    """``text`` after the edits. Raises ValueError where two of them overlap."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        edits = sorted(edits)
        self._starts, self._ends = [e.start for e in edits], [e.end for e in edits]
        self._now: list[Span] = []  # where each edit's words are
        pieces, at, length = [], 0, 0
        for start, end, new in edits:
            if not (at <= start < end <= len(text) and new):
                raise ValueError(f"the edit {start}–{end} is empty, or overlaps another one")
            length += start - at
            self._now.append((length, length + len(new)))
            pieces += [text[at:start], new]
            length, at = length + len(new), end
        self.text = "".join([*pieces, text[at:]])

    def moved(self, span: Span) -> Span:
        """Where the span is now. What it has a part of it has all of: it begins and ends at the
        edges of the new words. An empty span stays empty."""
        start, end = span
        first = bisect_right(self._starts, start) - 1
        if first >= 0 and start < self._ends[first]:
            start = self._now[first][0]
        else:
            start = self._after(start, first + 1)
        if span[0] == end:
            return start, start
        last = bisect_left(self._ends, end)
        if last < len(self._starts) and self._starts[last] < end:
            end = self._now[last][1]
        else:
            end = self._after(end, last)
        return start, end

    def _after(self, place: int, count: int) -> int:
        """A place that lies in no edit, behind ``count`` of them."""
        return place + (self._now[count - 1][1] - self._ends[count - 1] if count else 0)
