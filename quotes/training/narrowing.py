"""A trained network → a narrower one, which keeps the units that matter most.

First-order importance (Molchanov et al. 2019, arXiv 1906.10771; for attention heads Michel et al.
2019, arXiv 1905.10650): how much the loss would change if a unit's output were zero. What is lost
is learned again with the wide network as the teacher (`quotes.training.losses.teach`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from quotes.training.config import Config
from quotes.training.examples import Example
from quotes.training.losses import losses, weighted
from quotes.training.network import Reader, Shape


def narrow(
    reader: Reader, shape: Shape, lessons: Iterable[Sequence[Example]], config: Config
) -> Reader:
    """A copy of ``reader`` of the given shape. ``lessons``: batches on which units are judged."""
    units, heads = _importance(reader, lessons, config)
    small = Reader(config.dropout, shape)
    weights = dict(reader.state_dict())
    for number in range(shape.layers):
        keep = units[number].topk(shape.inner).indices.sort().values
        at = f"encoder.layers.{number}."
        for name in ("inner.weight", "inner.bias"):
            weights[at + name] = weights[at + name][keep]
        weights[at + "outer.weight"] = weights[at + "outer.weight"][:, keep]
        best = heads[number].topk(shape.heads).indices.sort().values
        rows = (best[:, None] * shape.head + torch.arange(shape.head)).flatten()
        wide = reader.encoder.shape.heads * shape.head
        for name in ("qkv.weight", "qkv.bias"):
            weights[at + name] = torch.cat([part[rows] for part in weights[at + name].split(wide)])
        weights[at + "out.weight"] = weights[at + "out.weight"][:, rows]
        if shape.relative:
            weights[at + "far.weight"] = weights[at + "far.weight"][:, best]
    small.load_state_dict(weights)
    return small


def _importance(
    reader: Reader, lessons: Iterable[Sequence[Example]], config: Config
) -> tuple[list[Tensor], list[Tensor]]:
    """Of the inner units, float[inner], and of the heads, float[heads], of each layer."""
    was_training = reader.training
    reader.eval()
    seen: dict[tuple[int, str], Tensor] = {}

    def watch(number: int, name: str, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        hook = partial(judge, number, name, inputs[0].detach())
        inputs[0].register_hook(hook)  # type: ignore[no-untyped-call]

    def judge(number: int, name: str, value: Tensor, gradient: Tensor) -> None:
        change = (value * gradient).flatten(0, 1).sum(0)  # of the loss, if each were zero
        if name == "out":
            change = change.view(-1, reader.encoder.shape.head).sum(1)
        key = (number, name)
        seen[key] = seen.get(key, torch.zeros_like(change)) + change.square()

    hooks: list[Any] = []
    for number, layer in enumerate(reader.encoder.layers):
        for name in ("out", "outer"):
            linear = getattr(layer, name)
            hooks.append(linear.register_forward_pre_hook(partial(watch, number, name)))
    device = next(reader.parameters()).device
    for lesson in lessons:
        reader.zero_grad(set_to_none=True)
        loss = weighted(losses(reader, lesson, device), config.weights)
        loss.backward()  # type: ignore[no-untyped-call]
    for hook in hooks:
        hook.remove()
    reader.zero_grad(set_to_none=True)
    reader.train(was_training)
    return (
        [seen[number, "outer"].cpu() for number in range(reader.encoder.shape.layers)],
        [seen[number, "out"].cpu() for number in range(reader.encoder.shape.layers)],
    )
