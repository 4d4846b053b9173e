"""One text and what stands on its page: all that is known before anybody asks who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from quotes import marks
from quotes.encoder.words import Words, quoting, split_words, without
from quotes.options import Kinds
from quotes.pipeline.page.residue import residue
from quotes.pipeline.page.selection import beside_quotations
from quotes.pipeline.page.speech import (
    Evidence,
    gather,
    is_aside,
    is_named,
    is_said,
    is_said_in_story,
)
from quotes.pipeline.page.stretches import Stretch, as_words, find_stretches, go_on
from quotes.pipeline.page.style import Style, style_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Encoder, Reading


@dataclass(frozen=True, slots=True)
class Page:
    """A text of W words with N outermost quoted stretches.

    ``stretches``: those between marks, nested ones too; ``outermost``: N of them. ``spans``: the
    same N as words; ``repeats``: as `go_on` tells. ``speech``: float32[N], probability that
    somebody says or writes these words; ``said``: whether it is taken so. ``quoting``: int32[W], as
    `encoder.words.quoting` gives it.
    """

    text: str
    style: Style
    words: Words
    quoting: NDArray[Any]
    reading: Reading
    stretches: list[marks.Quoted]
    outermost: list[marks.Quoted]
    spans: list[Stretch]
    repeats: list[bool]
    speech: NDArray[Any]
    said: list[bool]


def read_page(text: str, encoder: Encoder, style: Style, kind: Kinds = "all") -> Page | None:
    """One reading of the text; None where only what is quoted is wanted and nothing is."""
    skip = residue(text)
    settings = encoder.settings
    stretches = find_stretches(text, skip, settings.talk)
    if kind == "direct" and not stretches:
        return None
    words = without(split_words(text, encoder.tokenizer, marks.paragraphs(text)), skip)
    where = quoting(
        words, [(s.outer_start, s.start, s.end, s.outer_end, s.depth) for s in stretches]
    )
    outermost = [s for s in stretches if s.depth == 0]
    spans = [as_words(text, words, stretch) for stretch in outermost]
    repeats = go_on(text, outermost)
    if kind == "direct" and style == "report":
        wanted = beside_quotations(text, words, where, spans)
        reading = encoder.read_some(words, where, wanted)
    else:
        reading = encoder.read(words, where)
    speech = _speech(spans, encoder, reading)
    if style == "narrative" and (weights := settings.speech):
        evidence = gather(text, words, outermost, spans, speech.tolist(), settings.talk)
        said = [is_said_in_story(one, weights) for one in evidence]
    else:
        said = [
            is_said(span, p) and not is_named(text, stretch, span) and not is_aside(text, stretch)
            for stretch, span, p in zip(outermost, spans, speech.tolist(), strict=True)
        ]
        for i, goes_on in enumerate(repeats):
            is_spoken = goes_on and i > 0 and said[i - 1] and not is_aside(text, outermost[i])
            said[i] = said[i] or is_spoken
    # The marks module takes a dash for one only where it opens dialogue.
    said = [s.style == "dash" or own for s, own in zip(outermost, said, strict=True)]
    return Page(
        text, style, words, where, reading, stretches, outermost, spans, repeats, speech, said
    )


def _speech(spans: list[Stretch], encoder: Encoder, reading: Reading) -> NDArray[Any]:
    out = np.zeros(len(spans), dtype=np.float32)
    rows = [i for i, span in enumerate(spans) if span.start < span.end]
    if rows:
        vectors = reading.vectors([(spans[i].start, spans[i].end) for i in rows])
        logits = encoder.score_spans("speech", vectors)
        out[rows] = 1 / (1 + np.exp(-logits))
    return out


class Heard(NamedTuple):
    """One outermost quoted stretch of a text as its head of speech gets it, and what else tells."""

    stretch: marks.Quoted
    vector: NDArray[Any]
    evidence: Evidence


def read_speech(text: str, encoder: Encoder) -> list[Heard]:
    """The quoted stretches of a text: what the decision on speech learns from."""
    page = read_page(text, encoder, style_of(text, encoder.settings.style))
    assert page is not None
    scores, talk = page.speech.tolist(), encoder.settings.talk
    evidence = gather(text, page.words, page.outermost, page.spans, scores, talk)
    rows = zip(page.outermost, page.spans, evidence, strict=True)
    kept = [(s, span, e) for s, span, e in rows if span.start < span.end and s.style != "dash"]
    if not kept:
        return []
    vectors = page.reading.vectors([(span.start, span.end) for _, span, _ in kept])
    return [Heard(s, vector, e) for (s, _, e), vector in zip(kept, vectors, strict=True)]
