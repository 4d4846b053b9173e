"""Reads and checks random texts for as long as you like: `python benchmarks/fuzz.py --minutes 60`.

The texts are those of `tests/test_any_text.py`, a new lot each round, and so is what is asserted.
What fails is shown as small as it can be made; keep it there as a plain test. Exit status 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from hostile import any_texts
from test_any_text import WAYS, articles_and_sources, assert_checked, assert_sound, extract

ROUND = 500  # inputs of each kind


def read(text: str, way: str) -> None:
    found = extract(text, WAYS[way])
    assert_sound(text, found)
    assert extract(text, WAYS[way]) == found


def check(both: tuple[str, str]) -> None:
    assert_checked(*both)


KINDS: list[tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]]] = [
    (read, (any_texts(), st.sampled_from(sorted(WAYS)))),
    (check, (articles_and_sources(),)),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    until = time.monotonic() + 60 * parser.parse_args().minutes
    untimed = settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    done = 0
    while time.monotonic() < until:
        for function, given_ in KINDS:
            number = random.randrange(2**32)
            print(f"{done} inputs read; {function.__name__}, seed {number}", flush=True)
            seed(number)(untimed(given(*given_)(function)))()
            done += ROUND
    print(f"{done} inputs, and none that fails")
    return 0


if __name__ == "__main__":
    sys.exit(main())
