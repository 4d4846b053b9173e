"""Measures the pairing of quotation marks on annotated corpora.

    python benchmarks/marks.py SHARED_DIR [--errors CORPUS]

SHARED_DIR holds ``bench/`` (the scorers) and ``corpora/`` (polnear, litbank, pdnc). Every outermost
stretch counts as predicted, so titles and scare quotes, which no annotator calls speech, cost
precision on LitBank and PDNC; `--errors` lists where prediction and gold part.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from quotes.marks import pair

Span = tuple[int, int]


def scorer(shared: Path, name: str) -> ModuleType:
    """A scorer of ``bench/``, loaded as a module."""
    spec = importlib.util.spec_from_file_location(name, shared / "bench" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outermost(text: str) -> list[Span]:
    return [(q.start, q.end) for q in pair(text) if q.depth == 0]


def words_in(text: str, spans: list[Span]) -> list[Span]:
    """The spans that hold a letter or digit: the scorers count no others."""
    return [(s, e) for s, e in spans if any(char.isalnum() for char in text[s:e])]


def figures(right: int, predicted: int, gold: int) -> str:
    precision, recall = right / max(predicted, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return (
        f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}   "
        f"({right} of {predicted} predicted, {gold} gold)"
    )


def polnear(shared: Path, split: str, errors: bool) -> Iterator[str]:
    news = scorer(shared, "score_news")
    right = predicted = gold = 0
    for stem, text, _ in news.read_gold(str(shared / "corpora/polnear/data" / split)):
        ours = set(words_in(text, outermost(text)))
        theirs = set(news.quoted_spans(text))
        right += len(ours & theirs)
        predicted += len(ours)
        gold += len(theirs)
        if errors:
            yield from differences(stem, text, ours, theirs)
    yield f"PolNeAR {split}, exact, against the judge's spans: {figures(right, predicted, gold)}"


def litbank(shared: Path, errors: bool) -> Iterator[str]:
    lit = scorer(shared, "score_lit")
    folder = shared / "corpora/litbank"
    predictions = {}
    for path in sorted((folder / "quotations/tsv").glob("*_brat.txt")):
        name = path.name.removesuffix("_brat.txt")
        text, gold, _ = lit.load_litbank(str(folder), name)
        spans = outermost(text)
        predictions[name] = [{"content": [span]} for span in spans]
        if errors:
            ours = {lit.trim(text, *span) for span in words_in(text, spans)}
            theirs = {lit.trim(text, *quote["span"]) for quote in gold}
            yield from differences(name, text, ours, theirs)
    score = lit.score_litbank(str(folder), predictions)
    for kind in ("overlap", "exact"):
        yield (
            f"LitBank, {kind}: P {score[f'{kind}_p']:.4f}  R {score[f'{kind}_r']:.4f}  "
            f"F1 {score[f'{kind}_f1']:.4f}   ({score['pred']} predicted, {score['gold']} gold)"
        )


def pdnc(shared: Path, errors: bool) -> Iterator[str]:
    lit = scorer(shared, "score_lit")
    folder = shared / "corpora/pdnc"
    predictions = {}
    for name, path in lit.novel_dirs(str(folder)).items():
        text, _, quotes = lit.load_novel(path)
        spans = outermost(text)
        predictions[name] = [{"content": [span]} for span in spans]
        if errors:
            ours = set(lit.pieces(text, spans))
            theirs = set(lit.pieces(text, [span for quote in quotes for span in quote["spans"]]))
            yield from differences(name, text, ours, theirs)
    score = lit.score_pdnc(str(folder), predictions)
    for name, novel in score["per_novel"].items():
        yield f"  {name:24} F1 {novel['detection']['f1']:.4f}"
    found = score["detection"]
    yield (
        f"PDNC, overlap: P {found['p']:.4f}  R {found['r']:.4f}  F1 {found['f1']:.4f}  "
        f"exact F1 {found['exact_f1']:.4f}   ({found['pred']} predicted, {found['gold']} gold)"
    )


def differences(name: str, text: str, ours: set[Span], theirs: set[Span]) -> Iterator[str]:
    for start, end in sorted(ours ^ theirs):
        label = "ours" if (start, end) in ours else "gold"
        around = text[max(0, start - 40) : start], text[start:end], text[end : end + 40]
        shown = "⟦".join([around[0], around[1][:160]]) + "⟧" + around[2]
        yield f"{name} {label} {start}-{end}: {shown!r}"


def speed(shared: Path) -> Iterator[str]:
    """Characters a second on one novel and on the news texts one by one."""
    novel = (shared / "corpora/pdnc/data/Emma/novel_text.txt").read_text(encoding="utf-8")
    folder = shared / "corpora/polnear/data/train/text"
    news = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for name, texts in (("a novel", [novel]), ("news texts", news)):
        began = time.perf_counter()
        for text in texts:
            pair(text)
        seconds = time.perf_counter() - began
        yield f"speed on {name}: {sum(map(len, texts)) / seconds / 1e6:.1f} million characters/s"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the pairing of quotation marks.")
    parser.add_argument("shared", type=Path, help="folder with bench/ and corpora/")
    parser.add_argument("--errors", choices=["polnear", "train", "litbank", "pdnc"])
    options = parser.parse_args()
    shared, errors = options.shared, options.errors
    runs: dict[str, Callable[[], Iterator[str]]] = {
        "polnear": lambda: polnear(shared, "dev", errors == "polnear"),
        "train": lambda: polnear(shared, "train", errors == "train"),
        "litbank": lambda: litbank(shared, errors == "litbank"),
        "pdnc": lambda: pdnc(shared, errors == "pdnc"),
        "speed": lambda: speed(shared),
    }
    for name, run in runs.items():
        if errors in (None, name):
            for line in run():
                print(line, flush=True)


if __name__ == "__main__":
    main()
