"""Who speaks each utterance: a network that reads all utterances of a text at once, several times
over.

Each *round* scores every candidate of every utterance by its clues and by what the round before
believed of the utterances around: who speaks two utterances on, in the last ten, where the same
description stands. So beliefs travel along a conversation in both directions. Trained on novels
(`quotes.training.conversations`), which has the same sums in PyTorch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.folder import CONVERSATIONS, unusable
from quotes.pipeline.fiction.clues import CLUES
from quotes.pipeline.fiction.conversations import Conversations
from quotes.pipeline.fiction.utterances import Utterance, subject_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOBODY = -1
SAID_I = 0.92  # how often “I said” is the narrator's; on PDNC
STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)  # utterances whose beliefs count one by one
SPOKEN_TO = (-2, -1, 1, 2)  # utterances whose messages count
SPANS = (
    (-3, 0),
    (-10, 0),
    (-40, 0),
    (1, 4),
    (1, 11),
    (1, 41),
)  # utterances whose beliefs are summed
SAME_NOUN, SAME_PRONOUN = (
    40,
    12,
)  # utterances apart in which a description or pronoun stays somebody's
FLAGS = 3 + 2 + 2 * len(STEPS) + 4
KNOWN = CLUES + FLAGS
LINKS = 4 + 3 * len(STEPS) + 4 + 4 + 3
BELIEFS = LINKS + len(SPANS) + 4
LIMIT = 8.0  # standard deviations beyond which a clue tells no more


@dataclass(frozen=True, slots=True)
class Grid:
    """The candidates of all utterances that have any, as R rows, utterance by utterance.

    ``known``: float32[R, KNOWN]. ``anchored``: float32[R], 1 for whom the reporting clause tells.
    ``utterance``: int[R], ``first``: int[utterances], each utterance's first row. ``links``: int[R,
    LINKS], the rows of the same character whose beliefs count (R: none), ``gates``: how much;
    ``messages``: int[R, 4], likewise. ``order``: rows by character and utterance; ``since``,
    ``until``: int[R, SPANS], places in that order. ``before``, ``behind``: int[R], the utterances
    beside (as many as utterances: none), ``near_before``, ``near_behind``: float32[R], whether they
    are in the paragraph beside. ``told``: float32[R], what is known beforehand, -1: nothing.
    """

    known: NDArray[Any]
    anchored: NDArray[Any]
    utterance: NDArray[Any]
    first: NDArray[Any]
    links: NDArray[Any]
    gates: NDArray[Any]
    messages: NDArray[Any]
    order: NDArray[Any]
    since: NDArray[Any]
    until: NDArray[Any]
    before: NDArray[Any]
    behind: NDArray[Any]
    near_before: NDArray[Any]
    near_behind: NDArray[Any]
    told: NDArray[Any]


def make_grid(conversations: Conversations, start: int = 0, stop: int | None = None) -> Grid | None:
    """The grid of the utterances [start, stop); None where no utterance has a candidate."""
    scenes = conversations.scenes[start:stop]
    utterances, count = [scene.utterance for scene in scenes], len(scenes)
    if not any(scene.candidates for scene in scenes):
        return None
    at = np.repeat(np.arange(count), [len(scene.candidates) for scene in scenes])
    who = np.array([w for scene in scenes for w in scene.candidates])
    rows = _Rows(at, who)
    apart = _worst_gaps(conversations, start, count)
    beside, near = (apart <= 1).astype(np.float32)[at], (apart <= 2).astype(np.float32)[at]
    tagless, plain, goes_on, same_before, same_behind = _flags(conversations, utterances, start)[
        at
    ].T
    links = [*_same_subject(utterances, rows), *(rows.of(at + step) for step in STEPS)]
    alike, steps = np.stack(links[:4], axis=1), np.stack(links[4:], axis=1)
    closest = steps[:, 2:6]
    nearest = [STEPS.index(-1), STEPS.index(1)]
    last, following = (steps[:, k : k + 1] for k in nearest)
    flags = np.stack([tagless, plain, goes_on, same_before, same_behind], axis=1)
    known = [np.concatenate([scene.clues for scene in scenes if scene.candidates]), flags]
    known += [beside, near, (alike < len(at)).astype(np.float32)]
    gates = [np.ones_like(alike), np.ones_like(steps), beside, near]
    gates += [np.repeat(tagless[:, None], 4, axis=1), beside[:, 2:6] * plain[:, None]]
    gates += [goes_on[:, None], same_before[:, None], same_behind[:, None]]
    keys = rows.keys
    span = [(rows.places(at + a), rows.places(at + b)) for a, b in SPANS]
    filled = np.unique(at)
    number = np.full(count + 2, len(filled))
    number[filled + 1] = np.arange(len(filled))
    return Grid(
        known=np.concatenate(known, axis=1, dtype=np.float32),
        anchored=_anchored(conversations, start, at, who),
        utterance=number[at + 1],
        first=np.searchsorted(at, filled),
        links=np.concatenate(
            [alike, steps, steps, steps, closest, closest, last, last, following], 1
        ),
        gates=np.concatenate(gates, axis=1, dtype=np.float32),
        messages=np.stack([rows.of(at + step) for step in SPOKEN_TO], axis=1),
        order=keys.argsort(),
        since=np.stack([a for a, _ in span], axis=1),
        until=np.stack([b for _, b in span], axis=1),
        before=number[at],
        behind=number[at + 2],
        near_before=beside[:, nearest[0]],
        near_behind=beside[:, nearest[1]],
        told=_told(conversations, start, at, who),
    )


class _Rows:
    """Finds the row of a character in another utterance. ``utterance``: int[R]; ``keys``: int[R],
    by character, then utterance."""

    SPARE = 64  # utterances beyond either end that may be asked for

    def __init__(self, at: NDArray[Any], who: NDArray[Any]) -> None:
        self.utterance = at
        self._width = int(at.max(initial=0)) + 2 * self.SPARE
        self._base = who * self._width + self.SPARE
        self.keys = self._base + at
        self._order = self.keys.argsort()
        self._sorted = self.keys[self._order]

    def places(self, utterance: NDArray[Any]) -> NDArray[Any]:
        """int[R]: where in the order each row's character has an utterance not before this one."""
        out: NDArray[Any] = np.searchsorted(self._sorted, self._base + utterance)
        return out

    def of(self, utterance: NDArray[Any]) -> NDArray[Any]:
        """int[R]: each row's character in the utterance ``utterance``, R where it is no candidate
        there."""
        size = len(self.keys)
        place = np.minimum(self.places(utterance), size - 1)
        found = self._sorted[place] == self._base + utterance
        out: NDArray[Any] = np.where(found, self._order[place], size)
        return out


