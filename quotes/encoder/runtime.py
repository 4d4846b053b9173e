"""ONNX Runtime as every process of ours gets it: silent, on one thread, with sums that agree.

Nothing else of this package imports `onnxruntime`. Why its arithmetic is held to what all
processors do alike stands in `training.portable` and benchmarks/README.md (“Processors”).
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from types import ModuleType

    import onnxruntime

# From 1.29 on it keeps a database under the user's cache folder and looks up its maker's collector.
# Only this, before the import, stops both; `disable_telemetry_events()` comes too late.
SILENT = "ORT_DISABLE_TELEMETRY"
SPEAKS = (1, 29)

# Widens int8 products before they are added. It has to be asked for where they saturate, on x86-64
# without VNNI and AMX, and only there: with VNNI it takes two thirds more time for the same sums.
_WIDE = ("session.x64quantprecision", "1")
# On arm64 with SME: no other kernels, which quantise each row by itself.
_ONE_KERNEL = ("mlas.disable_kleidiai", "1")
# An ONNX graph: MatMulInteger of a, uint8[2, 4], with int8[4, 4] of 127 only.
_PRODUCT = (
    b'\x08\x08\x12\x00:d\n\x18\n\x01a\n\x01b\x12\x01c"\rMatMulInteger\x12\x01g'
    b"*\x1b\x08\x04\x08\x04\x10\x03B\x01bJ\x10" + b"\x7f" * 16 + b"Z\x13\n\x01a\x12\x0e\n\x0c"
    b"\x08\x02\x12\x08\n\x02\x08\x02\n\x02\x08\x04b\x13\n\x01c\x12\x0e\n\x0c\x08\x06\x12\x08"
    b"\n\x02\x08\x02\n\x02\x08\x04B\x04\n\x00\x10\r"
)
# Fused, a product and its bias are rounded once on arm64, and twice on x86-64.
_FUSED_OTHERWISE = ["MatMulIntegerToFloatFusion", "DynamicQuantizeMatMulFusion"]


def silent_onnxruntime() -> ModuleType:
    """The library, imported so that it sends nothing. Warns where somebody else was faster."""
    loaded = sys.modules.get("onnxruntime")
    if loaded is not None and os.environ.get(SILENT) != "1" and _speaks(loaded):
        warnings.warn(
            "onnxruntime was imported before quotes, and its telemetry is on: set the environment "
            f"variable {SILENT}=1 before Python starts",
            RuntimeWarning,
            stacklevel=2,
        )
    os.environ[SILENT] = "1"  # processes that this one starts inherit it
    return importlib.import_module("onnxruntime")


def open_graph(file: Path) -> onnxruntime.InferenceSession:
    """A session over an ONNX file."""
    ort = silent_onnxruntime()
    options = ort.SessionOptions()
    # One thread each, also for the small matrices: NumPy's would start one per core and wait.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(*_ONE_KERNEL)
    if saturates():
        options.add_session_config_entry(*_WIDE)
    session: onnxruntime.InferenceSession = ort.InferenceSession(
        str(file),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=[] if _is_x86() else _FUSED_OTHERWISE,
    )
    return session


@cache
def saturates() -> bool:
    """Whether this processor adds int8 products in 16 bits, in which they have no room."""
    session = silent_onnxruntime().InferenceSession(_PRODUCT, providers=["CPUExecutionProvider"])
    (sums,) = session.run(["c"], {"a": np.full((2, 4), 255, dtype=np.uint8)})
    return bool((sums != 4 * 255 * 127).any())


def _is_x86() -> bool:
    return platform.machine().lower() in ("x86_64", "amd64")


def _speaks(library: ModuleType) -> bool:
    version = tuple(int(part) for part in library.__version__.split(".")[:2] if part.isdigit())
    return version >= SPEAKS
