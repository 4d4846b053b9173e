"""How sure is sure: fits the coefficients of `pipeline.calibration` on texts held out of training.

What is right is judged as by `quotes evaluate`: a record is a quotation if its content is one of
the gold; its source is right if it touches the gold's; its speaker is right if it bears one of the
names that our own labels give for the gold's source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from quotes.corpora import polnear
from quotes.corpora.annotations import AnnotatedText, Attribution, Span
from quotes.encoder.model import Encoder
from quotes.errors import QuotesError
from quotes.evaluation.names import plain_name
from quotes.evaluation.tokens import Numbers, Tokens
from quotes.pipeline.extractor import Extractor
from quotes.pipeline.records.calibration import evidence
from quotes.records import Quote
from quotes.training import logistic
from quotes.training.data import LABELS, held_out, read_sources

NAMED = LABELS / "polnear-named-sources.jsonl"
PENALTY = 0.03  # of squared weights; chosen on PolNeAR dev
Case = tuple[dict[str, float], bool]


def fit_calibration(encoder: Encoder, corpora: Path, count: int) -> dict[str, dict[str, float]]:
    """Coefficients by number and piece of evidence, from ``count`` held-out texts of PolNeAR.

    Raises `QuotesError` where these give nothing to fit on.
    """
    encoder.settings = replace(encoder.settings, calibration={})
    cases: dict[str, list[Case]] = {"quote": [], "source": [], "speaker": []}
    extract = Extractor(encoder)
    texts = list(polnear.read(corpora / "polnear", "train", "first"))
    aside = held_out(texts, count)
    speakers = read_speakers({text.id: text.text for text in texts})
    for text in texts:
        if text.id in aside:
            for number, case in _cases(text, extract(text.text).quotes, speakers[text.id]):
                cases[number].append(case)
    for number, found in cases.items():
        if not found:
            raise QuotesError(f"no {number} found to calibrate on: hold out more texts (held_out)")
    return {number: _fit(found) for number, found in cases.items()}


def read_speakers(texts: Mapping[str, str]) -> dict[str, dict[Span, set[str]]]:
    """Our own labels: by text and source mention, the names that its speaker goes by.

    No name: a source that stands for nobody who is named.
    """
    out: dict[str, dict[Span, set[str]]] = {identity: {} for identity in texts}
    for identity, sources in read_sources().items():
        if identity in texts:
            for source, name in sources.items():
                out[identity][source] = (
                    {plain_name(texts[identity][slice(*name)])} if name else set()
                )
    for line in NAMED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in texts:
            names = {plain_name(texts[row["id"]][a:b]) for a, b in row["names"]}
            out[row["id"]][tuple(row["source"])] = names
    return out


def _cases(
    text: AnnotatedText, quotes: tuple[Quote, ...], speakers: Mapping[Span, set[str]]
) -> Iterator[tuple[str, Case]]:
    tokens = Tokens(text.text)
    gold = [(a, tokens.within(a.content)) for a in text.attributions]
    for quote in quotes:
        sure, kind = quote.confidence, quote.source.kind if quote.source else None
        pieces = evidence(sure.quote, sure.source, sure.speaker, kind)
        content = tokens.within((part.start, part.end) for part in quote.parts)
        found = _of(content, gold, whole=quote.kind == "indirect")
        yield "quote", (pieces["quote"], found is not None)
        if quote.source is None or (found and not found.source):
            continue
        source = tokens.within([(quote.source.start, quote.source.end)])
        right = found is not None and bool(source & tokens.within(found.source))
        yield "source", (pieces["source"], right)
        if quote.speaker is None or quote.kind == "indirect" or found is None:
            continue
        source = tokens.within(found.source)
        names = next((n for s, n in speakers.items() if source & tokens.within([s])), None)
        if names:
            yield "speaker", (pieces["speaker"], _bears(quote, names))
        elif names is not None:  # nobody who is named
            yield "speaker", (pieces["speaker"], quote.speaker.type in ("unnamed", "group"))


def _of(
    content: Numbers, gold: list[tuple[Attribution, Numbers]], whole: bool
) -> Attribution | None:
    """The attribution that a content is of: half of a quotation in marks lies in it, or, where
    ``whole``, both are the same by half (Jaccard)."""
    for attribution, other in gold:
        shared = len(content & other)
        if 2 * shared >= (len(content | other) if whole else len(content)) and shared:
            return attribution
    return None


def _bears(quote: Quote, names: set[str]) -> bool:
    assert quote.speaker
    own = {plain_name(quote.speaker.name), *map(plain_name, quote.speaker.aliases)}
    if quote.source and quote.source.kind == "name":
        own = {plain_name(quote.speaker.name)}
    return bool(own & names)


def _fit(cases: list[Case]) -> dict[str, float]:
    names = list(cases[0][0])
    assert names[0] == "bias"
    x = np.array([[pieces[name] for name in names] for pieces, _ in cases])
    y = np.array([right for _, right in cases], dtype=float)
    weights = logistic.fit(x, y, PENALTY)
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
