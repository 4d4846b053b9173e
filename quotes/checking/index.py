"""A source, indexed once: where each of its words stands, who says it, where sentences end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.checking.transcribed import Words
from quotes.checking.words import read_words
from quotes.languages import english, wording
from quotes.languages.sentences import is_shortened
from quotes.once import once
from quotes.turns import Turn
from quotes.turns.directions import is_direction

Positions = NDArray[np.int64]

# [Applause], (Laughter): noted by the transcriber, said by nobody.
_ASIDE = re.compile(r"\[[^\[\]\n]{1,200}\]|\([^()\n]{1,200}\)|♪[^♪\n]*♪?")
_DOUBTFUL = re.compile(r"\s*[(\[](?:ph|sic|sp|\?|inaudible|unintelligible|phonetic)\.?[)\]]", re.I)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]»]*(?:\s|$)|\n\s*\n")
_FEW_MARKS = 0.02
_FEW_CAPITALS = 0.002
_SAMPLE = 200_000
# More places of one word than this tell nothing about where a quotation stands.
_MOST_PLACES = 20_000


class Index:
    """The words of one source and where they stand. Positions count words from 0.

    ``turns`` may be empty. Their labels and what stands in the transcriber's brackets are no words.
    """

    def __init__(self, text: str, turns: Sequence[Turn] = (), words: Words | None = None) -> None:
        """``words``: those of the text, where they were read before."""
        self.text = text
        self.turns = sorted(turns, key=lambda turn: turn.start)
        self._turn_starts = [turn.start for turn in self.turns]
        self._stems: dict[str, list[str]] | None = None
        self.words = self._read() if words is None else words
        self._ids: dict[str, int] = {}
        ids = self._ids
        self.ids = np.fromiter(
            (ids.setdefault(key, len(ids)) for key in self.words.keys),
            dtype=np.int32,
            count=len(self.words),
        )
        self._order = np.argsort(self.ids, kind="stable")
        counts = np.bincount(self.ids, minlength=len(ids)) if len(ids) else np.zeros(0, int)
        self._bounds = np.concatenate(([0], np.cumsum(counts)))

    def _read(self) -> Words:
        words = Words(self.text)
        at = 0
        for start, end in self._unspoken():
            if start > at:
                words.add(read_words(self.text, at, start))
            at = max(at, end)
        words.add(read_words(self.text, at))
        return words

    def _unspoken(self) -> list[tuple[int, int]]:
        labels = [turn.label for turn in self.turns if turn.label]
        asides = [
            match.span() for match in _ASIDE.finditer(self.text) if self._is_aside(*match.span())
        ]
        gaps = [gap for turn in self.turns for gap in turn.gaps]
        return sorted([*labels, *gaps, *asides])

    def is_doubtful(self, position: int) -> bool:
        """Whether the transcriber says behind the word that it was hardly heard."""
        return _DOUBTFUL.match(self.text, self.words.end[position]) is not None

    def _is_aside(self, start: int, end: int) -> bool:
        if _DOUBTFUL.match(self.text, start):
            return True
        turn = self._turn_at(start)
        if turn is None:
            return is_direction(self.text, start, end, 0, len(self.text))
        return is_direction(self.text, start, end, turn.start, turn.end)

    def __len__(self) -> int:
        return len(self.words)

    # Finding words

    def id_of(self, key: str) -> int:
        return self._ids.get(key, -1)

    def count(self, key: str) -> int:
        found = self._ids.get(key)
        return int(self._bounds[found + 1] - self._bounds[found]) if found is not None else 0

    def places(self, key: str) -> Positions:
        """The positions of a word, ascending."""
        found = self._ids.get(key)
        if found is None:
            return np.zeros(0, dtype=np.int64)
        return self._order[self._bounds[found] : self._bounds[found + 1]]

    def weight(self, key: str) -> float:
        """How much a word tells about where it was said: its inverse frequency, 0.1 at least."""
        return max(float(np.log((len(self) + 1) / (self.count(key) + 1))), 0.1)

    def find(self, keys: Sequence[str]) -> Positions:
        """Where these words stand exactly so: the positions of the first one, ascending."""
        ids = [self.id_of(key) for key in keys]
        if not ids or -1 in ids:
            return np.zeros(0, dtype=np.int64)
        rarest = min(range(len(keys)), key=lambda k: self.count(keys[k]))
        starts = self.places(keys[rarest]) - rarest
        starts = starts[(starts >= 0) & (starts + len(keys) <= len(self))]
        for offset, wanted in enumerate(ids):
            if not len(starts):
                break
            starts = starts[self.ids[starts + offset] == wanted]
        return starts

    def regions(self, keys: Sequence[str], most: int = 6) -> list[tuple[int, int]]:
        """The stretches where most of these words, weighed by rarity, stand together, best first.

        Pairs of neighbouring words count beside the words themselves. No stretch touches another.
        """
        places: list[Positions] = []
        weights: list[Any] = []
        for key in dict.fromkeys(keys):
            found = self.places(key)
            if 0 < len(found) <= _MOST_PLACES:
                places.append(found)
                weights.append(np.full(len(found), self.weight(key)))
        for pair in dict.fromkeys(pairwise(keys)):
            found = self.find(pair)
            if len(found):
                places.append(found)
                weights.append(np.full(len(found), sum(map(self.weight, pair))))
        if not places:
            return []
        at = np.concatenate(places)
        order = np.argsort(at, kind="stable")
        at, weight = at[order], np.concatenate(weights)[order]
        width = len(keys) + len(keys) // 2 + 6
        sums = np.concatenate(([0.0], np.cumsum(weight)))
        ends = np.searchsorted(at, at + width)
        scores = sums[ends] - sums[np.arange(len(at))]
        regions: list[tuple[int, int]] = []
        for best in np.argsort(-scores, kind="stable")[: 50 * most]:
            start, end = int(at[best]), int(at[ends[best] - 1]) + 1
            if all(end <= a or b <= start for a, b in regions):
                regions.append((start, end))
                if len(regions) == most:
                    break
        return regions

    # What is known about a word

    def turn_of(self, position: int) -> Turn | None:
        return self._turn_at(self.words.start[position])

    def position_at(self, offset: int) -> int:
        """The word that this character of the text belongs to, or the last one before it."""
        return max(bisect_right(self.words.start, offset) - 1, 0)

    def between(self, position: int) -> str:
        """The text between this word and the next; a full stop where there is none."""
        words = self.words
        if position < 0 or position + 1 >= len(words):
            return "."
        return self.text[words.end[position] : words.start[position + 1]]

    def _turn_at(self, offset: int) -> Turn | None:
        if not self.turns:
            return None
        turn = self.turns[max(bisect_right(self._turn_starts, offset) - 1, 0)]
        return turn if turn.start <= offset < turn.end else None

    def begins_sentence(self, position: int) -> bool:
        """Whether a sentence or turn begins with this word."""
        if position <= 0 or position >= len(self):
            return True
        words = self.words
        between = self.text[words.end[position - 1] : words.start[position]]
        if self.turn_of(position) is not self.turn_of(position - 1):
            return True
        if not _SENTENCE_END.search(between):
            return False
        before = words.printed(position - 1)
        return "\n\n" in between or not (is_shortened(before) or before.lower() in english.TITLES)

    @once
    def is_bare(self) -> bool:
        """Whether the source lacks punctuation, as raw speech-to-text does."""
        marks = sum(self.text.count(mark, 0, _SAMPLE) for mark in ".,!?")
        return marks < _FEW_MARKS * max(min(len(self), _SAMPLE // 6), 1)

    @once
    def is_caseless(self) -> bool:
        """Whether capitals tell nothing: there are next to none, or nothing else."""
        sample = self.text[: _SAMPLE // 10]
        upper, lower = sum(map(str.isupper, sample)), sum(map(str.islower, sample))
        return upper < _FEW_CAPITALS * lower or lower < upper

    @once
    def has_apostrophes(self) -> bool:
        return "'" in self.text or "’" in self.text

    def is_name(self, position: int) -> bool:
        """Whether the word is written as a name: with a capital that no sentence start explains."""
        printed = self.words.printed(position)
        key = self.words.keys[position]
        if self.is_caseless or not printed[0].isupper() or key in wording.FUNCTION_WORDS:
            return False
        if not self.begins_sentence(position):
            return True
        return all(self.words.printed(int(k))[0].isupper() for k in self.places(key)[:20]) and (
            self.count(key) > 1
        )

    def stems(self, stem: Callable[[str], str]) -> dict[str, list[str]]:
        """The source's words by their stems, made at the first call."""
        if self._stems is None:
            self._stems = {}
            for key in self._ids:
                self._stems.setdefault(stem(key), []).append(key)
        return self._stems
