"""Tokens, in which news is scored: a run of word characters, or one other visible character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotes.corpora.annotations import Span

Numbers = frozenset[int]  # of tokens, counted from 0

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Tokens:
    """The tokens of one text. A span holds every token that it touches, so that stray blanks and
    cuts inside a word cost nothing."""

    def __init__(self, text: str) -> None:
        self._at = [-1] * len(text)  # the token at each code point, -1 for a blank
        self._is_word: list[bool] = []
        for number, found in enumerate(_TOKEN.finditer(text)):
            self._at[found.start() : found.end()] = [number] * len(found[0])
            self._is_word.append(found[0][0].isalnum() or found[0][0] == "_")

    def within(self, spans: Iterable[Span]) -> Numbers:
        touched = {number for start, end in spans for number in self._at[start:end]}
        return frozenset(touched - {-1})

    def trimmed(self, numbers: Numbers) -> Numbers:
        """Without the punctuation at both ends of every run of adjacent tokens."""
        ordered = sorted(numbers)
        kept: set[int] = set()
        begin = 0
        for i, number in enumerate(ordered, 1):
            if i < len(ordered) and ordered[i] == number + 1:
                continue
            words = [at for at in ordered[begin:i] if self._is_word[at]]
            if words:
                kept.update(range(words[0], words[-1] + 1))
            begin = i
        return frozenset(kept)


def holder(span: Numbers, contents: Sequence[Numbers]) -> int | None:
    """The first content with most of a span's tokens; None where fewer than half of these lie in
    any content."""
    covered = span.intersection(frozenset().union(*contents))
    if not covered or 2 * len(covered) < len(span):
        return None
    return max(range(len(contents)), key=lambda at: len(span & contents[at]))
