"""Source mention → speaker: who is meant, by which mentions that is known, and how sure it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter
from typing import TYPE_CHECKING

from quotes.encoder.identity import Candidate, nearby
from quotes.languages import english
from quotes.pipeline.attribution.attribution import Resolved
from quotes.pipeline.news.antecedents import Antecedents
from quotes.pipeline.news.bounds import bounds, named_behind, whose
from quotes.pipeline.news.documents import Documents, document_noun
from quotes.pipeline.news.edges import last_words
from quotes.pipeline.news.heard import Heard
from quotes.pipeline.news.identities import Identities
from quotes.pipeline.news.leads import (
    Leads,
    first_word,
    is_from_somewhere,
    is_one_of,
    is_surely_unnamed,
)
from quotes.pipeline.news.likeness import Likeness
from quotes.pipeline.news.mentions import (
    is_pronoun,
    is_utterance,
    is_written_like_a_name,
    plain_noun,
)
from quotes.pipeline.news.people import (
    PERSON,
    Name,
    People,
)
from quotes.pipeline.news.phrases import name_in
from quotes.pipeline.news.unnamed import described, goes_by
from quotes.pipeline.roles import ARTICLE, head_end
from quotes.records import Mention, MentionKind, Part

if TYPE_CHECKING:
    from quotes.encoder.model import Encoder
    from quotes.encoder.words import WordSpan
    from quotes.pipeline.page.page import Page

SAME = 0.85  # probability that it is who is unnamed: a little less sure than for a name
THEY_GO_ON = 0.5  # the same for “they”, who may be one, and for whom a sentence only brings in
NAMESAKE = 0.8  # that a surname is the latest one's of several who are named in full as often
LONE = 0.6  # that “the company” is the only body that the text names before it
TITLED, MEANT = 0.97, 0.8  # that a document goes by its own words; by those of another place
SURE = 0.9  # probability from which on a pronoun tells the sex of the one that it stands for


class Speakers:
    """Resolves the source mentions of one document; equal speakers get equal ids."""

    def __init__(
        self,
        page: Page,
        encoder: Encoder,
        people: People,
        contents: Mapping[WordSpan, Sequence[WordSpan]],
        pulled: AbstractSet[int],
    ) -> None:
        """``contents``: by source, what it is the source of; ``pulled``: paragraphs that print
        again what others say."""
        self._pulled = pulled
        self._text, self._words, self._people = page.text, page.words, people
        titled = [{"he": 1, "she": 2}.get(entity.sex or "", 0) for entity in people.entities]
        self._candidates = [self._candidate(name, titled) for name in people.names]
        self._likeness = Likeness(page, encoder, people, self._candidates)
        self._antecedents = Antecedents(page, self._candidates, contents)
        self._documents = Documents(page.text, people)
        self._identities = Identities(page.text)
        self._heard = Heard()
        self._seen: dict[WordSpan, Resolved] = {}
        self._leads = Leads(
            page,
            people,
            self._candidates,
            self._likeness,
            self._antecedents,
            self._heard,
            self._seen_or_resolved,
        )

    def resolve(self, source: WordSpan) -> Resolved:
        """``source``: the mention as a range of words."""
        if source not in self._seen:
            self._seen[source] = found = self._resolve(source)
            if not self._is_pulled(source[0]):
                self._heard.note(source, found)
        return self._seen[source]

    def _seen_or_resolved(self, mention: WordSpan) -> Resolved:
        return self._seen.get(mention) or self._resolve(mention)

    def _resolve(self, source: WordSpan) -> Resolved:
        text, people = self._text, self._people
        start, end = bounds(text, people, *self._words.characters(source))
        printed = text[start:end]
        if named := named_behind(text, people, start, end):
            return self._by_name(start, end, named)
        first = printed.split()[0] if printed.split() else printed
        if first.casefold() in english.PRONOUNS and is_pronoun(printed):
            return self._by_reference(source, start, end, "pronoun")
        if is_from_somewhere(printed):
            return self._by_reference(source, start, end, "nominal")
        name = name_in(text, people, start, end) or whose(text, people, start, end)
        if name is not None:
            return self._by_name(start, end, name)
        head = printed[: head_end(printed)]
        bare = ARTICLE.sub("", head, count=1)
        if is_written_like_a_name(bare) and not plain_noun(bare):
            return self._by_label(start, end, bare)
        if noun := document_noun(printed):
            return self._by_title(start, end, noun)
        return self._by_reference(source, start, end, "nominal")

    # -- the mention is a document

    def _by_title(self, start: int, end: int, noun: str) -> Resolved:
        """``noun``: what the document is called for short."""
        printed = self._text[start:end]
        own = self._documents.own_title(start, end)
        title = own or self._documents.meant(start, noun)
        if title is None:
            return self._unnamed(Mention(start, end, printed, "nominal"), 1.0)
        chain = (Part.of(self._text, title.start, title.end),)
        speaker = self._identities.document(title.name)
        if own:
            return Resolved(Mention(start, end, printed, "name"), speaker, chain, TITLED, ())
        why = f"{printed!r} stands for {title.name!r} ({title.start})"
        mention = Mention(start, end, printed, "nominal")
        return Resolved(mention, speaker, chain, MEANT, (why,))

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
        speaker = self._identities.of(entity)
        doubtful = self._people.is_doubtful(name)
        sure = NAMESAKE if doubtful else 0.97
        return Resolved(mention, speaker, tuple(chain), sure, tuple(why), doubtful, entity.number)

    def _by_label(self, start: int, end: int, label: str) -> Resolved:
        """Written like a name, though none was recognised there: it stands for itself."""
        mention = Mention(start, end, self._text[start:end], "name")
        at = self._text.index(label, start)
        label = self._text[at : last_words(self._text, at + len(label), end)]
        speaker = self._identities.labelled(label)
        return Resolved(mention, speaker, (Part(at, at + len(label), label),), 0.8, ())

    # -- the mention refers to a speaker named elsewhere

    def _by_reference(self, source: WordSpan, start: int, end: int, kind: MentionKind) -> Resolved:
        printed = self._text[start:end]
        first = first_word(printed)
        if kind == "nominal" and first in english.HIS_HER and is_utterance(printed):
            return self._by_reference(source, start, start + len(first), "pronoun")
        mention = Mention(start, end, printed, kind)
        names = self._may_be_meant(source, mention)
        told = self._leads.told(source, mention)
        favoured = told.entity, told.lean
        weights = self._weights(source, names, printed, kind == "pronoun", favoured)
        likeliest = max(weights.values(), default=0.0)
        if told.unnamed and is_surely_unnamed(told.unnamed) and likeliest * (1 - SAME) < SAME:
            return self._goes_on(mention, told.unnamed)
        if first == "it" and (body := self._leads.body_that_spoke(source)) is not None:
            return self._goes_on(mention, body)
        best = max(weights, key=lambda entity: weights[entity], default=-1)
        if best >= 0:
            return self._stands_for(mention, best, weights[best])
        return self._nobody_named(source, mention, told.unnamed, weights.get(-1, 1.0))

    def _may_be_meant(self, source: WordSpan, mention: Mention) -> list[Candidate]:
        """The names nearby that a reference may stand for."""
        first = first_word(mention.text)
        if first in _NEW_ONES or (mention.kind == "nominal" and first in ("a", "an")):
            return []  # somebody whom the text has not told of
        # Whom a description names, it is not: “a spokesman for Mr Lund”.
        behind = self._people.within(mention.start + head_end(mention.text), mention.end)
        named = {self._people.of(name).number for name in behind}
        names = [n for n in nearby(source, self._candidates) if n.entity not in named]
        if mention.kind == "nominal" and first in english.HIS_HER:  # “his wife” is not he
            whose = self._weights(source, names, first, True)
            owner = max(whose, key=lambda entity: whose[entity], default=None)
            return [n for n in names if n.entity != owner]
        if mention.kind == "pronoun" and first in english.HE_OR_SHE:
            own = self._antecedents.own_words(source)
            names = [n for n in names if n not in own]
            if not self._is_pulled(source[0]):
                names = [n for n in names if not self._is_pulled(n.start)]
        return names

    def _stands_for(self, mention: Mention, number: int, probability: float) -> Resolved:
        """A reference to the entity of this number."""
        entity = self._people.entities[number]
        first = first_word(mention.text)
        if mention.kind == "pronoun" and probability > SURE and first in english.HE_OR_SHE:
            self._likeness.sex[number] = "he" if first in english.HE else "she"
        before = bisect_right(entity.mentions, mention.start, key=attrgetter("end"))
        last, full = entity.mentions[before - 1], entity.fullest
        chain = tuple(
            Part(n.start, n.end, n.text) for n in sorted({full, last}, key=lambda n: n.start)
        )
        why = [f"{mention.text!r} stands for {last.text!r} ({last.start})"]
        if last.text != full.text:
            why.append(f"{last.text!r} is a shorter form of {full.text!r} ({full.start})")
        speaker = self._identities.of(entity)
        unsure = probability < 0.6
        return Resolved(mention, speaker, chain, probability, tuple(why), unsure, entity.number)

    def _nobody_named(
        self, source: WordSpan, mention: Mention, unnamed: Resolved | None, probability: float
    ) -> Resolved:
        """A reference that the scores give to nobody: the only one it can be, or nobody.

        ``unnamed``: whom without a name the sentence before is about.
        """
        first = first_word(mention.text)
        if first == "they" and (heard := self._heard.last(self._antecedents.begin(source))):
            paragraph = self._words.paragraph
            if paragraph[source[0]] == paragraph[heard[0][0]]:
                return self._goes_on(mention, heard[1], THEY_GO_ON)
        if (body := self._leads.only_body(source, mention.text)) is not None:
            return self._stands_for(mention, body, LONE)
        if first in english.HE_OR_SHE:
            introduced = self._antecedents.introduced(source)
            someone = unnamed or (self._resolve(introduced) if introduced else None)
            if someone and is_one_of(someone, first):
                return self._goes_on(mention, someone, THEY_GO_ON)
        return self._unnamed(mention, probability)

    def _is_pulled(self, word: int) -> bool:
        return bool(self._pulled) and int(self._words.paragraph[word]) in self._pulled

    def _goes_on(self, mention: Mention, one: Resolved, sure: float = SAME) -> Resolved:
        """A pronoun that stands for who spoke before, mostly somebody unnamed."""
        if one.mention is None or one.speaker is None:
            return self._unnamed(mention, sure)
        chain = one.chain or (Part(one.mention.start, one.mention.end, one.mention.text),)
        why = f"{mention.text!r} stands for {chain[0].text!r} ({chain[0].start})"
        return Resolved(mention, one.speaker, chain, sure, (why,), entity=one.entity)

    def _weights(
        self,
        source: WordSpan,
        names: Sequence[Candidate],
        printed: str,
        is_pronoun: bool,
        favoured: tuple[int | None, float] = (None, 0.0),
    ) -> dict[int, float]:
        """Probability of each entity; -1 is “nobody who is named”."""
        last = self._heard.last_named(source[0])
        speaker = last[1] if last else None
        return self._likeness.weights(source, names, printed, is_pronoun, speaker, favoured)

    def _unnamed(self, mention: Mention, probability: float) -> Resolved:
        if mention.kind == "pronoun":
            return Resolved(mention, None, (), probability, ())
        if given := goes_by(self._text, mention.start, mention.end):
            speaker = self._identities.labelled(given.name, "person")
            part = Part.of(self._text, given.start, given.end)
            return Resolved(mention, speaker, (part,), TITLED, ())
        at = self._words.range_of(mention.start, mention.end)[0]
        if one := self._heard.brought_in(mention.text, at):
            return self._goes_on(mention, one)
        speaker = self._identities.unnamed(described(mention.text))
        return Resolved(mention, speaker, (), probability, ())

    def _candidate(self, name: Name, sex: Sequence[int]) -> Candidate:
        """``sex``: of each entity's titles."""
        entity = self._people.of(name)
        a, b = self._words.range_of(name.start, name.end)
        return Candidate(a, b, entity.number, (name.label - 1) // 2, sex[entity.number])


_NEW_ONES = english.INDEFINITE - {"you", "whoever"}  # “One tells her”
