"""Aligning a claim with stretches of a source, word by word.

A global alignment in the claim, local in the source, with affine gaps (Gotoh 1982), row by row in
NumPy. Which words correspond is all that comes out; what that means is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from quotes.checking.claim import Break, Claim
from quotes.checking.index import Index
from quotes.languages import spelling, wording

# In units of one matched content word.
_FUNCTION = 0.6  # a matched function word
_VARIANT = 0.9  # 's for is
_SIMILAR = 0.2  # another word that looks like it
_OTHER = -0.5  # another word
_EXTRA_OPEN, _EXTRA = 0.7, 0.5  # a word of the claim that the source has not
_SKIP_OPEN, _SKIP = 0.5, 0.05  # a word of the source that the claim leaves out
_MARKED_OPEN, _MARKED = 0.1, 0.002  # … where the claim says so
_MOST_SKIP = 2.5  # however many they are: two places that are far apart are just that
_JUMP = 20  # words that leaving one stretch for the next counts as
_LOOKS_ALIKE = 70
_PIECE = 1_000  # words of a claim that are aligned at once: more than anybody quotes in one go
_MOST_REGIONS = 3  # of a piece


@dataclass(frozen=True, slots=True)
class Alignment:
    """``partner[i]``: the source position that word `i` of the claim stands opposite, or None;
    positions ascend. ``exact[i]``: whether their keys are the same."""

    partner: tuple[int | None, ...]
    exact: tuple[bool, ...]
    score: float


def align(claim: Claim, index: Index, regions: Sequence[tuple[int, int]]) -> Alignment:
    """The best alignment of the claim with the source inside `regions` (ascending, apart).

    Of a claim of more than `_PIECE` words each piece is aligned with where it stands best behind
    the piece before, because to align all with all takes the square of their number.
    """
    if len(claim) <= _PIECE:
        return _align(claim, range(len(claim)), index, regions)
    partner: list[int | None] = []
    exact: list[bool] = []
    score, last = 0.0, -1
    for first in range(0, len(claim), _PIECE):
        piece = range(first, min(first + _PIECE, len(claim)))
        found = index.regions(claim.words.keys[piece.start : piece.stop], most=_MOST_REGIONS)
        behind = [(max(start, last + 1), end) for start, end in widened(found, len(piece), index)]
        one = _align(claim, piece, index, [both for both in behind if both[0] < both[1]])
        partner += one.partner
        exact += one.exact
        score += one.score
        last = max((place for place in one.partner if place is not None), default=last)
    return Alignment(tuple(partner), tuple(exact), score)


def widened(regions: Sequence[tuple[int, int]], words: int, index: Index) -> list[tuple[int, int]]:
    """The regions where so many words may come from, with what stands around them: ascending,
    apart."""
    slack = words + 4
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(a - slack, 0), min(b + slack, len(index))) for a, b in regions):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _align(
    claim: Claim, piece: range, index: Index, regions: Sequence[tuple[int, int]]
) -> Alignment:
    if not regions:
        return Alignment((None,) * len(piece), (False,) * len(piece), 0.0)
    places = np.concatenate([np.arange(start, end) for start, end in regions])
    position = np.arange(len(places), dtype=float)
    position[1:] += np.cumsum(np.diff(places) != 1) * _JUMP
    scores, same = _scores(claim.words.keys[piece.start : piece.stop], index, places)
    breaks = claim.breaks[piece.start : piece.stop + 1]
    return _traced(_best_path(scores, breaks, position), places, same)


Matrix = NDArray[np.float64]


def _scores(
    keys: Sequence[str], index: Index, places: NDArray[np.int64]
) -> tuple[Matrix, NDArray[np.bool_]]:
    ids = index.ids[places]
    _, first, inverse = np.unique(ids, return_index=True, return_inverse=True)
    vocabulary = [index.words.keys[places[one]] for one in first]
    scores = np.full((len(keys), len(vocabulary)), _OTHER)
    likeness = process.cdist(keys, vocabulary, scorer=fuzz.ratio, score_cutoff=_LOOKS_ALIKE)
    scores[likeness > 0] = _SIMILAR
    column = {key: k for k, key in enumerate(vocabulary)}
    same = np.zeros((len(keys), len(vocabulary)), dtype=bool)
    for row, key in enumerate(keys):
        worth = _FUNCTION if key in wording.FUNCTION_WORDS else 1.0
        for variant in variants(key):
            if variant in column:
                scores[row, column[variant]] = worth * _VARIANT
        if key in column:
            scores[row, column[key]] = worth
            same[row, column[key]] = True
    return scores[:, inverse], same[:, inverse]


def variants(key: str) -> tuple[str, ...]:
    """The words that this one may stand for, or that may stand for it: 's and is."""
    if key in spelling.HOMOPHONES:
        return (spelling.HOMOPHONES[key],)
    return spelling.STANDS_FOR.get(key, ()) or tuple(
        short for short, long in spelling.STANDS_FOR.items() if key in long
    )


