"""What of a run is done, kept so that the same call goes on there and no other call does.

`manifest.json` is replaced as a whole after each part, so it never says more than the disk holds;
what the disk holds beyond it (a part, some lines of `failed.jsonl`) is done again. `inputs.jsonl`
has one line a file, with the size and time of change it had when the run began.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError
from quotes.running.corpus import Input, Position
from quotes.running.parts import write_whole

MANIFEST, INPUTS = "manifest.json", "inputs.jsonl"
FORMAT = 1
AFRESH = "--fresh begins anew and replaces its parts"


class RunError(QuotesError):
    """A run cannot begin or go on: one line that names the folder and the way out."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """``settings`` are the options that records depend on. ``position``: all input before it is in
    the first ``parts`` part files, or in the first ``failed_bytes`` of `failed.jsonl`.
    """

    settings: Mapping[str, Any]
    position: Position = field(default_factory=Position)
    parts: int = 0
    documents: int = 0
    quotations: int = 0
    words: int = 0
    failed: int = 0
    failed_bytes: int = 0
    complete: bool = False

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Raises `ValueError` where it is none."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
            raise ValueError("of another format")
        try:
            return replace(cls(**data), position=Position(**data["position"]))
        except (TypeError, KeyError) as error:
            raise ValueError(str(error)) from None


def load(run: Path) -> Manifest | None:
    """The manifest in the folder `run`, None where there is none."""
    path = run / MANIFEST
    try:
        return Manifest.from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise RunError(f"{path}: is not the manifest of a run ({error}); {AFRESH}") from None


def save(manifest: Manifest, run: Path) -> None:
    write_whole(run / MANIFEST, manifest.to_json().encode(), run)


def save_inputs(inputs: Sequence[Input], run: Path) -> None:
    lines = [json.dumps(asdict(one)) + "\n" for one in inputs]
    write_whole(run / INPUTS, "".join(lines).encode(), run)


def load_inputs(run: Path) -> list[Input]:
    try:
        with (run / INPUTS).open(encoding="utf-8") as file:
            return [Input(**json.loads(line)) for line in file]
    except (OSError, ValueError, TypeError) as error:
        raise RunError(f"{run / INPUTS}: cannot be read ({error}); {AFRESH}") from None


def check_same(folder: Path, begun: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raises `RunError`, naming the options that differ from those the run was begun with."""
    differing = [name for name in {**begun, **now} if begun.get(name) != now.get(name)]
    if differing:
        was = ", ".join(f"{name} {_shown(begun.get(name))}" for name in differing)
        now_is = ", ".join(f"{name} {_shown(now.get(name))}" for name in differing)
        raise RunError(f"{folder}/: was begun with {was}, this call has {now_is}; {AFRESH}")


def check_same_inputs(folder: Path, begun: Sequence[Input], now: Sequence[Input]) -> None:
    """Raises `RunError`, naming the first file that is new, gone, changed or in another place."""
    if begun == now:
        return
    before, after = ({one.path: one for one in inputs} for inputs in (begun, now))
    for problem, paths in (
        ("is new", [path for path in after if path not in before]),
        ("is gone", [path for path in before if path not in after]),
        ("has changed", [p for p in after if p in before and after[p] != before[p]]),
    ):
        if paths:
            others = f" (and {len(paths) - 1:,} more)" if len(paths) > 1 else ""
            what = f"{paths[0]} {problem}{others} since the run began"
            raise RunError(f"{folder}/: {what}; {AFRESH}")
    raise RunError(f"{folder}/: the inputs are in another order than when it began; {AFRESH}")


def _shown(value: object) -> str:
    return "none" if value is None else str(value)
