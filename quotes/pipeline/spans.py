"""Role labels → spans: which words are content, cue and source, and which are names.

Viterbi decoding over BIO labels. A quotation's boundaries come from its marks, not from the
labels: inside a stretch that is speech every word is content.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WordSpan = tuple[int, int]
CONTENT, CUE, SOURCE = 1, 3, 5  # B- labels; the I- label of each is one more
PERSON, ORGANISATION, PLACE = 1, 3, 5
_FORBID = 20.0


class Labelled(NamedTuple):
    """Words [start, end) with one label and the mean probability of their labels."""

    start: int
    end: int
    label: int
    probability: float


def decode(log_probs: NDArray[Any]) -> list[Labelled]:
    """Best BIO-consistent labelling of float32[W, 7] → labelled spans in text order.

    An I- label may only follow the B- or I- label of its kind.
    """
    if not len(log_probs):
        return []
    path = _viterbi(log_probs.tolist())
    spans: list[Labelled] = []
    start = label = 0
    for i, state in enumerate([*path, 0]):
        if label and state != label + 1:
            probability = float(np.exp(log_probs[range(start, i), path[start:i]]).mean())
            spans.append(Labelled(start, i, label, probability))
            label = 0
        if state % 2:
            start, label = i, state
    return spans


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


class Speech(NamedTuple):
    """A stretch that somebody says, as words [start, end), marks included.

    ``opens``: nothing before it can belong to the same content, because a sentence begins with it;
    ``closes``: nothing after it can.
    """

    start: int
    end: int
    opens: bool
    closes: bool


def within_marks(log_probs: NDArray[Any], speech: Sequence[Speech]) -> NDArray[Any]:
    """Role scores that know the marks: the words of a quotation are content.

    A content may begin before such a stretch and end after it (a mixed quotation), unless the
    stretch is a sentence of its own, but not within.
    """
    out = log_probs.copy()
    for a, b, opens, closes in speech:
        out[a:b, 0] -= _FORBID
        out[a:b, CUE:] -= _FORBID
        out[a + 1 : b, CONTENT] -= _FORBID
        if opens:
            out[a, CONTENT + 1] -= _FORBID
        if closes and b < len(out):
            out[b, CONTENT + 1] -= _FORBID
    return out
