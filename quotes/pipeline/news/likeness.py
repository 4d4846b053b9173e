"""Whom of the names in a text a mention may mean: what the scores and the text's own words tell.

The encoder compares the mention with each name; who is called what the mention says, and who spoke
last, leans it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quotes.encoder.identity import CLASSES, Candidate, class_of, identity_features
from quotes.languages import english
from quotes.pipeline.news.mentions import is_retinue
from quotes.pipeline.news.people import PERSON, PLACE, Entity, People
from quotes.pipeline.roles import head_end, role_after, role_before, role_predicated

if TYPE_CHECKING:
    from quotes.encoder.model import Encoder
    from quotes.pipeline.page.page import Page

# How much likelier, in log-odds, somebody is whom the text calls what a description says, for its
# head and each word before it; and the last speaker for a pronoun. Chosen on PolNeAR's texts held
# out of training.
CALLED, MODIFIED, GOES_ON = 1.5, 1.0, 0.5
SMALL = -6.0  # the same for what it can hardly be, as a noun spelled like somebody's surname
LATER = -3.0  # of a role whom the text names only later, and there by another role
_PLACE = (PLACE - 1) // 2  # index into the labels of a candidate
_WORDED = english.DOCUMENT_NOUNS | english.THING_NOUNS
_NO_PERSONS = english.BODY_NOUNS | _WORDED
_WHO = english.PERSON_NOUNS | english.TITLES
_SEXED = english.HE_NOUNS | english.SHE_NOUNS


class Likeness:
    """Compares the mentions of one text with its names.

    ``candidates``: the names, in text order. ``called``: by entity, the nouns by which the text
    calls it; ``sex``: by entity, “he”, “she” or None, as far as the text has told it.
    """

    def __init__(
        self, page: Page, encoder: Encoder, people: People, candidates: Sequence[Candidate]
    ) -> None:
        self._page, self._text, self._encoder = page, page.text, encoder
        places = [(n.start, n.end) for n in candidates]
        self._rows = {place: row for row, place in enumerate(places)}
        self._vectors = page.reading.vectors(places)
        self.called = [self._callings(entity) for entity in people.entities]
        self.sex = [entity.likely_sex for entity in people.entities]
        self._first = {name.entity: name.start for name in reversed(candidates)}
        self._surnames = [
            frozenset(mention.key[-1] for mention in entity.mentions if entity.label == PERSON)
            for entity in people.entities
        ]

    def weights(
        self,
        source: tuple[int, int],
        names: Sequence[Candidate],
        printed: str,
        is_pronoun: bool,
        last: int | None,
        favoured: tuple[int | None, float] = (None, 0.0),
    ) -> dict[int, float]:
        """Probability of each entity; -1 is “nobody who is named”.

        ``source``: the mention as a range of words, ``printed`` as text; ``names``: whom it may
        mean; ``last``: who spoke before; ``favoured``: whom the grammar tells, and by how much in
        log-odds.
        """
        if not names:
            return {}
        count = 1 if is_pronoun else len(printed.split())
        kind = class_of(printed.split()[0], count, english.PRONOUN_CLASSES)
        features = identity_features(
            source, kind, names, self._page.words.paragraph, self._page.quoting
        )
        vectors = self._vectors[[self._rows[n.start, n.end] for n in names]]
        # “his wife” is one, for two words or more
        sort = CLASSES[kind] if is_pronoun else "nominal"
        own = np.repeat(self._page.reading.vectors([source]), len(names), axis=0)
        scores = self._encoder.score_pairs("identity", own, vectors, features)
        logits = np.append(scores, 0.0)
        probabilities = np.exp(logits - logits.max())
        head = re.findall(r"[\w-]+", printed[: head_end(printed)])
        nouns = list(map(_noun, head))
        retinue = is_retinue(printed)
        told = bool(nouns) and any(nouns[-1] in self.called[name.entity] for name in names)
        leaning = (
            self._leaning(source[0], nouns, told, retinue, sort, name, last) for name in names
        )
        probabilities[:-1] *= np.exp(list(leaning))
        probabilities[:-1] *= np.exp([favoured[1] * (n.entity == favoured[0]) for n in names])
        probabilities /= probabilities.sum()
        if is_pronoun:  # it stands for nobody who is named only later on
            early = {n.entity for n in names if n.start < source[0]}
            probabilities[:-1] *= [n.entity in early for n in names]
            probabilities /= probabilities.sum()
        weights: dict[int, float] = {-1: float(probabilities[-1])}
        noun = head[-1].casefold() if head else ""
        for name, p in zip(names, probabilities.tolist(), strict=False):
            if _may_be(noun, sort, name, self.sex[name.entity]):
                weights[name.entity] = weights.get(name.entity, 0.0) + p
        total = sum(weights.values()) or 1.0
        return {entity: p / total for entity, p in weights.items()}

    def _leaning(
        self,
        at: int,
        words: Sequence[str],
        told: bool,
        retinue: bool,
        sort: str,
        name: Candidate,
        last: int | None,
    ) -> float:
        """What the score of a name does not see, in log-odds.

        ``at``: where the mention begins; ``words``: those of its head; ``told``: whether the text
        calls anybody so; ``retinue``: whether it is somebody's (“Lund's office”).

        A description fits those whom the text calls so (“the senator”, “the commission”); a
        pronoun mostly goes on with the entity that spoke ``last``.
        """
        if sort in ("he", "she", "they", "it"):
            return GOES_ON if name.entity == last else 0.0
        if sort != "nominal":
            return 0.0
        called = self.called[name.entity]
        if words and words[-1] in self._surnames[name.entity] - called:
            return SMALL  # “the carpenter” is no mention of Paul Carpenter
        if words and words[-1] in _WORDED - called:
            return SMALL  # “the statement” is nobody whom the text does not call a statement
        does_else = bool(words) and words[-1] not in called and bool(called & english.ROLE_NOUNS)
        if does_else and words[-1] in english.ROLE_NOUNS and at < self._first[name.entity]:
            return LATER  # “the farmer”, and only behind it comes Lund, the minister
        if does_else and (words[-1] in _WHO or told):
            return -CALLED  # “the patient”, and the text calls him a doctor
        if len(words) > 1 and words[0] in english.MINE and words[-1] in english.KIN - called:
            return SMALL  # “my wife” is nobody whom the text does not call one
        if words and words[-1] in english.PLACE_NOUNS - called and name.label != _PLACE:
            return SMALL  # “the city” is no airline
        if retinue and words[-1] not in called:
            return SMALL  # no board that the text names nearby
        if words and words[-1] in english.SAY_THEIR_NOUN - called:
            return SMALL  # “the ministry” is no firm
        if words and words[-1] in english.OF_A_KIND - called and called & english.OF_A_KIND:
            return SMALL  # “the hospital trust” is no Public Service Union
        if words and words[-1] in english.BODY_NOUNS - called:
            known = sum(len(w) > 3 and bool({w, w + "s"} & called) for w in words[:-1])
            return (CALLED + MODIFIED) * bool(known)  # “the production company”: Lund Productions
        if not words or words[-1] not in called:
            return 0.0
        return CALLED + MODIFIED * sum(word in called for word in words[:-1])

    def _callings(self, entity: Entity) -> frozenset[str]:
        """The nouns by which the text calls an entity: roles beside its names, words of them."""
        words: list[str] = []
        for mention in entity.mentions:
            if entity.label != PERSON:
                words += mention.key
                continue
            words += [mention.title] if mention.title else []
            for role in (
                role_before(self._text, mention.start),
                role_after(self._text, mention.end),
                role_predicated(self._text, mention.end),
            ):
                words += re.findall(r"[\w-]+", role) if role else []
        return frozenset(_noun(word) for word in words) - english.PARTING


def _may_be(last: str, sort: str, name: Candidate, sex: str | None) -> bool:
    """Do number, sex and sort allow a mention to stand for this name?

    ``last``: the last word of its head, in lower case; ``sort``: one of CLASSES.
    """
    if sort in ("he", "she"):
        return name.label == 0 and sex in (None, sort)
    if sort == "it":
        return name.label != 0
    if sort != "nominal":
        return True
    if last in english.ANY_GROUP:
        return False
    if last in _SEXED:
        return name.label == 0 and sex in (None, "he" if last in english.HE_NOUNS else "she")
    if last in english.ROLE_NOUNS:
        return name.label == 0
    if last in english.FROM_SOMEWHERE:
        return name.label == 0
    return last not in _NO_PERSONS or name.label != 0


def _noun(word: str) -> str:
    """One form for a title and its abbreviation."""
    plain = word.casefold()
    return english.TITLE_NOUNS.get(plain, plain)
