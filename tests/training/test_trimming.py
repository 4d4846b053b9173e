"""A trimmed encoder gives what the network gives that it was written from."""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="pip install 'quote-attribution[train]'")
onnx = pytest.importorskip("onnx", reason="pip install 'quote-attribution[train]'")

from quotes.encoder.folder import find_model  # noqa: E402
from quotes.encoder.runtime import open_graph  # noqa: E402
from quotes.training.export import export  # noqa: E402
from quotes.training.network import Reader  # noqa: E402

LENGTHS = (3, 40, 200)  # pieces in a window


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Two layers with numbers of their own in everything that trimming moves."""
    torch.manual_seed(1)
    reader = Reader(dropout=0.0)
    reader.encoder.layers = reader.encoder.layers[:2]
    with torch.no_grad():
        for name, values in reader.named_parameters():
            if values.dim() == 1 or "case" in name or "quoting" in name:
                values += 0.2 * torch.randn_like(values)
            elif "qkv" in name:
                values *= 4  # so that it matters how scores are scaled
    return reader


@pytest.fixture(scope="module")
def folder(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of PyTorch about its own exporter
        export(reader, find_model("en") / "tokenizer.json", folder)
    return folder


def test_numbers_are_those_of_the_network(reader: Reader, folder: Path) -> None:
    session = open_graph(folder / "encoder.onnx")
    random = np.random.default_rng(1)
    for length in LENGTHS:
        sides = {"ids": 30000, "case": 8, "quoting": 7}
        window = {name: random.integers(1, most, (1, length)) for name, most in sides.items()}
        with torch.no_grad():
            _, *heads = reader(*map(torch.from_numpy, window.values()))
        whole = torch.cat(heads, dim=-1).numpy()
        (found,) = session.run(["heads"], window)
        # Of their square int8 costs half a hundredth; a scale left out six, an offset twenty.
        assert np.square(found - whole).mean() < 0.02 * np.square(whole).mean()


def test_nothing_is_scaled_or_shifted_for_each_window(folder: Path) -> None:
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    kinds = Counter(node.op_type for node in graph.node)
    assert kinds["Sqrt"] == 5  # one a norm, and none for the scores
    assert not [tensor.name for tensor in graph.initializer if tensor.name.endswith("norm1.bias")]
    assert not kinds["Softmax"] + kinds["LayerNormalization"]  # and it is portable
