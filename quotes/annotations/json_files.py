"""Objects out of a file of JSON: an array of them, one alone, or JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes import fields
from quotes.annotations.document import AnnotationError
from quotes.corrections import fits
from quotes.errors import RecordError, reason
from quotes.records import Quote


def objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object with its place, to tell in errors: ``FILE:LINE``, or ``FILE#NUMBER``.

    JSON lines are read one at a time. Raises `AnnotationError` for what is no such file.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            first = _first_character(file.readline)
            file.seek(0)
            if first == "[":
                yield from _array(path, fields.parsed(file.read()))
            else:
                yield from _lines(path, file)
    except UnicodeDecodeError as error:
        raise AnnotationError(path, "is not UTF-8; save it as UTF-8") from error
    except RecordError as error:
        raise AnnotationError(path, str(error)) from error
    except OSError as error:
        problem = f"cannot be opened ({reason(error)}); check the path"
        raise AnnotationError(path, problem) from error


def _first_character(readline: Any) -> str:
    while line := readline():
        if line.strip():
            return str(line.strip()[0])
    return ""


def _array(path: Path, items: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, item in enumerate(items, 1):
        yield f"{path}#{number}", _object(f"{path}#{number}", item)


def _lines(path: Path, lines: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            item = fields.parsed(line)
        except RecordError as error:
            raise AnnotationError(place, f"{error}; one object a line") from error
        yield place, _object(place, item)


def _object(place: str, item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise AnnotationError(place, "is no JSON object; export the annotations once more")
    return item


def embedded(place: str, items: Any, text: str) -> list[Quote]:
    """The records that `quotes` put into a task, checked against its text; none in a task that
    somebody else made.
    """
    try:
        written = fields.many({"quotes": items or []}, "quotes", Quote.from_dict)
    except RecordError as error:
        problem = f"was changed ({error}); take out “quotes”, or export once more"
        raise AnnotationError(place, problem) from error
    if not all(fits(quote, text) for quote in written):
        problem = "has records under “quotes” that are not of its text; take them out"
        raise AnnotationError(place, problem)
    return list(written)
