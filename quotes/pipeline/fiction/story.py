"""The quotations of a story: its utterances, each with the character who speaks it.

    prose → cast → utterances → decisions → attributions with their speakers

What the reader of reports does for each quotation by its reporting clause, this does for whole
conversations (`quotes.pipeline.fiction.conversations`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quotes.encoder.words import WordSpan
from quotes.languages import english_fiction as fiction
from quotes.options import CastMember, Kinds
from quotes.pipeline.attribution.attribution import Attributed, Attribution, Resolved
from quotes.pipeline.attribution.linking import link
from quotes.pipeline.fiction.cast import Cast, Character, aliases, find_cast
from quotes.pipeline.fiction.conversations import Conversations
from quotes.pipeline.fiction.prose import Prose, make_prose
from quotes.pipeline.fiction.scorer import NOBODY, Decision, Scorer, decide, load_scorer
from quotes.pipeline.fiction.subjects import Subject
from quotes.pipeline.fiction.sureness import read_again
from quotes.pipeline.fiction.utterances import Utterance, find_utterances
from quotes.pipeline.page.page import Page, read_page
from quotes.records import Mention, MentionKind, Part, Speaker

if TYPE_CHECKING:
    from quotes.encoder.model import Encoder
    from quotes.encoder.words import Words
    from quotes.marks import Quoted

UNSURE = 0.5  # below this a speaker is ambiguous
# What an indirect quotation of a story must reach: of its content, and of its source.
LEAST_TOLD, LEAST_SOURCE = 0.98, 0.95
TAGGED = 0.97  # how surely the subject of a reporting clause is the source


class Way(NamedTuple):
    """How a story is read: with a cast that is given, and with what training hides from it before
    its utterances are weighed."""

    cast: tuple[CastMember, ...] = ()
    hide: Callable[[Prose, Cast, Sequence[Utterance]], None] | None = None


def read_fiction(
    page: Page, encoder: Encoder, cast: tuple[CastMember, ...] = (), kind: Kinds = "all"
) -> list[Attributed]:
    """The quotations of a story in text order, each with its character."""
    story = Story(page, encoder, Way(cast))
    told = story.quotations(load_scorer(encoder.folder))
    if kind == "direct":
        return told
    sure = strict(link(page, encoder), page.outermost, page.words)
    return sorted([*told, *((a, story.heard(a)) for a in sure)], key=lambda pair: pair[0].contents)


def read_story(text: str, encoder: Encoder, ways: Sequence[Way] = (Way(),)) -> list[Story]:
    """A text read as a story, whatever its style, in one or several ways: what the scorer of
    conversations learns from."""
    page = read_page(text, encoder, "narrative")
    assert page is not None
    return [Story(page, encoder, way) for way in ways]


class Story:
    """The quotations of one narrative text."""

    def __init__(self, page: Page, encoder: Encoder, way: Way) -> None:
        self._text, self.stretches = page.text, page.outermost
        self._prose = make_prose(page.text, page.words, page.quoting)
        self._cast = find_cast(self._prose, way.cast)
        utterances = find_utterances(
            self._prose, self._cast, page.outermost, page.said, page.reading.roles
        )
        if way.hide:
            way.hide(self._prose, self._cast, utterances)
        self.conversations = Conversations(
            self._prose, self._cast, utterances, encoder, page.reading
        )
        self._ids: dict[int, str] = {}
        self._sureness = encoder.settings.sureness

    @property
    def length(self) -> int:
        """Words of the text."""
        return len(self._prose)

    def quotations(self, scorer: Scorer) -> list[Attributed]:
        """Every speech in marks, with who speaks it."""
        decisions = [
            read_again(self._sureness, decision, self.conversations, i, self.length)
            for i, decision in enumerate(decide(self.conversations, scorer))
        ]
        out = []
        for utterance, decision in _joined(self.conversations.utterances, decisions):
            tag = utterance.tag
            attribution = Attribution(
                contents=tuple(utterance.spans),
                cue=tag.verb if tag else None,
                source=(tag.subject.start, tag.subject.end) if tag else None,
                content_probability=1.0,
                source_probability=TAGGED if tag else 0.0,
            )
            out.append((attribution, self._resolve(utterance, decision)))
        return out

    def place(self, span: WordSpan) -> tuple[int, int]:
        """The characters of a range of words."""
        return self._prose.characters(*span)

    def heard(self, attribution: Attribution) -> Resolved | None:
        """The speaker of an indirect quotation whose source is a name of the cast."""
        assert attribution.source
        a, b = attribution.source
        start, end = self._prose.characters(a, b)
        named = self._cast.between(a, b)
        kind: MentionKind = "name" if named else "nominal"
        if self._prose.plain[a] in fiction.NO_NAMES and b - a == 1:
            kind = "pronoun"
        mention = Mention(start, end, self._text[start:end], kind)
        if not named:
            return Resolved(mention, None, (), 0.5, ())
        character = self._cast.characters[named[0].who]
        place = self._part(named[0].start, named[0].end)
        return Resolved(mention, self._speaker(character), (place,), 0.9, ())

    def _resolve(self, utterance: Utterance, decision: Decision) -> Resolved | None:
        mention = self._mention(utterance.tag.subject) if utterance.tag else None
        if decision.who == NOBODY:
            return Resolved(mention, None, (), 0.0, ()) if mention else None
        character = self._cast.characters[decision.who]
        chain, why = self._chain(utterance, character)
        if mention is None:
            why.append("no reporting clause: told by the conversation")
        return Resolved(
            mention,
            self._speaker(character),
            chain,
            decision.probability,
            tuple(why),
            decision.probability < UNSURE,
        )

    def _mention(self, subject: Subject) -> Mention:
        start, end = self._prose.characters(subject.start, subject.end)
        kind: MentionKind = (
            "name" if subject.kind == "name" else "nominal" if subject.kind == "noun" else "pronoun"
        )
        return Mention(start, end, self._text[start:end], kind)

    def _chain(
        self, utterance: Utterance, character: Character
    ) -> tuple[tuple[Part, ...], list[str]]:
        """The name nearest before the utterance (or in it), and the first one of the fullest
        form."""
        near = [
            n
            for n in self._cast.between(max(0, utterance.start - 2000), utterance.end + 30)
            if n.who == character.number and not n.spoken
        ]
        parts = {self._part(n.start, n.end) for n in near[-1:]}
        if character.first is not None:
            parts.add(self._part(*character.first))
        chain = tuple(sorted(parts, key=lambda part: part.start))
        why = []
        if near and (tag := utterance.tag) and tag.subject.kind != "name":
            start, end = self._prose.characters(tag.subject.start, tag.subject.end)
            why.append(f"{self._text[start:end]!r} stands for {character.name!r}")
        return chain, why

    def _part(self, a: int, b: int) -> Part:
        return Part.of(self._text, *self._prose.characters(a, b))

    def _speaker(self, character: Character) -> Speaker:
        identity = self._ids.setdefault(character.number, f"s-{len(self._ids) + 1}")
        return Speaker(
            name=character.name,
            type="person" if character.named else "unnamed",
            id=identity,
            aliases=tuple(aliases(character)),
        )


def strict(
    attributions: Sequence[Attribution], stretches: Sequence[Quoted], words: Words
) -> list[Attribution]:
    """The indirect quotations that a story surely has: said by somebody, in so many words."""
    kept = []
    quoted = [words.range_of(s.outer_start, s.outer_end) for s in stretches]
    inside = {word for a, b in quoted for word in range(a, b)}
    for attribution in attributions:
        free = not any(word in inside for a, b in attribution.contents for word in range(a, b))
        if (
            free
            and attribution.cue
            and attribution.source
            and attribution.content_probability >= LEAST_TOLD
            and attribution.source_probability >= LEAST_SOURCE
        ):
            kept.append(attribution)
    return kept


def _joined(
    utterances: Sequence[Utterance], decisions: Sequence[Decision]
) -> list[tuple[Utterance, Decision]]:
    """One quotation where a speech runs on over paragraphs."""
    out: list[tuple[Utterance, Decision]] = []
    for utterance, decision in zip(utterances, decisions, strict=True):
        if out and utterance.continues and decision.who == out[-1][1].who:
            first, before = out[-1]
            whole = replace(
                first,
                spans=[*first.spans, *utterance.spans],
                stretches=[*first.stretches, *utterance.stretches],
                tag=first.tag or utterance.tag,
            )
            best = max(before, decision, key=lambda d: d.probability)
            out[-1] = (whole, best)
        else:
            out.append((utterance, decision))
    return out
