"""What each tuned number of the pipeline gains: the dev figures with it made smaller and larger.

    python benchmarks/constants.py SHARED OUT.jsonl [--rooms news,fiction/grouping,…]

One line a number: its module and name, its value, and by figure how far it falls or rises with half
and with half as much again. The encoder reads each text once; only what stands on its readings runs
again. A number that moves nothing either way has not earned its place. Numbers that the scorer of
conversations was trained with (its clues) are worth more than is shown: it is not trained anew.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from quotes.corpora import labels as label_files
from quotes.corpora import litbank, pdnc, polnear
from quotes.corpora.annotations import AnnotatedText
from quotes.encoder.model import Encoder
from quotes.evaluation import litbank as litbank_scorer
from quotes.evaluation import pdnc as pdnc_scorer
from quotes.evaluation import polnear as polnear_scorer
from quotes.loading import extractor
from quotes.options import Options
from quotes.records import Quote

ROOT = Path(__file__).resolve().parent.parent / "quotes" / "pipeline"
NOVELS = ("DaisyMiller", "AHandfulOfDust")  # short ones
LITBANK = 30  # texts
Value = int | float


def numbers(rooms: set[str]) -> Iterator[tuple[str, str, Value]]:
    """Module, name and value of each number on a line of its own."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if rooms and not any("/".join(parts).startswith(room) for room in rooms):
            continue
        module = ".".join(("quotes", "pipeline", *parts))
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign):
                continue
            (target,) = node.targets
            several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            pairs = (
                zip(target.elts, node.value.elts, strict=True)
                if several
                else [(target, node.value)]
            )
            for name, value in pairs:
                try:
                    number = ast.literal_eval(value)
                except ValueError:
                    continue
                if isinstance(name, ast.Name) and type(number) in (int, float):
                    yield module, name.id, number


def others(value: Value) -> tuple[Value, Value]:
    if isinstance(value, int):
        return min(value - 1, round(value / 2)), max(value + 1, round(value * 1.5))
    if 0.5 <= value < 1:  # a share or probability
        return value - (1 - value), value + (1 - value) / 2
    return value / 2, value * 1.5


class Set:
    """Sets a number in its module and in those that import it by name."""

    def __init__(self, module: str, name: str) -> None:
        self.name, self.homes = name, [importlib.import_module(module)]
        for other in [m for n, m in sys.modules.items() if n.startswith("quotes.")]:
            source = Path(other.__file__ or "")
            if other is self.homes[0] or source.suffix != ".py":
                continue
            for node in ast.parse(source.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ImportFrom) and node.module == module:
                    self.homes += [other for alias in node.names if alias.name == name]

    def to(self, value: Value) -> None:
        for home in self.homes:
            setattr(home, self.name, value)


def remember_readings() -> None:
    """The encoder reads the same words once."""
    kept: dict[object, object] = {}
    for name in ("read", "read_some"):
        plain: Callable[..., object] = getattr(Encoder, name)

        def read(self: Encoder, words: object, *rest: object, _plain=plain, _name=name) -> object:
            key = (_name, words.pieces.tobytes(), words.start.tobytes())  # type: ignore[attr-defined]
            if key not in kept:
                kept[key] = _plain(self, words, *rest)
            return kept[key]

        setattr(Encoder, name, read)


def news(shared: Path) -> Callable[[], dict[str, float]]:
    articles = list(polnear.read(shared / "corpora/polnear", "dev", order="file"))
    named = list(label_files.read(shared / "bench/speakers-polnear-dev.jsonl"))
    find = extractor()

    def measure() -> dict[str, float]:
        figures = polnear_scorer.score(articles, _found(articles, find), named)
        return _flat("polnear", figures.to_dict())

    return measure


def fiction(shared: Path) -> Callable[[], dict[str, float]]:
    works = list(litbank.read(shared / "corpora/litbank"))[:LITBANK]
    novels = [n for n in pdnc.read(shared / "corpora/pdnc") if n.id in NOVELS]
    find = extractor(Options("direct"))

    def measure() -> dict[str, float]:
        figures = _flat("litbank", litbank_scorer.score(works, _found(works, find)).to_dict())
        found = pdnc_scorer.score(novels, _found(novels, find))
        return figures | _flat("pdnc", found.to_dict())

    return measure


def _found(texts: list[AnnotatedText], find: Callable) -> dict[str, tuple[Quote, ...]]:
    return {text.id: find(text.text).quotes for text in texts}


def _flat(name: str, figures: object) -> dict[str, float]:
    if isinstance(figures, dict):
        return {k: v for key, x in figures.items() for k, v in _flat(f"{name} {key}", x).items()}
    return {name: figures} if isinstance(figures, float) else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rooms", default="")
    arguments = parser.parse_args()
    remember_readings()
    rooms = set(filter(None, arguments.rooms.split(",")))
    suites = {"fiction": fiction, "news": news}
    ready: dict[str, tuple[Callable[[], dict[str, float]], dict[str, float]]] = {}
    done = set()
    if arguments.out.exists():
        rows = map(json.loads, arguments.out.read_text(encoding="utf-8").splitlines())
        done = {(row["module"], row["name"]) for row in rows}
    for module, name, value in numbers(rooms):
        if (module, name) in done:
            continue
        suite = "fiction" if ".fiction." in module else "news"
        if suite not in ready:
            measure = suites[suite](arguments.shared)
            ready[suite] = measure, measure()
        measure, usual = ready[suite]
        number, began = Set(module, name), time.monotonic()
        row: dict[str, object] = {"module": module, "name": name, "value": value}
        for other in others(value):
            number.to(other)
            try:
                now = measure()
                row[str(other)] = {
                    k: round(now[k] - usual[k], 4) for k in usual if now[k] != usual[k]
                }
            except Exception as error:  # a number that is no matter of taste
                row[str(other)] = f"{type(error).__name__}: {error}"
            finally:
                number.to(value)
        with arguments.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        print(module, name, f"{time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
