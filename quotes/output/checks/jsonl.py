"""JSON Lines: one check a line, complete and exact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from quotes.checking.result import Check
from quotes.output.jsonl import line


def write(checks: Iterable[Check], stream: TextIO) -> None:
    for check in checks:
        stream.write(line(check.to_dict()))
    stream.flush()
