"""What the columns of an archive do not have of its records, packed by document.

A record is the row in `quotes`, its speaker's row, the article's text, and here the places:

    [[parts, quoted, cue, source, chain, confidence, why], …]   one a record, in the rows' order

Their words stand in the text, so a stretch is [from, length], where `from` counts from the stretch
before it in the document; a source has its kind as well, [from, length, kind]. Where `quoted` is
null it is the same as `parts`. It is deflated with the article as its dictionary, whose names
`why` repeats.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from quotes.records import Confidence, Cue, Kind, Mention, Part, Quote, Speaker


def pack_text(text: str) -> bytes:
    return zlib.compress(text.encode())


def unpack_text(data: bytes) -> str:
    return zlib.decompress(data).decode()


def pack_details(quotes: Iterable[Quote], text: str) -> bytes:
    """The details of a document's records; ``text`` is the document's."""
    rows = [_details(quote) for quote in quotes]
    _walk(rows, _Relative())
    packer = zlib.compressobj(zdict=text.encode())
    return packer.compress(json.dumps(rows, separators=(",", ":")).encode()) + packer.flush()


def unpack_details(data: bytes, text: str) -> list[list[Any]]:
    """As `_details` made them, with ``quoted`` filled in."""
    unpacker = zlib.decompressobj(zdict=text.encode())
    rows: list[list[Any]] = json.loads(unpacker.decompress(data) + unpacker.flush())
    _walk(rows, _Absolute())
    for row in rows:
        row[1] = row[0] if row[1] is None else row[1]
    return rows


def _details(quote: Quote) -> list[Any]:
    cue, source, sure = quote.cue, quote.source, quote.confidence
    return [
        [[part.start, part.end] for part in quote.parts],
        None if quote.quoted == quote.parts else [[part.start, part.end] for part in quote.quoted],
        [cue.start, cue.end] if cue else None,
        [source.start, source.end, source.kind] if source else None,
        [[part.start, part.end] for part in quote.chain],
        [sure.quote, sure.source, sure.speaker],
        list(quote.why),
    ]


class _Relative:
    """Makes [start, end] a stretch as it is packed: neighbours have small numbers."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self, stretch: list[Any]) -> None:
        start, end = stretch[:2]
        stretch[:2] = start - self._last, end - start
        self._last = start


class _Absolute:
    """The way back."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self, stretch: list[Any]) -> None:
        self._last += stretch[0]
        stretch[:2] = self._last, self._last + stretch[1]


def _walk(rows: Iterable[list[Any]], change: _Relative | _Absolute) -> None:
    """Every stretch of the records, in their order."""
    for parts, quoted, cue, source, chain, *_ in rows:
        for stretch in (*parts, *(quoted or ()), cue, source, *chain):
            if stretch is not None:
                change(stretch)


def record(
    doc: str,
    text: str,
    details: Sequence[Any],
    kind: Kind,
    verb: str | None,
    flags: str | None,
    speaker: Speaker | None,
) -> Quote:
    """The record, as it was before it was packed."""
    parts, quoted, cue, source, chain, confidence, why = details
    return Quote(
        doc=doc,
        kind=kind,
        parts=_parts(text, parts),
        quoted=_parts(text, quoted),
        cue=Cue(cue[0], cue[1], text[cue[0] : cue[1]], verb or "") if cue else None,
        source=Mention(source[0], source[1], text[source[0] : source[1]], source[2])
        if source
        else None,
        speaker=speaker,
        chain=_parts(text, chain),
        confidence=Confidence(*confidence),
        flags=tuple(flags.split(" ")) if flags else (),
        why=tuple(why),
    )


def _parts(text: str, places: Iterable[Sequence[int]]) -> tuple[Part, ...]:
    return tuple(Part.of(text, start, end) for start, end in places)
