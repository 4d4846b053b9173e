"""What the grammar around a reference tells of whom it stands for, beside the scores.

Whom the sentence before is about, whom “who” stands behind, which body “it” may be; somebody who is
named, or somebody who is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes.encoder.identity import Candidate
from quotes.languages import english
from quotes.languages.sentences import begins_sentence
from quotes.pipeline.attribution.attribution import Resolved
from quotes.pipeline.news.antecedents import ONE_PERSON, Antecedents
from quotes.pipeline.news.heard import Heard
from quotes.pipeline.news.likeness import SMALL, Likeness
from quotes.pipeline.news.mentions import is_firm, is_new
from quotes.pipeline.news.people import ORGANISATION, PERSON, PLACE, Entity, People
from quotes.pipeline.roles import head_end
from quotes.records import Mention

if TYPE_CHECKING:
    from quotes.encoder.words import WordSpan
    from quotes.pipeline.page.page import Page

# How much likelier, in log-odds, somebody is with whom the sentence before the quotation begins;
# the likeliest on PolNeAR dev.
SUBJECT = 1.7
NEWCOMER, JUST_BEFORE = 1.5, 60  # and more if it brings him in, so many words before
KEEPS = 2.0  # the same for the last speaker where nobody else was named since; chosen likewise
NEAR_PARAGRAPHS = 2
BESIDE = 4.0  # the same for whom “who” stands right behind
SURE = 0.9  # probability from which on a description is surely of nobody who is named
_AGED = re.compile(r"\d{1,3}-year-old")


class Told(NamedTuple):
    """What the grammar tells of whom a mention stands for: an entity, and how much likelier that
    is in log-odds; or somebody who has no name."""

    entity: int | None = None
    lean: float = SUBJECT
    unnamed: Resolved | None = None


class Leads:
    """Of one text. ``candidates``: its names; ``resolve``: tells who a mention, a range of words,
    is."""

    def __init__(
        self,
        page: Page,
        people: People,
        candidates: Sequence[Candidate],
        likeness: Likeness,
        antecedents: Antecedents,
        heard: Heard,
        resolve: Callable[[WordSpan], Resolved],
    ) -> None:
        self._text, self._words, self._people = page.text, page.words, people
        self._candidates, self._likeness = candidates, likeness
        self._antecedents, self._heard = antecedents, heard
        self._resolve = resolve

    def told(self, source: WordSpan, mention: Mention) -> Told:
        """What the grammar around a reference tells."""
        printed = mention.text
        first = first_word(printed)
        if mention.kind == "pronoun" and first in english.HE_OR_SHE:
            entity, unnamed = self._subject(source, first)
            if entity is None and not (unnamed and is_surely_unnamed(unnamed)):
                return Told(self._nobody_since(source), KEEPS, unnamed)
            return Told(entity, self._lean_of(source, entity), unnamed)
        if mention.kind == "pronoun" and first in english.RELATIVE:
            beside = self._antecedents.beside(source)
            return Told(beside.entity if beside else None, BESIDE)
        if first == "it" or is_from_somewhere(printed):
            found = self._antecedents.subject(source)
            is_person = first != "it"
            if isinstance(found, Candidate) and (found.label == 0) == is_person:
                return Told(found.entity, BESIDE + SUBJECT if is_person else SUBJECT)
        elif mention.kind == "nominal":
            if (writer := self._writer(printed, mention.start)) is not None:
                return Told(writer, BESIDE - SMALL)
            return Told(self._described_subject(source, printed), SUBJECT + NEWCOMER)
        return Told()

    def _lean_of(self, source: WordSpan, entity: int | None) -> float:
        """How much likelier is whom the sentence before is about: more where it brings him in."""
        if entity is None:
            return 0.0
        first = self._people.entities[entity].mentions[0]
        begin = self._antecedents.begin(source)
        is_near = begin - self._words.range_of(first.start, first.end)[0] <= JUST_BEFORE
        is_new = is_near and len(first.key) > 1  # in full: a lone word may be no name at all
        return SUBJECT + NEWCOMER if is_new else SUBJECT

    def _described_subject(self, source: WordSpan, printed: str) -> int | None:
        """Whom the sentence before is about, for “the striker”, if the text calls nobody so."""
        head = printed[: head_end(printed)].casefold().split()
        if len(head) != 2 or head[0] != "the" or not _is_person(head[-1]):
            return None  # “the Republican nominee” is whom the world knows as that
        if any(head[-1] in called for called in self._likeness.called):
            return None
        found = self._antecedents.subject(source)
        if not isinstance(found, Candidate) or found.label != 0:
            return None
        if head[-1] in english.TITLES and self._likeness.called[found.entity]:
            return None  # he holds another office
        return found.entity

    def _subject(self, source: WordSpan, pronoun: str) -> tuple[int | None, Resolved | None]:
        """Who the sentence before a quotation is about: somebody named, or somebody who is not."""
        found = self._antecedents.subject(source)
        if isinstance(found, Candidate):
            return found.entity, None
        if found is None:
            last = self._heard.last(self._antecedents.begin(source))
            paragraph = self._words.paragraph
            if last is None or paragraph[source[0]] - paragraph[last[0][0]] > 1:
                return None, None
            return None, last[1] if is_one_of(last[1], pronoun) else None
        heard = self._heard.at(found[0]) or found  # with the name behind it, if it has one
        one = self._resolve(heard)
        return one.entity, one if is_one_of(one, pronoun) else None

    def _writer(self, printed: str, start: int) -> int | None:
        """The body before the noun of a document: “the Water Board report”."""
        end = head_end(printed)
        noun = re.search(r"\s([\w-]+)$", printed[:end])
        if not noun or noun[1].casefold() not in english.DOCUMENT_NOUNS:
            return None
        names = self._people.within(start, start + end)
        at = start + noun.start()
        bodies = (n for n in names if n.end == at and n.label not in (PERSON, PLACE))
        return next((self._people.of(name).number for name in bodies), None)

    def _nobody_since(self, source: WordSpan) -> int | None:
        """The last speaker, if nobody else was named since: “He also said …. “…,” he said.”"""
        last = self._heard.last_named(source[0])
        if last is None:
            return None
        place, entity = last
        if self._words.paragraph[source[0]] - self._words.paragraph[place] > NEAR_PARAGRAPHS:
            return None
        others = self._antecedents.people_between(place, source[0]) - {entity}
        return entity if not others else None

    def only_body(self, source: WordSpan, printed: str) -> int | None:
        """The one body that “it” or “the company” may be; None where there are several.

        The labels take many a firm's name for somebody's. “It” is a body of its own paragraph.
        """
        it = printed.casefold() == "it"
        if not it and not is_firm(printed):
            return None
        paragraph = self._words.paragraph
        found = {
            name.entity
            for name in self._candidates
            if name.end <= source[0]
            and (not it or paragraph[name.start] == paragraph[source[0]])
            and self._may_be_body(self._people.entities[name.entity])
        }
        return found.pop() if len(found) == 1 else None

    def body_that_spoke(self, source: WordSpan) -> Resolved | None:
        """Whose words “it” goes on with: “Lund said it was late. “…,” it said.”

        That one spoke last, and the sentence before begins with him.
        """
        begin, paragraph = self._antecedents.begin(source), self._words.paragraph
        last = self._heard.last(begin)
        if last is None or paragraph[last[0][0]] != paragraph[source[0]]:
            return None
        who, subject = last[1], self._antecedents.subject(source)
        if who.entity is None:
            is_body = who.speaker is not None and who.speaker.type == "organisation"
            return who if is_body and last[0][0] >= begin - JUST_BEFORE else None
        is_subject = isinstance(subject, Candidate) and subject.entity == who.entity
        entity = self._people.entities[who.entity]
        # “Readers”, with the capital of its sentence, may be no name at all.
        is_name = not entity.fullest.text.endswith("s") or any(
            not begins_sentence(self._text, name.start) for name in entity.mentions
        )
        return who if is_subject and is_name and self._may_be_body(entity) else None

    def _may_be_body(self, entity: Entity) -> bool:
        """A name of one word, nobody's first name, without title or role, may be a firm's."""
        if entity.label != PERSON:
            return entity.label == ORGANISATION
        alone = all(len(name.key) == 1 and not name.title for name in entity.mentions)
        return alone and not entity.likely_sex and not self._likeness.called[entity.number]


def is_one_of(one: Resolved, pronoun: str) -> bool:
    """May “he” or “she” stand for somebody who has no name?"""
    if one.entity is not None or not one.speaker:
        return False
    if one.speaker.type != "unnamed":  # “a nurse who gave her name as Ines”
        return one.speaker.type == "person"
    words = re.findall(r"[\w-]+", one.speaker.name.casefold())
    sexes = {"he": english.HE_NOUNS, "she": english.SHE_NOUNS}
    known = {sex for sex, nouns in sexes.items() if words[-1:] and words[-1] in nouns}
    sort = "he" if pronoun in english.HE else "she"
    return (not known or sort in known) and words[-1] in ONE_PERSON


def is_from_somewhere(printed: str) -> bool:
    """“the Dane”: a person, not a place."""
    words = printed.casefold().split()
    return len(words) == 2 and words[0] == "the" and words[1] in english.FROM_SOMEWHERE


def first_word(printed: str) -> str:
    return printed.split()[0].casefold()


def _is_person(noun: str) -> bool:
    return noun in ONE_PERSON or _AGED.fullmatch(noun) is not None


def is_surely_unnamed(one: Resolved) -> bool:
    """Is it surely nobody whom the text names: “a vicar”, or “the vicar” if it names none?"""
    surely = one.entity is None and one.probability >= SURE
    return one.speaker is not None and (surely or is_new(one.speaker.name))
