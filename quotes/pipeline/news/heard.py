"""Who has spoken so far in a report, and where: what later mentions look back to."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from typing import TYPE_CHECKING

from quotes.pipeline.attribution.attribution import Resolved
from quotes.pipeline.news.unnamed import is_told_again
from quotes.pipeline.roles import head_end

if TYPE_CHECKING:
    from quotes.encoder.words import WordSpan


class Heard:
    """The sources of one text that are resolved so far, each a range of words, by where it
    stands."""

    def __init__(self) -> None:
        self._sources: list[WordSpan] = []
        self._who: dict[WordSpan, Resolved] = {}
        self._named: list[tuple[int, int]] = []  # first word, number of the entity
        # Those without a name, by the last word and by all words of what they are called: “the
        # officials” asked all of them else, and long reports have thousands.
        self._unnamed: dict[str, dict[str, list[WordSpan]]] = defaultdict(lambda: defaultdict(list))

    def note(self, source: WordSpan, who: Resolved) -> None:
        insort(self._sources, source)
        self._who[source] = who
        if who.entity is not None:
            insort(self._named, (source[0], who.entity))
        elif who.speaker and who.mention:
            name = who.speaker.name
            insort(self._unnamed[_last_word(name)][name], source)

    def last(self, before: int) -> tuple[WordSpan, Resolved] | None:
        """The last source that begins before this word."""
        row = bisect_left(self._sources, (before, 0))
        if not row:
            return None
        source = self._sources[row - 1]
        return source, self._who[source]

    def at(self, word: int) -> WordSpan | None:
        """The source that begins with this word; it may be longer than a description there."""
        row = bisect_left(self._sources, (word, 0))
        found = self._sources[row : row + 1]
        return found[0] if found and found[0][0] == word else None

    def last_named(self, before: int) -> tuple[int, int] | None:
        """The last one of somebody named that begins before this word: its first word, and the
        number of the entity."""
        row = bisect_left(self._named, (before, 0))
        return self._named[row - 1] if row else None

    def brought_in(self, printed: str, before: int) -> Resolved | None:
        """The last one without a name before this word who was brought in by the same noun:
        “a ferry spokeswoman”, and now “the spokeswoman” (``printed``)."""
        names = self._unnamed[_last_word(printed[: head_end(printed)])]
        latest = [
            sources[row - 1]
            for name, sources in names.items()
            if is_told_again(printed, name) and (row := bisect_left(sources, (before, 0)))
        ]
        return self._who[max(latest)] if latest else None


def _last_word(printed: str) -> str:
    return next(reversed(printed.casefold().split()), "")
