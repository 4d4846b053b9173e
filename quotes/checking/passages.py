"""The stretches of a source that explain a claim, as they are told."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.checking.index import Index
from quotes.checking.result import Passage
from quotes.checking.sources import Source

FAR_APART = 600  # characters between two pieces that are shown as two passages
_AROUND = 25  # words on each side that are shown as the context


def pieces(source: Source, positions: Sequence[int]) -> list[Passage]:
    """The stretches of the source that these words stand in, in order, the long way apart."""
    words = source.index.words
    groups: list[list[int]] = []
    for position in positions:
        if groups and words.start[position] - words.end[groups[-1][-1]] <= FAR_APART:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [_passage(source, group[0], group[-1]) for group in groups]


def longest(found: Sequence[Passage]) -> Passage | None:
    return max(found, key=lambda piece: piece.end - piece.start, default=None)


def overlaps(passage: Passage, index: Index, positions: Sequence[int]) -> bool:
    """Whether these words stand near the passage."""
    starts, ends = index.words.start, index.words.end
    return starts[positions[0]] - FAR_APART < passage.end and (
        passage.start < ends[positions[-1]] + FAR_APART
    )


def around(source: Source, passage: Passage) -> tuple[str, str]:
    """What the same turn says right before and right after the passage."""
    words, index = source.index.words, source.index
    first = index.position_at(passage.start)
    last = index.position_at(passage.end - 1)
    turn = index.turn_of(first)
    low = first
    while low > 0 and first - low < _AROUND and index.turn_of(low - 1) is turn:
        low -= 1
    stop = last + 1
    turn = index.turn_of(last)
    while stop < len(words) and stop - last <= _AROUND and index.turn_of(stop) is turn:
        stop += 1
    before = source.text[words.start[low] : passage.start]
    return before.strip(), source.text[passage.end : words.end[stop - 1]].strip()


def _passage(source: Source, first: int, last: int) -> Passage:
    words = source.index.words
    start, end = words.start[first], words.end[last]
    turn = source.index.turn_of(first)
    return Passage(
        source=source.name,
        start=start,
        end=end,
        text=source.text[start:end],
        speaker=source.speaker_at(first),
        time=turn.time_at(start) if turn else None,
        line=source.text.count("\n", 0, start) + 1,
    )
