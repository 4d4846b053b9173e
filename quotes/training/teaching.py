"""Teaches a finished model from a few texts: its heads learn once more, its encoder stays.

The encoder reads each text once, and what it says of the words is kept; on that the heads learn,
which takes seconds. They tell the roles of words, which stretches in marks are speech, and which
spans belong together. Only where the model was wrong, or not sure, it learns what is right;
everywhere else it is held to what it said before (learning without forgetting, Li & Hoiem 2016,
arXiv 1606.09282), so that a few texts do not undo what many have taught.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.annotations import AnnotatedDocument
from quotes.encoder.folder import CONVERSATIONS, DESCRIPTION, SETTINGS, write_description
from quotes.encoder.model import Encoder, Reading
from quotes.pipeline.extractor import Extractor
from quotes.pipeline.news.naming import find_names
from quotes.pipeline.page.residue import residue
from quotes.pipeline.page.style import style_of
from quotes.training.examples import (
    IGNORE,
    Example,
    Labels,
    labelled_sources,
)
from quotes.training.export import heads_graph, read_heads
from quotes.training.losses import NOTHING, span_scores
from quotes.training.network import ROLES, SPAN
from quotes.training.quantized import last_layers, put
from quotes.training.reviewed import Reviewed, example, named_sources

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.records import Quote


SURE = 0.7  # probability of what is right from which on nothing is to be learned


@dataclass(frozen=True, slots=True)
class Settings:
    """``held``: how much an answer that was right counts, against one that was wrong; ``decay``:
    of the squared change of the weights. What they do is in benchmarks/README.md."""

    epochs: int = 30
    rate: float = 1e-3
    held: float = 3.0
    decay: float = 0.01
    batch: int = 8  # texts
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text to learn from, and what the model said of it.

    ``found``: the records that it gave; ``told``: int64[W], the roles of words in these.
    """

    example: Example
    reading: Reading
    found: tuple[Quote, ...]
    told: NDArray[Any]


