"""What the formats for reading show of a check: the words in pieces, the changed ones marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.checking.result import Check, Passage
from quotes.records import Part

Piece = tuple[str, bool]  # words, whether they are changed


def article_side(check: Check) -> Iterator[Piece]:
    """The quotation, its parts joined by a space."""
    spans = [change.article_span for change in check.changes if change.article_span]
    for number, part in enumerate(check.quote.parts):
        if number:
            yield " ", False
        yield from _part(part, spans)


def source_side(check: Check, passage: Passage) -> Iterator[Piece]:
    """One passage of the source."""
    spans = [change.source_span for change in check.changes if change.source_span]
    yield from _part(Part(passage.start, passage.end, passage.text), spans)


def _part(part: Part, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    at = part.start
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, part.end)
        if start >= end:
            continue
        if start > at:
            yield part.text[at - part.start : start - part.start], False
        yield part.text[start - part.start : end - part.start], True
        at = end
    if at < part.end:
        yield part.text[at - part.start :], False


def place(passage: Passage) -> str:
    """``briefing.vtt, line 12, 812-871, 12:34``."""
    where = [passage.source, f"line {passage.line:,}", f"{passage.start}-{passage.end}"]
    if passage.time is not None:
        where.append(clock(passage.time))
    return ", ".join(where)


def clock(seconds: float) -> str:
    """``12:34``, ``1:02:03``."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def shown(check: Check) -> tuple[Passage, ...]:
    """The passages to show: the whole, or the pieces where they stand far apart."""
    if check.passage is None:
        return ()
    return check.pieces or (check.passage,)


def agreement(check: Check) -> str:
    """Which of several sources have the words: ``so in a.vtt; other words in b.txt``, or ""."""
    if len(check.agrees) + len(check.differs) < 2:
        return ""
    told = [f"so in {', '.join(check.agrees)}"] if check.agrees else []
    told += [f"other words in {', '.join(check.differs)}"] if check.differs else []
    return "; ".join(told)
