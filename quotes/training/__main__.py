"""Train a model: python -m quotes.training --corpora DIR --config FILE --out FOLDER."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from quotes.corpora.annotations import CorpusError
from quotes.errors import QuotesError
from quotes.training.config import read_config


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m quotes.training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="polnear/, gum/, litbank/, …")
    parser.add_argument("--config", type=Path, default=Path("models/en/training.toml"))
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    parser.add_argument("--runs", type=Path, help="checkpoints; runs/NAME if not given")
    arguments = parser.parse_args()
    try:
        config = read_config(arguments.config)
        from quotes.training.export import export
        from quotes.training.train import start_weights, train

        reader = train(arguments.corpora, config, arguments.runs or Path("runs") / config.name)
    except ImportError as error:
        print(
            f"quotes: {error.name} is not installed: pip install 'quotes[train]'", file=sys.stderr
        )
        return 2
    except (QuotesError, CorpusError) as error:
        print(f"quotes: {error}", file=sys.stderr)
        return 2
    export(
        reader,
        start_weights() / "tokenizer.json",
        arguments.out,
        {
            "name": config.name,
            "language": "en",
            "version": config.version,
            "licence": "MIT",
            "longest": config.longest,
            "figures": {},
            "calibration": {},
        },
    )
    target = arguments.out / "training.toml"
    if target.resolve() != arguments.config.resolve():
        shutil.copyfile(arguments.config, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
