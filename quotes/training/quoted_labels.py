"""Our own labels of quoted stretches in texts that are no political news: passages of an
encyclopaedia (GAP), biographies, interviews, speeches, essays and others (GUM).

One JSON object a line: ``corpus`` and ``id`` of the text, the ``span`` between the marks, whether
it is ``said`` (and not a title, a term, a so-called word). If so, the ``source``, null where the
text has none, and ``names``, the places of the names that its speaker goes by, none where nobody is
named. Stretches on which readers would differ are left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from quotes.corpora import gap, gum
from quotes.corpora.annotations import Span

LABELS = Path(__file__).parent / "labels" / "quoted-spans.jsonl"


@dataclass(frozen=True, slots=True)
class QuotedLabel:
    """One stretch. ``source`` and ``names`` are empty where it is not said."""

    span: Span
    said: bool
    source: Span | None
    names: tuple[Span, ...]


def read_quoted(corpora: Path) -> Iterator[tuple[str, list[QuotedLabel]]]:
    """Each labelled text with its labels, from corpora/gum and corpora/gap.

    Raises `CorpusError` where one is missing.
    """
    labelled: dict[str, list[QuotedLabel]] = defaultdict(list)
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        source, names = row.get("source"), row.get("names", [])
        labelled[row["id"]].append(
            QuotedLabel(
                tuple(row["span"]),
                row["said"],
                tuple(source) if source else None,
                tuple((start, end) for start, end in names),
            )
        )
    for identity, text in _texts(corpora):
        if identity in labelled:
            yield text, labelled[identity]


def _texts(corpora: Path) -> Iterator[tuple[str, str]]:
    for document in gum.read(corpora / "gum"):
        yield document.id, document.text
    for passage in chain(
        gap.read(corpora / "gap", "development"), gap.read(corpora / "gap", "validation")
    ):
        yield passage.id, passage.text
