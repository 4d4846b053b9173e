"""An encoder's graph → the same numbers in fewer passes over them.

What PyTorch writes moves queries, keys and values apart and scales both of the former for every
window, and adds a layer norm's offset to every piece. Here the scale goes into the queries'
weights and the offset into the biases of what reads it; and the heads stand so that ONNX Runtime
multiplies them where they are, without moving them (its MatmulTransposeFusion). A window is read
by itself, so the batch is one. What it gains stands in benchmarks/README.md.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import GraphProto, NodeProto


def trim(file: Path) -> None:
    """Rewrites the ONNX file of a quantized encoder that is not portable yet."""
    import onnx

    model = onnx.load(str(file))
    graph = _Graph(model.graph)
    for node in list(model.graph.node):
        if node.op_type == "Reshape" and len(graph.shape(node.input[1])) == 5:
            _attention(graph, node)
        elif node.op_type == "LayerNormalization" and len(node.input) == 3:
            _norm(graph, node)
    graph.prune()
    onnx.checker.check_model(model)
    onnx.save(model, str(file))


class _Graph:
    """A graph of ONNX whose nodes are found by what they make and read."""

    def __init__(self, graph: GraphProto) -> None:
        self._graph = graph
        self._tensors = {tensor.name: tensor for tensor in graph.initializer}
        self.maker = {output: node for node in graph.node for output in node.output}
        self.readers: dict[str, list[NodeProto]] = defaultdict(list)
        for node in graph.node:
            for name in node.input:
                self.readers[name].append(node)

    def constant(self, name: str) -> NDArray[Any]:
        """A tensor of the model; an empty one for what is worked out."""
        from onnx import numpy_helper

        tensor = self._tensors.get(name)
        return np.zeros(0) if tensor is None else np.array(numpy_helper.to_array(tensor))

    def shape(self, name: str) -> list[int]:
        """What a Reshape is told; -1 for the sides that are worked out."""
        maker = self.maker.get(name)
        if maker is None or maker.op_type != "Concat":
            return [int(side) for side in self.constant(name)]
        return [int(self.constant(side).sum()) or -1 for side in maker.input]

    def put(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        tensor = numpy_helper.from_array(value, name)
        if name in self._tensors:
            self._tensors[name].CopyFrom(tensor)
        else:
            self._tensors[name] = self._graph.initializer.add()
            self._tensors[name].CopyFrom(tensor)
        return name

    def own(self, node: NodeProto) -> NDArray[Any]:
        """The first of a node's inputs that is part of the model; an empty one if none is."""
        return self.constant(self._stored(node))

    def change(self, node: NodeProto, how: str, value: NDArray[Any]) -> None:
        """Gives a node other numbers in place of `own`: others may read those."""
        name = self._stored(node)
        node.input[list(node.input).index(name)] = self.put(f"{name} {how}", value)

    def _stored(self, node: NodeProto) -> str:
        return next((name for name in node.input if name in self._tensors), "")

    def insert(self, before: NodeProto, nodes: list[NodeProto]) -> None:
        place = list(self._graph.node).index(before)
        for node in reversed(nodes):
            self._graph.node.insert(place, node)

    def prune(self) -> None:
        """Takes out what nobody reads, and the shapes that are told of it."""
        graph = self._graph
        needed = {output.name for output in graph.output}
        kept = []
        for node in reversed(graph.node):
            if needed.intersection(node.output):
                kept.append(node)
                needed.update(node.input)
        nodes = kept[::-1]
        tensors = [tensor for tensor in graph.initializer if tensor.name in needed]
        del graph.node[:], graph.initializer[:], graph.value_info[:]
        graph.node.extend(nodes)
        graph.initializer.extend(tensors)


