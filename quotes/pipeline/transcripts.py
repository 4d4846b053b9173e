"""Turns of a transcript → records: each is one direct quotation, whose source is its label.

No mark shows what is said in a transcript and no verb who says it; the labels do both. What stands
in quotation marks within a turn, or is reported in it, stays a record of its own; there “I” is the
one whose turn it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from quotes import marks
from quotes.encoder.model import UNREAD
from quotes.languages import english
from quotes.languages.transcripts import ANSWER
from quotes.options import TurnsMode
from quotes.pipeline.attribution.spans import CUE, SOURCE
from quotes.pipeline.roles import role_after, role_before
from quotes.records import Confidence, Mention, MentionKind, Part, Quote, Speaker, SpeakerType
from quotes.turns import Person, Turn, find_turns, who_speaks
from quotes.turns.directions import spoken

if TYPE_CHECKING:
    from quotes.pipeline.page.page import Page

# A transcript that is one says itself who speaks; the name may be another's of the same surname.
SURE, SURE_OF_NAME, SURE_OF_FULLER, SURE_OF_ANSWERS = 0.99, 0.97, 0.95, 0.8
WHOLE = 0.9  # share of a turn between quotation marks from which on both are the same record


def turns_of(text: str, given: Sequence[Turn] | None, mode: TurnsMode) -> tuple[Turn, ...]:
    """The turns of a text: those its file tells, else those found; none where not wanted."""
    if mode == "no":
        return ()
    turns = find_turns(text, sure=mode == "yes") if given is None else given
    # Subtitles that name nobody are a text like any other, unless the user says otherwise.
    told = mode == "yes" or any(turn.name or turn.part for turn in turns)
    return tuple(turns) if told else ()


def without_labels(page: Page, turns: Sequence[Turn]) -> Page:
    """The same page, the labels of turns read as no cues: “ROE:” reports a turn, not a quotation
    within it; nor, where the turn has a reporting clause of its own, as sources."""
    labels = [(turn.label[0], turn) for turn in turns if turn.label]
    if not labels:
        return page
    roles = page.reading.roles.copy()
    for start, turn in labels:
        a, b = page.words.range_of(start, turn.start)
        _, end = page.words.range_of(turn.start, turn.end)
        reports = bool((roles[b:end].argmax(axis=1) == CUE).any())
        roles[a:b, CUE : SOURCE + 2 if reports else SOURCE] = UNREAD
    return replace(page, reading=replace(page.reading, roles=roles))


def with_turns(text: str, turns: Sequence[Turn], quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations found in a text, and a record for each of its turns, in text order."""
    if not turns:
        return list(quotes)
    transcript = _Transcript(text, turns, quotes)
    within = (part for quote in quotes for part in transcript.within(quote))
    found = [*transcript.records(), *within]
    return sorted(found, key=lambda quote: (quote.start, -quote.end))


