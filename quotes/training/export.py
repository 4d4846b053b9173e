"""A trained network → the folder that ships: int8 ONNX encoder, small heads, tokenizer, hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from quotes.encoder.model import FORMAT
from quotes.training.network import SPAN, Reader

ONNX_OPSET = 17


class _Heads(nn.Module):
    """What runs in ONNX: everything that is computed per piece, side by side."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, case: Tensor, quoting: Tensor) -> Tensor:
        hidden = self.reader.encoder(ids, case, quoting)
        return torch.cat(
            [self.reader.roles(hidden), self.reader.names(hidden), self.reader.span(hidden)], dim=-1
        )


def export(reader: Reader, tokenizer: Path, folder: Path, description: dict[str, Any]) -> None:
    """Writes ``folder``. ``description``: name, version, licence, longest, figures, calibration."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval()
    whole = folder / "encoder.fp32.onnx"
    example = torch.ones((1, 16), dtype=torch.int64)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        _Heads(reader),
        (example, torch.zeros_like(example), torch.zeros_like(example)),
        str(whole),
        input_names=["ids", "case", "quoting"],
        output_names=["heads"],
        dynamic_axes={"ids": axes, "case": axes, "quoting": axes, "heads": axes},
        opset_version=ONNX_OPSET,
        dynamo=False,
    )
    quantize(whole, folder / "encoder.onnx")
    whole.unlink()
    arrays = {
        name: value.numpy().astype(np.float32)
        for name, value in reader.state_dict().items()
        if name.startswith(("pairs.", "speech."))
    }
    arrays["span.size"] = np.array(SPAN)
    np.savez(folder / "heads.npz", **arrays)  # type: ignore[arg-type]
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    write_description(folder, description)


def write_description(folder: Path, description: dict[str, Any]) -> None:
    """Writes model.json with the SHA-256 of every file that reading needs."""
    files = ("encoder.onnx", "heads.npz", "tokenizer.json")
    sha256 = {f: hashlib.sha256((folder / f).read_bytes()).hexdigest() for f in files}
    data = {"format": FORMAT, **description, "sha256": sha256}
    (folder / "model.json").write_text(
        json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def quantize(source: Path, target: Path) -> None:
    """Weights to int8, one scale a channel: per tensor loses two points, per channel nothing."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = target.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(target), weight_type=QuantType.QInt8, per_channel=True)
    prepared.unlink()
