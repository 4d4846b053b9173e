"""Who speaks, by name: JSON lines that label stretches of a corpus's texts with their speaker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.corpora._files import read_text
from quotes.corpora.annotations import CorpusError, Span

LAYOUT = 'JSON lines of {"id", "content": [[start, end], …] or "start" and "end", "speaker"}'


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """`speaker` is the fullest name in the text `id`, None where it tells none.

    `attribution` is the id of the attribution that has the spans as its content, None where the
    label does not say.
    """

    id: str
    spans: tuple[Span, ...]
    speaker: str | None
    aliases: tuple[str, ...] = ()
    attribution: str | None = None


def read(path: Path) -> Iterator[SpeakerLabel]:
    """The labels in file order; other fields are ignored. Raises `CorpusError` with the line."""
    for number, line in enumerate(read_text(path, LAYOUT).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            pairs = row["content"] if "content" in row else [(row["start"], row["end"])]
            label = SpeakerLabel(
                row["id"],
                tuple(sorted((int(start), int(end)) for start, end in pairs)),
                row.get("speaker") or None,
                tuple(row.get("aliases") or ()),
                row.get("attribution"),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise CorpusError(f"{path}:{number}: not a speaker label; expected {LAYOUT}") from error
        yield label
