"""Records that an earlier run saved, by the id that a corpus gives their documents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from quotes.errors import QuotesError
from quotes.records import Quote


def read_saved(path: Path, name: Callable[[str], str]) -> dict[str, list[Quote]]:
    """The records of a file of JSON Lines; ``name`` makes the id of a record's ``doc``.

    Raises `QuotesError` with the line that is no record.
    """
    found: dict[str, list[Quote]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    quote = _quote(f"{path}:{number}", line)
                    found[name(quote.doc)].append(quote)
    except OSError as error:
        problem = f"cannot be opened ({error.strerror or error}); check the path"
        raise QuotesError(f"{path}: {problem}") from error
    except UnicodeDecodeError as error:
        raise QuotesError(f"{path}: is not UTF-8; save it as UTF-8") from error
    return dict(found)


def _quote(place: str, line: str) -> Quote:
    try:
        return Quote.from_dict(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuotesError(
            f"{place}: is no record; a line is what `quotes extract --format jsonl` writes"
        ) from error
