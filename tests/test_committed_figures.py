"""The table of committed figures: what falls fails, what rises is told."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from places import ROOT

BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(scope="module")
def committed() -> ModuleType:
    spec = importlib.util.spec_from_file_location("committed", BENCHMARKS / "committed.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WERE = {"news": {"found F1": 0.95, "named": 0.9}, "cases": {"right": 40}}


def test_what_is_within_the_tolerance_is_not_told(committed: ModuleType) -> None:
    now = {"news": {"found F1": 0.947, "named": 0.903}, "cases": {"right": 40}}
    assert list(committed.falls(WERE, now)) == []
    assert list(committed.rises(WERE, now)) == []


def test_a_fall_names_the_figure_and_both_values(committed: ModuleType) -> None:
    now = {"news": {"found F1": 0.9469, "named": 0.95}, "cases": {"right": 40}}
    assert list(committed.falls(WERE, now)) == ["news, found F1: fell from 0.9500 to 0.9469"]
    assert list(committed.rises(WERE, now)) == ["news, named: rose from 0.9000 to 0.9500"]


def test_of_what_is_counted_none_may_be_lost(committed: ModuleType) -> None:
    assert list(committed.falls(WERE, {"cases": {"right": 39}})) == [
        "cases, right: fell from 40 to 39"
    ]
    assert list(committed.rises(WERE, {"cases": {"right": 41}})) == [
        "cases, right: rose from 40 to 41"
    ]


def test_a_figure_that_a_benchmark_gives_no_more_is_a_fall(committed: ModuleType) -> None:
    now = {"news": {"found F1": 0.95, "new": 0.5}}
    assert list(committed.falls(WERE, now)) == ["news, named: was 0.9000, is measured no more"]
    assert list(committed.rises(WERE, now)) == ["news, new: 0.5000 is new"]


def test_a_benchmark_that_did_not_run_stays_when_the_table_is_renewed(
    committed: ModuleType, tmp_path: Path
) -> None:
    table = tmp_path / "figures.json"
    committed.renew(WERE, table)
    committed.renew({"cases": {"right": 42}}, table)
    assert committed.read(table) == {"news": WERE["news"], "cases": {"right": 42}}
    assert json.loads(table.read_text(encoding="utf-8"))["measured"]["onnxruntime"]


@pytest.mark.parametrize(
    ("model", "benchmarks"),
    [("en", {"polnear", "litbank", "broad", "cases"}), ("en-large", {"polnear", "broad"})],
)
def test_the_committed_table_is_whole(
    committed: ModuleType, model: str, benchmarks: set[str]
) -> None:
    table = committed.read(committed.table_of(model))
    assert set(table) == benchmarks
    shares = [f for name, figures in table.items() if name != "cases" for f in figures.values()]
    assert all(0.3 < share <= 1 for share in shares)
