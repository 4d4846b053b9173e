"""Spoiled input for as long as one likes: every harness of tests/harnesses.py in turn.

    python benchmarks/fuzz.py --minutes 10 [--only prodigy] [--from SEED]

Prints how many inputs each had and each kind of fault once, with the seed that shows it again.
Exit status 1 where there is one. An input that ever failed becomes a test.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from harnesses import HARNESSES, Harness, run, seeds  # noqa: E402


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--only", nargs="*", default=[])
    options.add_argument("--from", dest="first", type=int, default=0)
    asked = options.parse_args()
    chosen = [one for one in HARNESSES if not asked.only or one.__name__ in asked.only]
    tried: Counter[str] = Counter()
    slowest: dict[str, tuple[float, int]] = {}
    faults: dict[str, str] = {}
    end = time.monotonic() + 60 * asked.minutes
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds(asked.first):
            for harness in chosen:
                began = time.process_time()
                if fault := _fault(harness, seed, Path(folder)):
                    kind = f"{harness.__name__}: {fault}"
                    if kind not in faults:
                        print(f"seed {seed}: {kind}", flush=True)
                    faults.setdefault(kind, str(seed))
                took = time.process_time() - began
                name = harness.__name__
                slowest[name] = max(slowest.get(name, (0.0, 0)), (took, seed))
                tried[name] += 1
            if time.monotonic() > end:
                break
    for name, number in tried.items():
        took, seed = slowest[name]
        print(f"{name:20} {number:8,} inputs, slowest {took:6.2f} s (seed {seed})")
    print(f"{tried.total():,} inputs, {len(faults)} kinds of faults")
    return 1 if faults else 0


def _fault(harness: Harness, seed: int, folder: Path) -> str | None:
    """What kind of fault it ends in, by its place in our code."""
    try:
        run(harness, seed, folder)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [one for one in frames if "/quotes/" in one.filename] or list(frames)
        place = Path(ours[-1].filename).relative_to(ROOT) if ours else ""
        return f"{type(error).__name__} at {place}:{ours[-1].lineno} ({str(error)[:100]!r})"
    return None


if __name__ == "__main__":
    sys.exit(main())
