"""The options that several commands share, each with its help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quotes.output import Format


class Kind(StrEnum):
    ALL = "all"
    DIRECT = "direct"


class Turns(StrEnum):
    AUTO = "auto"
    YES = "yes"
    NO = "no"


class CountFormat(StrEnum):
    """The formats that sums have: those of `Format` that are tables at heart."""

    TABLE = Format.TABLE
    JSONL = Format.JSONL
    CSV = Format.CSV


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Files (.txt .md .html .docx .pdf .jsonl .csv .vtt .srt .json), folders, globs, or - "
        "for standard input.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to FILE, whole or not at all; its ending picks the format.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace FILE where it exists already.")]
KindOption = Annotated[
    Kind,
    typer.Option(
        "--kind",
        help="direct: only what stands between quotation marks, which is faster.",
    ),
]
TurnsOption = Annotated[
    Turns,
    typer.Option(
        "--turns",
        help="Turns of a transcript (NAME: words) as quotations: where it is seen to be one, "
        "because you say so, or never.",
    ),
]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="NAME", help="One of those that `quotes models` lists.")
]
SpacyModel = Annotated[
    str | None,
    typer.Option(
        "--spacy-model",
        metavar="NAME",
        show_default=False,
        help="An installed spaCy pipeline instead of the built-in one, such as en_core_web_lg.",
    ),
]
TextColumn = Annotated[
    str, typer.Option("--text-column", metavar="NAME", help="Of .jsonl and .csv: the text.")
]
IdColumn = Annotated[
    str,
    typer.Option("--id-column", metavar="NAME", help="Of .jsonl and .csv: the document's name."),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        show_default=False,
        help="Of the files; without it, UTF-8 or what a file's bytes look like.",
    ),
]


Cast = Annotated[
    Path | None,
    typer.Option(
        "--cast",
        metavar="FILE",
        show_default=False,
        help="The characters of a book: a .csv with the columns name, aliases (parted by ;) and "
        "pronouns. Nobody else speaks in it then.",
    ),
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What to read, and how."""

    paths: list[str]
    kind: Kind
    model: str
    spacy_model: str | None
    text_column: str
    id_column: str
    encoding: str | None
    all_marks: bool = False
    turns: Turns = Turns.AUTO
    cast: Path | None = None
