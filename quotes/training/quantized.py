"""The last layers of a quantized encoder: read as numbers, and replaced.

What ships is int8 and has no PyTorch weights, but its last layers, one for each output (`export`),
can still be changed without the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Linear(NamedTuple):
    """float32[inputs, outputs] and float32[outputs]; ``names``: of their tensors in the graph."""

    weight: NDArray[Any]
    bias: NDArray[Any]
    names: dict[str, str]


def last_layers(model: Any) -> list[Linear]:
    """The layers whose outputs the graph gives side by side, in that order. ``model``: ONNX."""
    makers = {output: node for node in model.graph.node for output in node.output}
    together = makers[model.graph.output[0].name]
    return [_layer(model, makers, makers[name]) for name in together.input]


def put(model: Any, layer: Linear, weight: NDArray[Any], bias: NDArray[Any]) -> None:
    """Puts these numbers in place of the layer's, quantized with one scale an output."""
    from onnx import numpy_helper

    scale = np.abs(weight).max(axis=0) / 127
    values = {
        "weight": np.rint(weight / scale).astype(np.int8),
        "zero point": np.zeros(len(scale), dtype=np.int8),
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
    }
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    for role, name in layer.names.items():
        tensors[name].CopyFrom(numpy_helper.from_array(values[role], name))


def _layer(model: Any, makers: dict[str, Any], add: Any) -> Linear:
    """The layer that ends in ``add``: (int8 product × (scale of the input × scale)) + bias."""
    from onnx import numpy_helper

    tensors = {tensor.name: tensor for tensor in model.graph.initializer}

    def stored(node: Any) -> str:
        return next(name for name in node.input if name in tensors)

    def made(node: Any, kind: str) -> Any:
        return next(makers[n] for n in node.input if n in makers and makers[n].op_type == kind)

    scaled = made(add, "Mul")
    product = made(made(scaled, "Cast"), "MatMulInteger")
    names = {
        "weight": product.input[1],
        "zero point": product.input[3],
        "scale": stored(made(scaled, "Mul")),
        "bias": stored(add),
    }
    numbers = {role: numpy_helper.to_array(tensors[name]) for role, name in names.items()}
    whole = numbers["weight"].astype(np.int32) - numbers["zero point"]
    return Linear((whole * numbers["scale"]).astype(np.float32), numbers["bias"], names)
