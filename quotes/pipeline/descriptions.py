"""How a book uses its descriptions of people: “the Jew”, “the old gentleman”.

Somebody who is also described is named in the same passages, but not beside the description in
one sentence, as two people are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from quotes.languages import english_fiction as fiction
from quotes.pipeline.cast import Cast
from quotes.pipeline.dialogue import Reader
from quotes.pipeline.prose import Prose

PASSAGE, BESIDE = 300, 15  # words around a description in which names are counted
DEFINITE = frozenset("the this that his her my our their".split())


@dataclass(slots=True)
class Descriptions:
    """By the description without its article: how often the narration has it, where, how often
    somebody is named in the same passage (``met``) and beside it in one sentence (``beside``)."""

    uses: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    met: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    beside: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def likeliest(self, noun: str, most: int) -> list[int]:
        """Those whom the book may so describe."""
        scores = {who: n - APART * self.beside[noun][who] for who, n in self.met[noun].items()}
        best = sorted(scores, key=lambda who: -scores[who])[:most]
        return [who for who in best if scores[who] > 0]

    def near(self, noun: str, start: int, end: int) -> int:
        """How often a description stands in the words [start, end)."""
        places = self.places.get(noun, [])
        return bisect_left(places, end) - bisect_left(places, start)


APART = 20  # passages shared that one sentence shared outweighs


def find_descriptions(prose: Prose, cast: Cast, reader: Reader) -> Descriptions:
    out = Descriptions()
    for i, word in enumerate(prose.plain):
        if word not in DEFINITE or prose.quoting[i]:
            continue
        subject = reader.subject(i)
        if subject is None or subject.kind != "noun":
            continue
        noun = subject.noun
        out.uses[noun] += 1
        out.places[noun].append(i)
        told = [n for n in cast.between(i - PASSAGE, i + PASSAGE // 6) if not n.spoken]
        out.met[noun].update({n.who for n in told})
        for name in told:
            a, b = min(name.end, subject.end), max(name.start, subject.start)
            if b - a <= BESIDE and not any(prose.printed[k] in ".?!;" for k in range(a, b)):
                out.beside[noun][name.who] += 1
    return out


def nature(noun: str) -> int:
    """What a description tells: 0 man or woman, 1 kin, 2 what somebody is, 3 anything else."""
    words = noun.split(" in ")[0].split(" with ")[0].split()
    last = words[-1] if words else ""
    if last in fiction.GENERIC:
        return 0
    if last in fiction.KIN_NOUNS:
        return 1
    return 2 if last in fiction.PERSON_NOUNS or last in fiction.TITLES else 3
