"""Transcripts printed on pages, whose lines must not be joined across a label.

A PDF has lines, and a line that begins with “Q” or “MR. LEE:” begins a paragraph however short or
long the line above it is. Numbers before the lines are the page's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.turns import find_turns
from quotes.turns.lines import lines_of


@dataclass(frozen=True, slots=True)
class PrintedTalk:
    """``kept``: numbers of the lines that are not the page's; ``words``: each line's, without the
    number before it; ``begins``: numbers of the lines that begin a paragraph.
    """

    kept: list[int]
    words: list[str]
    begins: frozenset[int]


def printed_talk(printed: Sequence[str]) -> PrintedTalk | None:
    """What the lines of a transcript are; None where they are none. Linear in their length."""
    text = "\n".join(printed)
    turns = find_turns(text)
    if not turns:
        return None
    starts = [0]
    for line in printed:
        starts.append(starts[-1] + len(line) + 1)
    gaps = lines_of(text).gaps
    own = _without(printed, starts, gaps)
    spoken = [(turn.label[0] if turn.label else turn.start, turn.end) for turn in turns]
    begins = {bisect_right(starts, start) - 1 for start, _ in spoken}
    within = set()
    for start, end in spoken:
        within |= set(range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1)))
    kept = [number for number, words in enumerate(own) if words]
    begins |= {number for number in kept if number not in within}
    behind = {kept[i + 1] for i, number in enumerate(kept[:-1]) if number not in within}
    return PrintedTalk(kept, own, frozenset(begins | behind))


def _without(
    printed: Sequence[str], starts: Sequence[int], gaps: Sequence[tuple[int, int]]
) -> list[str]:
    """The lines without the stretches that are nobody's: the number before one, or all of it."""
    own = list(printed)
    for start, end in gaps:
        number = bisect_right(starts, start) - 1
        at = end - starts[number]
        own[number] = printed[number][at:]
    return [words.strip() for words in own]
