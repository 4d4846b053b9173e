"""Kills a run again and again, and checks that nothing is lost and nothing doubled.

    python benchmarks/resume.py                       # 5,000 articles, ten kills

An undisturbed run first; then one that is killed with SIGKILL at random moments, now a worker, now
the whole command, which is started again with the same words. At the end the records of both, as
sorted lines of JSON, have to be the same bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--words", type=int, default=100, help="an article, on average")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        write(corpus, arguments.articles, words=arguments.words)
        began = time.perf_counter()
        whole = start(corpus, Path(folder, "whole"), arguments.workers)
        if whole.wait():
            sys.exit("the undisturbed run failed")
        took = time.perf_counter() - began
        print(f"undisturbed: {took:.0f} s, {len(records(Path(folder, 'whole'))):,} records")

        disturbed = Path(folder, "disturbed")
        disturb(corpus, disturbed, Path(folder, "whole"), arguments, took, dice)
        same = records(Path(folder, "whole")) == records(disturbed)
        left = [path.name for path in (disturbed / "_run").iterdir()]
        print("the same records" if same else "RECORDS DIFFER", "- kept:", *sorted(left))
        sys.exit(0 if same else 1)


def disturb(
    corpus: Path,
    output: Path,
    whole: Path,
    arguments: argparse.Namespace,
    took: float,
    dice: random.Random,
) -> None:
    """A run with its kills: each at a random share of the run, as the parts tell, and a random
    moment of the part that is in work then.
    """
    parts = len(parts_of(whole))
    process = start(corpus, output, arguments.workers)
    for number, share in enumerate(sorted(dice.random() for _ in range(arguments.kills)), start=1):
        while process.poll() is None and len(parts_of(output)) < int(share * parts):
            time.sleep(0.05)
        time.sleep(dice.random() * took / parts)
        if process.poll() is not None:
            print(f"kill {number}: the run was over before it")
            break
        victims = workers(process.pid) if dice.random() < 0.5 else [process.pid]
        victim = dice.choice(victims or [process.pid])
        os.kill(victim, signal.SIGKILL)
        who = "the command" if victim == process.pid else "a worker"
        print(f"kill {number}: {who}, with {len(parts_of(output))} of {parts} parts", flush=True)
        if victim == process.pid:
            process.wait()
            process = start(corpus, output, arguments.workers)
    if process.wait():
        sys.exit("the disturbed run failed")


def parts_of(folder: Path) -> list[Path]:
    return list(folder.glob("part-*.jsonl"))


def start(corpus: Path, output: Path, workers: int) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "quotes.cli", "extract", corpus, "-o", f"{output}/"]
    call += ["--format", "jsonl", "--workers", str(workers), "--part-words", "10000"]
    return subprocess.Popen(call)


def workers(parent: int) -> list[int]:
    """The worker processes of a run (Linux)."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in _command(pid)]


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def records(folder: Path) -> list[bytes]:
    return sorted(line for part in parts_of(folder) for line in part.read_bytes().splitlines())


if __name__ == "__main__":
    main()
