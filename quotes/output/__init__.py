"""Writing records: one module a format, each with the same function.

``write(results, output, *, why=False)`` takes the documents in order, each with its quotations,
and writes them as they come: whoever reads the other end of a pipe sees the first document while
the second is still being read. What ``output`` is depends on the format (`Shape`).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from enum import Enum, StrEnum, auto
from pathlib import Path
from typing import Any, Protocol, cast

from quotes.records import Quote


class Named(Protocol):
    """What a writer needs to know of a document: its name, and the text that offsets count into."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


Results = Iterable[tuple[Named, Sequence[Quote]]]


class Write(Protocol):
    def __call__(self, results: Results, output: Any, /, *, why: bool = False) -> None: ...


class Shape(Enum):
    """What a format is written to."""

    TEXT = auto()  # a text stream
    BINARY = auto()  # a binary stream
    FOLDER = auto()  # the path of an empty folder


class Format(StrEnum):
    """The formats by name; each is written by the module of that name."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    MD = "md"
    PARQUET = "parquet"
    TEI = "tei"
    BRAT = "brat"
    WEB_ANNOTATION = "web-annotation"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    CITRON = "citron"
    SCHEMA_ORG = "schema-org"

    @property
    def shape(self) -> Shape:
        return _SHAPES.get(self, Shape.TEXT)


_SHAPES = {
    Format.XLSX: Shape.BINARY,
    Format.PARQUET: Shape.BINARY,
    Format.BRAT: Shape.FOLDER,
}
_MODULES = {Format.MD: "markdown"}

ENDINGS = {
    ".jsonl": Format.JSONL,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".md": Format.MD,
    ".parquet": Format.PARQUET,
}


def format_of(path: Path) -> Format | None:
    """The format that a file's ending names, None where it names none."""
    return ENDINGS.get(path.suffix.lower())


def writer(format: Format) -> Write:
    """The format's function; only its own library is loaded."""
    name = _MODULES.get(format, format.replace("-", "_"))
    return cast(Write, importlib.import_module(f"quotes.output.{name}").write)
