"""“His wife”, said of Mr. Orrin, is Mrs. Orrin."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from quotes.languages import english_fiction as fiction
from quotes.pipeline.fiction.cast import Cast

REACH = 150  # words before “his wife” in which he is named


class Couples:
    """Who is whose wife or husband: the only “Mr.” and the only “Mrs.” of one surname."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
        for character in cast.characters:
            for title, words in character.forms:
                if words and title in ("mr", "mrs"):
                    bearers[title, words[-1]].add(character.number)
        self._of: dict[int, int] = {}
        for (title, surname), own in bearers.items():
            other = bearers.get(("mrs" if title == "mr" else "mr", surname), set())
            if len(own) == len(other) == 1 and own != other:
                self._of[min(own)] = min(other)

    def named_by(self, determiner: str, noun: str, at: int) -> int | None:
        """Whom “his wife” at a word means, where whoever is named last has one."""
        if noun not in fiction.MARRIED.get(determiner, ()) or not self._of:
            return None
        sex = -1 if determiner == "his" else 1
        for k in range(bisect_left(self._cast.starts, at) - 1, -1, -1):
            name = self._cast.names[k]
            if at - name.end > REACH:
                return None
            if self._cast.characters[name.who].femininity * sex > 0:
                return self._of.get(name.who)
        return None
