"""From a path to annotated documents, whichever tool wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from quotes.annotations.document import AnnotatedDocument, AnnotationError
from quotes.annotations.texts import Texts

_KNOWN = (
    "a folder of .txt and .ann (brat), a Label Studio export (.json), "
    "and .jsonl of Prodigy or of quotes itself"
)


class Tool(StrEnum):
    """The tools whose annotations can be read, by the names of their output formats."""

    JSONL = "jsonl"
    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"


def read_annotations(
    path: str | Path,
    tool: Tool | None = None,
    *,
    texts: Sequence[str] | Texts = (),
    unreviewed: bool = False,
) -> Iterator[AnnotatedDocument]:
    """The annotated documents in ``path``, one after the other.

    Args:
        path: A folder or file as the tool wrote it: for brat a folder of .txt and .ann (side by
            side, or in PolNeAR's folders text/ and attributions/) or one .ann; for Label Studio its
            JSON export (JSON Lines too); for Prodigy what ``prodigy db-out`` prints; for our own
            records JSON Lines as `quotes extract` writes them, each with an optional ``review``:
            ``{"verdict": "accepted" | "corrected" | "rejected", "note": "…"}``. A rejected record
            is no quotation.
        tool: Which one; None tells it by the name and the first line.
        texts: Only for our own records, which have no text in them: the files, folders or patterns
            that they were extracted from. Without it each record's ``doc`` is opened, from the
            working folder or else from the folder of ``path``. A text that is given and has no
            record is a document without quotations.
        unreviewed: Also give what nobody has looked at: Label Studio tasks that have only
            predictions, and Prodigy tasks without an answer.

    Raises:
        AnnotationError: The file is not of that tool, a text is missing, or an annotation does not
            fit its text. Everything before it has been given.
    """
    path = Path(path)
    match tool or _tool(path):
        case Tool.BRAT:
            from quotes.annotations import brat

            yield from brat.read(path)
        case Tool.LABEL_STUDIO:
            from quotes.annotations import label_studio

            yield from label_studio.read(path, unreviewed=unreviewed)
        case Tool.PRODIGY:
            from quotes.annotations import prodigy

            yield from prodigy.read(path, unreviewed=unreviewed)
        case Tool.JSONL:
            from quotes.annotations import jsonl

            yield from jsonl.read(path, texts if isinstance(texts, Texts) else Texts(texts))


def _tool(path: Path) -> Tool:
    if path.is_dir() or path.suffix == ".ann":
        return Tool.BRAT
    first = _first_object(path)
    if "parts" in first and "doc" in first:
        return Tool.JSONL
    if "data" in first:
        return Tool.LABEL_STUDIO
    if "text" in first:
        return Tool.PRODIGY
    raise AnnotationError(path, f"are no annotations that can be read; there are {_KNOWN}")


def _first_object(path: Path) -> dict[str, Any]:
    """The first task or record of a JSON array or of JSON lines; empty where there is none."""
    from quotes.annotations.json_files import objects

    return next(iter(objects(path)), ("", {}))[1]