def _attention(graph: _Graph, split: NodeProto) -> None:
    """``split``: makes of a piece's numbers the heads' queries, keys and values.

    Left as it is where more is added to the scores than softmax sees.
    """
    from onnx import helper

    *_, heads, size = graph.shape(split.input[1])
    ways = {int(graph.constant(node.input[1])): node for node in graph.readers[split.output[0]]}
    ends = [_product(graph, ways[i]) for i in range(3)]
    (scores, queries), (same, keys), (mixture, _) = ends
    (after,) = graph.readers[scores.output[0]]
    back = _next(graph, mixture, "Transpose")
    if scores is not same or after.op_type != "Softmax" or back is None:
        return
    if queries != keys:
        raise ValueError(f"queries and keys of {split.name} are not scaled alike")
    if queries:
        _scale_columns(graph, split.input[0], heads * size, size**-0.5)

    step = f"{split.output[0]}/".__add__
    rows = graph.put(step("rows"), np.array([-1, 3 * heads, size], dtype=np.int64))
    each = graph.put(step("each"), np.full(3, heads, dtype=np.int64))
    made = [step(name) for name in ("queries", "keys", "values")]
    nodes = [
        helper.make_node("Reshape", [split.input[0], rows], [step("heads")]),
        helper.make_node("Split", [step("heads"), each], made, axis=1),
    ]
    # [heads, length, size], [heads, size, length], [heads, length, size]
    for name, axes in zip(made, ([1, 0, 2], [1, 2, 0], [1, 0, 2]), strict=True):
        nodes.append(helper.make_node("Transpose", [name], [f"{name} by head"], perm=axes))
    graph.insert(split, nodes)
    scores.input[:] = [f"{made[0]} by head", f"{made[1]} by head"]
    mixture.input[1] = f"{made[2]} by head"
    del back.attribute[:]
    back.attribute.append(helper.make_attribute("perm", [1, 0, 2]))
    (join,) = graph.readers[back.output[0]]
    whole = np.array([1, -1, heads * size], dtype=np.int64)
    join.input[1] = graph.put(step("whole"), whole)


def _product(graph: _Graph, node: NodeProto) -> tuple[NodeProto, bool]:
    """The product that queries, keys or values go into, and whether they are scaled before."""
    scaled = False
    while node.op_type != "MatMul":
        (node,) = (n for n in graph.readers[node.output[0]] if n.op_type != "Shape")
        if node.op_type not in ("Transpose", "Mul", "MatMul"):
            raise ValueError(f"{node.op_type} {node.name} stands before a product of heads")
        scaled |= node.op_type == "Mul"
    return node, scaled


def _next(graph: _Graph, node: NodeProto, kind: str) -> NodeProto | None:
    nodes = graph.readers[node.output[0]]
    return nodes[0] if len(nodes) == 1 and nodes[0].op_type == kind else None


def _scale_columns(graph: _Graph, made: str, count: int, by: float) -> None:
    """Multiplies the first columns of a linear layer, whose output is ``made``."""
    for node in _linear(graph, made):
        values = graph.own(node)
        values[:count] *= np.float32(by)
        graph.change(node, "scaled", values)


def _linear(graph: _Graph, made: str) -> tuple[NodeProto, NodeProto]:
    """Of a linear layer with the output ``made``: what adds its bias, and what multiplies the
    scales of its columns with that of its input.
    """
    add = graph.maker[made]
    (scaled,) = (graph.maker[name] for name in add.input if name in graph.maker)
    makers = (graph.maker[name] for name in scaled.input)
    return add, next(node for node in makers if node.op_type == "Mul")


def _norm(graph: _Graph, norm: NodeProto) -> None:
    """Its offset goes into the biases of the layers that read it, and of those whose output is
    added to it. Left as it is where anything else reads it.
    """
    offset = graph.constant(norm.input[2]).astype(np.float64)
    biases: list[tuple[NodeProto, NDArray[Any]]] = []
    for reader in graph.readers[norm.output[0]]:
        if reader.op_type == "Add":
            (other,) = (name for name in reader.input if name != norm.output[0])
            biases.append((graph.maker[other], offset))
        elif reader.op_type == "DynamicQuantizeLinear":
            for product in graph.readers[reader.output[0]]:
                biases.append(_shifted(graph, product, offset))
        else:
            return
    if any(add.op_type != "Add" or not graph.own(add).size for add, _ in biases):
        return
    for add, shift in biases:
        graph.change(add, "shifted", (graph.own(add) + shift).astype(np.float32))
    del norm.input[2]


def _shifted(
    graph: _Graph, product: NodeProto, offset: NDArray[Any]
) -> tuple[NodeProto, NDArray[Any]]:
    """What adds the bias behind an int8 product, and what the product makes of the offset."""
    (cast,) = graph.readers[product.output[0]]
    (scaled,) = graph.readers[cast.output[0]]
    (add,) = graph.readers[scaled.output[0]]
    _, scales = _linear(graph, add.output[0])
    whole = graph.constant(product.input[1]).astype(np.float64)
    weight = (whole - graph.constant(product.input[3])) * graph.own(scales)
    return add, offset @ weight
