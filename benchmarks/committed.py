"""The committed figures, and what changed against them: `figures.py --check` and `--renew`."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

TOLERANCE = 0.003  # of a share; of what is counted, none may be lost

Figures = Mapping[str, Mapping[str, float]]  # by benchmark and name


def falls(committed: Figures, measured: Figures) -> Iterator[str]:
    """One line for each figure that fell, or that a benchmark gives no more."""
    for benchmark, name, was, now in _both(committed, measured):
        if now is None:
            yield f"{benchmark}, {name}: was {_shown(was)}, is measured no more"
        elif was is not None and now < was - _tolerance(was):
            yield f"{benchmark}, {name}: fell from {_shown(was)} to {_shown(now)}"


def rises(committed: Figures, measured: Figures) -> Iterator[str]:
    """One line for each figure that rose, or is new: the table is to be renewed."""
    for benchmark, name, was, now in _both(committed, measured):
        if was is None:
            yield f"{benchmark}, {name}: {_shown(now)} is new"
        elif now is not None and now > was + _tolerance(was):
            yield f"{benchmark}, {name}: rose from {_shown(was)} to {_shown(now)}"


def table_of(model: str) -> Path:
    """Where the figures of a shipped model are."""
    return Path(__file__).with_name("figures.json" if model == "en" else f"figures-{model}.json")


def read(path: Path) -> Figures:
    figures: Figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return figures


def renew(measured: Figures, path: Path) -> None:
    """Writes the figures measured; those of benchmarks that did not run stay."""
    rounded = {
        benchmark: {name: figure if isinstance(figure, int) else round(figure, 4)
                    for name, figure in figures.items()}
        for benchmark, figures in measured.items()
    }  # fmt: skip
    figures = {**(read(path) if path.exists() else {}), **rounded}
    table = {"measured": {"date": date.today().isoformat(), **machine()}, "figures": figures}
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def machine() -> dict[str, str]:
    """What figures may depend on beside the code and the model."""
    return {"processor": _processor(), "onnxruntime": version("onnxruntime")}


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    rows = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    facts = {key.strip(): value.strip() for key, value in rows.items()}
    flags = facts.get("flags", "").split()
    has_vnni = bool({"avx512_vnni", "avx_vnni"} & set(flags))
    return f"{facts.get('model name', platform.machine())}, {'with' if has_vnni else 'no'} VNNI"


def _both(
    committed: Figures, measured: Figures
) -> Iterator[tuple[str, str, float | None, float | None]]:
    """Benchmark, name, what was and what is, of the benchmarks that ran."""
    for benchmark, figures in measured.items():
        were = committed.get(benchmark, {})
        for name in dict.fromkeys((*were, *figures)):
            yield benchmark, name, were.get(name), figures.get(name)


def _tolerance(was: float) -> float:
    return 0 if isinstance(was, int) else TOLERANCE + 1e-9  # for what floats lose


def _shown(figure: float | None) -> str:
    return f"{figure:.4f}" if isinstance(figure, float) else str(figure)
