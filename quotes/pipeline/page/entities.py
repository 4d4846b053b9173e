"""Texts in which entities of HTML were left: “&ldquo;It&rsquo;s gone,&rdquo; said Ada Lund.”

They are read as the characters that they stand for, and records tell places, and print stretches,
of the text as it is.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import Any

from quotes.records import Part, Quote
from quotes.turns import Turn

_LEAST = 2  # entities; one may be what the text is about
_ENTITY = re.compile(
    r"&(?:#(?:\d{2,6}|[xX][0-9a-fA-F]{2,5})|quot|apos|amp|lt|gt|nbsp|[lr][sd]quo|[bs]d?quo|[nm]dash"
    r"|hellip|[lr]aquo);"
)
_PLACE = re.compile(r"\((\d+)\)$")  # in a record's “why”


@dataclass(frozen=True, slots=True)
class Unescaped:
    """``text``: as it is meant; ``printed``: as it is; ``places``: of each character of ``text``,
    and of its end, where it stands in ``printed``.
    """

    text: str
    printed: str
    places: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the printed text; an entity belongs to it whole."""
        return self.places[start], self.places[end]

    def quote(self, quote: Quote) -> Quote:
        """The record of the printed text. Names stay as they are meant."""
        cue, source = quote.cue, quote.source
        return replace(
            quote,
            parts=self._parts(quote.parts),
            quoted=self._parts(quote.quoted),
            cue=cue and replace(cue, **self._stretch(cue.start, cue.end)),
            source=source and replace(source, **self._stretch(source.start, source.end)),
            chain=self._parts(quote.chain),
            why=tuple(_PLACE.sub(self._moved, why) for why in quote.why),
        )

    def turn(self, turn: Turn) -> Turn:
        """The same turn of the printed text."""
        start, end = self.place(turn.start, turn.end)
        label = turn.label and self.place(*turn.label)
        gaps = tuple(self.place(*gap) for gap in turn.gaps)
        return replace(turn, start=start, end=end, label=label, gaps=gaps)

    def _parts(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(Part.of(self.printed, *self.place(part.start, part.end)) for part in parts)

    def _stretch(self, start: int, end: int) -> dict[str, Any]:
        here, there = self.place(start, end)
        return {"start": here, "end": there, "text": self.printed[here:there]}

    def _moved(self, match: re.Match[str]) -> str:
        at = int(match[1])
        return f"({self.places[at]})" if at < len(self.places) else match[0]


def unescaped(text: str) -> Unescaped | None:
    """The text with its entities read, None where there are none. Linear in its length."""
    if "&" not in text:
        return None
    found = list(_ENTITY.finditer(text))
    if len(found) < _LEAST:
        return None
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for match in found:
        meant = html.unescape(match[0])
        if len(meant) != 1 or (not meant.isprintable() and meant != "\xa0"):
            continue
        pieces += (text[at : match.start()], meant)
        places += range(at, match.start() + 1)
        at = match.end()
    pieces.append(text[at:])
    places += range(at, len(text) + 1)
    return Unescaped("".join(pieces), text, places)
