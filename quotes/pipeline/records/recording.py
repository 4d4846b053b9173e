"""From attributions with their speakers to records; it does not matter who resolved them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quotes.languages.lemmas import lemma_of
from quotes.options import Kinds
from quotes.pipeline.records.calibration import Coefficients, calibrated
from quotes.pipeline.records.kinds import Shape, shape
from quotes.records import Confidence, Cue, Part, Quote

if TYPE_CHECKING:
    from quotes.encoder.words import WordSpan
    from quotes.pipeline.attribution.attribution import Attributed, Attribution, Resolved
    from quotes.pipeline.page.page import Page

Layers = dict[str, list[tuple[int, int]]]


def records(
    page: Page,
    quotations: Sequence[Attributed],
    calibration: Coefficients,
    kind: Kinds,
    all_marks: bool,
) -> list[Quote]:
    """One record a quotation, in text order; with ``all_marks`` also what nobody says."""
    out: list[Quote] = []
    taken: set[int] = set()
    for attribution, who in quotations:
        form = shape(page.text, page.words, attribution.contents, page.outermost, page.said)
        taken.update(form.stretches)
        if form.kind == "indirect" and kind == "direct":
            continue
        out.append(_record(page, attribution, form, who, calibration))
    if all_marks:
        out += [_unsaid(page, i) for i in range(len(page.outermost)) if i not in taken]
    return sorted(out, key=lambda quote: (quote.start, quote.end))


def layers(page: Page, quotations: Sequence[Attributed]) -> Layers:
    """By name, the places of what the stages found, [start, end) in characters."""
    place = page.words.characters
    attributions = [attribution for attribution, _ in quotations]
    return {
        "quoted": [(s.start, s.end) for s in page.stretches],
        "contents": [place(c) for a in attributions for c in a.contents],
        "cues": [place(a.cue) for a in attributions if a.cue],
        "sources": sorted({place(a.source) for a in attributions if a.source}),
    }


def _record(
    page: Page,
    attribution: Attribution,
    form: Shape,
    who: Resolved | None,
    calibration: Coefficients,
) -> Quote:
    flags, why = [], []
    cue = None
    if attribution.cue:
        start, end = page.words.characters(attribution.cue)
        cue = Cue(start, end, page.text[start:end], lemma_of(page.text[start:end]))
    if form.stretches:
        said = float(np.mean([page.speech[i] for i in form.stretches]))
        if any(not page.outermost[i].closed for i in form.stretches):
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
        if attribution.source and _apart(page, attribution.source, attribution):
            flags.append("outside-paragraph")
    found = Quote(
        doc="",
        kind=form.kind,
        parts=form.parts,
        quoted=form.quoted,
        cue=cue,
        source=who.mention if who else None,
        speaker=who.speaker if who else None,
        chain=who.chain if who else (),
        confidence=_scores(attribution, said, who),
        flags=tuple(flags),
        why=tuple(why),
    )
    return replace(found, confidence=_confidence(page, found, who, calibration))


def _scores(attribution: Attribution, said: float, who: Resolved | None) -> Confidence:
    """What the model says of itself."""
    source = attribution.source_probability if who and who.mention else 0.0
    return Confidence(said, source, who.probability if who and who.speaker else 0.0)


def _confidence(
    page: Page, found: Quote, who: Resolved | None, calibration: Coefficients
) -> Confidence:
    """``found``: with the scores as its confidence."""
    scores, story = found.confidence, page.style != "report"
    sure = calibrated(calibration, found, page.text, story)
    if story:  # Conversations have a scorer of their own, which was fitted to mean what it says.
        return replace(sure, speaker=round((scores.source or 1.0) * scores.speaker, 2))
    is_namesake = who is not None and who.ambiguous and who.mention and who.mention.kind == "name"
    return replace(sure, speaker=min(sure.speaker, scores.speaker)) if is_namesake else sure


def _apart(page: Page, source: WordSpan, attribution: Attribution) -> bool:
    home = {int(page.words.paragraph[a]) for a, _ in attribution.contents}
    return int(page.words.paragraph[source[0]]) not in home


def _unsaid(page: Page, number: int) -> Quote:
    stretch = page.outermost[number]
    part = Part.of(page.text, stretch.start, stretch.end)
    sure = Confidence(round(1 - float(page.speech[number]), 2), 0.0, 0.0)
    return Quote("", "not-speech", (part,), (part,), None, None, None, (), sure)
