"""Small news texts of `benchmarks/faults`: frames and words of its two parts, and cases of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
if not (BENCHMARKS / "made.py").is_file():
    pytest.skip("the benchmarks are not beside the tests", allow_module_level=True)
sys.path.insert(0, str(BENCHMARKS))

from faults.grammar import cases, frames, words  # noqa: E402


def test_the_parts_share_no_frame_and_no_word() -> None:
    assert not {f.text for f in frames("train")} & {f.text for f in frames("test")}
    listed = [
        {w.casefold() for ws in words(part).values() for w in ws} for part in ("train", "test")
    ]
    assert not listed[0] & listed[1]


def test_a_seed_makes_the_same_cases_again() -> None:
    assert list(cases("test", 90, 3)) == list(cases("test", 90, 3)) != list(cases("test", 90, 4))