def _worst_gaps(conversations: Conversations, start: int, count: int) -> NDArray[Any]:
    """int[utterances, STEPS]: the widest gap in paragraphs on the way from an utterance to
    another."""
    reach = max(STEPS)
    gaps = [conversations.gap(i, i - 1) for i in range(start - reach, start + count + reach + 1)]
    gap = np.array(gaps)  # before utterance start - reach + k
    here = np.arange(count) + reach
    columns = []
    for step in STEPS:
        between = range(step + 1, 1) if step < 0 else range(1, step + 1)
        columns.append(np.max([gap[here + k] for k in between], axis=0))
    return np.stack(columns, axis=1)


def _flags(
    conversations: Conversations, utterances: Sequence[Utterance], start: int
) -> NDArray[Any]:
    """float32[utterances, 5]: no reporting clause; nor a beat; goes on; the same paragraph before,
    behind."""
    rows = []
    for k, utterance in enumerate(utterances, start):
        tagless = utterance.tag is None
        plain = tagless and utterance.beat_before is None and utterance.beat_after is None
        beside = [conversations.gap(k, k - 1) == 0, conversations.gap(k, k + 1) == 0]
        rows.append([tagless, plain, utterance.continues, *beside])
    return np.array(rows, dtype=np.float32)


def _same_subject(utterances: Sequence[Utterance], rows: _Rows) -> list[NDArray[Any]]:
    """Each row's character in the utterances before and behind with the same description in the
    reporting clause, and in those with the same pronoun."""
    none = -_Rows.SPARE  # an utterance that there is not
    found = np.full((4, len(utterances)), none)
    last: dict[tuple[str, str], int] = {}
    for i, utterance in enumerate(utterances):
        subject = subject_of(utterance)
        if subject is None or subject.kind not in ("noun", "he", "she"):
            continue
        is_noun = subject.kind == "noun"
        key = (subject.kind, subject.noun)
        before = last.get(key)
        if before is not None and i - before <= (SAME_NOUN if is_noun else SAME_PRONOUN):
            found[0 if is_noun else 2, i] = before
            found[1 if is_noun else 3, before] = i
        last[key] = i
    return [rows.of(column[rows.utterance]) for column in found]


def _anchored(
    conversations: Conversations, start: int, at: NDArray[Any], who: NDArray[Any]
) -> NDArray[Any]:
    anchors = [NOBODY if a is None else a for a in conversations.anchors[start:]]
    out: NDArray[Any] = (np.array(anchors)[at] == who).astype(np.float32)
    return out


