"""A model's folder that is not what was made is refused, in one line that names the file."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mutations import spoiled
from places import ROOT

import quotes
from quotes import ModelError
from quotes.encoder.folder import (
    DESCRIPTION,
    FILES,
    SETTINGS,
    check_model,
    describe_again,
    digest,
    read_settings,
    sealed,
)
from quotes.encoder.model import Encoder
from quotes.pipeline.fiction.scorer import load_scorer

MODEL = ROOT / "models" / "en"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped model, of which every file may be replaced."""
    made = tmp_path / "model"
    made.mkdir()
    for name in (DESCRIPTION, *FILES):
        try:
            os.link(MODEL / name, made / name)
        except OSError:  # another disk
            (made / name).write_bytes((MODEL / name).read_bytes())
    return made


def replace(path: Path, data: bytes) -> None:
    """Not written into: the file is the shipped model's as well."""
    path.unlink()
    path.write_bytes(data)


def describe(folder: Path, **changes: Any) -> None:
    description = json.loads((folder / DESCRIPTION).read_text("utf-8"))
    changed = {**description, **changes}
    if isinstance(changed["sha256"], dict):
        changed = sealed(changed)
    replace(folder / DESCRIPTION, json.dumps(changed).encode())


def hash_again(folder: Path) -> None:
    describe(folder, sha256={name: digest(folder / name) for name in FILES})


def test_a_model_may_tell_what_it_was_taught(folder: Path) -> None:
    describe(
        folder, name="ours", taught={"model": "en", "texts": 6, "quotations": 30, "share": 0.5}
    )
    assert check_model(folder).name == "ours"


@pytest.mark.parametrize("name", FILES)
def test_every_file_that_is_read_is_hashed(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    replace(folder / name, bytes(data))
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        quotes.load(model=str(folder))


@pytest.mark.parametrize("name", FILES)
def test_a_hash_that_is_missing_refuses_the_file(folder: Path, name: str) -> None:
    hashes = json.loads((folder / DESCRIPTION).read_text("utf-8"))["sha256"]
    describe(folder, sha256={one: own for one, own in hashes.items() if one != name})
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        check_model(folder)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sha256": {}}, "is damaged"),
        ({"sha256": []}, "sha256: is a list and no object"),
        ({"sha256": {"encoder.onnx": 3}}, "encoder.onnx: is a number and not a text"),
        ({"format": "3"}, "format: is a text and no number"),
        ({"format": 99}, "is of format 99"),
        ({"licence": None}, "licence: is null and not a text"),
        ({"figures": {"F1": "high"}}, "F1: is a text and no number"),
        ({"figures": {"F1": float("nan")}}, "F1: is a number beyond all measure"),
        ({"more": [[[]]]}, "it has more as well"),
    ],
)
def test_a_description_that_is_odd(folder: Path, change: dict[str, Any], told: str) -> None:
    describe(folder, **change)
    with pytest.raises(ModelError, match=told):
        check_model(folder)


def test_a_description_that_was_changed_anywhere_is_refused(folder: Path) -> None:
    """By a byte or by a field; what says the same, as another blank does, is the same."""
    whole = check_model(folder)
    data = (folder / DESCRIPTION).read_bytes()
    description = json.loads(data)
    for seed in range(300):
        random = Random(seed)
        at = random.randrange(len(data))
        flipped = data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]
        for changed in (flipped, json.dumps(spoiled(random, description)).encode()):
            replace(folder / DESCRIPTION, changed)
            try:
                info = check_model(folder)
            except ModelError:
                continue
            assert json.loads(changed) == description
            assert dataclasses.replace(info, size_bytes=whole.size_bytes) == whole


def test_what_models_tells_is_what_was_sealed(folder: Path) -> None:
    description = json.loads((folder / DESCRIPTION).read_text("utf-8"))
    description["figures"] = {"F1": 1.0}
    replace(folder / DESCRIPTION, json.dumps(description).encode())
    with pytest.raises(ModelError, match=r"model\.json is damaged"):
        check_model(folder)
    describe_again(folder)
    assert check_model(folder).figures == {"F1": 1.0}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"longest": 1}, "windows of 1 pieces; 16 to 512 can be"),
        ({"longest": 10**400}, "longest: is a number beyond all measure"),
        ({"longest": True}, "longest: is true or false and no number"),
        ({"style": [1.0, None]}, r"style\[1\]: is null and no number"),
        ({"speech": {"a": float("inf")}}, "is a number beyond all measure"),
        ({"calibration": {"quote": 3}}, "quote: is a number and no object"),
        ({"sureness": {"bias": "1"}}, "bias: is a text and no number"),
        ({"more": 1}, "it has longest, "),
    ],
)
def test_settings_that_are_odd_though_their_hash_fits(
    folder: Path, change: dict[str, Any], told: str
) -> None:
    settings = json.loads((folder / SETTINGS).read_text("utf-8"))
    replace(folder / SETTINGS, json.dumps({**settings, **change}).encode())
    hash_again(folder)
    with pytest.raises(ModelError, match=told):
        quotes.load(model=str(folder))


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.onnx", "tokenizer.json"])
def test_a_file_that_cannot_be_read_though_its_hash_fits(folder: Path, name: str) -> None:
    replace(folder / name, b"{}")
    hash_again(folder)
    with pytest.raises(ModelError, match="has a file that cannot be read"):
        Encoder(folder)


def test_conversations_that_cannot_be_read_though_their_hash_fits(folder: Path) -> None:
    replace(folder / "conversations.npz", b"{}")
    with pytest.raises(ModelError, match="has a file that cannot be read"):
        load_scorer(folder)


def test_the_shipped_model_is_whole() -> None:
    assert check_model(MODEL).name and read_settings(MODEL).longest