@dataclass(slots=True)
class _Path:
    """How the best path came to each [claim word, source word]; 0 stands before the first.

    ``pairs``: by a pair of words, else by an extra word of the claim. ``opens``: which was the
    first of such. ``skips``: the column from where source words were left out after that, else -1.
    """

    pairs: NDArray[np.bool_]
    opens: NDArray[np.bool_]
    skips: NDArray[np.int64]
    end: int
    score: float


def _best_path(scores: Matrix, breaks: Sequence[Break], position: Matrix) -> _Path:
    rows, columns = scores.shape
    at = np.concatenate(([0.0], position + 1))
    best = np.zeros(columns + 1)  # the source may begin anywhere
    extra: NDArray[np.float64] = np.full(columns + 1, -np.inf)
    pairs = np.zeros((rows + 1, columns + 1), dtype=bool)
    opens = np.zeros((rows + 1, columns + 1), dtype=bool)
    skips = np.full((rows + 1, columns + 1), -1, dtype=np.int64)
    everywhere = np.arange(columns + 1)
    for row in range(1, rows + 1):
        pair = np.full(columns + 1, -np.inf)
        pair[1:] = best[:-1] + scores[row - 1]
        opened, longer = best - _EXTRA_OPEN, extra - _EXTRA
        opens[row] = opened >= longer
        extra = np.maximum(opened, longer)
        direct = np.maximum(pair, extra)
        pairs[row] = pair >= extra
        if row == rows:
            best = direct  # the source ends where the claim does
            break
        marked = breaks[row] & (Break.ELLIPSIS | Break.BRACKET | Break.PARAGRAPH)
        opening, each = (_MARKED_OPEN, _MARKED) if marked else (_SKIP_OPEN, _SKIP)
        reach = direct + each * at
        furthest = np.maximum.accumulate(reach)
        source = np.maximum.accumulate(np.where(reach >= furthest, everywhere, 0))
        highest = np.maximum.accumulate(direct)
        summit = np.maximum.accumulate(np.where(direct >= highest, everywhere, 0))
        skip = np.full(columns + 1, -np.inf)
        skip[1:] = furthest[:-1] - opening - each * at[1:]
        leap = highest[:-1] - _MOST_SKIP
        source = np.where(leap > skip[1:], summit[:-1], source[:-1])
        skip[1:] = np.maximum(skip[1:], leap)
        skips[row, 1:] = np.where(skip[1:] > direct[1:], source, -1)
        best = np.maximum(direct, skip)
    end = int(np.argmax(best))
    return _Path(pairs, opens, skips, end, float(best[end]))


def _traced(path: _Path, places: NDArray[np.int64], same: NDArray[np.bool_]) -> Alignment:
    row, column = path.pairs.shape[0] - 1, path.end
    partner: list[int | None] = [None] * row
    exact = [False] * row
    while row > 0:
        if path.skips[row, column] >= 0:
            column = int(path.skips[row, column])
        if path.pairs[row, column]:
            row, column = row - 1, column - 1
            partner[row] = int(places[column])
            exact[row] = bool(same[row, column])
            continue
        while row > 0:
            opened = path.opens[row, column]
            row -= 1
            if opened:
                break
    return Alignment(tuple(partner), tuple(exact), path.score)
