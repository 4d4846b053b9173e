"""From corpora, or a finished model and what people corrected, to a model's folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from quotes.annotations import AnnotatedDocument
from quotes.encoder.folder import (
    CONVERSATIONS,
    Settings,
    check_model,
    find_model,
    write_description,
    write_settings,
)
from quotes.encoder.model import Encoder
from quotes.errors import QuotesError
from quotes.pipeline.page.style import style_of
from quotes.training.calibrate import fit_calibration
from quotes.training.config import Config, read_config
from quotes.training.conversations import fit_conversations
from quotes.training.export import export
from quotes.training.held_back import FOLDS, choose_share
from quotes.training.published import minilm
from quotes.training.refit import refit_speech
from quotes.training.reviewed import Reviewed
from quotes.training.short_texts import fit_short
from quotes.training.style import fit_style
from quotes.training.talk import fit_talk
from quotes.training.teaching import Heads, blend, lesson, teach, write
from quotes.training.train import train


def teach_model(
    name: str,
    reviewed: Sequence[AnnotatedDocument],
    out: Path,
    say: Callable[[str], None] = print,
) -> None:
    """Teaches the model ``name`` the texts that people corrected and writes it to ``out``.

    Only its heads learn (`quotes.training.teaching`), as far as that helps on texts held back
    (`quotes.training.held_back`); its calibration stays. Raises `QuotesError`.
    """
    base = find_model(name)
    if out.resolve() == base.resolve():
        raise QuotesError(f"{out}: is the model to be taught itself; name another folder")
    if len(reviewed) < FOLDS:
        raise QuotesError(f"teaching needs at least {FOLDS} corrected texts, not {len(reviewed)}")
    encoder = Encoder(base)
    lessons = []
    for number, document in enumerate(reviewed, 1):
        say(f"reading {number} of {len(reviewed)}: {document.id}")
        lessons.append(lesson(document, encoder))
    share = choose_share(base, reviewed, lessons, say)
    start, heads = Heads(base), Heads(base)
    if share:
        teach(heads, lessons, say=say)
    else:
        say("what they teach does not help on texts held back: the model stays as it was")
    quotations = sum(len(document.quotes) for document in reviewed)
    taught = {"model": check_model(base).name, "texts": len(reviewed), "quotations": quotations}
    taught["share"] = share
    write(blend(heads, start, share), base, out, {"name": out.resolve().name, "taught": taught})


def make_model(
    corpora: Path,
    out: Path,
    config_path: Path | None = None,
    runs: Path | None = None,
    reviewed: Sequence[AnnotatedDocument] = (),
) -> None:
    """Trains and writes the model to ``out``, its configuration beside it.

    ``corpora`` holds polnear/, gum/, gap/, litbank/ and pdnc/. Without ``config_path`` it is the
    configuration of the shipped model. ``runs`` takes the checkpoints, from which an interrupted
    run goes on; None is runs/NAME. ``reviewed``: texts that people corrected, to learn from as
    well. Raises `QuotesError`.
    """
    config_path = config_path or find_model("en") / "training.toml"
    config = read_config(config_path)
    if not corpora.is_dir():
        raise QuotesError(f"{corpora}: no such folder; it has to hold polnear/, gum/, litbank/, …")
    settings = Settings(
        config.stages[-1].longest or config.longest, fit_style(corpora), fit_talk(corpora)
    )
    texts = [Reviewed(d, style_of(d.text, settings.style) == "narrative") for d in reviewed]
    reader = train(corpora, config, runs or Path("runs") / config.name, texts)
    export(reader, minilm() / "tokenizer.json", out)
    renew(out, settings, corpora, config)
    description = {"name": config.name, "language": "en", "version": config.version}
    write_description(out, {**description, "licence": "MIT", "figures": {}})
    target = out / "training.toml"
    if target.resolve() != config_path.resolve():
        shutil.copyfile(config_path, target)


def renew(folder: Path, settings: Settings, corpora: Path, config: Config) -> None:
    """Fits all that stands on a finished encoder: the head of speech, the scorer of conversations,
    how sure it is in short texts, and the calibration, each on what those before it give."""
    weights = refit_speech(Encoder(folder, settings), corpora, config)
    settings = replace(settings, speech=weights)
    scorer = fit_conversations(Encoder(folder, settings), corpora)
    scorer.save(folder / CONVERSATIONS)
    sureness = fit_short(Encoder(folder, settings), corpora)
    fitted = fit_calibration(Encoder(folder, settings), corpora, config.held_out)
    write_settings(folder, replace(settings, calibration=fitted, sureness=sureness))
