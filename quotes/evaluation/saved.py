"""Records that an earlier run saved, by the id that a corpus gives their documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quotes.corrections import records_at
from quotes.records import Quote


def read_saved(path: Path, name: Callable[[str], str]) -> dict[str, list[Quote]]:
    """The records of a file of JSON Lines; ``name`` makes the id of a record's ``doc``.

    Raises `RecordsError` with the line that is no record.
    """
    found: dict[str, list[Quote]] = {}
    for _, record in records_at(path):
        found.setdefault(name(record.quote.doc), []).append(record.quote)
    return found
