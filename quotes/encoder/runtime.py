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
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    import onnxruntime

# From 1.29 on it keeps a database under the user's cache folder and looks up its maker's collector.
# Only this, before the import, stops both; `disable_telemetry_events()` comes too late.
SILENT = "ORT_DISABLE_TELEMETRY"
SPEAKS = (1, 29)

_SETTINGS = {
    # Without VNNI, int8 products are added in 16 bits and saturate; so they are widened first.
    # Does nothing where the processor has VNNI or AMX, nor on arm64.
    "session.x64quantprecision": "1",
    # On arm64 with SME other kernels, which quantise each row by itself.
    "mlas.disable_kleidiai": "1",
}
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
    for name, value in _SETTINGS.items():
        options.add_session_config_entry(name, value)
    session: onnxruntime.InferenceSession = ort.InferenceSession(
        str(file),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=[] if _is_x86() else _FUSED_OTHERWISE,
    )
    return session


def _is_x86() -> bool:
    return platform.machine().lower() in ("x86_64", "amd64")


def _speaks(library: ModuleType) -> bool:
    version = tuple(int(part) for part in library.__version__.split(".")[:2] if part.isdigit())
    return version >= SPEAKS
