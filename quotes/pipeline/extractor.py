"""From a text to its quotations, stage by stage: start reading here.

    marks → encoder → spans → attribution → speakers → turns → records

A story (`style`) goes another way between encoder and records: its cast, its conversations
(`story`). Every stage reads what the one before made and knows nothing of the one after.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from quotes import marks
from quotes.documents.residue import residue
from quotes.encoder.model import Encoder, find_model
from quotes.encoder.words import quoting, split_words, without
from quotes.pipeline.apposition import with_apposed_names
from quotes.pipeline.attribution import Attribution, attribute
from quotes.pipeline.bylines import sign, without_labels
from quotes.pipeline.calibration import calibrated
from quotes.pipeline.dashes import spoken
from quotes.pipeline.deciding import load_scorer
from quotes.pipeline.forms import Given
from quotes.pipeline.kinds import Shape, shape
from quotes.pipeline.lemmas import lemma_of
from quotes.pipeline.naming import find_names
from quotes.pipeline.people import People
from quotes.pipeline.selection import beside_quotations
from quotes.pipeline.sentences import sentence_numbers
from quotes.pipeline.spans import Speech, WordSpan, decode, within_marks
from quotes.pipeline.speakers import Resolved, Speakers
from quotes.pipeline.speech import Evidence, gather, is_said, is_said_in_story
from quotes.pipeline.story import Story, Way, strict
from quotes.pipeline.style import Style, style_of
from quotes.pipeline.turns import TurnsMode, turns_of, with_turns
from quotes.records import Confidence, Cue, Part, Quote
from quotes.turns import Turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kinds = Literal["all", "direct"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a text gave: its quotations, the turns of a transcript, and the layers beneath them.

    ``layers``: by name, the places of what the stages found, [start, end) in characters.
    """

    quotes: tuple[Quote, ...]
    turns: tuple[Turn, ...]
    layers: dict[str, list[tuple[int, int]]]
    style: Style = "report"  # how the text was read


@dataclass(frozen=True, slots=True)
class Extractor:
    """Finds the quotations of texts. ``kind="direct"`` leaves out indirect ones and is faster."""

    encoder: Encoder
    kind: Kinds = "all"
    all_marks: bool = False
    turns: TurnsMode = "auto"
    cast: Given = ()

    def __call__(self, text: str, turns: Sequence[Turn] | None = None) -> Found:
        """``turns``: those that the text's file tells; without, they are looked for."""
        skip = residue(text)
        stretches = _stretches(text, skip)
        quotes: Sequence[Quote] = ()
        layers: dict[str, list[tuple[int, int]]] = {}
        style: Style = "narrative" if self.cast else style_of(text)
        if stretches or self.kind == "all":
            page = _Page(text, skip, stretches, self.encoder, self.kind, style, self.cast)
            quotes, layers = page.quotes(self.all_marks), page.layers()
        seen = turns_of(text, turns, self.turns)
        return Found(tuple(with_turns(text, seen, quotes)), seen, layers, style)


def read_story(text: str, encoder: Encoder, ways: Sequence[Way] = (Way(),)) -> list[Story]:
    """A text read as a story, whatever its style, in one or several ways: what the scorer of
    conversations learns from."""
    skip = residue(text)
    page = _Page(text, skip, _stretches(text, skip), encoder, "all", "narrative")
    return [page.make_story(way) for way in ways]


class Heard(NamedTuple):
    """One outermost quoted stretch of a text as its head of speech gets it, and what else tells."""

    stretch: marks.Quoted
    vector: NDArray[Any]
    evidence: Evidence


def read_speech(text: str, encoder: Encoder) -> list[Heard]:
    """The quoted stretches of a text: what the decision on speech learns from."""
    skip = residue(text)
    page = _Page(text, skip, _stretches(text, skip), encoder, "all", style_of(text))
    rows = zip(page.outermost, page.spans, page.evidence(), strict=True)
    kept = [(s, span, e) for s, span, e in rows if span.start < span.end and s.style != "dash"]
    if not kept:
        return []
    vectors = page.reading.vectors([(span.start, span.end) for _, span, _ in kept])
    return [Heard(s, vector, e) for (s, _, e), vector in zip(kept, vectors, strict=True)]


def _stretches(text: str, skip: Sequence[tuple[int, int]]) -> list[marks.Quoted]:
    pieces = [piece for piece in spoken(text, marks.pair(text, skip)) if piece.end > piece.start]
    return without_labels(text, pieces)