class Heads(nn.Module):
    """The heads of a model, with its weights. ``roles`` corrects the scores of the roles' own."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.over_spans = read_heads(folder / "heads.onnx")
        del self.over_spans.encoder
        self.roles = nn.Linear(2 * SPAN, len(ROLES))
        nn.init.zeros_(self.roles.weight)
        nn.init.zeros_(self.roles.bias)

    def scores(self, lessons: Sequence[Lesson]) -> dict[str, tuple[Tensor, Tensor]]:
        """By head its scores float[N, K], and which choices are right, bool[N, K]."""
        spans = torch.from_numpy(np.concatenate([one.reading.spans for one in lessons]))
        told = torch.from_numpy(np.concatenate([one.reading.roles for one in lessons]))
        labels = torch.from_numpy(np.concatenate([one.example.roles for one in lessons]))
        out = span_scores(self.over_spans, [one.example for one in lessons], spans)
        known = labels != IGNORE
        right = F.one_hot(labels[known], len(ROLES)).bool()
        out["roles"] = (told + self.roles(spans))[known], right
        return out


def lesson(document: AnnotatedDocument, encoder: Encoder) -> Lesson:
    """What a reviewed text has to teach."""
    text, tokenizer, longest = document.text, encoder.tokenizer, encoder.settings.longest
    is_story = style_of(text, encoder.settings.style) == "narrative"
    found = example(Reviewed(document, is_story), (), tokenizer, longest)
    words, reading = found.words, encoder.read(found.words, found.quoting)
    for start, end in residue(text):  # words that no model sees
        found.roles[slice(*words.range_of(start, end))] = IGNORE
    sources = named_sources(document)
    places = [words.range_of(*place) for place in sources]
    names = [(n.start, n.end, n.label) for n in find_names(text, words, reading, places)]
    found.links["identity"] = labelled_sources(found, text, Labels(names, sources))
    before = replace(document, quotes=Extractor(encoder)(text).quotes)
    told = example(Reviewed(before, is_story), (), tokenizer, longest).roles
    return Lesson(found, reading, before.quotes, told)


def teach(
    heads: Heads,
    lessons: Sequence[Lesson],
    settings: Settings = Settings(),
    say: Callable[[str], None] = print,
) -> None:
    """Fits the heads in place."""
    dice = random.Random(settings.seed)
    start = deepcopy(heads)
    moving = [*zip(heads.parameters(), start.parameters(), strict=True)]
    optimizer = torch.optim.Adam(heads.parameters(), lr=settings.rate)
    batches = max(1, round(len(lessons) / settings.batch))
    for epoch in range(settings.epochs):
        order = dice.sample(list(lessons), len(lessons))
        sums: dict[str, float] = {}
        for batch in (order[number::batches] for number in range(batches)):
            losses = _losses(heads, start, batch, settings.held)
            away = torch.stack([((now - then) ** 2).sum() for now, then in moving]).sum()
            loss = torch.stack(list(losses.values())).sum() / len(batch)
            optimizer.zero_grad(set_to_none=True)
            (loss + settings.decay * away).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            for head, value in losses.items():
                sums[head] = sums.get(head, 0.0) + value.item() / len(lessons)
        if epoch in (0, settings.epochs - 1):
            numbers = "  ".join(f"{head} {value:.2f}" for head, value in sorted(sums.items()))
            say(f"pass {epoch + 1} of {settings.epochs}, loss a text: {numbers}")


def blend(heads: Heads, start: Heads, share: float) -> Heads:
    """Heads that go ``share`` of the way from ``start`` to ``heads``."""
    between = deepcopy(heads)
    with torch.no_grad():
        for there, here in zip(between.parameters(), start.parameters(), strict=True):
            there.lerp_(here, 1 - share)
    return between


def _losses(
    heads: Heads, start: Heads, lessons: Sequence[Lesson], held: float
) -> dict[str, Tensor]:
    """By head, how far its choices are from what they should be, summed over them."""
    with torch.no_grad():
        before = start.scores(lessons)
    out = {}
    for head, (scores, right) in heads.scores(lessons).items():
        was = before[head][0]
        said = was.softmax(1)
        knew = (said * right).sum(1) >= SURE
        if head == "roles":
            labels, told = (
                torch.from_numpy(np.concatenate(arrays))
                for arrays in zip(*((one.example.roles, one.told) for one in lessons), strict=True)
            )
            knew = (labels == told)[labels != IGNORE]
        apart = F.kl_div(scores.log_softmax(1), said, reduction="none").sum(1)
        best = scores.log_softmax(1).masked_fill(~right, NOTHING).logsumexp(1)
        out[head] = torch.where(knew, held * apart, F.relu(log(SURE) - best)).sum()
    return out


def write(heads: Heads, base: Path, out: Path, description: dict[str, Any]) -> None:
    """Writes the model ``base`` with these heads to ``out``; ``description``: what changes in it.

    Figures that were measured of the old model are left out.
    """
    import onnx

    out.mkdir(parents=True, exist_ok=True)
    model = onnx.load(str(base / "encoder.onnx"))
    roles, _, spans = last_layers(model)
    # The heads correct the roles by what they see of a word, its span halves. These are linear in
    # what the encoder sees of it, so that both layers are one.
    change, more = (value.detach().numpy() for value in (heads.roles.weight.T, heads.roles.bias))
    put(model, roles, roles.weight + spans.weight @ change, roles.bias + spans.bias @ change + more)
    onnx.save(model, str(out / "encoder.onnx"))
    heads_graph(heads.over_spans, out / "heads.onnx")
    for file in ("tokenizer.json", SETTINGS, CONVERSATIONS, "training.toml"):
        shutil.copyfile(base / file, out / file)
    was = json.loads((base / DESCRIPTION).read_text(encoding="utf-8"))
    write_description(out, {**was, "figures": {}, **description})
