"""Whom may a pronoun or a description stand for? Candidates and what a score may see of them.

Shared by training and reading. Positions are word numbers; spans are half-open ranges of words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLASSES = (
    "he", "she", "they", "it", "first", "first-plural", "relative", "indefinite", "nominal", "name"
)  # fmt: skip
LABELS = ("person", "organisation", "place")
BACK, MOST_BACK = 800, 30  # candidates before the mention: words away, how many
AHEAD, MOST_AHEAD = 40, 3
LONGEST = 100  # words that a name may have
_EDGES = (0, 4, 8, 16, 32, 64, 128, 256)
_SIDE = len(_EDGES) + 1
# Where among the features each kind of them begins; the first is the distance, by its side.
_APART = 2 * _SIDE
_RANK = _APART + 5
_COUNT = _RANK + 4
_KIND = _COUNT + 4
_LABEL = _KIND + len(CLASSES)
_SEX = _LABEL + len(LABELS)
_INSIDE = _SEX + 3
_LATEST = _INSIDE + 4
IDENTITY_FEATURES = _LATEST + 1


class Candidate(NamedTuple):
    """A name mention: its words, the number of its entity, its label and the sex of its title."""

    start: int
    end: int
    entity: int
    label: int  # index into LABELS
    sex: int  # 0 unknown, 1 he, 2 she


def nearby(mention: tuple[int, int], names: Sequence[Candidate]) -> list[Candidate]:
    """The names that a mention may stand for, in text order; none that overlaps it.

    ``names`` are in text order.
    """
    a, b = mention
    before: list[Candidate] = []
    for i in range(bisect_left(names, a, key=attrgetter("start")) - 1, -1, -1):
        name = names[i]
        if len(before) == MOST_BACK or a - name.start > BACK + LONGEST:
            break
        if name.end <= a and a - name.end <= BACK:
            before.append(name)
    before.reverse()
    first = bisect_left(names, b, key=attrgetter("start"))
    after = [n for n in names[first : first + MOST_AHEAD] if n.start - b <= AHEAD]
    return before + after


def identity_features(
    mention: tuple[int, int],
    kind: int,
    names: Sequence[Candidate],
    paragraph: NDArray[Any],
    quoting: NDArray[Any],
) -> NDArray[Any]:
    """float32[len(names), IDENTITY_FEATURES]. ``kind``: index into CLASSES."""
    a, b = mention
    out = np.zeros((len(names), IDENTITY_FEATURES), dtype=np.float32)
    order: list[int] = []  # entities by how recently they were named before the mention
    counts: dict[int, int] = {}
    latest: dict[int, int] = {}
    for row, name in enumerate(names):
        counts[name.entity] = counts.get(name.entity, 0) + 1
        if name.end <= a:
            latest[name.entity] = row
    for name in reversed(names):
        if name.end <= a and name.entity not in order:
            order.append(name.entity)
    rank = {entity: i for i, entity in enumerate(order)}
    inside = 2 * int(0 < quoting[a] < 3)
    starts = [name.start for name in names]
    apart = np.minimum(np.abs(paragraph[starts] - paragraph[a]), 4).tolist()
    marked = quoting[starts].tolist()
    set_: list[int] = []  # the places of the ones in ``out``
    for row, name in enumerate(names):
        after = name.start >= b
        gap = name.start - b if after else a - name.end
        at = row * IDENTITY_FEATURES
        set_ += (
            at + _SIDE * after + bisect_left(_EDGES, gap),
            at + _APART + apart[row],
            at + _RANK + min(rank.get(name.entity, 3), 3),
            at + _COUNT + bisect_left((1, 2, 5), counts[name.entity]),
            at + _KIND + kind,
            at + _LABEL + name.label,
            at + _SEX + name.sex,
            at + _INSIDE + inside + (0 < marked[row] < 3),
        )
        if latest.get(name.entity) == row:
            set_.append(at + _LATEST)
    out.reshape(-1)[set_] = 1
    return out


def class_of(first_word: str, words: int, pronouns: Sequence[frozenset[str]]) -> int:
    """The class of a mention by its first word: a pronoun's, or "nominal". Index into CLASSES."""
    if words <= 2:
        for i, group in enumerate(pronouns):
            if first_word.casefold() in group:
                return i
    return CLASSES.index("nominal")
