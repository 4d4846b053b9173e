"""The training configuration: one readable TOML file, shipped beside the model that it made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from quotes.errors import QuotesError

T = TypeVar("T")
NETWORKS = ("minilm", "mpnet")


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass of the schedule: warm-up, then the rate falls in a line to zero.

    ``network``: which published weights it begins with, “minilm” or “mpnet”; without it the stage
    goes on with the network of stage ``after`` (0: of the one before). ``teachers``: the numbers of
    the stages whose networks, their mean, teach beside the corpora; ``of_roles``: the stages, and
    the share of each, that teach the roles instead.
    ``epochs``: over the news. ``coreference``: how many of these epochs also hold GUM, LitBank and
    GAP. ``rate``: of the encoder; the heads learn at ``head_rate``. ``restyle``: the share of texts
    whose quotation marks are changed to another style. ``renamed``: the share of news texts, others
    in each epoch, whose people, bodies and places get new names (`quotes.training.renaming`).
    ``fiction``: how many passages of PDNC's novels the first epoch also holds. ``seed`` is added to
    the run's, so that stages differ.
    ``heads``, ``inner``: the width that each layer is narrowed to before the stage (0: as it is).
    ``longest``: pieces in a window of this network (0: the run's), which its teachers do not mind.
    ``frozen``: how many layers from below do not learn. ``decay``: by how much less each layer
    learns than the one above it. ``dropout``: None is the run's. ``masked``: the share of pieces
    that the network, but not its teachers, does not see. ``weights``: of losses that weigh
    otherwise than in the run.
    ``mean``: nothing is learned; the weights are the mean of these stages', each by its share.
    ``links_of``: but the heads over spans (links and speech) are those of this stage (0: the mean,
    too), which pupils that learned its span vectors still understand.
    """

    epochs: int = 0
    rate: float = 1e-4
    head_rate: float = 1e-3
    coreference: int = 0
    annotators: str = "first"
    restyle: float = 0.0
    renamed: float = 0.0
    fiction: int = 0
    seed: int = 0
    network: str = ""
    after: int = 0
    teachers: tuple[int, ...] = ()
    of_roles: dict[int, float] = field(default_factory=dict)
    heads: int = 0
    inner: int = 0
    frozen: int = 0
    longest: int = 0
    decay: float = 1.0
    dropout: float | None = None
    masked: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    mean: dict[int, float] = field(default_factory=dict)
    links_of: int = 0


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
        stages = tuple(_stage(n, stage) for n, stage in enumerate(data.pop("stages"), 1))
        return _make(Config, {**data, "stages": stages})
    except FileNotFoundError as error:
        raise QuotesError(f"no training configuration at {path}: name one with --config") from error
    except (KeyError, TypeError, ValueError) as error:
        raise QuotesError(f"{path} is not a training configuration: {error}") from error


def _stage(number: int, data: dict[str, Any]) -> Stage:
    """The stage of this number. Raises ValueError where it builds on what comes after it."""
    shares: dict[str, dict[int, float]] = {
        key: {int(n): share for n, share in dict(data[key]).items()}
        for key in ("of_roles", "mean")
        if key in data
    }
    stage = _make(Stage, {**data, **shares, "teachers": tuple(data.get("teachers", ()))})
    if not stage.epochs and not stage.mean:
        raise ValueError(f"stage {number} has neither epochs nor a mean")
    others = (
        *stage.teachers,
        *stage.of_roles,
        *stage.mean,
        stage.after,
        stage.links_of,
    )
    if wrong := [n for n in others if not 0 <= n < number]:
        raise ValueError(
            f"stage {number} builds on stage {wrong[0]}, which does not come before it"
        )
    if stage.of_roles and not stage.teachers:
        raise ValueError(f"stage {number} has of_roles, but no teachers of names and spans")
    if stage.network not in ("", *NETWORKS):
        raise ValueError(f"unknown network {stage.network!r}, known are {', '.join(NETWORKS)}")
    return stage


def _make(kind: type[T], data: dict[str, Any]) -> T:
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(data.keys() - known):
        raise ValueError(f"unknown setting {unknown[0]!r}, known are {', '.join(sorted(known))}")
    return kind(**data)
