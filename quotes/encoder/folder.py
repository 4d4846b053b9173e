"""A model as a folder: where it is found, what it says of itself, and whether it is whole.

`model.json` (name, language, version, licence, figures, the SHA-256 of every file that reading
needs and of what it says itself), `settings.json` (the learned numbers that are no networks),
`encoder.onnx`, `tokenizer.json`, `heads.onnx` (the small networks over spans) and
`conversations.npz` (the network that reads whole conversations of a story). Nothing is unpickled
and nothing is fetched.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from quotes import fields
from quotes.errors import ModelError, RecordError

FORMAT = 3  # raised when a model of the version before can no longer be read
DESCRIPTION, SETTINGS, CONVERSATIONS = "model.json", "settings.json", "conversations.npz"
FILES = ("encoder.onnx", "heads.onnx", "tokenizer.json", SETTINGS, CONVERSATIONS)
# “taught”: of a model that `quotes train --gold` made, by what it was taught.
_SAID = {"format", "name", "language", "version", "licence", "figures", "taught", "sha256"}
_WINDOWS = range(16, 513)  # pieces; an encoder has places for no more
_PACKAGE = Path(__file__).resolve().parent.parent
# Models stand inside the installed package, and beside it in a checkout.
_PLACES = (_PACKAGE / "_models", _PACKAGE.parent / "models")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What `quotes models` tells of one model. ``size_bytes`` counts all of its files."""

    name: str
    language: str
    version: str
    licence: str
    path: Path
    size_bytes: int
    sha256: dict[str, str]
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Settings:
    """The learned numbers of a model that are no networks; all are renewed by `quotes train`.

    ``longest``: pieces in a window. ``style``: weights of `pipeline.page.style`, the intercept
    first; ``talk``: of `pipeline.page.talk`. ``speech``: what weighs how much when a story's quoted
    stretch is judged (`pipeline.page.speech`). ``calibration``: of `pipeline.records.calibration`,
    by number of the confidence and piece of evidence. ``sureness``: of `pipeline.fiction.sureness`,
    by piece of evidence.
    """

    longest: int
    style: tuple[float, ...]
    talk: tuple[float, ...]
    speech: Mapping[str, float] = field(default_factory=dict)
    calibration: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    sureness: Mapping[str, float] = field(default_factory=dict)


def models() -> list[ModelInfo]:
    """The models that are installed."""
    found: dict[str, ModelInfo] = {}
    for place in _PLACES:
        for file in sorted(place.glob(f"*/{DESCRIPTION}")):
            found.setdefault(file.parent.name, _info(file.parent))
    return list(found.values())


def find_model(name: str) -> Path:
    """The folder of an installed model, by its name or as a path to a folder."""
    for folder in [place / name for place in _PLACES] + [Path(name)]:
        if (folder / DESCRIPTION).is_file():
            return folder
    have = ", ".join(info.name for info in models()) or "none"
    raise ModelError(f"no model {name!r}: installed are {have} (see `quotes models`)")


def check_model(folder: Path) -> ModelInfo:
    """The model's description, once every file is what it was when the model was made."""
    info = _info(folder)
    for file in FILES:
        try:
            have = digest(folder / file)
        except OSError as error:
            raise ModelError(f"{folder / file} is missing: install quotes again") from error
        if have != info.sha256.get(file):
            raise ModelError(f"{folder / file} is damaged: install quotes again")
    return info


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_settings(folder: Path) -> Settings:
    """Raises `ModelError` where they are not what this version writes."""
    path = folder / SETTINGS
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if data.keys() != {one.name for one in dataclasses.fields(Settings)}:
            raise ValueError(f"it has {', '.join(data)}")
        longest = fields.number(data, "longest")
        if longest not in _WINDOWS:
            raise ValueError(f"windows of {longest} pieces; {_WINDOWS[0]} to {_WINDOWS[-1]} can be")
        return Settings(
            int(longest),
            fields.number_list(data, "style"),
            fields.number_list(data, "talk"),
            fields.numbers(data, "speech"),
            {
                name: fields.numbers(data["calibration"], name)
                for name in fields.obj(data["calibration"])
            },
            fields.numbers(data, "sureness"),
        )
    except (OSError, RecordError, AttributeError, TypeError, ValueError) as error:
        raise ModelError(f"{path} has no settings that this version reads: {error}") from error


def write_settings(folder: Path, settings: Settings) -> None:
    _write_json(folder / SETTINGS, asdict(settings))


def write_description(folder: Path, description: Mapping[str, Any]) -> None:
    """Writes model.json, as the last of all: it holds the digest of every file and its own.

    ``description``: name, language, version, licence and figures.
    """
    sha256 = {file: digest(folder / file) for file in FILES}
    _write_json(folder / DESCRIPTION, sealed({**description, "format": FORMAT, "sha256": sha256}))


def describe_again(folder: Path) -> None:
    """Writes model.json with what it says and the digests of what stands there now."""
    told = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    write_description(folder, {name: told[name] for name in told if name in _SAID})


def sealed(description: Mapping[str, Any]) -> dict[str, Any]:
    """The description with its own digest, of all that it says but that."""
    others = {file: one for file, one in description["sha256"].items() if file != DESCRIPTION}
    told = json.dumps({**description, "sha256": others}, sort_keys=True)
    own = hashlib.sha256(told.encode()).hexdigest()
    return {**description, "sha256": {**others, DESCRIPTION: own}}


def _write_json(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def unusable(folder: Path, error: Exception) -> ModelError:
    """What to tell where files of a model cannot be read, though they are as they were made."""
    told = " ".join(str(error).split())[:200]
    return ModelError(f"{folder} has a file that cannot be read ({told}): install quotes again")


def _object(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return fields.made(data, name, dict)


def _info(folder: Path) -> ModelInfo:
    path = folder / DESCRIPTION
    try:
        data = fields.obj(fields.parsed(path.read_text(encoding="utf-8")))
        if (format := fields.number(data, "format")) != FORMAT:
            raise ModelError(f"{path} is of format {format}, this version reads {FORMAT}")
        if more := data.keys() - _SAID:
            raise RecordError(f"it has {', '.join(sorted(more))[:80]} as well")
        info = ModelInfo(
            name=fields.text(data, "name"),
            language=fields.text(data, "language"),
            version=fields.text(data, "version"),
            licence=fields.text(data, "licence"),
            path=folder,
            size_bytes=sum(file.stat().st_size for file in folder.iterdir() if file.is_file()),
            sha256={name: fields.text(data["sha256"], name) for name in _object(data, "sha256")},
            figures=fields.numbers(data, "figures"),
        )
        if info.sha256.get(DESCRIPTION) != sealed(data)["sha256"][DESCRIPTION]:
            raise ModelError(f"{path} is damaged: install quotes again")
        return info
    except ModelError:
        raise
    except (OSError, RecordError, ValueError) as error:
        raise ModelError(f"{path} is not a model description: {error}") from error
