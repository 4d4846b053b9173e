"""Shared fixtures. Corpora are optional: a test that needs them is skipped where they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings
from places import EXAMPLES, ROOT

# Nothing is timed in tests: a busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the annotated corpora and their scorers; skips where it does not exist."""
    path = Path(os.environ.get("QUOTES_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"no annotated corpora at {path} (set QUOTES_SHARED)")
    return path
