"""Source mention → speaker: who is meant, by which mentions that is known, and how sure it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.identity import CLASSES, Candidate, class_of, identity_features, nearby
from quotes.languages import english
from quotes.languages.words import any_of
from quotes.pipeline.attribution.attribution import Resolved
from quotes.pipeline.news.edges import last_words
from quotes.pipeline.news.people import ORGANISATION, PERSON, Entity, Name, People, on_one_line
from quotes.pipeline.news.phrases import name_in
from quotes.pipeline.roles import ARTICLE, head_end, role_after, role_before, role_predicated
from quotes.records import Mention, MentionKind, Part, Speaker, SpeakerType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Encoder, Reading
    from quotes.encoder.words import Words

# How much likelier, in log-odds, somebody is whom the text calls what a description says, for its
# head and each word before it; and the last speaker for a pronoun. Chosen on PolNeAR's texts held
# out of training.
CALLED, MODIFIED, GOES_ON = 1.5, 1.0, 0.5
SMALL = -6.0  # the same for a noun that is spelled like somebody's surname
NAMESAKE = 0.8  # that a surname is the latest one's of several who are named in full as often
LONE = 0.6  # that “the company” is the only body that the text names before it
SURE = 0.9  # probability from which on a pronoun tells the sex of the one that it stands for
_OF_KIN = re.compile(rf"['’]s? (?:\w+ )?(?:{any_of(english.KIN)})\b")
_OWNS = re.compile(r"['’]s? (?:[\w-]+ ){0,2}[\w-]+\W*$")
_BY = re.compile(rf"^(?:{any_of(english.BEFORE_SOURCE)})\s+(?=\S)", re.IGNORECASE)


class Speakers:
    """Resolves the source mentions of one document; equal speakers get equal ids."""

    def __init__(
        self,
        text: str,
        words: Words,
        reading: Reading,
        encoder: Encoder,
        quoting: NDArray[Any],
        people: People,
    ) -> None:
        self._text, self._words, self._reading = text, words, reading
        self._encoder, self._quoting, self._people = encoder, quoting, people
        titled = [{"he": 1, "she": 2}.get(entity.sex or "", 0) for entity in people.entities]
        self._candidates = [self._candidate(name, titled) for name in people.names]
        places = [(n.start, n.end) for n in self._candidates]
        self._rows = {place: row for row, place in enumerate(places)}
        self._vectors = reading.vectors(places)
        self._called = [self._callings(entity) for entity in people.entities]
        self._surnames = [
            frozenset(mention.key[-1] for mention in entity.mentions if entity.label == PERSON)
            for entity in people.entities
        ]
        self._spoke: list[tuple[int, int]] = []  # where a source stands, whose it is
        self._sex = [entity.likely_sex for entity in people.entities]
        self._ids: dict[tuple[str, object], str] = {}
        self._seen: dict[tuple[int, int], Resolved] = {}
        self._known: dict[int, Speaker] = {}  # by the number of the entity

    def resolve(self, source: tuple[int, int]) -> Resolved:
        """``source``: the mention as a range of words."""
        if source not in self._seen:
            self._seen[source] = found = self._resolve(source)
            if found.entity is not None:
                insort(self._spoke, (source[0], found.entity))
        return self._seen[source]

    def _resolve(self, source: tuple[int, int]) -> Resolved:
        start, end = int(self._words.start[source[0]]), int(self._words.end[source[1] - 1])
        printed = self._text[start:end]
        if match := _BY.match(printed):  # “was reported by X”: the preposition is no part of X
            start += match.end()
            printed = self._text[start:end]
        first = printed.split()[0] if printed.split() else printed
        if first.casefold() in english.PRONOUNS and _is_pronoun(printed):
            return self._by_reference(source, start, end, "pronoun")
        name = name_in(self._text, self._people, start, end) or self._whose(start, end)
        if name is not None:
            return self._by_name(start, end, name)
        head = printed[: head_end(printed)]
        bare = ARTICLE.sub("", head, count=1)
        if _is_written_like_a_name(bare) and not _plain_noun(bare):
            return self._by_label(start, end, bare)
        return self._by_reference(source, start, end, "nominal")

    def _whose(self, start: int, end: int) -> Name | None:
        """Whose words the mention is: “Ada Lund's answer”."""
        if not _is_utterance(self._text[start:end]):
            return None
        own = self._people.within(start, start + 5)  # behind “the”
        return next((n for n in own if _OWNS.match(self._text, n.end, end)), None)

    # -- the mention names the speaker

    def _by_name(self, start: int, end: int, name: Name) -> Resolved:
        entity = self._people.of(name)
        full = entity.fullest
        mention = Mention(start, end, self._text[start:end], "name")
        chain = [Part(full.start, full.end, full.text)]
        why = []
        if name.text == full.text:
            chain = [Part(name.start, name.end, name.text)]
        else:
            is_surname = name.key == full.key[-1:] and name.label == PERSON
            form = "the surname" if is_surname else "a shorter form"
            why.append(f"{name.text!r} is {form} of {full.text!r} ({full.start})")
            chain.append(Part(name.start, name.end, name.text))
            chain.sort(key=lambda p: p.start)
        speaker = self._speaker(entity)
        doubtful = self._people.is_doubtful(name)
        sure = NAMESAKE if doubtful else 0.97
        return Resolved(mention, speaker, tuple(chain), sure, tuple(why), doubtful, entity.number)

    def _by_label(self, start: int, end: int, label: str) -> Resolved:
        """Written like a name, though none was recognised there: it stands for itself."""
        mention = Mention(start, end, self._text[start:end], "name")
        at = self._text.index(label, start)
        label = self._text[at : last_words(self._text, at + len(label), end)]
        speaker = Speaker(label, _type_of(label), self._id("label", label.casefold()))
        return Resolved(mention, speaker, (Part(at, at + len(label), label),), 0.8, ())

    # -- the mention refers to a speaker named elsewhere

    def _by_reference(
        self, source: tuple[int, int], start: int, end: int, kind: MentionKind
    ) -> Resolved:
        printed = self._text[start:end]
        mention = Mention(start, end, printed, kind)
        # Whom a description names, it is not: “a spokesman for Mr Lund”.
        behind = self._people.within(start + head_end(printed), end)
        named = {self._people.of(name).number for name in behind}
        names = [n for n in nearby(source, self._candidates) if n.entity not in named]
        first = printed.split()[0].casefold()
        if kind == "nominal" and first in english.HIS_HER and _is_utterance(printed):
            return self._by_reference(source, start, start + len(first), "pronoun")
        if kind == "nominal" and first in english.HIS_HER:  # “his wife” is not he
            whose = self._weights(source, names, first, True)
            owner = max(whose, key=lambda entity: whose[entity], default=None)
            names = [n for n in names if n.entity != owner]
        if kind == "nominal" and first in ("a", "an"):
            names = []  # somebody whom the text has not told of
        weights = self._weights(source, names, printed, kind == "pronoun")
        best, probability = None, 1.0
        if weights:
            best = max(weights, key=lambda entity: weights[entity])
            probability = weights[best]
        if (best is None or best < 0) and (body := self._only_body(source, printed)) is not None:
            best, probability = body, LONE
        if best is None or best < 0:
            return self._unnamed(mention, probability)
        entity = self._people.entities[best]
        if kind == "pronoun" and probability > SURE and first in english.HE | english.SHE:
            self._sex[best] = "he" if first in english.HE else "she"
        before = bisect_right(entity.mentions, start, key=attrgetter("end"))
        last, full = entity.mentions[before - 1], entity.fullest
        chain = tuple(
            Part(n.start, n.end, n.text) for n in sorted({full, last}, key=lambda n: n.start)
        )
        why = [f"{printed!r} stands for {last.text!r} ({last.start})"]
        if last.text != full.text:
            why.append(f"{last.text!r} is a shorter form of {full.text!r} ({full.start})")
        speaker = self._speaker(entity)
        unsure = probability < 0.6
        return Resolved(mention, speaker, chain, probability, tuple(why), unsure, entity.number)

    def _only_body(self, source: tuple[int, int], printed: str) -> int | None:
        """The one body that “it” or “the company” may be; None where there are several.

        The labels take many a firm's name for somebody's. “It” is a body of its own paragraph.
        """
        it = printed.casefold() == "it"
        if not it and not _is_firm(printed):
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

    def _may_be_body(self, entity: Entity) -> bool:
        """A name of one word that is nobody's first name, without title or role, may be one."""
        if entity.label != PERSON:
            return entity.label == ORGANISATION
        alone = all(len(name.key) == 1 and not name.title for name in entity.mentions)
        return alone and not entity.likely_sex and not self._called[entity.number]

    def _weights(
        self, source: tuple[int, int], names: list[Candidate], printed: str, is_pronoun: bool
    ) -> dict[int, float]:
        """Probability of each entity; -1 is “nobody who is named”."""
        if not names:
            return {}
        count = 1 if is_pronoun else len(printed.split())
        kind = class_of(printed.split()[0], count, english.PRONOUN_CLASSES)
        features = identity_features(source, kind, names, self._words.paragraph, self._quoting)
        vectors = self._vectors[[self._rows[n.start, n.end] for n in names]]
        sort = (
            CLASSES[kind] if is_pronoun else "nominal"
        )  # “his wife” is one, for two words or more
        own = np.repeat(self._reading.vectors([source]), len(names), axis=0)
        scores = self._encoder.score_pairs("identity", own, vectors, features)
        logits = np.append(scores, 0.0)
        probabilities = np.exp(logits - logits.max())
        before = bisect_left(self._spoke, (source[0], 0))
        last = self._spoke[before - 1][1] if before else None
        probabilities[:-1] *= np.exp([self._leaning(printed, sort, n, last) for n in names])
        probabilities /= probabilities.sum()
        if is_pronoun:  # it stands for nobody who is named only later on
            early = {n.entity for n in names if n.start < source[0]}
            probabilities[:-1] *= [n.entity in early for n in names]
            probabilities /= probabilities.sum()
        weights: dict[int, float] = {-1: float(probabilities[-1])}
        for name, p in zip(names, probabilities.tolist(), strict=False):
            if _may_be(printed, sort, name, self._sex[name.entity]):
                weights[name.entity] = weights.get(name.entity, 0.0) + p
        total = sum(weights.values()) or 1.0
        return {entity: p / total for entity, p in weights.items()}

    def _leaning(self, printed: str, sort: str, name: Candidate, last: int | None) -> float:
        """What the score of a name does not see, in log-odds.

        A description fits those whom the text calls so (“the senator”, “the commission”); a
        pronoun mostly goes on with the entity that spoke ``last``.
        """
        if sort in ("he", "she", "they", "it"):
            return GOES_ON if name.entity == last else 0.0
        if sort != "nominal":
            return 0.0
        words = [_noun(w) for w in re.findall(r"[\w-]+", printed[: head_end(printed)])]
        called = self._called[name.entity]
        if words and words[-1] in self._surnames[name.entity] - called:
            return SMALL  # “the carpenter” is no mention of Paul Carpenter
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

    def _unnamed(self, mention: Mention, probability: float) -> Resolved:
        if mention.kind == "pronoun":
            return Resolved(mention, None, (), probability, ())
        head = mention.text[: head_end(mention.text)].strip() or mention.text
        first = head.split()[0]
        if (
            ARTICLE.match(head) or first.casefold() in english.COUNTS
        ):  # it may have begun a sentence
            head = first.lower() + head[len(first) :]
        key = ARTICLE.sub("", head, count=1).casefold()
        speaker = Speaker(head, _type_of(head), self._id("unnamed", key))
        return Resolved(mention, speaker, (), probability, ())

    # -- speakers

    def _speaker(self, entity: Entity) -> Speaker:
        if entity.number not in self._known:
            self._known[entity.number] = self._described(entity)
        return self._known[entity.number]

    def _described(self, entity: Entity) -> Speaker:
        kind: SpeakerType = "person" if entity.label == PERSON else "organisation"
        name = on_one_line(entity.fullest.text)
        if kind == "organisation" and _type_of(name) == "document":
            kind = "document"
        return Speaker(
            name=name,
            type=kind,
            id=self._id("entity", entity.number),
            role=self._role(entity) if kind == "person" else None,
            aliases=entity.aliases,
        )

    def _role(self, entity: Entity) -> str | None:
        for mention in entity.mentions:
            if _OF_KIN.match(self._text, mention.end):
                continue  # “President Lund's wife”: the name of another of the family
            if role := role_before(self._text, mention.start) or role_after(
                self._text, mention.end
            ):
                return role
        return None

    def _id(self, space: str, key: object) -> str:
        return self._ids.setdefault((space, key), f"s-{len(self._ids) + 1}")

    def _candidate(self, name: Name, sex: Sequence[int]) -> Candidate:
        """``sex``: of each entity's titles."""
        entity = self._people.of(name)
        a, b = self._words.range_of(name.start, name.end)
        return Candidate(a, b, entity.number, (name.label - 1) // 2, sex[entity.number])


def _may_be(printed: str, sort: str, name: Candidate, sex: str | None) -> bool:
    """Do number, sex and sort allow a mention to stand for this name? ``sort``: one of CLASSES."""
    if sort in ("he", "she"):
        return name.label == 0 and sex in (None, sort)
    if sort == "it":
        return name.label != 0
    if sort != "nominal":
        return True
    words = re.findall(r"[\w-]+", printed[: head_end(printed)].casefold())
    last = words[-1] if words else ""
    if last in english.GROUP_NOUNS:
        return False
    if last in english.HE_NOUNS | english.SHE_NOUNS:
        return name.label == 0 and sex in (None, "he" if last in english.HE_NOUNS else "she")
    if last in english.ROLE_NOUNS:
        return name.label == 0
    return last not in english.BODY_NOUNS | english.DOCUMENT_NOUNS or name.label != 0


def _is_utterance(printed: str) -> bool:
    """Is it what somebody says that this calls by a noun: “her answer”?"""
    words = re.findall(r"[\w’'-]+", printed[: head_end(printed)].casefold())
    return len(words) > 1 and words[-1] in english.UTTERANCES


def _is_firm(printed: str) -> bool:
    return re.fullmatch(rf"the (?:{any_of(english.FIRM_NOUNS)})", printed.casefold()) is not None


def _is_pronoun(printed: str) -> bool:
    words = re.findall(r"[\w’'-]+", printed.casefold())
    if words[0] in english.RELATIVE:  # “who in 2010”
        return True
    headed = len(words) == 1 or words[1] in english.BEHIND_PRONOUN  # “those of us”
    return headed or all(w in english.PRONOUNS for w in words)


def _noun(word: str) -> str:
    """One form for a title and its abbreviation."""
    plain = word.casefold()
    return english.TITLE_NOUNS.get(plain, plain)


def _is_written_like_a_name(head: str) -> bool:
    return head[:1].isupper() and all(w[:1].isupper() or len(w) < 4 for w in head.split())


def _plain_noun(head: str) -> bool:
    words = re.findall(r"[\w-]+", head.casefold())
    return bool(words) and words[-1] in (
        english.GROUP_NOUNS | english.DOCUMENT_NOUNS | english.ROLE_NOUNS
    )


def _type_of(head: str) -> SpeakerType:
    words = re.findall(r"[\w-]+", head.casefold())
    last = words[-1] if words else ""
    if last in english.DOCUMENT_NOUNS:
        return "document"
    if last in english.GROUP_NOUNS:
        return "group"
    if last in english.BODY_NOUNS:
        return "organisation"
    return "unnamed"
