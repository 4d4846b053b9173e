"""Whatever may come in, for as long as one likes: every harness of tests/harnesses.py in turn, and
extraction and `check` with the texts of tests/test_any_text.py and what is asserted there.

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
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from harnesses import HARNESSES, Harness, run, seeds  # noqa: E402
from hostile import any_texts  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from test_any_text import (  # noqa: E402
    WAYS,
    articles_and_sources,
    assert_checked,
    assert_sound,
    extract,
)

_EACH = 10  # texts
_UNTIMED = settings(
    max_examples=_EACH,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


def extraction(random: Random, folder: Path) -> None:
    """Ten texts, each read in some way twice."""

    @seed(random.getrandbits(32))
    @_UNTIMED
    @given(any_texts(), st.sampled_from(sorted(WAYS)))
    def read(text: str, way: str) -> None:
        found = extract(text, WAYS[way])
        assert_sound(text, found)
        assert extract(text, WAYS[way]) == found

    read()


def check(random: Random, folder: Path) -> None:
    """Ten articles, each checked against a source."""

    @seed(random.getrandbits(32))
    @_UNTIMED
    @given(articles_and_sources())
    def checked(both: tuple[str, str]) -> None:
        assert_checked(*both)

    checked()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--only", nargs="*", default=[])
    options.add_argument("--from", dest="first", type=int, default=0)
    asked = options.parse_args()
    every = (*HARNESSES, extraction, check)
    chosen = [one for one in every if not asked.only or one.__name__ in asked.only]
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
                tried[name] += _EACH if harness in (extraction, check) else 1
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
