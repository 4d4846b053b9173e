"""The training loop: stages, checkpoints, resume. Runs on CPU, and on a GPU where there is one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from quotes.encoder.windows import make_windows
from quotes.training.config import Config, Stage
from quotes.training.data import epochs
from quotes.training.examples import Example
from quotes.training.losses import losses, teach, weighted
from quotes.training.narrowing import narrow
from quotes.training.network import MINILM, MPNET, Reader, Shape, load_start_weights
from quotes.training.published import minilm, mpnet_weights
from quotes.training.reviewed import Reviewed

Say = Callable[[str], None]
JUDGED = 60  # steps on which the units of a network are judged before it is narrowed


def read_tokenizer(path: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train(
    corpora: Path,
    config: Config,
    runs: Path,
    reviewed: Sequence[Reviewed] = (),
    say: Say = print,
) -> Reader:
    """Trains through all stages and returns the averaged weights.

    ``reviewed``: texts to learn from beside the corpora's. ``runs``: a folder for checkpoints
    (safetensors). A run that was interrupted goes on from the last one there; a finished stage is
    not trained again.
    """
    runs.mkdir(parents=True, exist_ok=True)
    if any(stage.network == "mpnet" for stage in config.stages):
        mpnet_weights(runs)  # what is missing must not show hours later
    torch.manual_seed(config.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = read_tokenizer(minilm() / "tokenizer.json")
    finished: list[Reader] = []
    for number, stage in enumerate(config.stages, 1):
        if stage.mean:
            say(f"stage {number} of {len(config.stages)}: mean of weights")
            finished.append(_mean(finished, stage, config).to(device))
            continue
        reader = _beginning(stage, finished, config, runs).to(device)
        shape = _shape(stage, reader)
        done = runs / f"stage-{number}.safetensors"
        if not done.is_file():
            say(f"stage {number} of {len(config.stages)}: reading corpora")
            lessons = epochs(corpora, stage, tokenizer, config, runs, reviewed)
            steps = list(_steps(lessons, config))
            if shape != reader.encoder.shape:
                say(f"narrowing to {shape.heads} heads and {shape.inner} inner units")
                reader = narrow(reader, shape, steps[:JUDGED], config).to(device)
            if teachers := [finished[n - 1] for n in stage.teachers]:
                say("asking the teachers")
                of_roles = [(finished[n - 1], share) for n, share in stage.of_roles.items()]
                _ask(teachers, of_roles, steps, device)
            for example in (one for step in steps for one in step if stage.longest):
                example.windows = make_windows(example.words, stage.longest)
            _train_stage(reader, stage, steps, config, runs / f"stage-{number}.checkpoint", say)
            save_file(reader.state_dict(), done)
        reader = Reader(config.dropout, shape).to(device)
        # Heads that an older stage did not have yet start fresh.
        reader.load_state_dict(load_file(done), strict=False)
        finished.append(reader)
    return finished[-1].cpu().eval()


def _beginning(stage: Stage, finished: Sequence[Reader], config: Config, runs: Path) -> Reader:
    """The network that the stage goes on with: a copy, or one with published weights.

    A new one takes over the heads over spans: taught by the network before it, its span vectors
    come to mean the same.
    """
    dropout = config.dropout if stage.dropout is None else stage.dropout
    if finished and not stage.network:
        before = finished[stage.after - 1]
        reader = Reader(dropout, before.encoder.shape)
        reader.load_state_dict(before.state_dict())
        return reader
    mpnet = stage.network == "mpnet"
    shape = MPNET._replace(frozen=stage.frozen) if mpnet else MINILM
    reader = Reader(dropout, shape)
    weights = mpnet_weights(runs) if mpnet else minilm() / "model.safetensors"
    load_start_weights(reader.encoder, weights)
    if finished:
        _take_links(reader, finished[stage.after - 1])
    return reader


def _mean(finished: Sequence[Reader], stage: Stage, config: Config) -> Reader:
    """The network between others of one shape that began alike (Wortsman et al. 2022,
    arXiv 2203.05482)."""
    parts = [(finished[n - 1], share) for n, share in stage.mean.items()]
    reader = Reader(config.dropout, parts[0][0].encoder.shape)
    states = [(one.state_dict(), share) for one, share in parts]
    reader.load_state_dict(
        {name: sum(share * state[name] for state, share in states) for name in states[0][0]}
    )
    if stage.links_of:
        _take_links(reader, finished[stage.links_of - 1])
    return reader


def _take_links(reader: Reader, other: Reader) -> None:
    """The heads over spans, which any network with the other's span vectors can use."""
    reader.pairs.load_state_dict(other.pairs.state_dict())
    reader.speech.load_state_dict(other.speech.state_dict())


def _ask(
    teachers: Sequence[Reader],
    of_roles: Sequence[tuple[Reader, float]],
    steps: Sequence[list[Example]],
    device: torch.device,
) -> None:
    every = [*teachers, *(teacher for teacher, _ in of_roles)]
    for teacher in every:
        teacher.encoder.half = _has_bf16(device)
    for step in steps:
        teach(teachers, step, device, of_roles)
    for teacher in every:
        teacher.encoder.half = False


