"""An encoder's graph → the same in operations that every processor computes to the last bit.

    python -m quotes.training.portable MODEL

ONNX Runtime adds up a row in the order that suits a processor's registers: Softmax with AVX-512 and
without, means and sums on arm64; and LayerNormalization differs between its versions. The last bit
of a sum decides how an activation is rounded to int8, and after six layers whether a word is a
source. A product of matrices is added in one order everywhere, term by term, so here products do
the summing. What that gains and costs: benchmarks/README.md, “Processors”.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import GraphProto, NodeProto

HIGHEST = 80  # e to it is 5.5e34: a row of 512 still has a sum
_UNEVEN = {"LayerNormalization", "Softmax"}


def make_portable(file: Path) -> None:
    """Rewrites the ONNX file of an encoder; one that is portable already stays as it is."""
    import onnx

    model = onnx.load(str(file))
    graph = model.graph
    if not any(node.op_type in _UNEVEN for node in graph.node):
        return
    shares = {node.output[0] for node in graph.node if node.op_type == "Softmax"}
    nodes = [new for node in graph.node for new in _rewritten(node, graph, shares)]
    del graph.node[:]
    graph.node.extend([*_column_of_ones(graph), *nodes])
    del graph.value_info[:]  # shapes of what is no longer there
    onnx.checker.check_model(model)
    onnx.save(model, str(file))


def _rewritten(node: NodeProto, graph: GraphProto, shares: set[str]) -> Iterator[NodeProto]:
    """``shares``: the outputs of softmax."""
    if node.op_type == "LayerNormalization":
        yield from _layer_norm(node, graph)
    elif node.op_type == "Softmax":
        yield from _weights(node, graph)
    elif node.input and node.input[0] in shares:
        yield from _mixture(node)
    else:
        yield node


def _layer_norm(node: NodeProto, graph: GraphProto) -> Iterator[NodeProto]:
    """Means are products with a column of 1 / width."""
    from onnx import helper

    rows, gain, *offset = node.input
    (out,) = node.output
    (width,) = next(tensor.dims for tensor in graph.initializer if tensor.name == gain)
    epsilon = next(helper.get_attribute_value(a) for a in node.attribute if a.name == "epsilon")
    share = _constant(graph, f"1/{width}", np.full((width, 1), 1 / width, dtype=np.float32))
    small = _constant(graph, f"{epsilon:.0e}", np.float32(epsilon))
    one = _constant(graph, "1.0", np.float32(1))
    step = f"{out}/".__add__
    yield helper.make_node("MatMul", [rows, share], [step("mean")])
    yield helper.make_node("Sub", [rows, step("mean")], [step("centred")])
    yield helper.make_node("Mul", [step("centred"), step("centred")], [step("squares")])
    yield helper.make_node("MatMul", [step("squares"), share], [step("variance")])
    yield helper.make_node("Add", [step("variance"), small], [step("positive")])
    yield helper.make_node("Sqrt", [step("positive")], [step("deviation")])
    yield helper.make_node("Div", [one, step("deviation")], [step("factor")])
    yield helper.make_node("Mul", [step("centred"), step("factor")], [step("normal")])
    scaled = step("scaled") if offset else out
    yield helper.make_node("Mul", [step("normal"), gain], [scaled])
    if offset:
        yield helper.make_node("Add", [scaled, *offset], [out])


def _weights(node: NodeProto, graph: GraphProto) -> Iterator[NodeProto]:
    """Softmax over the last axis, undivided, and the sums: products with ones.

    Scores are cut where float32 ends, instead of being moved below each row's highest: that is
    two passes less. The highest seen is 64.
    """
    from onnx import helper

    (scores,), (out,) = node.input, node.output
    most = _constant(graph, "80.0", np.float32(HIGHEST))
    least = _constant(graph, "-80.0", np.float32(-HIGHEST))
    step = f"{out}/".__add__
    yield helper.make_node("Clip", [scores, least, most], [step("bounded")])
    yield helper.make_node("Exp", [step("bounded")], [step("weights")])
    yield helper.make_node("MatMul", [step("weights"), "ones"], [step("sum")])


def _mixture(node: NodeProto) -> Iterator[NodeProto]:
    """Values mixed by their weights; divided afterwards, there are fewer numbers to divide."""
    from onnx import helper

    if node.op_type != "MatMul":
        raise ValueError(f"a softmax feeds {node.op_type} {node.name}, not a product")
    (shares, values), (out,) = node.input, node.output
    yield helper.make_node("MatMul", [f"{shares}/weights", values], [f"{out}/undivided"])
    yield helper.make_node("Div", [f"{out}/undivided", f"{shares}/sum"], [out])


def _column_of_ones(graph: GraphProto) -> Iterator[NodeProto]:
    """“ones”: float32[length of the window, 1]."""
    from onnx import helper, numpy_helper

    one = _constant(graph, "1", np.array([1], dtype=np.int64))
    value = numpy_helper.from_array(np.ones(1, dtype=np.float32))
    yield helper.make_node("Shape", [graph.input[0].name], ["length"], start=1, end=2)
    yield helper.make_node("Concat", ["length", one], ["column"], axis=0)
    yield helper.make_node("ConstantOfShape", ["column"], ["ones"], value=value)


def _constant(graph: GraphProto, name: str, value: NDArray[Any] | np.float32) -> str:
    from onnx import numpy_helper

    if all(tensor.name != name for tensor in graph.initializer):
        graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))
    return name


def main() -> None:
    """Makes the encoder of a model's folder portable, and writes its new hash."""
    folder = Path(sys.argv[1])
    make_portable(folder / "encoder.onnx")
    file = folder / "model.json"
    description = json.loads(file.read_text(encoding="utf-8"))
    digest = hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest()
    description["sha256"]["encoder.onnx"] = digest
    text = json.dumps(description, indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
