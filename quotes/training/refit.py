"""What is speech, fitted once more on the exported encoder, which stays as it is.

The two layers of the head learn from the vectors of all stretches in PolNeAR train and in half of
the passages; then the weights of `quotes.pipeline.page.speech` from the other half, because on its
own lessons the head is too sure. Novels have many more quotations than the encoder's training
showed it, and hardly any that nobody says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.corpora import polnear
from quotes.corpora.annotations import AnnotatedText, Span
from quotes.encoder.model import Encoder
from quotes.pipeline.page.page import Heard, read_speech
from quotes.pipeline.page.speech import Evidence
from quotes.training import logistic
from quotes.training.config import Config
from quotes.training.data import held_out, passages
from quotes.training.export import heads_graph, read_heads

if TYPE_CHECKING:
    from numpy.typing import NDArray

EPOCHS, BATCH, RATE, DECAY = 25, 256, 1e-3, 0.01
APART = 2500  # stretches by which the best epoch is chosen
SEED_APART = 1000  # so that the passages are others than those that the encoder learned from
PENALTY = 10.0  # of squared weights of standardised evidence; chosen on LitBank


@dataclass(frozen=True, slots=True)
class Case:
    """One quoted stretch: float32[S], what else tells, and whether somebody says it."""

    vector: NDArray[Any]
    evidence: Evidence
    said: bool


def refit_speech(
    encoder: Encoder, corpora: Path, config: Config, say: Callable[[str], None] = print
) -> dict[str, float]:
    """Writes the head of speech into the model's heads.onnx; returns the weights of the evidence.

    The folder's description has to be written anew then, because it holds the file's digest.
    """
    folder = encoder.folder
    say("speech: reading PolNeAR train and novels")
    texts = list(polnear.read(corpora / "polnear", "train", "first"))
    aside = held_out(texts, config.held_out)
    news = cases((t for t in texts if t.id not in aside), _contents, encoder)
    found = list(passages(corpora, config.refit, config.seed + SEED_APART))
    first, second = (cases(found[i::2], _spoken, encoder) for i in (0, 1))

    heads = read_heads(folder / "heads.onnx")
    weights = [1.0] * len(news) + [len(news) / max(1, len(first))] * len(first)
    best = fit_head(heads.speech, [*news, *first], weights, config.seed)
    say(f"speech: {len(news)} stretches of news, {len(first)} of novels, epoch {best} was best")
    heads_graph(heads, folder / "heads.onnx")
    return fit_evidence(heads.speech, second)


def cases(
    texts: Iterable[AnnotatedText],
    said: Callable[[AnnotatedText], list[Span]],
    encoder: Encoder,
) -> list[Case]:
    """A stretch is speech where at least half of its letters are said."""
    out = []
    for text in texts:
        inside = np.zeros(len(text.text) + 1, dtype=np.int64)
        for start, end in said(text):
            inside[start + 1 : end + 1] = 1
        letters = np.array([0, *(char.isalnum() for char in text.text)], dtype=np.int64)
        counted, of = np.cumsum(inside * letters), np.cumsum(letters)
        for heard in read_speech(text.text, encoder):
            out.append(_case(heard, counted, of))
    return out


def _case(heard: Heard, counted: NDArray[Any], of: NDArray[Any]) -> Case:
    a, b = heard.stretch.start, heard.stretch.end
    share = (counted[b] - counted[a]) / max(1, of[b] - of[a])
    return Case(heard.vector, heard.evidence, bool(share >= 0.5))


def _contents(text: AnnotatedText) -> list[Span]:
    return [span for attribution in text.attributions for span in attribution.content]


def _spoken(text: AnnotatedText) -> list[Span]:
    return [span for quotation in text.quotations for span in quotation.spans]


def fit_head(head: nn.Sequential, lessons: list[Case], weights: list[float], seed: int) -> int:
    """Trains in place and keeps the best epoch, whose number it returns; -1: none was better."""
    torch.manual_seed(seed)
    x = torch.tensor(np.array([case.vector for case in lessons]))
    y = torch.tensor([float(case.said) for case in lessons])
    w = torch.tensor(weights)
    order = torch.randperm(len(x))
    count = min(APART, len(x) // 5)
    apart, learned = order[:count], order[count:]

    def loss(rows: Tensor) -> Tensor:
        score = head(x[rows])[:, 0]
        return F.binary_cross_entropy_with_logits(score, y[rows], weight=w[rows])

    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    with torch.no_grad():
        least = loss(apart).item()
    best, kept = -1, _copy(head)
    for epoch in range(EPOCHS):
        shuffled = learned[torch.randperm(len(learned))]
        for at in range(0, len(shuffled), BATCH):
            rows = shuffled[at : at + BATCH]
            optimizer.zero_grad()
            loss(rows).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        with torch.no_grad():
            now = loss(apart).item()
        if now < least:
            least, best, kept = now, epoch, _copy(head)
    head.load_state_dict(kept)
    return best


def _copy(head: nn.Sequential) -> dict[str, Tensor]:
    return {name: value.clone() for name, value in head.state_dict().items()}


def fit_evidence(head: nn.Sequential, found: list[Case]) -> dict[str, float]:
    """Logistic regression over standardised evidence."""
    with torch.no_grad():
        logits = head(torch.tensor(np.array([case.vector for case in found])))[:, 0].numpy()
    most = np.log(1e5)
    rows = [
        {**case.evidence, "head": float(np.clip(logit, -most, most))}
        for case, logit in zip(found, logits, strict=True)
    ]
    names = list(rows[0])
    assert names[0] == "bias"
    x = np.array([[row[name] for name in names] for row in rows])
    y = np.array([case.said for case in found], dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    mean[0], spread[0] = 0.0, 1.0
    plain = logistic.fit((x - mean) / spread, y, PENALTY) / spread
    plain[0] -= float(plain @ mean)
    return {name: round(float(value), 4) for name, value in zip(names, plain, strict=True)}
