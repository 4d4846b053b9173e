"""Role labels → spans: which words are content, cue and source, and which are names.

Viterbi decoding over BIO labels. A quotation's boundaries come from its marks, not from the
labels: inside a stretch that is speech every word is content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from quotes.pipeline.page.stretches import Stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONTENT, CUE, SOURCE = 1, 3, 5  # B- labels; the I- label of each is one more
PERSON, ORGANISATION, PLACE = 1, 3, 5
_FORBID = 20.0
_SURE = 8.0  # log-odds from which on a word is outside, whatever stands beside it


class Labelled(NamedTuple):
    """Words [start, end) with one label and the mean probability of their labels."""

    start: int
    end: int
    label: int
    probability: float


def decode(
    log_probs: NDArray[Any], favoured: int | None = None, favour: float = 0.0
) -> list[Labelled]:
    """Best BIO-consistent labelling of float32[W, 7] → labelled spans in text order.

    An I- label may only follow the B- or I- label of its kind. ``favour``: what is added to the
    log-probabilities of the label ``favoured``, to choose by but not in the probabilities told.
    """
    scores = log_probs
    if favoured is not None:
        scores = log_probs.copy()
        scores[:, favoured : favoured + 2] += favour
    path = _consistent(scores)
    chosen = np.exp(log_probs[np.arange(len(path)), path])
    total = np.concatenate([[0.0], np.cumsum(chosen, dtype=np.float64)])
    starts = np.flatnonzero(path % 2 == 1)
    stops = np.append(np.flatnonzero((path % 2 == 1) | (path == 0)), len(path))
    ends = stops[np.searchsorted(stops, starts, side="right")]
    means = (total[ends] - total[starts]) / (ends - starts)
    columns = (starts, ends, path[starts], means)
    return [Labelled(*row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def _consistent(log_probs: NDArray[Any]) -> NDArray[Any]:
    """int[W]: the best label of every word, given that an I- follows its B- or I-.

    Mostly that is each word's own best label. Only where it is not, Viterbi decodes the words
    between two that are surely outside.
    """
    path: NDArray[Any] = log_probs.argmax(axis=1)
    before = np.concatenate([[0], path[:-1]])
    wrong = np.flatnonzero((path > 0) & (path % 2 == 0) & (before != path) & (before != path - 1))
    if len(wrong):
        outside = log_probs[:, 0] - np.maximum.reduce(log_probs.T[1:]) > _SURE
        edges = np.concatenate([[-1], np.flatnonzero(outside), [len(path)]])
        after = np.unique(np.searchsorted(edges, wrong))
        for a, b in zip(edges[after - 1] + 1, edges[after], strict=True):
            path[a:b] = _viterbi(log_probs[a:b].tolist())
    return path


def _viterbi(rows: list[list[float]]) -> list[int]:
    """The best state per word. From any state one may go to O or a B-; to I- only from its kind."""
    scores = [r if i % 2 or i == 0 else -_FORBID * 5 for i, r in enumerate(rows[0])]
    back: list[tuple[int, int, int, int]] = []
    for row in rows[1:]:
        best = max(scores)
        top = scores.index(best)
        _, b1, i1, b2, i2, b3, i3 = scores
        p1, p2, p3 = (1 if b1 > i1 else 2), (3 if b2 > i2 else 4), (5 if b3 > i3 else 6)
        back.append((top, p1, p2, p3))
        scores = [
            best + row[0],
            best + row[1],
            (b1 if b1 > i1 else i1) + row[2],
            best + row[3],
            (b2 if b2 > i2 else i2) + row[4],
            best + row[5],
            (b3 if b3 > i3 else i3) + row[6],
        ]
    state = scores.index(max(scores))
    path = [state]
    for step in reversed(back):
        state = step[0] if state % 2 or state == 0 else step[state // 2]
        path.append(state)
    path.reverse()
    return path


def within_marks(
    log_probs: NDArray[Any], speech: Sequence[Stretch], behind_breaks: NDArray[Any]
) -> NDArray[Any]:
    """Role scores that know the marks and empty lines: the words of a quotation are content, and
    nothing else goes on over an empty line. ``behind_breaks``: int[N], the words behind one.

    A content may begin before such a stretch and end after it (a mixed quotation), unless the
    stretch is a sentence of its own, but not within.
    """
    out = log_probs.copy()
    out[behind_breaks[:, None], [CONTENT + 1, CUE + 1, SOURCE + 1]] -= _FORBID
    for a, b, opens, closes in speech:
        out[a:b, 0] -= _FORBID
        out[a:b, CUE:] -= _FORBID
        out[a + 1 : b, CONTENT] -= _FORBID
        if opens:
            out[a, CONTENT + 1] -= _FORBID
        if closes and b < len(out):
            out[b, CONTENT + 1] -= _FORBID
    return out


def without_contents_in(unsaid: Sequence[Stretch], spans: Sequence[Labelled]) -> list[Labelled]:
    """Less the contents that are no more than (part of) a title or name between marks."""
    within = {word for stretch in unsaid for word in range(stretch.start, stretch.end)}
    return [
        span
        for span in spans
        if span.label != CONTENT or not within.issuperset(range(span.start, span.end))
    ]