def _shape(stage: Stage, reader: Reader) -> Shape:
    shape = reader.encoder.shape
    return shape._replace(heads=stage.heads or shape.heads, inner=stage.inner or shape.inner)


def _steps(examples_by_epoch: Iterator[list[Example]], config: Config) -> Iterator[list[Example]]:
    """Batches of whole texts of about ``config.batch`` pieces."""
    for examples in examples_by_epoch:
        batch: list[Example] = []
        for example in examples:
            batch.append(example)
            if sum(len(e.words.pieces) for e in batch) >= config.batch:
                yield batch
                batch = []
        if batch:
            yield batch


def _train_stage(
    reader: Reader,
    stage: Stage,
    steps: Sequence[list[Example]],
    config: Config,
    checkpoint: Path,
    say: Say,
) -> None:
    """Trains in place; at the end ``reader`` holds the averaged weights."""
    device = next(reader.parameters()).device
    if stage.teachers:  # the embeddings are as many numbers as all the rest
        reader.encoder.piece.weight.requires_grad_(False)
    reader.encoder.half = _has_bf16(device)
    optimizer = torch.optim.AdamW(_rates(reader, stage), weight_decay=config.decay, fused=True)
    weights = {**config.weights, **stage.weights}
    total = len(steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / config.warmup, 1 - 0.98 * step / total)
    )
    average = {k: v.detach().clone() for k, v in reader.state_dict().items()}
    first = _resume(checkpoint, reader, average, optimizer)
    pieces = sum(len(example.words.pieces) for step in steps for example in step)
    say(f"{total} steps over {pieces:,} pieces")
    for _ in range(first):
        schedule.step()
    running: dict[str, float] = {}
    began = time.monotonic()
    reader.train()
    for step in range(first, total):
        found = losses(reader, steps[step], device, stage.masked)
        loss = weighted(found, weights)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        keep = min(config.averaging, (step + 1) / (step + 20))
        with torch.no_grad():
            for name, value in reader.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        for head, value in found.items():
            running[head] = 0.95 * running.get(head, value.item()) + 0.05 * value.item()
        if step % 20 == 0 or step == total - 1:
            numbers = "  ".join(f"{head} {value:.3f}" for head, value in running.items())
            spent = time.monotonic() - began
            left = spent / (step + 1 - first) * (total - step - 1) / 60
            say(f"step {step}/{total}  {spent:.0f} s, {left:.0f} min left  {numbers}")
        if (step + 1) % config.checkpoint == 0:
            _save(checkpoint, reader, average, optimizer, step + 1)
    reader.load_state_dict(average)
    reader.encoder.half = False
    reader.encoder.forget()


def _rates(reader: Reader, stage: Stage) -> list[dict[str, Any]]:
    """What learns how fast: layers from above less and less, whatever starts from nothing most."""
    top = reader.encoder.shape.layers - 1
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in reader.named_parameters():
        part, *rest = name.removeprefix("encoder.").split(".")
        if not name.startswith("encoder.") or part in ("case", "quoting"):
            rate = stage.head_rate
        else:
            below = top - int(rest[0]) if part == "layers" else top
            rate = stage.rate * stage.decay**below
        if parameter.requires_grad:
            groups.setdefault(rate, []).append(parameter)
    return [{"params": some, "lr": rate} for rate, some in groups.items()]


def _has_bf16(device: torch.device) -> bool:
    """Whether products of bf16 are faster here; elsewhere they would be imitated, and slower."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported()
    return bool(getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)())


def _save(
    path: Path,
    reader: Reader,
    average: dict[str, Tensor],
    optimizer: torch.optim.Optimizer,
    step: int,
) -> None:
    """Weights, averages and AdamW's moments, in one safetensors file; replaced atomically."""
    data = {f"now.{k}": v.contiguous() for k, v in reader.state_dict().items()}
    data |= {f"average.{k}": v.contiguous() for k, v in average.items()}
    for name, parameter in reader.named_parameters():
        for key, value in optimizer.state.get(parameter, {}).items():
            data[f"adam.{key}.{name}"] = value.contiguous()
    part = path.with_suffix(".part")
    save_file(data, part, metadata={"step": json.dumps(step)})
    part.replace(path)


def _resume(
    path: Path, reader: Reader, average: dict[str, Tensor], optimizer: torch.optim.Optimizer
) -> int:
    """Loads a checkpoint, if there is one; returns the number of steps done."""
    if not path.is_file():
        return 0
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        metadata = file.metadata()
    data = load_file(path)
    reader.load_state_dict({k[4:]: v for k, v in data.items() if k.startswith("now.")})
    for key, value in data.items():
        if key.startswith("average."):
            average[key.removeprefix("average.")] = value
    for name, parameter in reader.named_parameters():
        prefix = {k: f"adam.{k}.{name}" for k in ("step", "exp_avg", "exp_avg_sq")}
        if prefix["step"] in data:
            optimizer.state[parameter] = {k: data[v] for k, v in prefix.items()}
    return int(json.loads(metadata["step"]))
