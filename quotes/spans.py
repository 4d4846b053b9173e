"""Spans [start, end) of anything that is counted: characters, words."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def joined(spans: Iterable[Span], text: str | None = None) -> list[Span]:
    """In order, those joined that touch, or that nothing but blanks of ``text`` keeps apart."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (
            start <= out[-1][1] or (text is not None and not text[out[-1][1] : start].strip())
        ):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
