"""schema.org as JSON-LD: a graph of ``Quotation``, to go into the page of the article.

``keywords`` has the kind, because an indirect quotation is not what somebody said word for word.
The address ends with the place of each part in the text (``#char=START,END``, RFC 5147).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from quotes.output import Results
from quotes.output.json_array import write_array
from quotes.output.web_annotation import iri
from quotes.records import Quote, Speaker

_BODIES = ("organisation", "group")


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """``why`` changes nothing here."""
    write_array(_graph(results), stream, '{"@context": "https://schema.org", "@graph": ', "}")


def _graph(results: Results) -> Iterator[dict[str, Any] | None]:
    for document, quotes in results:
        for quote in quotes:
            yield quotation(document.id, quote)
        yield None


def quotation(doc: str, quote: Quote) -> dict[str, Any]:
    address = iri(doc)
    told: dict[str, Any] = {
        "@type": "Quotation",
        "identifier": quote.id,
        "text": quote.text,
        "keywords": [quote.kind],
        "url": [f"{address}#char={part.start},{part.end}" for part in quote.parts],
        "isPartOf": {"@type": "CreativeWork", "name": doc, "url": address},
    }
    if quote.speaker:
        told["spokenByCharacter"] = _speaker(quote.speaker)
    return told


def _speaker(speaker: Speaker) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "Organization" if speaker.type in _BODIES else "Person",
        "name": speaker.name,
    }
    if speaker.aliases:
        told["alternateName"] = list(speaker.aliases)
    if speaker.role:
        told["jobTitle" if told["@type"] == "Person" else "description"] = speaker.role
    return told
