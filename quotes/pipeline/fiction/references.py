"""What the encoder's links say of a story's utterances: who is an utterance's source, who a pronoun
is.

Its two heads were trained on news and on coreference corpora; in a story they are two opinions
among others (`quotes.pipeline.fiction.clues`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.identity import Candidate, class_of, identity_features, nearby
from quotes.encoder.links import pair_features
from quotes.languages import english
from quotes.pipeline.fiction.cast import Cast, Named
from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.utterances import Utterance, subject_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Encoder, Reading

HE, SHE = -2, -3  # where a pronoun stands among names
SOURCE_REACH, SOURCE_AHEAD, SOURCE_MOST = (
    200,
    60,
    12,
)  # names that the encoder compares with an utterance
BACK, AHEAD, MOST = 400, 40, 16  # names around a pronoun: words away, how many before it
BATCH = 2000  # mentions scored at a time
FOCUS, FOCUS_SHORT, FOCUS_AHEAD = 200, 50, 40  # words around an utterance whose pronouns count

Shares = dict[int, float]  # by the number of a character


class References:
    """``by_source``: for each utterance the scores of the names near it, and of HE and SHE;
    ``by_identity``: for each utterance whom the pronoun or description beside it stands for."""

    def __init__(
        self,
        prose: Prose,
        cast: Cast,
        utterances: Sequence[Utterance],
        encoder: Encoder,
        reading: Reading,
    ) -> None:
        scores = _Scores(prose, cast, encoder, reading)
        self.by_source = scores.sources(utterances)
        subjects = [subject_of(t) or t.beat_before or t.beat_after for t in utterances]
        asked = [
            (i, (s.start, s.end))
            for i, s in enumerate(subjects)
            if s is not None and s.kind not in ("name", "i")
        ]
        self.by_identity: list[Shares] = [{} for _ in utterances]
        for (i, _), meant in zip(asked, scores.identities([m for _, m in asked]), strict=True):
            self.by_identity[i] = meant
        self._places = _pronouns(prose, utterances)
        self._meant = scores.identities([(i, i + 1) for i in self._places])

    def focus(self, utterance: Utterance) -> tuple[Shares, Shares, Shares, Shares]:
        """How much the pronouns around an utterance are about each character: shortly before it, in
        the passage before it, right behind it, and the last one before it."""
        shortly, passage, behind = (defaultdict[int, float](float) for _ in range(3))
        first = bisect_left(self._places, utterance.start - FOCUS)
        here = bisect_left(self._places, utterance.start)
        for k in range(first, bisect_left(self._places, utterance.end + FOCUS_AHEAD)):
            for who, share in self._meant[k].items():
                if k >= here:
                    behind[who] += share
                    continue
                passage[who] += share
                if utterance.start - self._places[k] < FOCUS_SHORT:
                    shortly[who] += share
        return shortly, passage, behind, self._meant[here - 1] if here > first else {}


def _pronouns(prose: Prose, utterances: Sequence[Utterance]) -> list[int]:
    """The places of “he” and “she” in the narration near utterances."""
    places, last = [], 0
    for utterance in utterances:
        stop = min(utterance.end + FOCUS_AHEAD, len(prose))
        for i in range(max(last, utterance.start - FOCUS), stop):
            if prose.plain[i] in ("he", "she") and not prose.quoting[i]:
                places.append(i)
        last = max(last, stop)
    return places


class _Scores:
    """The encoder's heads over the names of a text."""

    def __init__(self, prose: Prose, cast: Cast, encoder: Encoder, reading: Reading) -> None:
        self._prose, self._cast, self._encoder, self._reading = prose, cast, encoder, reading
        self._quoting = np.array(prose.quoting)
        sexes = [character.femininity for character in cast.characters]
        labels = [2 if sex > 0.5 else 1 if sex < -0.5 else 0 for sex in sexes]
        self._candidates = [Candidate(n.start, n.end, n.who, 0, labels[n.who]) for n in cast.names]

    def sources(self, utterances: Sequence[Utterance]) -> list[Shares]:
        """By the link content → source: the names near each utterance."""
        pronouns = [
            Named(i, i + 1, HE if word == "he" else SHE, False)
            for i, word in enumerate(self._prose.plain)
            if word in ("he", "she") and not self._prose.quoting[i]
        ]
        told = sorted([*(n for n in self._cast.names if not n.spoken), *pronouns])
        starts = [n.start for n in told]
        spans = [utterance.spans[0] for utterance in utterances]
        others = [(n.start, n.end) for n in told]
        near: list[list[int]] = []
        for utterance in utterances:
            first = bisect_left(starts, utterance.start - SOURCE_REACH)
            last = bisect_left(starts, utterance.end + SOURCE_AHEAD)
            gaps = [
                (max(others[k][0] - utterance.end, utterance.start - others[k][1]), k)
                for k in range(first, last)
            ]
            near.append(sorted(k for _, k in sorted(gaps)[:SOURCE_MOST]))
        scores: list[Shares] = [{} for _ in utterances]
        owner = [(i, k) for i, row in enumerate(near) for k in row]
        if not owner:
            return scores
        rows, columns = np.array(owner).T
        values = self._encoder.score_links(
            "source",
            self._reading.vectors(spans),
            self._reading.vectors(others),
            (rows, columns),
            pair_features(spans, others, near, self._prose.words.paragraph),
        )
        for (i, k), value in zip(owner, values.tolist(), strict=True):
            scores[i][told[k].who] = max(scores[i].get(told[k].who, -20.0), value)
        return scores

    def identities(self, mentions: Sequence[tuple[int, int]]) -> list[Shares]:
        """For each mention the probabilities of the characters that it may stand for."""
        starts = self._cast.starts
        asked: list[tuple[int, tuple[int, int], list[Candidate]]] = []
        for number, (a, b) in enumerate(mentions):
            first = max(bisect_left(starts, a - BACK), bisect_left(starts, a) - MOST)
            near = nearby((a, b), self._candidates[first : bisect_left(starts, b + AHEAD)])
            if near:
                asked.append((number, (a, b), near))
        out: list[Shares] = [{} for _ in mentions]
        for k in range(0, len(asked), BATCH):
            some = asked[k : k + BATCH]
            logits = self._identity_logits([(mention, near) for _, mention, near in some])
            at = 0
            for number, _, near in some:
                out[number] = _shares(near, logits[at : at + len(near)])
                at += len(near)
        return out

    def _identity_logits(
        self, asked: Sequence[tuple[tuple[int, int], Sequence[Candidate]]]
    ) -> NDArray[Any]:
        features, own, others = [], [], []
        for (a, b), near in asked:
            kind = class_of(self._prose.printed[a], b - a, english.PRONOUN_CLASSES)
            paragraph = self._prose.words.paragraph
            features.append(identity_features((a, b), kind, near, paragraph, self._quoting))
            own += [(a, b)] * len(near)
            others += [(n.start, n.end) for n in near]
        vectors = self._reading.vectors
        return self._encoder.score_pairs(
            "identity", vectors(own), vectors(others), np.concatenate(features)
        )


def _shares(near: Sequence[Candidate], logits: NDArray[Any]) -> Shares:
    """Probabilities by character; what is missing to 1 is that of none."""
    top = max(float(logits.max()), 0.0)
    weights = np.exp(logits - top)
    weights /= weights.sum() + math.exp(-top)
    meant: Shares = defaultdict(float)
    for name, weight in zip(near, weights.tolist(), strict=True):
        meant[name.entity] += weight
    return meant
