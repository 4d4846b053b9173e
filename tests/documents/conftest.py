"""Tests of documents run in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are named by the user relative to where they are."""
    monkeypatch.chdir(tmp_path)
