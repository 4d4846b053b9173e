"""Pieces, in which fiction is scored: spans cut and trimmed so that no convention matters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from quotes.corpora.annotations import Span

_MARKS = set("\"'`‘’‚‛“”„‟«»‹›")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")


def pieces(text: str, spans: Iterable[Span], *, by_paragraph: bool) -> Iterator[Span]:
    """The spans, trimmed; with ``by_paragraph`` cut at blank lines first, because some reopen the
    quotation mark at each paragraph and some do not."""
    for start, end in spans:
        at = start
        if by_paragraph:
            for blank in _BLANK_LINE.finditer(text[start:end]):
                yield from _trimmed(text, at, start + blank.start())
                at = start + blank.end()
        yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """From the first to the last letter or digit; without any, blanks and marks go. Nothing where
    nothing is left."""
    kept = [at for at in range(start, end) if text[at].isalnum()] or [
        at for at in range(start, end) if not text[at].isspace() and text[at] not in _MARKS
    ]
    if kept:
        yield kept[0], kept[-1] + 1


def match(gold: Sequence[Span], predicted: Sequence[Span]) -> dict[int, int]:
    """Which of ``predicted`` each of ``gold`` is found by: one to one, those whose characters agree
    best first (Jaccard), the earlier ones where equal, none below one half."""
    order = sorted(range(len(predicted)), key=predicted.__getitem__)
    starts = [predicted[at][0] for at in order]
    longest = max((end - start for start, end in predicted), default=0)
    pairs = []
    for true, (start, end) in enumerate(gold):
        for at in order[bisect_left(starts, start - longest) : bisect_left(starts, end)]:
            first, last = predicted[at]
            common = min(end, last) - max(start, first)
            jaccard = common / ((end - start) + (last - first) - common)
            if jaccard >= 0.5:
                pairs.append((-jaccard, start, first, true, at))
    found: dict[int, int] = {}
    used: set[int] = set()
    for *_, true, at in sorted(pairs):
        if true not in found and at not in used:
            found[true] = at
            used.add(at)
    return found
