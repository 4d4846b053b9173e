"""A JSON array, written one element at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from quotes.output.jsonl import line


def write_array(
    objects: Iterable[Mapping[str, Any] | None], stream: TextIO, before: str = "", after: str = ""
) -> None:
    """``[``, an object a line, ``]``, between ``before`` and ``after``.

    None in place of an object ends a document: what there is so far goes out.
    """
    stream.write(f"{before}[")
    separator = "\n"
    for item in objects:
        if item is None:
            stream.flush()
            continue
        stream.write(separator + line(item).rstrip("\n"))
        separator = ",\n"
    stream.write(f"\n]{after}\n")
