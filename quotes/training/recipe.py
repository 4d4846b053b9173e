"""From corpora and a configuration to a model's folder: the whole training in one call."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from quotes.encoder.model import Encoder, find_model
from quotes.errors import QuotesError
from quotes.training.calibrate import fit_calibration
from quotes.training.config import read_config
from quotes.training.export import export, write_description
from quotes.training.refit import refit_speech
from quotes.training.train import start_weights, train


def make_model(
    corpora: Path, out: Path, config_path: Path | None = None, runs: Path | None = None
) -> None:
    """Trains and writes the model to ``out``, its configuration beside it.

    ``corpora`` holds polnear/, gum/, gap/, litbank/ and pdnc/. Without ``config_path`` it is the
    configuration of the shipped model. ``runs`` takes the checkpoints, from which an interrupted
    run goes on; None is runs/NAME. Raises `QuotesError`.
    """
    config_path = config_path or find_model("en") / "training.toml"
    config = read_config(config_path)
    if not corpora.is_dir():
        raise QuotesError(f"{corpora}: no such folder; it has to hold polnear/, gum/, litbank/, …")
    reader = train(corpora, config, runs or Path("runs") / config.name)
    description: dict[str, Any] = {
        "name": config.name,
        "language": "en",
        "version": config.version,
        "licence": "MIT",
        "longest": config.longest,
        "figures": {},
        "calibration": {},
    }
    export(reader, start_weights() / "tokenizer.json", out, description)
    description["speech"] = refit_speech(out, corpora, config)
    write_description(out, description)
    fitted = fit_calibration(Encoder(out), corpora, config.held_out)
    write_description(out, {**description, "calibration": fitted})
    target = out / "training.toml"
    if target.resolve() != config_path.resolve():
        shutil.copyfile(config_path, target)
