"""What reading gives: a document, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quotes.errors import QuotesError
from quotes.turns import Turn

_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text as UTF-8 can hold it. Half a surrogate pair (a text cut inside an emoji, a file's
    name that is not UTF-8) is no character; U+FFFD stands in its place.
    """
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Document:
    """One text to look for quotations in.

    ``id`` is the path as the caller named it (with ``/``), ``-`` for standard input, or for a row
    of a table what its id column says. ``text`` is what every offset of a record counts into.
    ``path`` is the file that it came from, ``None`` for standard input. ``turns``: who speaks
    when, where the format tells it (subtitles, speech-to-text); characters of ``text``. ``date``,
    ``outlet``, ``title``, ``author`` and ``url`` are what a table's columns of these names say, as
    written there. ``share`` is how far into its file it ends, from 0 to 1: for telling how much is
    still to read.
    """

    id: str
    text: str
    path: str | None = None
    turns: tuple[Turn, ...] = ()
    date: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    share: float = field(default=1.0, compare=False)


class DocumentError(QuotesError):
    """Why a file, or one row of it, gave no document: one line that names it and the way out."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(name, problem)
        self.name = name
        self.problem = problem

    def __str__(self) -> str:
        return " ".join(f"{self.name}: {self.problem}".split())


class Unreadable(Exception):
    """Raised by a reader, which knows bytes and not names; becomes a `DocumentError`."""
