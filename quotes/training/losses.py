"""Examples → tensors → losses, one for each head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from quotes.encoder.words import WordSpan
from quotes.training.examples import IGNORE, Example, Link
from quotes.training.network import NAMES, ROLES, SPAN, Reader

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOTHING = -1e4
MASK = 103  # id of [MASK] in BERT's English vocabulary
TOGETHER = 8  # windows read in one go


def losses(
    reader: Reader, examples: Sequence[Example], device: torch.device, masked: float = 0.0
) -> dict[str, Tensor]:
    """The mean loss of every head for which these examples have something to learn.

    ``masked``: the share of pieces that are hidden.
    """
    roles, names, spans = read(reader, examples, device, masked)
    out: dict[str, Tensor] = {}
    for head, logits, labels in (
        ("roles", roles, np.concatenate([e.roles for e in examples])),
        ("names", names, np.concatenate([e.names for e in examples])),
    ):
        if (labels != IGNORE).any():
            target = torch.from_numpy(labels).to(device)
            out[head] = F.cross_entropy(logits, target, ignore_index=IGNORE)
    if all(e.taught is not None for e in examples):
        taught = torch.from_numpy(np.concatenate([e.taught for e in examples]))  # type: ignore[misc]
        out["taught"] = _taught(roles, names, spans, taught.to(device).float())
    scores = span_scores(reader, examples, spans)
    return out | {head: choice_loss(*found) for head, found in scores.items()}


def span_scores(
    reader: Reader, examples: Sequence[Example], spans: Tensor
) -> dict[str, tuple[Tensor, Tensor]]:
    """What the heads over spans choose from: scores float[N, K] of each span's candidates, “none”
    first, and which of them are right, bool[N, K]. Only heads that have something to choose.

    ``spans``: float[W, 2 * SPAN], the words' span halves. Where a span has fewer candidates than
    others, those that are missing score NOTHING.
    """
    out: dict[str, tuple[Tensor, Tensor]] = {}
    stretches, speech = [], []
    links: dict[str, list[tuple[Link, int]]] = {}
    offset = 0
    for example in examples:
        stretches += [(a + offset, b + offset) for a, b in example.stretches]
        speech += example.speech
        for head, some in example.links.items():
            links.setdefault(head, []).extend((link, offset) for link in some if link.others)
        offset += len(example.words)
    if stretches:
        logits = reader.speech(span_vectors(spans, stretches))
        said = torch.tensor(speech, device=spans.device)
        out["speech"] = F.pad(logits, (1, 0)), torch.stack([~said, said], 1)
    for head, found in links.items():
        if found:
            out[head] = _link_scores(reader, head, found, spans)
    return out


def weighted(found: dict[str, Tensor], weights: dict[str, float]) -> Tensor:
    """The sum of all losses, each by its weight."""
    return torch.stack([weights[head] * value for head, value in found.items()]).sum()


def teach(
    teachers: Sequence[Reader],
    examples: Sequence[Example],
    device: torch.device,
    of_roles: Sequence[tuple[Reader, float]] = (),
) -> None:
    """Notes in each example what the teachers say of its words, their mean (knowledge
    distillation, Hinton et al. 2015, arXiv 1503.02531).

    ``of_roles``: who teaches the roles instead, each by a share of the log-probabilities.
    """
    with torch.no_grad():
        for example in examples:
            if example.taught is not None:
                continue
            said = [torch.cat(read(t.eval(), [example], device), dim=1) for t in teachers]
            taught = torch.stack(said).mean(0)
            if of_roles:
                shares = [
                    share * read(teacher.eval(), [example], device)[0].log_softmax(1)
                    for teacher, share in of_roles
                ]
                taught[:, : len(ROLES)] = torch.stack(shares).sum(0)
            example.taught = taught.half().cpu().numpy()


def _taught(roles: Tensor, names: Tensor, spans: Tensor, taught: Tensor) -> Tensor:
    """How far from the teacher: divergence of the labels, squared difference of the span halves."""
    parts = torch.split(taught, [len(ROLES), len(NAMES), 2 * SPAN], dim=1)
    apart = [
        F.kl_div(own.log_softmax(1), theirs.log_softmax(1), reduction="batchmean", log_target=True)
        for own, theirs in ((roles, parts[0]), (names, parts[1]))
    ]
    return apart[0] + 0.3 * apart[1] + F.mse_loss(spans, parts[2])


def choice_loss(scores: Tensor, right: Tensor) -> Tensor:
    """Softmax over each span's candidates; any right one will do."""
    best = torch.logsumexp(scores.masked_fill(~right, NOTHING), 1)
    return (torch.logsumexp(scores, 1) - best).mean()


