"""GAP: which of two names a pronoun refers to (Webster et al., TACL 2018).

https://github.com/google-research-datasets/gap-coreference: passages of Wikipedia, balanced by
gender, one pronoun and two candidate names in each.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quotes.corpora._files import read_text
from quotes.corpora.annotations import CorpusError, Span

LAYOUT = "GAP as cloned: gap-development.tsv, gap-validation.tsv and gap-test.tsv"


@dataclass(frozen=True, slots=True)
class PronounCase:
    """A passage with a pronoun and two names, `a` and `b`: it refers to one of them or neither."""

    id: str
    text: str
    pronoun: Span
    a: Span
    b: Span
    refers_to_a: bool
    refers_to_b: bool


def read(root: Path, split: Literal["development", "validation", "test"]) -> Iterator[PronounCase]:
    """The cases of a split in file order. Raises `CorpusError` with the line of a bad row."""
    path = root / f"gap-{split}.tsv"
    # Fields hold unpaired quotation marks: nothing is quoted in these files.
    rows = csv.DictReader(
        read_text(path, LAYOUT).split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for row in rows:
        try:
            case = PronounCase(
                row["ID"],
                row["Text"],
                _span(row, "Pronoun"),
                _span(row, "A"),
                _span(row, "B"),
                row["A-coref"].upper() == "TRUE",
                row["B-coref"].upper() == "TRUE",
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CorpusError(
                f"{path}:{rows.line_num}: not a GAP row; expected {LAYOUT}"
            ) from error
        yield case


def _span(row: dict[str, str], field: str) -> Span:
    start = int(row[f"{field}-offset"])
    return start, start + len(row[field])
