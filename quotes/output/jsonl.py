"""JSON Lines: one record a line, complete and exact. `Quote.from_dict` reads a line back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TextIO

from quotes.output import Results


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """``why`` changes nothing here: a record always carries it."""
    for _, quotes in results:
        for quote in quotes:
            stream.write(line(quote.to_dict()))
        stream.flush()


def line(record: Mapping[str, Any]) -> str:
    """One object as one line of UTF-8, newline included."""
    text = json.dumps(record, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Half a surrogate pair, which JSON input and odd file names can hold, has no UTF-8 form;
        # as an escape it comes back as it was.
        text = json.dumps(record)
    return text + "\n"
