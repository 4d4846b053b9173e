"""The words of a text as they were said: a key for each, and where it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Words:
    """The words of `text`: keys and, for each, its printed stretch ``text[start:end]``."""

    text: str
    keys: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def printed(self, index: int) -> str:
        return self.text[self.start[index] : self.end[index]]

    def stretch(self, first: int, stop: int) -> str:
        """The text from word `first` up to, not including, word `stop`."""
        return self.text[self.start[first] : self.end[stop - 1]] if first < stop else ""

    def add(self, other: Words) -> None:
        self.keys += other.keys
        self.start += other.start
        self.end += other.end
