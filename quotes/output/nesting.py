"""Spans that overlap as they like, into elements that nest: what another one cuts is in pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Element:
    """A span to mark up. Elements of one ``name`` are pieces of one thing."""

    start: int
    end: int
    tag: str
    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Open:
    """A piece begins: its own name, and those of the pieces before and after it."""

    element: Element
    name: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Close:
    element: Element


Text = tuple[int, int]


def nested(length: int, elements: Sequence[Element]) -> Iterator[Open | Close | Text]:
    """The steps that write a text of this length with its elements, each nested in the others.

    The first piece of a name has that name, the next are ``name.2``, ``name.3``, …; all of the
    text comes in its order.
    """
    steps = list(_steps(length, [one for one in elements if one.start < one.end]))
    pieces: dict[str, int] = defaultdict(int)
    for step in steps:
        if isinstance(step, Open):
            pieces[step.name] += 1
    seen: dict[str, int] = defaultdict(int)
    for step in steps:
        if isinstance(step, Open):
            seen[step.name] += 1
            at, last = seen[step.name], pieces[step.name]
            yield Open(
                step.element,
                _piece(step.name, at),
                _piece(step.name, at - 1) if at > 1 else None,
                _piece(step.name, at + 1) if at < last else None,
            )
        else:
            yield step


def _piece(name: str, number: int) -> str:
    return name if number == 1 else f"{name}.{number}"


def _steps(length: int, elements: Sequence[Element]) -> Iterator[Open | Close | Text]:
    starting: dict[int, list[Element]] = defaultdict(list)
    for element in elements:
        starting[element.start].append(element)
    edges = sorted({0, length, *(at for one in elements for at in (one.start, one.end))})
    open_: list[Element] = []
    for place, at in enumerate(edges):
        again: list[Element] = []
        while any(element.end == at for element in open_):
            element = open_.pop()
            yield Close(element)
            if element.end > at:
                again.append(element)
        # What ends last goes outermost, so that it need not be cut.
        for element in sorted([*reversed(again), *starting[at]], key=lambda one: -one.end):
            open_.append(element)
            yield Open(element, element.name)
        if place + 1 < len(edges):
            yield at, edges[place + 1]