def read(
    reader: Reader, examples: Sequence[Example], device: torch.device, masked: float = 0.0
) -> tuple[Tensor, Tensor, Tensor]:
    """Roles, names and span halves of every word of all examples, in their order: float[W, …].

    Windows of similar length are read together, because padding costs as much as text.
    """
    windows = [(example, window) for example in examples for window in example.windows]
    order = sorted(range(len(windows)), key=lambda i: len(windows[i][1].ids))
    places: list[NDArray[Any]] = [np.zeros(0, dtype=np.int64)] * len(windows)
    outputs: list[tuple[Tensor, ...]] = []
    offset = 0
    for start in range(0, len(order), TOGETHER):
        group = order[start : start + TOGETHER]
        length = len(windows[group[-1]][1].ids)
        ids = np.zeros((len(group), length), dtype=np.int64)
        case, quoting = np.zeros_like(ids), np.zeros_like(ids)
        for row, number in enumerate(group):
            example, window = windows[number]
            inside = window.word_of >= 0
            owner = window.word_of[inside]
            ids[row, : len(window.ids)] = window.ids
            case[row, : len(window.ids)][inside] = example.words.case[owner] + 1
            quoting[row, : len(window.ids)][inside] = example.quoting[owner] + 1
            places[number] = offset + row * length + window.at.astype(np.int64)
        offset += len(group) * length
        inputs = [torch.from_numpy(array).to(device) for array in (ids, case, quoting)]
        if masked:
            hidden = (torch.rand(ids.shape, device=device) < masked) & (inputs[1] > 0)
            inputs[0] = inputs[0].masked_fill(hidden, MASK)
        _, *heads = reader(*inputs)
        outputs.append(tuple(head.flatten(0, 1) for head in heads))
    at = torch.from_numpy(np.concatenate(places)).to(device)
    roles, names, spans = (torch.cat(parts)[at] for parts in zip(*outputs, strict=True))
    return roles, names, spans


def span_vectors(spans: Tensor, places: Sequence[WordSpan]) -> Tensor:
    """float[N, SPAN] for N ranges of words; the same sum as `encoder.model.Reading.vectors`."""
    ends = torch.tensor(places, device=spans.device)
    return torch.tanh(spans[ends[:, 0], :SPAN] + spans[ends[:, 1] - 1, SPAN:])


def _link_scores(
    reader: Reader, head: str, links: Sequence[tuple[Link, int]], spans: Tensor
) -> tuple[Tensor, Tensor]:
    rows, others, right, group, column = [], [], [], [], []
    for number, (link, offset) in enumerate(links):
        for place, ((a, b), is_right) in enumerate(zip(link.others, link.right, strict=True), 1):
            rows.append((link.span[0] + offset, link.span[1] + offset))
            others.append((a + offset, b + offset))
            right.append(is_right)
            group.append(number)
            column.append(place)
    features = torch.from_numpy(np.concatenate([link.features for link, _ in links]))
    scores = reader.pairs[head](
        span_vectors(spans, rows), span_vectors(spans, others), features.to(spans.device)
    )
    width = 1 + max(len(link.others) for link, _ in links)
    where = (torch.tensor(group, device=spans.device), torch.tensor(column, device=spans.device))
    logits = torch.full((len(links), width), NOTHING, device=spans.device)
    logits[:, 0] = 0
    logits = logits.index_put(where, scores)
    gold = torch.zeros((len(links), width), dtype=torch.bool, device=spans.device)
    gold[where] = torch.tensor(right, device=spans.device)
    gold[:, 0] = ~gold.any(1)
    return logits, gold