class _Transcript:
    def __init__(self, text: str, turns: Sequence[Turn], quotes: Sequence[Quote]) -> None:
        self.text, self.turns = text, turns
        self.starts = [turn.label[0] if turn.label else turn.start for turn in turns]
        self.people = who_speaks(text, turns)
        self.answers = self._who_answers(quotes)
        if self.answers:
            self.people = [
                self.answers if is_open else p
                for is_open, p in zip(self._open(), self.people, strict=True)
            ]
        self.speakers = self._speakers(quotes)
        self.parts = _parts(text, turns)
        self.lengths = [sum(map(_length, parts)) for parts in self.parts]

    def records(self) -> Iterator[Quote]:
        for turn, person, parts in zip(self.turns, self.people, self.parts, strict=True):
            if not parts:
                continue
            source = speaker = None
            chain: tuple[Part, ...] = ()
            confidence = Confidence(SURE, 0.0, 0.0)
            why = ["turn without a label"]
            if person and not turn.label:  # in bold, or below what is
                speaker = self.speakers[_key(person)]
                chain = tuple(Part.of(self.text, *place) for place in person.places)
                confidence = Confidence(SURE, 0.0, SURE_OF_ANSWERS)
                why.append(f"{person.name!r} is whom the text before the questions introduces")
            elif person and turn.label:
                source, chain = self._mention(turn, person), self._chain(turn, person)
                speaker = self.speakers[_key(person)]
                sure = SURE_OF_NAME if len(chain) < 2 else SURE_OF_FULLER
                confidence = Confidence(SURE, SURE, sure)
                why = [f"turn of {source.text!r}"]
                if person is self.answers:
                    confidence = Confidence(SURE, SURE, SURE_OF_ANSWERS)
                    why.append(f"{person.name!r} is whom the text before the questions quotes")
                elif person.name != turn.name and person.named and person.places:
                    why.append(f"{source.text!r} is {person.name!r} ({person.places[0][0]})")
            flags = () if source else ("no-source",)
            yield Quote(
                doc="",
                kind="direct",
                parts=tuple(parts),
                quoted=(),
                cue=None,
                source=source,
                speaker=speaker,
                chain=chain,
                confidence=confidence,
                flags=flags,
                why=tuple(why),
            )

    def within(self, quote: Quote) -> Iterator[Quote]:
        """A quotation as it is in a transcript: not at all, in pieces, or by whose turn it is."""
        homes = [self._home(part.start) for part in quote.parts]
        labelled = quote.source is not None and self._is_label(quote.source.start)
        if quote.kind in ("indirect", "mixed") and (
            labelled or any(self._has_label(part) for part in quote.parts)
        ):
            return  # the model's reading of a label
        for home in dict.fromkeys(homes):
            own = {part for part, at in zip(quote.parts, homes, strict=True) if at == home}
            piece = replace(
                quote,
                parts=tuple(part for part in quote.parts if part in own),
                quoted=tuple(p for p in quote.quoted if self._home(p.start) == home),
            )
            if home is not None and self._is_whole(piece, home):
                continue
            yield self._attributed(piece, home, labelled)

    def _attributed(self, quote: Quote, home: int | None, labelled: bool) -> Quote:
        person = self.people[home] if home is not None else None
        source = quote.source
        if source is None or home is None or person is None or not self.turns[home].label:
            return self._renamed(quote)
        if not labelled and source.text.casefold() not in english.FIRST:
            return self._renamed(quote)
        turn = self.turns[home]
        mention = self._mention(turn, person)
        return replace(
            quote,
            source=mention if labelled else source,
            speaker=self.speakers[_key(person)],
            chain=self._chain(turn, person),
            confidence=replace(quote.confidence, speaker=quote.confidence.source),
            flags=tuple(f for f in quote.flags if f not in _ABOUT_SPEAKERS),
            why=(*quote.why[: quote.cue is not None], f"in a turn of {mention.text!r}"),
        )

    def _renamed(self, quote: Quote) -> Quote:
        """With the speaker as the turns call them, where they know that person."""
        if quote.speaker is None or (key := quote.speaker.name.casefold()) not in self.speakers:
            return quote
        return replace(quote, speaker=self.speakers[key])

    # -- who

    def _speakers(self, quotes: Sequence[Quote]) -> dict[str, Speaker]:
        """The speakers by name, and by a surname that only one of them has."""
        before = {q.speaker.name.casefold(): q.speaker for q in reversed(quotes) if q.speaker}
        taken = [int(q.speaker.id.removeprefix("s-")) for q in quotes if q.speaker]
        number = max(taken, default=0)
        found: dict[str, Speaker] = {}
        for turn, person in zip(self.turns, self.people, strict=True):
            if person is None:
                continue
            key = _key(person)
            known = found.get(key) or before.get(key) or before.get(key.split()[-1])
            if known is None:
                number += 1
            speaker = known or Speaker(person.name, _type(person), f"s-{number}")
            role = person.role or speaker.role or (self._role(person) if person.named else None)
            names = [*speaker.aliases, speaker.name]
            if turn.name and _shares_a_word(turn.name, person.name):
                names.append(turn.name)
            found[key] = replace(
                speaker,
                name=person.name,
                type=_type(person),
                role=role,
                aliases=tuple(dict.fromkeys(n for n in names if n != person.name)),
            )
        surnames = Counter(key.split()[-1] for key in found)
        return found | {
            key.split()[-1]: speaker
            for key, speaker in found.items()
            if surnames[key.split()[-1]] == 1 and speaker.type == "person"
        }

    def _who_answers(self, quotes: Sequence[Quote]) -> Person | None:
        """Whom an “A.” that nobody introduces stands for: the one person, or nearly, whom the
        article quotes before its questions and answers begin.
        """
        if not any(self._open()):
            return None
        before = [q for q in quotes if q.kind != "indirect" and q.end <= self.starts[0]]
        often = Counter(q.speaker.name for q in before if q.speaker and q.speaker.type == "person")
        if not often:
            return None
        (name, times), *_ = often.most_common(1)
        if times <= len(before) / 2:
            return None
        places = (q.chain[0] for q in before if q.chain and q.speaker and q.speaker.name == name)
        return Person(name, True, places=tuple((p.start, p.end) for p in islice(places, 1)))

    def _open(self) -> list[bool]:
        """Of each turn, whether it is an answer that nobody is known to give."""
        return [
            _is_open(person) or (person is None and turn.part == "answer")
            for turn, person in zip(self.turns, self.people, strict=True)
        ]

    def _role(self, person: Person) -> str | None:
        for start, end in person.places:
            if role := role_before(self.text, start) or role_after(self.text, end):
                return role
        return None

    def _mention(self, turn: Turn, person: Person) -> Mention:
        assert turn.label
        kind: MentionKind = "name"
        if not person.named or not _shares_a_word(turn.name or "", person.name):
            kind = "nominal"
        return Mention(*turn.label, self.text[slice(*turn.label)], kind)

    def _chain(self, turn: Turn, person: Person) -> tuple[Part, ...]:
        assert turn.label
        if not person.named:
            return ()
        own = (turn.label[0], turn.label[0] + len(turn.name or ""))
        others = {p for p in person.places if p[1] <= turn.label[0] or p[0] >= turn.label[1]}
        if self.text[slice(*own)] == person.name:
            others = set()
        within = {p for p in person.places if turn.label[0] <= p[0] < turn.label[1]} - {own}
        return tuple(Part.of(self.text, *place) for place in sorted({own, *others, *within}))

    # -- where

    def _home(self, at: int) -> int | None:
        """The number of the turn that a place stands in."""
        number = bisect_right(self.starts, at) - 1
        return number if number >= 0 and at < self.turns[number].end else None

    def _is_label(self, at: int) -> bool:
        home = self._home(at)
        return home is not None and at < self.turns[home].start

    def _has_label(self, part: Part) -> bool:
        following = bisect_right(self.starts, part.start)
        return self._is_label(part.start) or (
            following < len(self.starts) and self.starts[following] < part.end
        )

    def _is_whole(self, quote: Quote, home: int) -> bool:
        if quote.kind != "direct":
            return False
        turn = self.lengths[home]
        return turn > 0 and sum(map(_length, quote.parts)) >= WHOLE * turn


