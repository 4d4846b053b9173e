"""The input of a run: which files, in which order, and every document in them from any position on.

The same files give the same documents in the same order, so a position (which file, how many
documents of it) is all that has to be kept to go on later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from quotes.documents import Document, DocumentError, find, read
from quotes.documents.files import real
from quotes.documents.formats import is_table
from quotes.documents.limits import in_sample
from quotes.errors import QuotesError, reason


@dataclass(frozen=True, slots=True)
class Input:
    """One file as it was found: its size and time of change tell whether it is still the same.

    ``problem`` says why there is nothing to read; size and time are 0 then.
    """

    path: str
    bytes: int = 0
    modified: int = 0  # nanoseconds
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Between two documents: ``input`` files and ``items`` of the next are behind it.

    ``documents`` counts those that were chosen so far, ``bytes`` about how much was read.
    """

    input: int = 0
    items: int = 0
    documents: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is one document: read where it is analysed, so that parsing is shared out."""

    path: str
    bytes: int

    @property
    def id(self) -> str:
        return self.path


Item = Document | DocumentError | Unread


@dataclass(frozen=True, slots=True)
class Selection:
    """How to read, and how much. ``sample`` is a share of the documents, chosen by their names;
    ``limit`` counts documents after that.
    """

    text_column: str = "text"
    id_column: str = "id"
    encoding: str | None = None
    sample: float | None = None
    limit: int | None = None


def find_inputs(paths: Sequence[str], output: Path) -> list[Input]:
    """The files behind `paths`, in the order of the run; those in the folder `output` left out."""
    inside = real(output)
    inputs = []
    for found in find(paths):
        if found == "-":
            raise QuotesError("-: a run that can be resumed needs files; save the input in one")
        if isinstance(found, DocumentError):
            inputs.append(Input(found.name, problem=found.problem))
        elif not real(found).is_relative_to(inside):
            inputs.append(_as_found(found))
    return inputs


def _as_found(path: Path) -> Input:
    try:
        facts = path.stat()
    except OSError as error:
        return Input(path.as_posix(), problem=f"cannot be opened ({reason(error)})")
    return Input(path.as_posix(), facts.st_size, facts.st_mtime_ns)


def items(
    inputs: Sequence[Input], reading: Selection, start: Position
) -> Iterator[tuple[Item, Position]]:
    """Every document (or why there is none) after `start`, each with the position after it."""
    documents = start.documents
    before = sum(one.bytes for one in inputs[: start.input])
    for number in range(start.input, len(inputs)):
        one = inputs[number]
        skipped = start.items if number == start.input else 0
        for count, item in enumerate(islice(_in(one, reading), skipped, None), skipped + 1):
            if reading.limit is not None and documents >= reading.limit:
                return
            name = item.name if isinstance(item, DocumentError) else item.id
            if reading.sample is not None and not in_sample(name, reading.sample):
                continue
            documents += not isinstance(item, DocumentError)
            share = item.share if isinstance(item, Document) else 1.0
            yield item, Position(number, count, documents, before + int(share * one.bytes))
        before += one.bytes


def _in(one: Input, reading: Selection) -> Iterator[Item]:
    if one.problem:
        yield DocumentError(one.path, one.problem)
    elif is_table(Path(one.path)):
        yield from read(
            one.path,
            text_column=reading.text_column,
            id_column=reading.id_column,
            encoding=reading.encoding,
        )
    else:
        yield Unread(one.path, one.bytes)
