"""How the characters of a book speak: the words of those utterances whose clause tells the speaker.

A naive Bayes model of each character's words. That what people say tells who speaks is shown by
Michel et al. (2024), “Improving quotation attribution with fictional character embeddings”.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.utterances import Utterance

PRIOR = 200.0  # words of the whole book's speech that everybody's words are mixed with


class Voices:
    """``anchors``: whom each utterance's reporting clause itself tells."""

    def __init__(
        self, prose: Prose, utterances: Sequence[Utterance], anchors: Sequence[int | None]
    ) -> None:
        self._anchors = anchors
        self._said = [
            Counter(
                prose.plain[i]
                for a, b in utterance.spans
                for i in range(a, b)
                if prose.plain[i][0].isalpha()
            )
            for utterance in utterances
        ]
        self._all: Counter[str] = Counter()
        self._by: dict[int, Counter[str]] = defaultdict(Counter)
        for said, who in zip(self._said, anchors, strict=True):
            self._all.update(said)
            if who is not None:
                self._by[who].update(said)
        self._total = self._all.total() + 1
        self._words = {who: said.total() for who, said in self._by.items()}

    def of(self, i: int, who: int) -> tuple[float, float, float, float]:
        """How much likelier utterance ``i`` is somebody's words than anybody's: its log-ratio by
        the root of its length, by a word, of its most telling word; and the log of how many words
        of theirs are known. What the utterance itself tells is left out."""
        said = self._said[i]
        own = said if self._anchors[i] == who else Counter[str]()
        theirs, known = self._by.get(who, Counter()), self._words.get(who, 0) - own.total()
        ratio, most = 0.0, 0.0
        for word, count in said.items():
            usual = self._all[word] / self._total
            here = theirs[word] - own[word] + PRIOR * usual
            log = math.log(here / (known + PRIOR) / usual)
            ratio += count * log
            most = max(most, log)
        words = said.total() + 1
        return ratio / math.sqrt(words), ratio / words, most, math.log1p(known)
