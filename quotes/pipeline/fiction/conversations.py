"""The utterances of a story with those who may speak each of them.

utterances → candidates → clues (what the page shows of each) → decisions (`scorer`)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.languages import english_fiction as fiction
from quotes.pipeline.fiction.cast import Cast, Character
from quotes.pipeline.fiction.clues import Clues
from quotes.pipeline.fiction.descriptions import add_described, find_descriptions
from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.references import References
from quotes.pipeline.fiction.subjects import Subject, Subjects
from quotes.pipeline.fiction.utterances import SURELY, Utterance, subject_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Encoder, Reading

REACH, MOST = 1500, 14  # candidates named before an utterance: words away, how many
AHEAD, MOST_AHEAD = 150, 3  # words behind an utterance in which somebody may be named
BESIDE = 4  # utterances before and after one whose tags give it candidates
UTTERANCES_BACK, MOST_BACK = 30, 6  # utterances before these
DESCRIBED = 3  # characters whom the book may so describe
FIRST_PERSON = 0.004  # share of “I” among a narration's words from which on somebody tells it
# Of a book that is told so, “I said” and what I did beside a speech: more than once in so many
# words of narration, and at the most this often.
ONCE_IN, OFTEN = 500, 3


@dataclass(slots=True)
class Scene:
    """One utterance with its candidates (characters' numbers) and what the page shows of each:
    ``clues``: float32[candidates, CLUES]."""

    utterance: Utterance
    candidates: list[int]
    clues: NDArray[Any]


class Conversations:
    """The utterances of one text, ready to be decided. ``anchors``: whom each utterance's reporting
    clause itself tells; ``narrator``: the number of the “I” who tells the story; ``named``: how
    many have a name of those who may speak."""

    def __init__(
        self,
        prose: Prose,
        cast: Cast,
        utterances: Sequence[Utterance],
        encoder: Encoder,
        reading: Reading,
    ) -> None:
        self.cast, self.utterances = cast, utterances
        subjects = Subjects(prose, cast)
        self.described = add_described(cast, utterances)
        self.narrator = _narrator(prose, cast, utterances)
        self._descriptions = find_descriptions(prose, cast, subjects)
        self.anchors = [self.meant(subject_of(utterance)) for utterance in utterances]
        self._tagged = Counter(who for who in self.anchors if who is not None)
        chosen = [self._candidates(i) for i in range(len(utterances))]
        references = References(prose, cast, utterances, encoder, reading)
        clues = Clues(self, prose, subjects, self._descriptions, references, self._tagged)
        self.scenes = [
            Scene(utterance, who, clues.of(i, who))
            for i, (utterance, who) in enumerate(zip(utterances, chosen, strict=True))
        ]
        able = {who for candidates in chosen for who in candidates}
        self.named = sum(cast.characters[who].named for who in able)

    def meant(self, subject: Subject | None) -> int | None:
        """Whom a subject surely means."""
        if subject is None:
            return None
        if subject.kind == "noun":
            joined = self._descriptions.joined(subject.noun)
            return self.described.get(subject.noun) if joined is None else joined
        if subject.kind == "i":
            return self.narrator
        return subject.who

    def is_told_by_narrator(self, i: int) -> bool:
        """“I said”, by the one who tells the story."""
        tag = subject_of(self.utterances[i])
        return self.narrator is not None and tag is not None and tag.kind == "i"

    def can_be(self, i: int, who: int) -> bool:
        """May somebody speak an utterance? “She said” is no man's, nobody tells “he said” of
        himself, and whoever acts behind a speech listened where another acts before it."""
        if (listener := self.utterances[i].listener) and self.meant(listener) == who:
            return False
        tag = subject_of(self.utterances[i])
        if tag is None or tag.kind not in ("he", "she"):
            return True
        return who != self.narrator and self.cast.characters[who].femininity * tag.sex > -SURELY

    def gap(self, i: int, other: int) -> int:
        """How many paragraphs lie between two utterances: 0 the same, 9 many or none."""
        if min(i, other) < 0 or max(i, other) >= len(self.utterances):
            return 9
        first, second = self.utterances[min(i, other)], self.utterances[max(i, other)]
        return max(0, min(second.paragraph - first.last, 9))

    def _candidates(self, i: int) -> list[int]:
        utterance, utterances = self.utterances[i], self.utterances
        chosen: dict[int, None] = {}
        for subject in (subject_of(utterance), utterance.beat_before, utterance.beat_after):
            if subject is not None:
                meant = self.meant(subject)
                chosen.update(dict.fromkeys([] if meant is None else [meant]))
                chosen.update(dict.fromkeys(subject.others))
                if subject.kind == "noun":
                    likely = self._descriptions.likeliest(subject.noun, DESCRIBED)
                    chosen.update(dict.fromkeys(likely))
        beside = [*range(i - 1, i - BESIDE - 1, -1), *range(i + 1, i + BESIDE + 1)]
        chosen.update(dict.fromkeys(self._told_by(beside)))
        earlier = dict.fromkeys(self._told_by(range(i - BESIDE - 1, i - UTTERANCES_BACK, -1)))
        chosen.update(dict.fromkeys(list(earlier)[:MOST_BACK]))
        for other in (i - 1, i + 1):
            if 0 <= other < len(utterances):
                chosen.update(dict.fromkeys(sorted(utterances[other].addressed)))
        chosen.update(dict.fromkeys(self._named_before(utterance, chosen)))
        for name in self.cast.between(utterance.end, utterance.end + AHEAD)[:MOST_AHEAD]:
            if self._is_somebody(name.who):
                chosen[name.who] = None
        if self.narrator is not None:
            chosen[self.narrator] = None
        return list(chosen)

    def _told_by(self, utterances: Sequence[int]) -> list[int]:
        """Whom the reporting clauses of some utterances tell."""
        inside = [k for k in utterances if 0 <= k < len(self.utterances)]
        return [who for k in inside if (who := self.anchors[k]) is not None]

    def _named_before(self, utterance: Utterance, chosen: dict[int, None]) -> dict[int, None]:
        names, found = self.cast.names, dict[int, None]()
        k = bisect_left(self.cast.starts, utterance.end) - 1
        while k >= 0 and utterance.start - names[k].start < REACH and len(found) < MOST:
            if names[k].who not in chosen and self._is_somebody(names[k].who):
                found[names[k].who] = None
            k -= 1
        return found

    def _is_somebody(self, who: int) -> bool:
        """A character rather than a place: titled, called he or she, or seen to speak."""
        character = self.cast.characters[who]
        return (
            self.cast.given
            or self._tagged[who] > 0
            or character.he + character.she >= 1
            or any(form[0] for form in character.forms)
        )


def _is_of_i(utterance: Utterance) -> bool:
    tag = subject_of(utterance)
    beats = (utterance.beat_before, utterance.beat_after)
    subjects = [tag] if tag else [beat for beat in beats if beat]
    return any(subject.kind == "i" for subject in subjects)


def _narrator(prose: Prose, cast: Cast, utterances: Sequence[Utterance]) -> int | None:
    """The “I” who tells the story, where the narration says “I” often, and beside its speeches as
    often as its length asks: somebody of a given cast who is called the narrator, else whoever the
    narration says this is, else a new character."""
    told = [word for word, quoting in zip(prose.plain, prose.quoting, strict=True) if not quoting]
    beside = sum(_is_of_i(utterance) for utterance in utterances)
    least = min(OFTEN, 1 + len(told) // ONCE_IN)
    if not told or told.count("i") / len(told) <= FIRST_PERSON or beside < least:
        return None
    for character in cast.characters:
        called = {name.casefold().strip("_") for name in (character.name, *character.aliases)}
        if called & fiction.NARRATORS:
            return character.number
    for name in cast.names:
        before = tuple(prose.plain[max(0, name.start - 3) : name.start])
        if not name.spoken and (before in fiction.MY_NAME or before[1:] in fiction.MY_NAME):
            return name.who
    number = len(cast.characters)
    cast.characters.append(Character(number, "narrator", named=False))
    return number
