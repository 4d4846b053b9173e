"""The same records on an older processor: examples read here, and under QEMU's emulation of one.

    python benchmarks/processors.py                        # four examples: a minute or two
    python benchmarks/processors.py examples/*.txt         # or any texts
    python benchmarks/processors.py --cpu Skylake-Client TEXT...

Spans, cues, sources, speakers and flags have to be the same, confidences within 0.02. It needs an
x86-64 machine and QEMU's user mode (Debian and Ubuntu: qemu-user) of version 7.2 or later, which
knows AVX2. A processor with AVX2 and without VNNI, as a Haswell has it, is the hard case: its int8
products are added in 16 bits, and its registers hold half as many floats as those with AVX-512.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

EMULATOR = "qemu-x86_64"
CLOSE = 0.02
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
# Reports with decisions that are nearly undecided (tests/gaps.json), and a story.
SOME = ["bell-founder.txt", "dam-release.txt", "budget-vote.txt", "night-ferry.txt"]

Record = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", type=Path, nargs="*", default=[EXAMPLES / name for name in SOME])
    parser.add_argument("--cpu", default="Haswell")
    parser.add_argument("--read", action="store_true", help=argparse.SUPPRESS)  # what is emulated
    arguments = parser.parse_args()
    if arguments.read:
        show(arguments.texts)
        return
    if not shutil.which(EMULATOR):
        sys.exit(f"{EMULATOR} is not installed: Debian and Ubuntu have it in qemu-user")
    began = time.perf_counter()
    here = records([], arguments.texts)
    there = records([EMULATOR, "-cpu", arguments.cpu], arguments.texts)
    took = time.perf_counter() - began
    same, worst = compare(here, there)
    print(
        f"{len(arguments.texts)} texts, {len(here)} records here, {len(there)} on {arguments.cpu}: "
        f"{same} the same; confidences differ by at most {worst:.2f} ({took:.0f} s)"
    )
    sys.exit(0 if same == len(here) == len(there) and worst <= CLOSE else 1)


def show(texts: list[Path]) -> None:
    """Prints the records of both kinds, and first whether this processor has AVX2."""
    from numpy._core._multiarray_umath import __cpu_features__ as features

    from quotes.loading import extractor
    from quotes.options import Options

    print(json.dumps(features["AVX2"]))
    for options in (Options("all"), Options("direct")):
        read = extractor(options)
        for path in texts:
            for quote in read(path.read_text(encoding="utf-8")).quotes:
                print(json.dumps({"of": f"{path.name}, {options.kind}", **quote.to_dict()}))


def records(emulated: list[str], texts: list[Path]) -> list[Record]:
    command = [*emulated, sys.executable, __file__, "--read", *map(str, texts)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        sys.exit(ran.stderr)
    avx2, *lines = map(json.loads, ran.stdout.splitlines())
    if not avx2:
        sys.exit(f"{' '.join(emulated) or 'this processor'} has no AVX2: nothing to compare")
    return lines


def compare(here: list[Record], there: list[Record]) -> tuple[int, float]:
    """How many records are in both, and by how much their confidences differ at most."""
    sure = {_identity(record): record["confidence"] for record in here}
    same, worst = 0, 0.0
    for record in there:
        if (known := sure.pop(_identity(record), None)) is None:
            print("only there:", *_identity(record))
            continue
        same += 1
        worst = max(worst, *(abs(known[of] - value) for of, value in record["confidence"].items()))
    for identity in sure:
        print("only here:", *identity)
    return same, worst


def _identity(record: Record) -> tuple[str, str]:
    """All of a record but its confidence."""
    rest = {key: value for key, value in record.items() if key not in ("of", "confidence")}
    return record["of"], json.dumps(rest, ensure_ascii=False)


if __name__ == "__main__":
    main()