_ABOUT_SPEAKERS = ("no-speaker", "ambiguous-speaker", "outside-paragraph")


def _is_open(person: Person | None) -> bool:
    return person is not None and not person.named and person.name.casefold() in ANSWER


def _parts(text: str, turns: Sequence[Turn]) -> list[list[Part]]:
    """Of each turn, what is spoken in each paragraph, without the stage directions."""
    paragraphs = marks.paragraphs(text)
    starts = [start for start, _ in paragraphs]
    found = []
    for turn in turns:
        own = []
        for start, end in spoken(text, turn.start, turn.end, turn.gaps):
            first = max(0, bisect_right(starts, start) - 1)
            for opens, closes in paragraphs[first : bisect_right(starts, end)]:
                if max(start, opens) < min(end, closes):
                    own.append(Part.of(text, max(start, opens), min(end, closes)))
        found.append(own)
    return found


def _length(part: Part) -> int:
    return sum(ch.isalnum() for ch in part.text)


def _key(person: Person) -> str:
    return person.name.casefold()


def _type(person: Person) -> SpeakerType:
    if person.group:
        return "group"
    if not person.named:
        return "unnamed"
    last = person.name.split()[-1].casefold()
    return "organisation" if last in english.BODY_NOUNS else "person"


def _shares_a_word(label: str, name: str) -> bool:
    words = {word.strip(".,").casefold() for word in name.split()}
    return any(word.strip(".,").casefold() in words for word in label.split())
