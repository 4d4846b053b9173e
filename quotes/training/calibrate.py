"""How sure is sure: fits the coefficients of `pipeline.records.calibration`.

    python -m quotes.training.calibrate --corpora CORPORA --write

On texts of PolNeAR that no model learned from, and on other texts whose quoted stretches we
labelled ourselves (`quotes.training.quoted_labels`). CORPORA holds polnear/, gum/ and gap/. Prints
the calibration error of each number on the same texts, each from a fit without it (five folds).
With ``--write`` the model is given what is fitted on all.

A quoted stretch is right if somebody says it. Of what is said, the source is right if it touches
the gold's, and the speaker if it bears one of the names that the labels give. An indirect record is
right if at least half of the words of its content and the gold's are the same.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from quotes.corpora import polnear
from quotes.corpora.annotations import AnnotatedText, Span
from quotes.encoder.folder import describe_again, find_model, write_settings
from quotes.encoder.model import Encoder
from quotes.errors import QuotesError
from quotes.evaluation.calibration import calibration_error
from quotes.evaluation.names import plain_name
from quotes.evaluation.quoted_spans import quoted_spans
from quotes.evaluation.tokens import Numbers, Tokens, holder
from quotes.options import Options
from quotes.pipeline.extractor import Extractor
from quotes.pipeline.records.calibration import NUMBERS, Coefficients, calibrated, evidence
from quotes.records import Quote
from quotes.training import logistic
from quotes.training.config import read_config
from quotes.training.data import LABELS, held_out, read_sources
from quotes.training.quoted_labels import QuotedLabel, read_quoted

NAMED = LABELS / "polnear-named-sources.jsonl"
PENALTY = 0.03  # of squared weights; chosen on PolNeAR dev
# How much a stretch of other texts counts beside one of the news. Of 0.15, 0.3, 0.5 and 1 the one
# by which both are told best: the log-loss in five folds is least on news below it, above it on
# the others.
OTHER = 0.3
FOLDS = 5
_UNNAMED = ("unnamed", "group")


class Case(NamedTuple):
    """One record and what is asked of it: ``right`` by number of the confidence."""

    text: str
    place: int  # of the text among its kind
    quote: Quote
    right: Mapping[str, bool]
    weight: float


def fit_calibration(encoder: Encoder, corpora: Path, count: int) -> dict[str, dict[str, float]]:
    """Coefficients by number and piece of evidence, from ``count`` held-out texts of PolNeAR and
    the labelled texts of GUM and GAP.

    Raises `QuotesError` where these give nothing to fit on.
    """
    return _fit(read_cases(encoder, corpora, count))


def read_cases(encoder: Encoder, corpora: Path, count: int) -> list[Case]:
    """What the model finds in the texts to fit on, with its scores as they are."""
    encoder.settings = replace(encoder.settings, calibration={})
    extract = Extractor(encoder, Options(turns="no"))
    texts = list(polnear.read(corpora / "polnear", "train", "first"))
    aside = held_out(texts, count)
    speakers = read_speakers({text.id: text.text for text in texts})
    out: list[Case] = []
    for place, text in enumerate(text for text in texts if text.id in aside):
        found = extract(text.text)
        for quote, right in _in_news(text, found.quotes, speakers[text.id]):
            out.append(Case(text.text, place, quote, right, 1.0))
    for place, (other, labels) in enumerate(read_quoted(corpora)):
        found = extract(other)
        if found.style == "report":
            for quote, right in _in_others(other, found.quotes, labels):
                out.append(Case(other, place, quote, right, OTHER))
    return out


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


def _in_news(
    text: AnnotatedText, quotes: Sequence[Quote], speakers: Mapping[Span, set[str]]
) -> Iterator[tuple[Quote, dict[str, bool]]]:
    tokens = Tokens(text.text)
    contents = [tokens.within(a.content) for a in text.attributions]
    sources = [tokens.within(a.source) for a in text.attributions]
    found = [tokens.within((part.start, part.end) for part in quote.parts) for quote in quotes]

    def case(quote: Quote, gold: int | None) -> tuple[Quote, dict[str, bool]]:
        if gold is None or not sources[gold]:
            return quote, {"quote": gold is not None}
        names = next((n for s, n in speakers.items() if sources[gold] & tokens.within([s])), None)
        mention = text.attributions[gold].source
        where = text.text[mention[0][0] : mention[-1][1]]
        return quote, _right(quote, tokens, sources[gold], names, where)

    for span in quoted_spans(text.text):
        stretch = tokens.within([span])
        if (record := holder(stretch, found)) is not None:
            yield case(quotes[record], holder(stretch, contents))
    for quote, content in zip(quotes, found, strict=True):
        if quote.kind == "indirect":
            same = (i for i, c in enumerate(contents) if 2 * len(c & content) >= len(c | content))
            yield case(quote, next(same, None))


def _in_others(
    text: str, quotes: Sequence[Quote], labels: Iterable[QuotedLabel]
) -> Iterator[tuple[Quote, dict[str, bool]]]:
    tokens = Tokens(text)
    found = [tokens.within((part.start, part.end) for part in quote.parts) for quote in quotes]
    for label in labels:
        record = holder(tokens.within([label.span]), found)
        if record is None:
            continue
        if label.source is None:
            yield quotes[record], {"quote": label.said}
            continue
        names = {plain_name(text[a:b]) for a, b in label.names}
        source, where = tokens.within([label.source]), text[slice(*label.source)]
        yield quotes[record], _right(quotes[record], tokens, source, names, where)


def _right(
    quote: Quote, tokens: Tokens, source: Numbers, names: set[str] | None, where: str
) -> dict[str, bool]:
    """What is right of a record of something that is said. ``names``: of its speaker, None where
    nobody knows; ``where``: the words of the gold's source."""
    right = {"quote": True}
    if quote.source:
        right["source"] = bool(source & tokens.within([(quote.source.start, quote.source.end)]))
    if quote.speaker and names is not None and quote.kind != "indirect":
        right["speaker"] = _bears(quote, names, where)
    return right


