"""The one way from data that somebody else wrote to ours: each field is what it should be.

Each function takes an object and the name of a field, and gives its value. Raises `RecordError`,
which names the field (``parts[1].start``) and what it is instead.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from quotes.errors import RecordError

_Made = TypeVar("_Made")
_HUGE = 1e15
_ARTICLES = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
    float: "a number",
}


def parsed(text: str) -> Any:
    """The JSON; what Python's own reader would answer with four kinds of exceptions is one here."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise RecordError(f"is not JSON ({error.msg})") from None
    except RecursionError:
        raise RecordError("is not JSON that can be read (nested too deeply)") from None
    except ValueError:  # more digits than Python makes a number of
        raise RecordError(
            "is not JSON that can be read (a number of thousands of digits)"
        ) from None


def obj(data: object) -> Mapping[str, Any]:
    """The data itself, which has to be an object."""
    if not isinstance(data, Mapping):
        raise RecordError(f"is {_told(data)} and no object")
    return data


def text(data: Mapping[str, Any], name: str) -> str:
    """A text, which may be empty."""
    return _checked(data, name, str)


def optional_text(data: Mapping[str, Any], name: str) -> str | None:
    """A text, or None where the field is null or missing."""
    return None if data.get(name) is None else _checked(data, name, str)


def one_of(data: Mapping[str, Any], name: str, values: Sequence[str]) -> Any:
    """One of the values."""
    value = _checked(data, name, str)
    if value not in values:
        raise RecordError(f"{value[:40]!r} is none of {', '.join(values)}", name)
    return value


def share(data: Mapping[str, Any], name: str) -> float:
    """A number between 0 and 1."""
    value = _present(data, name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise RecordError(f"is {_told(value)} and no number", name)
    if not (0 <= value <= 1) or math.isnan(value):
        raise RecordError("is not between 0 and 1", name)
    return value


def number(data: Mapping[str, Any], name: str) -> float:
    """A number that is one: neither infinite nor none."""
    value = _present(data, name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise RecordError(f"is {_told(value)} and no number", name)
    if not abs(value) < _HUGE:
        raise RecordError("is a number beyond all measure", name)
    return value


def numbers(data: Mapping[str, Any], name: str) -> dict[str, float]:
    """An object of numbers."""
    return made(data, name, lambda values: {one: number(values, one) for one in values})


def number_list(data: Mapping[str, Any], name: str) -> tuple[float, ...]:
    """A list of numbers."""
    values = {f"{name}[{at}]": value for at, value in enumerate(_list(data, name))}
    return tuple(number(values, one) for one in values)


def texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts."""
    values = _list(data, name)
    for number, value in enumerate(values):
        if not isinstance(value, str):
            raise RecordError(f"is {_told(value)} and no text", f"{name}[{number}]")
    return tuple(values)


def stretch(data: Mapping[str, Any]) -> tuple[int, int, str]:
    """``start``, ``end`` and ``text``: a stretch that holds something, as long as its text."""
    start, end, printed = _whole(data, "start"), _whole(data, "end"), text(data, "text")
    if not 0 <= start < end:
        raise RecordError(f"{str(start)[:20]}-{str(end)[:20]} is no stretch of a text", "start")
    if end - start != len(printed):
        raise RecordError(f"has {len(printed)} characters, and {end - start} are told", "text")
    return start, end, printed


def made(data: Mapping[str, Any], name: str, make: Callable[[Any], _Made]) -> _Made:
    """What ``make`` makes of the field's object."""
    return _within(name, _present(data, name), make)


def optional(data: Mapping[str, Any], name: str, make: Callable[[Any], _Made]) -> _Made | None:
    """The same, or None where the field is null."""
    value = _present(data, name)
    return None if value is None else _within(name, value, make)


def many(data: Mapping[str, Any], name: str, make: Callable[[Any], _Made]) -> tuple[_Made, ...]:
    """What ``make`` makes of each object of a list."""
    values = enumerate(_list(data, name))
    return tuple(_within(f"{name}[{number}]", value, make) for number, value in values)


def _present(data: Mapping[str, Any], name: str) -> Any:
    if name not in data:
        raise RecordError(f"has no {name!r}")
    return data[name]


def _checked(data: Mapping[str, Any], name: str, wanted: type[_Made]) -> _Made:
    value = _present(data, name)
    if not isinstance(value, wanted):
        raise RecordError(f"is {_told(value)} and not {_ARTICLES[wanted]}", name)
    return value


def _whole(data: Mapping[str, Any], name: str) -> int:
    value = _present(data, name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise RecordError(f"is {_told(value)} and no whole number", name)
    return value


def _list(data: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = _present(data, name)
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise RecordError(f"is {_told(value)} and no list", name)
    return value


def _within(name: str, value: Any, make: Callable[[Any], _Made]) -> _Made:
    try:
        return make(obj(value))
    except RecordError as error:
        raise error.within(name) from None


def _told(value: object) -> str:
    if value is None:
        return "null"
    return next((told for kind, told in _ARTICLES.items() if isinstance(value, kind)), "a number")
