"""Markdown: a heading a document, a block quotation each, below it who, how and where."""

from __future__ import annotations

import re
from typing import TextIO

from quotes.output import Results
from quotes.output.reading import NOT_TOLD, confidences, flat, place, shown, sureness
from quotes.records import Quote

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&]")
# A list item, heading, rule or number at the start of a line.
_BLOCK = re.compile(r"^(#|[-+=]|\d+(?=[.)]))")


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """With ``why`` a list below each quotation tells how it was decided."""
    for document, quotes in results:
        if not quotes:
            continue
        stream.write(f"## {plain(document.id)}\n\n")
        for quote in quotes:
            stream.write(_block(quote, why))
        stream.flush()


def _block(quote: Quote, why: bool) -> str:
    block = f"> {plain(shown(quote))}\n\n— {' · '.join(about(quote))}\n\n"
    if why:
        reasons = [*quote.why, confidences(quote)]
        block += "".join(f"- {plain(reason)}\n" for reason in reasons) + "\n"
    return block


def about(quote: Quote) -> list[str]:
    """Who, how and where, as what stands below a quotation."""
    told = [_who(quote)]
    if quote.cue:
        told.append(f"*{plain(quote.cue.text)}*")
    return [*told, f"{quote.kind}, {place(quote)}", sureness(quote), *quote.flags]


def _who(quote: Quote) -> str:
    if quote.speaker is None:
        return f"{plain(quote.source.text)} {NOT_TOLD}" if quote.source else NOT_TOLD
    name = f"**{plain(quote.speaker.name)}**"
    return f"{name}, {plain(quote.speaker.role)}" if quote.speaker.role else name


def plain(text: str) -> str:
    """The text on one line, printed by Markdown as it stands."""
    escaped = _MARKUP.sub(r"\\\g<0>", flat(text))
    return _BLOCK.sub(lambda found: _escape_block(found[0]), escaped)


def _escape_block(mark: str) -> str:
    # A digit cannot be escaped; its full stop can, and stands right behind it.
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
