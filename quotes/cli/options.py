"""The options that several commands share, each with its help."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from quotes.extras import installing
from quotes.options import Options
from quotes.output import Format


class Kind(StrEnum):
    ALL = "all"
    DIRECT = "direct"


class Turns(StrEnum):
    AUTO = "auto"
    YES = "yes"
    NO = "no"


class Engine(StrEnum):
    LOCAL = "local"
    RAY = "ray"


class CountFormat(StrEnum):
    """The formats that sums have: those of `Format` that are tables at heart."""

    TABLE = Format.TABLE
    JSONL = Format.JSONL
    CSV = Format.CSV


class RecordKind(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NOT_SPEECH = "not-speech"


def piped_in() -> list[str]:
    """Standard input, where something is piped or redirected into it. Raises `BadParameter`."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError, AttributeError):
        mode = 0
    if stat.S_ISFIFO(mode) or stat.S_ISREG(mode):
        return ["-"]
    raise typer.BadParameter("PATH is missing: name a file or a folder, or pipe a text in")


def _or_piped_in(context: typer.Context, paths: list[str]) -> list[str]:
    # Completion in a shell asks as well.
    return paths or ([] if context.resilient_parsing else piped_in())


def _or_standard_output(output: Path | str | None) -> Path | str | None:
    """``-o -`` is standard output, as without ``-o``."""
    return None if str(output) == "-" else output


_PATHS = (
    "Files (.txt .md .html .docx .odt .rtf .pdf .epub .fountain .vtt .srt .json .parquet, .jsonl "
    "and .csv also as .gz or .zst), folders, globs, or - for standard input, which goes without "
    "saying in a pipe."
)
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        default_factory=list,
        callback=_or_piped_in,
        show_default=False,
        help=_PATHS,
    ),
]
PathsOrNone = Annotated[
    list[str],
    typer.Argument(metavar="PATH", default_factory=list, show_default=False, help=_PATHS),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=_or_standard_output,
        help="Write to FILE, whole or not at all; its ending picks the format.",
    ),
]
FileOrFolder = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|FOLDER/",
        callback=_or_standard_output,
        help="Write to FILE, whole or not at all; its ending picks the format. Or a whole corpus "
        "into FOLDER/, in parts, on all cores, to be resumed when stopped (parquet, jsonl or csv); "
        "or into an archive, archive.db (see `quotes search`).",
    ),
]
AnyFormat = TypeVar("AnyFormat", bound=StrEnum)
FormatOption = Annotated[
    AnyFormat | None,
    typer.Option(
        "--format",
        help="Without it: what FILE's ending names, a table at a terminal, jsonl in a pipe.",
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
AllMarks = Annotated[
    bool,
    typer.Option(
        "--all-marks",
        help="Also list what stands in quotation marks and is nobody's speech: titles, "
        "nicknames, so-called words (kind not-speech).",
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
        help="An installed spaCy pipeline instead of the built-in one, such as en_core_web_lg.",
    ),
]
TextColumn = Annotated[
    str,
    typer.Option(
        "--text-column", metavar="NAME", help="Of a table (.jsonl .csv .parquet): the text."
    ),
]
IdColumn = Annotated[
    str,
    typer.Option("--id-column", metavar="NAME", help="Of a table: the document's name."),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Of the files; without it, UTF-8 or what a file's bytes look like.",
    ),
]


Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="FOLDER/: processes, each with the model and one thread; without it, one a core.",
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="SHARE",
        min=0.0,
        max=1.0,
        show_default=False,
        help="Only where the least sure of the three steps is at least this sure, such as 0.9.",
    ),
]
Flag = Annotated[
    str | None,
    typer.Option(
        "--flag", metavar="NAME", help="Only those with this flag, such as ambiguous-speaker."
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first N documents.")
]
Sample = Annotated[
    float | None,
    typer.Option(
        "--sample",
        metavar="SHARE",
        min=0.0,
        max=1.0,
        help="Only this share of the documents, such as 0.01, always the same ones.",
    ),
]
Fresh = Annotated[
    bool,
    typer.Option(
        "--fresh/--resume",
        help="FOLDER/: begin anew and replace its parts, or go on where a run was stopped.",
    ),
]
PartWords = Annotated[
    int | None,
    typer.Option(
        "--part-words",
        metavar="N",
        min=1,
        help="FOLDER/: close a part after N words of input (300,000); a run that is stopped loses "
        "less than one part's work.",
    ),
]
Profile = Annotated[
    bool, typer.Option("--profile", help="FOLDER/: tell at the end what each stage has cost.")
]
EngineOption = Annotated[
    Engine | None,
    typer.Option(
        "--engine", help=f"FOLDER/: local processes, or a Ray cluster ({installing('ray')})."
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="ADDRESS",
        help="Of the Ray cluster, such as ray://head:10001; without it, the one on this machine.",
    ),
]
Cast = Annotated[
    Path | None,
    typer.Option(
        "--cast",
        metavar="FILE",
        help="The characters of a book: a .csv with the columns name, aliases (parted by ;) and "
        "pronouns. Nobody else speaks in it then.",
    ),
]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What only a run into a folder has."""

    workers: int | None = None
    fresh: bool = False
    part_words: int | None = None
    profile: bool = False
    engine: Engine | None = None
    address: str | None = None

    def given(self) -> str | None:
        """The first option that is not at its default, as it is written."""
        differing = (f.name for f in fields(self) if getattr(self, f.name) != f.default)
        return next(("--" + name.replace("_", "-") for name in differing), None)


@dataclass(frozen=True, slots=True)
class Request:
    """What to read, how, and how much: see `running.corpus.Selection`."""

    paths: list[str]
    options: Options
    spacy_model: str | None
    text_column: str
    id_column: str
    encoding: str | None
    sample: float | None = None
    limit: int | None = None


def chosen(
    kind: Kind = Kind.ALL,
    model: str = "en",
    all_marks: bool = False,
    turns: Turns = Turns.AUTO,
    cast: Path | None = None,
) -> Options:
    """The options of a call as the pipeline takes them. Raises `CastError`."""
    from quotes.loading import options

    return options("direct" if kind is Kind.DIRECT else "all", model, all_marks, turns.value, cast)
