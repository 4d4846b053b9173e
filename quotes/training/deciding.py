"""Trains the network of `quotes.pipeline.fiction.scorer`: the same sums, with gradients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

from quotes.pipeline.fiction.scorer import BELIEFS, KNOWN, LIMIT, SPOKEN_TO, Grid, Scorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

NETWORKS = 3
HIDDEN, MESSAGE, ROUNDS = 64, 16, 4
SEGMENT, BATCH = 120, 6  # utterances read together, and how many such segments a step
EPOCHS, RATE, DECAY, DROPOUT = 6, 4e-3, 2e-2, 0.25
EARLIER = 0.3  # weight of the loss of every round but the last
LEAST_SCALE = 0.05


@dataclass(frozen=True, slots=True)
class Segment:
    """Some utterances of one text. ``right``: float32[R], 1 for a candidate who speaks the
    utterance."""

    grid: Grid
    right: NDArray[Any]


class _Torch:
    """A grid, or several one behind the other, as tensors."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        sizes = [len(s.right) for s in segments]
        utterances = [len(s.grid.first) for s in segments]
        at, on = np.cumsum([0, *sizes]), np.cumsum([0, *utterances])
        self.rows, self.utterances = int(at[-1]), int(on[-1])
        whole: dict[str, list[NDArray[Any]]] = {field.name: [] for field in fields(Grid)}
        for k, segment in enumerate(segments):
            for name, parts in whole.items():
                value = getattr(segment.grid, name)
                if name in ("links", "messages"):
                    value = np.where(value == sizes[k], self.rows, value + at[k])
                elif name in ("before", "behind"):
                    value = np.where(value == utterances[k], self.utterances, value + on[k])
                elif name in ("order", "since", "until"):
                    value = value + at[k]
                elif name == "utterance":
                    value = value + on[k]
                parts.append(value)
        for name, parts in whole.items():
            setattr(self, name, torch.from_numpy(np.concatenate(parts)))
        self.right = torch.from_numpy(np.concatenate([s.right for s in segments]))

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Tensor: ...


class _Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        heard = (len(SPOKEN_TO) + 1) * MESSAGE + 1
        self.first = nn.Linear(KNOWN, HIDDEN)
        self.beliefs = nn.ModuleList(
            nn.Linear(BELIEFS + heard * (r > 0), HIDDEN) for r in range(ROUNDS)
        )
        self.out = nn.ModuleList(nn.Linear(HIDDEN, 1, bias=False) for _ in range(ROUNDS))
        self.message = nn.ModuleList(nn.Linear(HIDDEN, MESSAGE) for _ in range(ROUNDS - 1))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, grid: _Torch, known: Tensor) -> list[Tensor]:
        """The beliefs of each round, float32[R]."""
        base = self.first(known)
        belief, messages, out = grid.anchored, None, []
        for r in range(ROUNDS):
            x = _beliefs(grid, belief)
            if messages is not None:
                x = torch.cat([x, _heard(grid, belief, messages)], dim=1)
            hidden = self.dropout(torch.relu(base + self.beliefs[r](x)))
            belief = _softmax(grid, self.out[r](hidden)[:, 0])
            belief = torch.where(grid.told < 0, belief, grid.told)
            out.append(belief)
            if r < ROUNDS - 1:
                messages = torch.tanh(self.message[r](hidden))
        return out

    def arrays(self, n: int) -> dict[str, NDArray[Any]]:
        """As `Scorer` reads them."""
        names = {"first.weight": "first", "first.bias": "bias"}
        for r in range(ROUNDS):
            names |= {
                f"beliefs.{r}.weight": f"{r}.beliefs",
                f"beliefs.{r}.bias": f"{r}.bias",
                f"out.{r}.weight": f"{r}.out",
                f"message.{r}.weight": f"{r}.message",
                f"message.{r}.bias": f"{r}.message_bias",
            }
        values = {names[name]: x.detach().numpy() for name, x in self.state_dict().items()}
        return {
            f"{n}.{name}": x[0].copy() if name.endswith("out") else x.T.copy()
            for name, x in values.items()
        }


def _beliefs(grid: _Torch, belief: Tensor) -> Tensor:
    linked = torch.cat([belief, belief.new_zeros(1)])[grid.links] * grid.gates
    total = torch.cat([belief.new_zeros(1), belief[grid.order].cumsum(0)])
    sums = torch.log1p((total[grid.until] - total[grid.since]).clamp_min(0))
    surest = torch.cat([_segments(grid, belief, "amax"), belief.new_zeros(1)])
    before, behind = surest[grid.before], surest[grid.behind]
    tops = [before, behind, before * grid.near_before, behind * grid.near_behind]
    return torch.cat([linked, sums, torch.stack(tops, dim=1)], dim=1)


def _heard(grid: _Torch, belief: Tensor, messages: Tensor) -> Tensor:
    own = torch.cat([messages, messages.new_zeros(1, MESSAGE)])[grid.messages].flatten(1)
    together = messages.new_zeros(grid.utterances, MESSAGE)
    together = together.index_add(0, grid.utterance, messages * belief[:, None])[grid.utterance]
    return torch.cat([own, together, belief[:, None]], dim=1)


def _softmax(grid: _Torch, scores: Tensor) -> Tensor:
    powers = torch.exp(scores - _segments(grid, scores.detach(), "amax")[grid.utterance])
    return powers / _segments(grid, powers, "sum")[grid.utterance]


def _segments(grid: _Torch, x: Tensor, how: str) -> Tensor:
    """float32[utterances]: the greatest or the sum of each utterance's rows."""
    out = x.new_zeros(grid.utterances)
    return out.scatter_reduce(0, grid.utterance, x, how, include_self=False)


def fit(segments: Sequence[Segment], networks: int = NETWORKS) -> Scorer:
    """The mean of a few networks that differ by their random start."""
    clues = np.concatenate([s.grid.known for s in segments])
    mean, scale = clues.mean(axis=0), np.maximum(clues.std(axis=0), LEAST_SCALE)
    arrays: dict[str, NDArray[Any]] = {}
    for n in range(networks):
        arrays |= {f"{n}.mean": mean, f"{n}.scale": scale}
        arrays |= _train(segments, mean, scale, n).arrays(n)
    return Scorer(arrays)


def _train(
    segments: Sequence[Segment], mean: NDArray[Any], scale: NDArray[Any], seed: int
) -> _Network:
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    network = _Network()
    network.train()
    steps = EPOCHS * -(-len(segments) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps + 1, pct_start=0.15)
    middle, width = torch.from_numpy(mean), torch.from_numpy(scale)
    for _ in range(EPOCHS):
        order = dice.permutation(len(segments))
        for k in range(0, len(order), BATCH):
            grid = _Torch([segments[j] for j in order[k : k + BATCH]])
            known = ((grid.known - middle) / width).clamp(-LIMIT, LIMIT)
            loss = _loss(grid, network(grid, known))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            schedule.step()
    return network


def _loss(grid: _Torch, rounds: Sequence[Tensor]) -> Tensor:
    """Over the utterances whose speaker is among the candidates."""
    known = _segments(grid, grid.right, "amax") > 0
    total = grid.right.new_zeros(())
    for r, belief in enumerate(rounds):
        good = _segments(grid, belief * grid.right, "sum")[known]
        weight = 1.0 if r == len(rounds) - 1 else EARLIER
        total = total - weight * torch.log(good.clamp_min(1e-6)).mean()
    return total