def _told(
    conversations: Conversations, start: int, at: NDArray[Any], who: NDArray[Any]
) -> NDArray[Any]:
    """“I said” is the narrator's, whatever else is believed."""
    count = len(conversations.scenes) - start
    told = np.array([conversations.is_told_by_narrator(start + i) for i in range(count)])
    others = np.maximum(np.bincount(at, minlength=count) - 1, 1)[at]
    share = np.where(who == conversations.narrator, SAID_I, (1 - SAID_I) / others)
    out: NDArray[Any] = np.where(told[at], share, -1.0).astype(np.float32)
    return out


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks an utterance, by the number in the cast (NOBODY: nobody is near), and how
    surely."""

    who: int
    probability: float


class Scorer:
    """The network, or the mean of several. Loaded without pickle.

    Arrays by network n and round r: ``n.mean``, ``n.scale`` of the clues; ``n.first``, ``n.bias``;
    ``n.r.beliefs``, ``n.r.bias``, ``n.r.out`` and, but for the last round, ``n.r.message``,
    ``n.r.message_bias``.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.arrays = arrays
        self._networks = 1 + max(int(name.split(".")[0]) for name in arrays)

    @classmethod
    def load(cls, path: Path) -> Scorer:
        with np.load(path, allow_pickle=False) as arrays:
            return cls({name: arrays[name].astype(np.float32) for name in arrays.files})

    def save(self, path: Path) -> None:
        """In half precision, which changes no decision in a thousand."""
        np.savez_compressed(path, **{n: x.astype(np.float16) for n, x in self.arrays.items()})  # type: ignore[arg-type]

    def probabilities(self, grid: Grid) -> NDArray[Any]:
        """float32[R], summing to one in each utterance."""
        each = [self._network(f"{n}.", grid) for n in range(self._networks)]
        mean: NDArray[Any] = np.mean(each, axis=0)
        return mean

    def _network(self, n: str, grid: Grid) -> NDArray[Any]:
        a = self.arrays
        known = np.clip((grid.known - a[n + "mean"]) / a[n + "scale"], -LIMIT, LIMIT)
        base = known @ a[n + "first"] + a[n + "bias"]
        belief, messages = grid.anchored, None
        number = 0
        while f"{n}{number}.beliefs" in a:
            r = f"{n}{number}."
            x = beliefs(grid, belief)
            if messages is not None:
                x = np.concatenate([x, heard(grid, belief, messages)], axis=1)
            hidden = np.maximum(base + x @ a[r + "beliefs"] + a[r + "bias"], 0)
            belief = softmax(grid, hidden @ a[r + "out"])
            belief = np.where(grid.told < 0, belief, grid.told)
            if r + "message" in a:
                messages = np.tanh(hidden @ a[r + "message"] + a[r + "message_bias"])
            number += 1
        return belief


def beliefs(grid: Grid, belief: NDArray[Any]) -> NDArray[Any]:
    """float32[R, BELIEFS]: what is believed of the other utterances, for each row's character."""
    linked = np.append(belief, np.float32(0))[grid.links] * grid.gates
    total = np.concatenate([[0.0], np.cumsum(belief[grid.order], dtype=np.float64)])
    sums = np.log1p(np.maximum(total[grid.until] - total[grid.since], 0))
    surest = np.append(np.maximum.reduceat(belief, grid.first), np.float32(0))
    before, behind = surest[grid.before], surest[grid.behind]
    tops = [before, behind, before * grid.near_before, behind * grid.near_behind]
    return np.concatenate([linked, sums, np.stack(tops, axis=1)], axis=1, dtype=np.float32)


def heard(grid: Grid, belief: NDArray[Any], messages: NDArray[Any]) -> NDArray[Any]:
    """float32[R, 5 M + 1]: what each row's character was in the utterances beside, what the
    utterance's candidates are together, and the belief itself."""
    none = np.zeros((1, messages.shape[1]), dtype=np.float32)
    own = np.concatenate([messages, none])[grid.messages].reshape(len(belief), -1)
    together = np.add.reduceat(messages * belief[:, None], grid.first)[grid.utterance]
    return np.concatenate([own, together, belief[:, None]], axis=1)


def softmax(grid: Grid, scores: NDArray[Any]) -> NDArray[Any]:
    """Probabilities within each utterance."""
    powers = np.exp(scores - np.maximum.reduceat(scores, grid.first)[grid.utterance])
    out: NDArray[Any] = powers / np.add.reduceat(powers, grid.first)[grid.utterance]
    return out


@lru_cache(maxsize=4)
def load_scorer(folder: Path) -> Scorer:
    """Of the model in that folder, loaded once and kept. Raises `ModelError`."""
    try:
        return Scorer.load(folder / CONVERSATIONS)
    except Exception as error:  # no archive, no arrays, or others than are meant
        raise unusable(folder, error) from error


def decide(conversations: Conversations, scorer: Scorer) -> list[Decision]:
    """One decision an utterance."""
    scenes = conversations.scenes
    grid = make_grid(conversations)
    if grid is None:
        return [Decision(NOBODY, 0.0) for _ in scenes]
    probabilities = scorer.probabilities(grid)
    out, at = [], 0
    for i, scene in enumerate(scenes):
        own = probabilities[at : at + len(scene.candidates)]
        at += len(scene.candidates)
        if not scene.candidates:
            out.append(Decision(NOBODY, 0.0))
        else:
            able = [conversations.can_be(i, who) for who in scene.candidates]
            best = int(np.where(able, own, -1.0).argmax())
            found = Decision(scene.candidates[best], float(own[best]))
            out.append(found if able[best] else Decision(NOBODY, 0.0))
    return out