def _bears(quote: Quote, names: set[str], where: str) -> bool:
    assert quote.speaker
    name = plain_name(quote.speaker.name)
    if not names:  # nobody who is named: the words of the source, or a description
        is_source = quote.speaker.type != "person" and name in plain_name(where)
        return quote.speaker.type in _UNNAMED or is_source
    own = {name}
    if quote.source and quote.source.kind != "name":
        own |= {plain_name(alias) for alias in quote.speaker.aliases}
    return bool(own & names)


def _fit(cases: Sequence[Case]) -> dict[str, dict[str, float]]:
    rows: dict[str, list[tuple[dict[str, float], bool, float]]] = {n: [] for n in NUMBERS}
    for case in cases:
        pieces = evidence(case.quote, case.text)
        for number, right in case.right.items():
            rows[number].append((pieces[number], right, case.weight))
    fitted = {}
    for number, found in rows.items():
        if not found:
            raise QuotesError(f"no {number} found to calibrate on: hold out more texts (held_out)")
        names = list(found[0][0])
        assert names[0] == "bias"
        x = np.array([[pieces[name] for name in names] for pieces, _, _ in found])
        y = np.array([right for _, right, _ in found], dtype=float)
        counts = np.array([weight for _, _, weight in found])
        weights = logistic.fit(x, y, PENALTY, count=counts)
        fitted[number] = {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}
    return fitted


def _told(cases: Sequence[Case], coefficients: Coefficients) -> Iterator[tuple[str, float, bool]]:
    """By number: how sure the record is, and whether it is right."""
    for case in cases:
        sure = calibrated(coefficients, case.quote, case.text, story=False)
        for number, right in case.right.items():
            yield number, getattr(sure, number), right
        if not case.right["quote"] and case.quote.source:
            yield "source", sure.source, False


def _error(told: Sequence[tuple[float, bool]]) -> str:
    top = [right for sure, right in told if sure >= 0.95]
    high = f"{len(top) / len(told):.3f} of all, right {sum(top) / len(top):.3f}" if top else "none"
    error = calibration_error(told)
    return f"{len(told):5} cases, calibration error {error:.3f}, >= 0.95: {high}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", default="en")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    folder = find_model(arguments.model)
    count = read_config(folder / "training.toml").held_out
    encoder = Encoder(folder)
    settings = encoder.settings
    cases = read_cases(encoder, arguments.corpora, count)
    told: dict[tuple[bool, str], list[tuple[float, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        fitted = _fit([case for case in cases if case.place % FOLDS != fold])
        for news in (True, False):
            rest = [c for c in cases if c.place % FOLDS == fold and (c.weight == 1.0) == news]
            for number, sure, right in _told(rest, fitted):
                told[news, number].append((sure, right))
    for (news, number), rows in sorted(told.items(), reverse=True):
        print(f"{'news' if news else 'others':<6} {number:<8}{_error(rows)}")
    if arguments.write:
        write_settings(folder, replace(settings, calibration=_fit(cases)))
        describe_again(folder)


if __name__ == "__main__":
    main()
