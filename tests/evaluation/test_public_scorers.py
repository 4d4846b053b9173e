"""The figures of the public scorers: ours are the same, on records spoilt at random."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import record

from quotes.corpora import labels, litbank, pdnc, polnear
from quotes.corpora.annotations import Span
from quotes.evaluation import litbank as litbank_figures
from quotes.evaluation import pdnc as pdnc_figures
from quotes.evaluation import polnear as polnear_figures
from quotes.evaluation.quoted_spans import quoted_spans
from quotes.records import Quote


def prediction(quote: Quote) -> dict[str, Any]:
    """The record as the public scorers read it."""
    return {
        "content": [[part.start, part.end] for part in quote.parts],
        "cue": [[quote.cue.start, quote.cue.end]] if quote.cue else [],
        "source": [[quote.source.start, quote.source.end]] if quote.source else [],
        "speaker": quote.speaker.name if quote.speaker else None,
        "speaker_id": quote.speaker.id if quote.speaker else None,
        "kind": quote.kind,
    }


class Spoiler:
    """Makes records out of gold annotations that are wrong in every way a reader can be."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def spans(self, text: str, spans: Sequence[Span], by: int = 12) -> list[Span]:
        moved = []
        for start, end in spans:
            start += self.random.choice([0, 0, 0, -2, 5])
            end += self.random.choice([0, 0, 0, -by, 3, 5 * by])
            if 0 <= start < end <= len(text):
                moved.append((start, end))
        return moved

    def one(self, text: str, spans: Sequence[Span]) -> Span | None:
        return next(iter(self.spans(text, spans[:1], by=2)), None) if self.lucky() else None

    def lucky(self) -> bool:
        return self.random.random() < 0.8

    def name(self, true: str | None, others: Sequence[str]) -> str | None:
        name = true if self.random.random() < 0.6 else self.random.choice(others)
        if not name or self.random.random() < 0.1:
            return None
        return self.random.choice(
            [name, name, name, name.split()[-1], f"the {name}", f"Mr. {name}", "the narrator",
             "the Captain", f"{name}'s wife"]
        )  # fmt: skip


@pytest.fixture
def spoiler() -> Spoiler:
    return Spoiler(seed=7)


@cache
def scorer(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "bench" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_polnear_gives_the_figures_of_the_public_scorer(shared: Path, spoiler: Spoiler) -> None:
    theirs = scorer(shared, "score_news")
    root = shared / "corpora" / "polnear"
    articles = list(polnear.read(root, "dev", order="file"))[::4]
    ids = {article.id for article in articles}
    path = shared / "bench" / "speakers-polnear-dev.jsonl"
    named = list(labels.read(path))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    true = {(row["id"], row.get("attribution")): row["speaker"] for row in rows}
    names = sorted({row["speaker"] for row in rows if row["speaker"]})
    found = {
        article.id: [
            record(
                article.text,
                content,
                cue=spoiler.one(article.text, attribution.cue),
                source=spoiler.one(article.text, attribution.source),
                speaker=spoiler.name(true.get((article.id, attribution.id)), names),
            )
            for attribution in article.attributions
            if spoiler.lucky() and (content := spoiler.spans(article.text, attribution.content))
        ]
        for article in articles[1:]
    }
    gold = [text for text in theirs.read_gold(str(root / "data" / "dev")) if text[0] in ids]
    predictions = {name: [] for name in found} | {
        name: [{**prediction(quote)} for quote in quotes] for name, quotes in found.items()
    }
    expected = theirs.score(gold, predictions, rows)
    ours = polnear_figures.score(articles, found, named).to_dict()
    assert ours.pop("predictions_of_unknown_documents") == 0
    assert expected["linked"]["tp"] > 50  # not a comparison of zeros
    assert 0 < expected["speakers"]["right"] < expected["speakers"]["given"]
    assert ours == expected


def test_litbank_gives_the_figures_of_the_public_scorer(
    shared: Path, spoiler: Spoiler, tmp_path: Path
) -> None:
    theirs = scorer(shared, "score_lit")
    root = shared / "corpora" / "litbank"
    for path in sorted((root / "quotations" / "tsv").glob("*_brat.txt"))[::5]:
        for layer in ("quotations", "coref"):
            link(root / layer / "tsv", tmp_path / layer / "tsv", f"{path.stem}.*")
    works = list(litbank.read(tmp_path))
    found = {}
    for work in works[1:]:
        names = [work.text[m.start : m.end] for m in work.mentions if m.kind == "name"] or ["X"]
        found[work.id] = [
            record(
                work.text,
                spans,
                speaker=spoiler.name(spoiler.random.choice(names), names),
                cluster=spoiler.random.choice([quotation.speaker, "a", "b"]),
            )
            for quotation in work.quotations
            if spoiler.lucky() and (spans := spoiler.spans(work.text, quotation.spans))
        ]
    expected = theirs.score_litbank(
        str(tmp_path), {name: list(map(prediction, quotes)) for name, quotes in found.items()}
    )
    assert 0 < expected["name_accuracy"] < 1
    assert 0 < expected["exact_f1"] < expected["overlap_f1"] < 1
    assert litbank_figures.score(works, found).to_dict() == expected


def test_pdnc_gives_the_figures_of_the_public_scorer(
    shared: Path, spoiler: Spoiler, tmp_path: Path
) -> None:
    theirs = scorer(shared, "score_lit")
    for novel in ("DaisyMiller", "WinnieThePooh", "TheGambler"):
        link(shared / "corpora" / "pdnc" / "data" / novel, tmp_path / "data" / novel, "*")
    novels = list(pdnc.read(tmp_path))
    found = {}
    for novel in novels:
        names = [name for one in novel.characters for name in (one.name, *one.aliases)]
        found[novel.id] = [
            record(
                novel.text,
                spans,
                speaker=spoiler.name(quotation.speaker, names),
                cluster=spoiler.random.choice([quotation.speaker, "a", "b"]),
            )
            for quotation in novel.quotations
            if spoiler.lucky() and (spans := spoiler.spans(novel.text, quotation.spans))
        ]
    expected = theirs.score_pdnc(
        str(tmp_path), {name: list(map(prediction, quotes)) for name, quotes in found.items()}
    )
    assert min(expected["speakers"]["outcomes"].values()) > 0
    assert pdnc_figures.score(novels, found).to_dict() == nearly(expected)


def link(source: Path, target: Path, pattern: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in source.glob(pattern):
        (target / path.name).symlink_to(path.resolve())


def nearly(figures: Any) -> Any:
    """B-cubed sums thousands of fractions, whose order shows in the 15th digit."""
    if isinstance(figures, dict):
        return {name: nearly(figure) for name, figure in figures.items()}
    return pytest.approx(figures, rel=1e-12) if isinstance(figures, float) else figures


@settings(deadline=None)
@given(st.text(alphabet="\"'’‘`“”«»,. sSab1\n</>-", max_size=40))
def test_quoted_spans_are_those_of_the_public_scorer(shared: Path, text: str) -> None:
    assert quoted_spans(text) == scorer(shared, "score_news").quoted_spans(text)