@lru_cache(maxsize=4)
def load_encoder(model: str) -> Encoder:
    """The model of that name, loaded once and kept. Raises `ModelError`."""
    return Encoder(find_model(model))


class _Page:
    """One text on its way through the stages."""

    def __init__(
        self,
        text: str,
        skip: Sequence[tuple[int, int]],
        stretches: list[marks.Quoted],
        encoder: Encoder,
        kind: Kinds,
        style: Style,
        cast: Given = (),
    ) -> None:
        self.text, self.stretches, self.encoder, self.kind = text, stretches, encoder, kind
        words = split_words(text, encoder.tokenizer, marks.paragraphs(text))
        self.words = without(words, skip)
        self.quoting = quoting(
            self.words, [(s.outer_start, s.start, s.end, s.outer_end, s.depth) for s in stretches]
        )
        self.outermost = [s for s in stretches if s.depth == 0]
        self.spans = [self._speech_span(stretch) for stretch in self.outermost]
        self.style, self.cast = style, cast
        if kind == "direct" and style == "report":
            wanted = beside_quotations(text, self.words, self.quoting, self.spans)
            self.reading = encoder.read_some(self.words, self.quoting, wanted)
        else:
            self.reading = encoder.read(self.words, self.quoting)
        self.speech = self._speech()
        # The marks module takes a dash for one only where it opens dialogue.
        dashes = [stretch.style == "dash" for stretch in self.outermost]
        self.said = [dash or said for dash, said in zip(dashes, self._said(), strict=True)]

    def _said(self) -> list[bool]:
        """Of each outermost stretch, whether somebody says it."""
        scores = self.speech.tolist()
        if self.style == "narrative" and (weights := self.encoder.speech):
            return [is_said_in_story(evidence, weights) for evidence in self.evidence()]
        return [is_said(span, p) for span, p in zip(self.spans, scores, strict=True)]

    def evidence(self) -> list[Evidence]:
        scores = self.speech.tolist()
        return gather(self.text, self.words, self.outermost, self.spans, scores)

    def _speech(self) -> NDArray[Any]:
        """float32[outermost stretches]: probability that somebody says or writes these words."""
        spans = [self.words.range_of(s.outer_start, s.outer_end) for s in self.outermost]
        out = np.zeros(len(spans), dtype=np.float32)
        rows = [i for i, (a, b) in enumerate(spans) if a < b]
        if rows:
            vectors = self.reading.vectors([spans[i] for i in rows])
            logits = self.encoder.score_spans("speech", vectors)
            out[rows] = 1 / (1 + np.exp(-logits))
        return out

    @cached_property
    def sentences(self) -> NDArray[Any]:
        return sentence_numbers(self.text, self.words)

    @cached_property
    def story(self) -> Story | None:
        return self.make_story(Way(self.cast)) if self.style == "narrative" else None

    @cached_property
    def told(self) -> dict[Attribution, Resolved | None]:
        """What a story's characters say, with who says it."""
        return dict(self.story.quotations(load_scorer())) if self.story else {}

    def make_story(self, way: Way) -> Story:
        return Story(
            self.text,
            self.words,
            self.quoting,
            self.reading,
            self.encoder,
            self.outermost,
            self.said,
            way,
        )

    @cached_property
    def attributions(self) -> list[Attribution]:
        if self.story is None:
            said = list(compress(self.outermost, self.said))
            return sign(self.text, self.words, said, self._attribute())
        if self.kind == "direct":
            return list(self.told)
        found = strict(self._attribute(), self.outermost, self.words)
        return sorted([*self.told, *found], key=lambda a: a.contents)

    def _attribute(self) -> list[Attribution]:
        said = list(compress(self.spans, self.said))
        labelled = decode(within_marks(self.reading.roles, said))
        return attribute(
            self.encoder,
            self.reading,
            with_apposed_names(self.text, self.words, self.reading, labelled),
            self.words.paragraph,
            self.sentences,
            said,
        )

    def _speech_span(self, stretch: marks.Quoted) -> Speech:
        a, b = self.words.range_of(stretch.outer_start, stretch.outer_end)
        before = self.text[max(0, stretch.outer_start - 3) : stretch.outer_start].rstrip(" ")
        opens = self.text[stretch.start].isupper() and (not before or before[-1] in ',:.?!\n>”"—')
        closes = self.text[stretch.end - 1] in ",.?!…—"
        return Speech(a, b, opens, closes)

    def quotes(self, all_marks: bool) -> list[Quote]:
        speaker_of = self._speakers()
        out: list[Quote] = []
        taken: set[int] = set()
        for attribution in self.attributions:
            form = shape(self.text, self.words, attribution.contents, self.outermost, self.said)
            taken.update(form.stretches)
            if form.kind == "indirect" and self.kind == "direct":
                continue
            out.append(self._record(attribution, form, speaker_of(attribution)))
        if all_marks:
            out += [self._unsaid(i) for i in range(len(self.outermost)) if i not in taken]
        return sorted(out, key=lambda quote: (quote.start, quote.end))

    def _speakers(self) -> Callable[[Attribution], Resolved | None]:
        """Who speaks an attribution's content, as a report or a story tells it."""
        if (story := self.story) is not None:
            return lambda a: self.told[a] if a in self.told else story.heard(a)
        sources = [a.source for a in self.attributions if a.source]
        people = People(find_names(self.text, self.words, self.reading, sources))
        speakers = Speakers(self.text, self.words, self.reading, self.encoder, self.quoting, people)
        for source in sorted(set(sources)):  # whom a pronoun stands for hangs on who spoke before
            speakers.resolve(source)
        return lambda a: speakers.resolve(a.source) if a.source else None

    def _record(self, attribution: Attribution, form: Shape, who: Resolved | None) -> Quote:
        flags, why = [], []
        cue = None
        if attribution.cue:
            start, end = self._characters(attribution.cue)
            cue = Cue(start, end, self.text[start:end], lemma_of(self.text[start:end]))
        if form.stretches:
            said = float(np.mean([self.speech[i] for i in form.stretches]))
            if any(not self.outermost[i].closed for i in form.stretches):
                flags.append("unclosed")
        else:
            said = attribution.content_probability
        if who is None:
            flags.append("no-source")
        else:
            if who.mention is None:
                flags.append("implicit")
            elif cue is not None:
                why.append(f"source of {cue.text!r}")
            why += who.why
            if who.speaker is None:
                flags.append("no-speaker")
            if who.ambiguous:
                flags.append("ambiguous-speaker")
            if attribution.source and self._apart(attribution.source, attribution):
                flags.append("outside-paragraph")
        return Quote(
            doc="",
            kind=form.kind,
            parts=form.parts,
            quoted=form.quoted,
            cue=cue,
            source=who.mention if who else None,
            speaker=who.speaker if who else None,
            chain=who.chain if who else (),
            confidence=self._confidence(attribution, said, who),
            flags=tuple(flags),
            why=tuple(why),
        )

    def _confidence(
        self, attribution: Attribution, said: float, who: Resolved | None
    ) -> Confidence:
        mention = who.mention if who else None
        source = attribution.source_probability if mention else 0.0
        speaker = who.probability if who and who.speaker else 0.0
        kind = mention.kind if mention else None
        sure = calibrated(self.encoder.calibration, said, source, speaker, kind)
        if self.story is None:
            return sure
        # Conversations have a scorer of their own, which was fitted to mean what it says.
        return replace(sure, speaker=round((source or 1.0) * speaker, 2))

    def layers(self) -> dict[str, list[tuple[int, int]]]:
        return {
            "quoted": [(s.start, s.end) for s in self.stretches],
            "contents": [self._characters(c) for a in self.attributions for c in a.contents],
            "cues": [self._characters(a.cue) for a in self.attributions if a.cue],
            "sources": sorted({self._characters(a.source) for a in self.attributions if a.source}),
        }

    def _apart(self, source: WordSpan, attribution: Attribution) -> bool:
        home = {int(self.words.paragraph[a]) for a, _ in attribution.contents}
        return int(self.words.paragraph[source[0]]) not in home

    def _unsaid(self, number: int) -> Quote:
        stretch = self.outermost[number]
        part = Part.of(self.text, stretch.start, stretch.end)
        sure = Confidence(round(1 - float(self.speech[number]), 2), 0.0, 0.0)
        return Quote("", "not-speech", (part,), (part,), None, None, None, (), sure)

    def _characters(self, span: WordSpan) -> tuple[int, int]:
        return int(self.words.start[span[0]]), int(self.words.end[span[1] - 1])
