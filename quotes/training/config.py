"""The training configuration: one readable TOML file, shipped beside the model that it made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from quotes.errors import QuotesError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass of the schedule: warm-up, then the rate falls in a line to zero.

    ``epochs``: over the news. ``coreference``: how many of these epochs also hold GUM, LitBank and
    GAP. ``rate``: of the encoder; the heads learn at ``head_rate``. ``restyle``: the share of texts
    whose quotation marks are changed to another style. ``renamed``: the share of news texts, others
    in each epoch, whose people, bodies and places get new names (`quotes.training.renaming`).
    ``fiction``: how many passages of PDNC's novels the first epoch also holds. ``seed`` is added to
    the run's, so that stages differ.
    ``heads``, ``inner``: the width that each layer is narrowed to before the stage (0: as it is);
    the network as it was before is the teacher then. Where it has that width already, the mean of
    the wide one and itself teaches. ``masked``: the share of pieces that the network, but not its
    teacher, does not see. ``weights``: of losses that weigh otherwise than in the run.
    """

    epochs: int
    rate: float = 1e-4
    head_rate: float = 1e-3
    coreference: int = 0
    annotators: str = "first"
    restyle: float = 0.0
    renamed: float = 0.0
    fiction: int = 0
    seed: int = 0
    heads: int = 0
    inner: int = 0
    masked: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """``longest``: pieces in a window; ``batch``: pieces in a step; ``weights``: of each loss."""

    name: str
    version: str
    stages: tuple[Stage, ...]
    seed: int = 1
    longest: int = 256
    batch: int = 2000
    dropout: float = 0.1
    decay: float = 0.01
    averaging: float = 0.995  # of the weights that ship (exponential moving average)
    warmup: int = 60
    checkpoint: int = 50  # steps between checkpoints
    held_out: int = 60  # train texts kept apart, for calibration
    refit: int = 304  # passages of novels on which the head of speech is fitted once more
    weights: dict[str, float] = field(default_factory=dict)


def read_config(path: Path) -> Config:
    """Raises `QuotesError` with the file's name where a setting is missing or unknown."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        stages = tuple(_make(Stage, stage) for stage in data.pop("stages"))
        return _make(Config, {**data, "stages": stages})
    except FileNotFoundError as error:
        raise QuotesError(f"no training configuration at {path}: name one with --config") from error
    except (KeyError, TypeError, ValueError) as error:
        raise QuotesError(f"{path} is not a training configuration: {error}") from error


def _make(kind: type[T], data: dict[str, Any]) -> T:
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(data.keys() - known):
        raise ValueError(f"unknown setting {unknown[0]!r}, known are {', '.join(sorted(known))}")
    return kind(**data)
