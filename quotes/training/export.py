"""A trained network → the folder that ships: int8 ONNX encoder, small heads, tokenizer."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from quotes.encoder.runtime import silent_onnxruntime
from quotes.training.network import Reader
from quotes.training.portable import make_portable
from quotes.training.trimming import trim

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


def export(reader: Reader, tokenizer: Path, folder: Path, whole: bool = False) -> None:
    """Writes the networks that read, and the tokenizer, into ``folder``. ``whole``: as float32."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.eval()
    reader.encoder.padded = False  # windows are read one by one
    exact = folder / "encoder.fp32.onnx"
    example = torch.ones((1, 16), dtype=torch.int64)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        _Heads(reader),
        (example, torch.zeros_like(example), torch.zeros_like(example)),
        str(exact),
        input_names=["ids", "case", "quoting"],
        output_names=["heads"],
        dynamic_axes={"ids": axes, "case": axes, "quoting": axes, "heads": axes},
        opset_version=ONNX_OPSET,
        dynamo=False,
    )
    if whole:
        make_portable(exact)
        exact.replace(folder / "encoder.onnx")
    else:
        quantize(exact, folder / "encoder.onnx")
        exact.unlink()
    heads_graph(reader, folder / "heads.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def heads_graph(reader: Reader, target: Path) -> None:
    """Writes the heads over spans: for each an input float32[N, F] and “<head>.score”, [N, 1]."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    heads: dict[str, Any] = {name: (p.first, p.second) for name, p in reader.pairs.items()}
    heads["speech"] = (reader.speech[0], reader.speech[2])
    nodes, weights, inputs, outputs = [], [], [], []
    for name, (first, second) in heads.items():
        for layer, linear in (("first", first), ("second", second)):
            for kind in ("weight", "bias"):
                values = getattr(linear, kind).detach().numpy()
                weights.append(numpy_helper.from_array(values, f"{name}.{layer}.{kind}"))
        at = [f"{name}.hidden", f"{name}.active", f"{name}.score"]
        into, out = ([f"{name}.{n}.weight", f"{name}.{n}.bias"] for n in ("first", "second"))
        nodes.append(helper.make_node("Gemm", [name, *into], at[:1], transB=1))
        nodes.append(helper.make_node("Gelu", at[:1], at[1:2]))
        nodes.append(helper.make_node("Gemm", [at[1], *out], at[2:], transB=1))
        rows = f"{name} rows"  # of its own: ONNX takes equal names for equal sizes
        inputs.append(
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [rows, first.in_features])
        )
        outputs.append(helper.make_tensor_value_info(at[2], TensorProto.FLOAT, [rows, 1]))
    graph = helper.make_graph(nodes, "heads", inputs, outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def read_heads(path: Path) -> Reader:
    """The heads that `heads_graph` wrote, able to learn; everything else is untrained."""
    import onnx
    from onnx import numpy_helper

    layers = {"speech.first": "speech.0", "speech.second": "speech.2"}
    state = {}
    for tensor in onnx.load(str(path)).graph.initializer:
        layer, _, kind = tensor.name.rpartition(".")
        values = torch.from_numpy(numpy_helper.to_array(tensor).copy())
        state[f"{layers.get(layer, f'pairs.{layer}')}.{kind}"] = values
    reader = Reader()
    left = reader.load_state_dict(state, strict=False)
    assert not left.unexpected_keys, left.unexpected_keys
    return reader


def quantize(source: Path, target: Path) -> None:
    """Weights to int8, one scale a channel: per tensor loses two points, per channel nothing."""
    silent_onnxruntime()
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = target.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(target), weight_type=QuantType.QInt8, per_channel=True)
    prepared.unlink()
    trim(target)
    make_portable(target)
