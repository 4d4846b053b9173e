"""Numbers of several words under one key: twenty, five → 25; $, 5 → 5, dollar.

Only what can be read in one way is put together. The same number in words and in figures is the
same word said; a different number never is.
"""

from __future__ import annotations

from collections.abc import Callable

from quotes.checking.transcribed import Words
from quotes.languages import spelling, wording

LONGEST = 30  # digits; nobody says more as one number, and Python reads no more than 4300
# A text without any of these keys has nothing to compose.
COMPOSED = frozenset(
    [str(value) for value in (*wording.UNITS.values(), *wording.TENS.values())]
    + list(wording.SCALES)
    + list(wording.MAGNITUDES)
    + list(spelling.CURRENCIES.values())
)


def compose(words: Words) -> None:
    """Rewrites `words` in place."""
    _articles(words)
    keys: list[str] = []
    spans: list[tuple[int, int]] = []
    reader = _Reader(words)
    index = 0
    while index < len(words):
        if reader.is_sign(index):
            # Said after the number: $1.3 million is 1.3 million dollars.
            unit = words.keys[index]
            begins: int | None = words.start[index]
            index += 1
            while index < len(words) and (
                begins is not None or words.keys[index] in wording.MAGNITUDES
            ):
                value, used = reader.number(index)
                keys.append(str(value) if used > 1 else words.keys[index])
                starts = words.start[index] if begins is None else begins
                begins = None
                index += max(used, 1)
                spans.append((starts, words.end[index - 1]))
            keys.append(unit)
            spans.append(spans[-1])
            continue
        value, used = reader.number(index)
        keys.append(str(value) if used > 1 else words.keys[index])
        spans.append((words.start[index], words.end[index + max(used, 1) - 1]))
        index += max(used, 1)
    words.keys[:] = keys
    words.start[:] = [start for start, _ in spans]
    words.end[:] = [end for _, end in spans]


def _articles(words: Words) -> None:
    """A thousand is 1,000, a million 1 million."""
    for i, key in enumerate(words.keys[:-1]):
        if key == "a" and words.keys[i + 1] in wording.ROUND:
            words.keys[i] = "1"


class _Reader:
    """Reads the number that begins at a word. Each method gives its value and how many words it
    takes, 0 where there is none."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def number(self, at: int) -> tuple[int, int]:
        if self.words.keys[at] not in COMPOSED and not self.words.keys[at].isdigit():
            return 0, 0
        value, used = self.below_thousand(at)
        if not used:
            return 0, 0
        if self.follows(at, used, "thousand"):
            value, used = 1000 * value, used + 1
            more, count = self.rest(at, used, self.below_thousand)
            return value + more, used + count
        if used == 1 and 10 < value < 21 and self.is_spelled(at):
            # A year: nineteen eighty-four.
            tail, count = self.rest(at, 1, self.below_hundred)
            if count and tail > 9 and self.is_spelled(at + 1):
                return 100 * value + tail, 1 + count
        return value, used

    def below_thousand(self, at: int) -> tuple[int, int]:
        value, used = self.below_hundred(at)
        if used and self.follows(at, used, "hundred"):
            value, used = 100 * value, used + 1
            more, count = self.rest(at, used, self.below_hundred)
            return value + more, used + count
        return value, used

    def below_hundred(self, at: int) -> tuple[int, int]:
        key = self.words.keys[at]
        if not (key.isdigit() and key.isascii() and len(key) <= LONGEST):
            return 0, 0
        if not self.is_spelled(at):
            return int(key), 1
        tens = int(key) in wording.TENS.values()
        if tens and self.joined(at + 1) and self.is_spelled(at + 1):
            unit = self.words.keys[at + 1]
            if unit.isdigit() and 0 < int(unit) < 10:
                return int(key) + int(unit), 2
        return int(key), 1

    def rest(self, at: int, used: int, read: Callable[[int], tuple[int, int]]) -> tuple[int, int]:
        """What is added to a hundred or thousand, with or without an “and”, and is spelled out."""
        start = at + used
        if self.joined(start) and self.words.keys[start] == "and" and used > 1:
            start += 1
        if not (self.joined(start) and self.is_spelled(start)):
            return 0, 0
        value, count = read(start)
        if not count or value == 0:
            return 0, 0
        if self.follows(start, count, "hundred") or self.follows(start, count, "thousand"):
            return 0, 0
        return value, start - at - used + count

    def follows(self, at: int, used: int, scale: str) -> bool:
        return self.joined(at + used) and self.words.keys[at + used] == scale

    def joined(self, at: int) -> bool:
        """Whether only a space or hyphen stands before this word."""
        words = self.words
        if at >= len(words):
            return False
        return words.text[words.end[at - 1] : words.start[at]] in ("", " ", "-", "‐", "‑", "\n")

    def is_spelled(self, at: int) -> bool:
        return self.words.text[self.words.start[at]].isalpha()

    def is_sign(self, at: int) -> bool:
        words = self.words
        return (
            words.text[words.start[at]] in spelling.CURRENCIES
            and at + 1 < len(words)
            and words.text[words.start[at + 1]].isdigit()
            and words.start[at + 1] - words.end[at] <= 1
        )
