"""What the columns of an archive do not have of its records, packed by document.

A record is the row in `quotes`, its speaker's row, the article's text, and here the places:

    [[parts, quoted, cue, source, chain, confidence, why], …]   one a record, in the rows' order

with every stretch as [start, end], the source as [start, end, kind]; their words stand in the text.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from quotes.records import Confidence, Cue, Kind, Mention, Part, Quote, Speaker

# Half a pair, which JSON input and odd file names can hold.
_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text as UTF-8 can hold it, character by character: offsets stay the same."""
    return _SURROGATE.sub("\ufffd", text)


def pack_text(text: str) -> bytes:
    return zlib.compress(text.encode(), 6)


def unpack_text(data: bytes) -> str:
    return zlib.decompress(data).decode()


def pack_details(quotes: Iterable[Quote]) -> bytes:
    rows = [_details(quote) for quote in quotes]
    return zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), 6)


def unpack_details(data: bytes) -> list[list[Any]]:
    rows: list[list[Any]] = json.loads(zlib.decompress(data))
    return rows


def _details(quote: Quote) -> list[Any]:
    cue, source, sure = quote.cue, quote.source, quote.confidence
    return [
        [[part.start, part.end] for part in quote.parts],
        [[part.start, part.end] for part in quote.quoted],
        [cue.start, cue.end] if cue else None,
        [source.start, source.end, source.kind] if source else None,
        [[part.start, part.end] for part in quote.chain],
        [sure.quote, sure.source, sure.speaker],
        list(quote.why),
    ]


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
