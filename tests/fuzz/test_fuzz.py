"""Whatever comes in: an answer, or one line of ours. ``benchmarks/fuzz.py`` does it for hours."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from harnesses import HARNESSES, Harness, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize("harness", HARNESSES, ids=lambda harness: harness.__name__)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**48))
def test_spoiled_input_ends_in_an_answer_or_in_one_line(
    harness: Harness, folder: Path, seed: int
) -> None:
    run(harness, seed, folder)
