"""How a book uses its descriptions of people: “the Jew”, “the old gentleman”.

Somebody who is also described is named in the same passages, but not beside the description in
one sentence, as two people are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from quotes.languages import english
from quotes.languages import english_fiction as fiction
from quotes.pipeline.fiction.cast import Cast, Character
from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.subjects import Subjects, head_noun, sex_of_noun
from quotes.pipeline.fiction.utterances import Utterance, subject_of

PASSAGE, BESIDE = 300, 15  # words around a description in which names are counted
BESIDE_SHARE = 0.02  # of the passages shared, from which on they are two people
# When a description is surely somebody's: passages, share of its uses, times the next one's, times
# as often as near any description.
LEAST_MET, OF_USES, CLEARLY, LIFT = 10, 0.3, 1.3, 2.0


@dataclass(slots=True)
class Descriptions:
    """By the description without its article: how often the narration has it, where, how often
    somebody is named in the same passage (``met``) and beside it in one sentence (``beside``).
    ``leans``: the characters' femininity, -1 … 1."""

    leans: list[float] = field(default_factory=list)
    uses: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    met: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    beside: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    _met_any: Counter[int] = field(default_factory=Counter)
    _joined: dict[str, int | None] = field(default_factory=dict)

    def likeliest(self, noun: str, most: int) -> list[int]:
        """Those whom the book may so describe."""
        sex, met = sex_of_noun(noun), self.met[noun]
        fitting = [
            who
            for who, count in met.items()
            if self.leans[who] * sex > -0.3 and self.beside[noun][who] <= BESIDE_SHARE * count
        ]
        return sorted(fitting, key=lambda who: -met[who])[:most]

    def lift(self, noun: str, who: int) -> float:
        """How much oftener somebody is near this description than near any."""
        here, whole = self.uses[noun] * self._met_any[who], self.uses.total()
        return self.met[noun][who] * whole / here if here else 0.0

    def joined(self, noun: str) -> int | None:
        """The character whom the whole book so describes, where it surely does."""
        if noun not in self._joined:
            likeliest = self.likeliest(noun, 2)
            counts = [self.met[noun][who] for who in likeliest] + [0, 0]
            sure = (
                counts[0] >= LEAST_MET
                and counts[0] >= OF_USES * self.uses[noun]
                and counts[0] >= CLEARLY * counts[1]
                and self.lift(noun, likeliest[0]) >= LIFT
            )
            self._joined[noun] = likeliest[0] if sure else None
        return self._joined[noun]

    def near(self, noun: str, start: int, end: int) -> int:
        """How often a description stands in the words [start, end)."""
        places = self.places.get(noun, [])
        return bisect_left(places, end) - bisect_left(places, start)

    def add(self, noun: str, place: int, met: Collection[int], beside: Iterable[int]) -> None:
        self.uses[noun] += 1
        self.places[noun].append(place)
        self.met[noun].update(met)
        self.beside[noun].update(beside)
        self._met_any.update(met)


def add_described(cast: Cast, utterances: Sequence[Utterance]) -> dict[str, int]:
    """Those who speak but are only described (“the landlady”): noun → number.

    They are added to the cast, or, where the user gave one, found in it.
    """
    numbers: dict[str, int] = {}
    if cast.given:
        return _described_members(cast)
    for utterance in utterances:
        subject = subject_of(utterance)
        if subject is None or subject.kind != "noun" or subject.noun in numbers:
            continue
        character = Character(len(cast.characters), f"the {subject.noun}", named=False)
        character.he, character.she = 5.0 * (subject.sex < 0), 5.0 * (subject.sex > 0)
        character.first = (subject.start, subject.end)
        numbers[subject.noun] = character.number
        cast.characters.append(character)
    return numbers


def _described_members(cast: Cast) -> dict[str, int]:
    """The members of a given cast by their names without an article, and without what tells more
    (“the jailer at the trial”), where only one has it."""
    members: dict[str, set[int]] = {}
    for character in cast.characters:
        for name in (character.name, *character.aliases):
            words = re.sub(r"['’]s\b", " 's", name.casefold()).split()
            words = words[1:] if words and words[0] in english.ARTICLES else words
            ends = fiction.ENDS_DESCRIPTION
            stop = next((k for k, word in enumerate(words) if k and word in ends), None)
            for noun in {" ".join(words), " ".join(words[:stop])}:
                members.setdefault(noun, set()).add(character.number)
    return {noun: min(numbers) for noun, numbers in members.items() if len(numbers) == 1}


def find_descriptions(prose: Prose, cast: Cast, subjects: Subjects) -> Descriptions:
    out = Descriptions([character.femininity for character in cast.characters])
    for i, word in enumerate(prose.plain):
        if word not in fiction.DEFINITE or prose.quoting[i]:
            continue
        subject = subjects.at(i)
        if subject is None or subject.kind != "noun":
            continue
        told = [n for n in cast.between(i - PASSAGE, i + PASSAGE // 6) if not n.spoken]
        beside = []
        for name in told:
            a, b = min(name.end, subject.end), max(name.start, subject.start)
            if b - a <= BESIDE and not any(prose.printed[k] in ".?!;" for k in range(a, b)):
                beside.append(name.who)
        out.add(subject.noun, i, {n.who for n in told}, beside)
    return out


def nature(noun: str) -> int:
    """What a description tells: 0 man or woman, 1 kin, 2 what somebody is, 3 anything else."""
    last = head_noun(noun)
    if last in fiction.GENERIC:
        return 0
    if last in fiction.KIN_NOUNS:
        return 1
    return 2 if last in fiction.PERSON_NOUNS or last in fiction.TITLES else 3
